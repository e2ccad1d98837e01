#include "session/study.h"

#include <algorithm>

namespace br::session {

namespace {

// Above this, fewer servers show the same at less cost.
constexpr double capacity_full_per_s = 150;
constexpr double capacity_small_per_s = 100;
constexpr SimDuration measured = seconds(120);
// Attempts and orbit together: bounds the memory of a run that gets out of hand.
constexpr std::int64_t people_max = 400'000;

// The rush: fine, twice what can be served, fine again.
constexpr double calm_ratio = 0.7;
constexpr double rush_ratio = 2;
constexpr SimTime rush_from = seconds(120);
constexpr SimTime rush_to = seconds(300);
constexpr SimTime rush_end = seconds(720);
constexpr SimDuration rush_bin = seconds(10);

std::int64_t smaller(std::int64_t count, double scale) {
    if (count == sim::unlimited || count == 0) return count;
    return std::max<std::int64_t>(
        1, static_cast<std::int64_t>(static_cast<double>(count) / scale + 0.5));
}

double rate_at(const sim::Arrivals& arrivals, SimTime now) {
    const auto* rates = std::get_if<sim::RateArrivals>(&arrivals);
    if (rates == nullptr || rates->points.empty()) return 0;
    const auto& points = rates->points;
    std::size_t i = 0;
    while (i + 1 < points.size() && points[i + 1].at <= now) ++i;
    if (i + 1 == points.size() || now <= points[i].at) return points[i].rate_per_s;
    const double share =
        to_seconds(now - points[i].at) / to_seconds(points[i + 1].at - points[i].at);
    return points[i].rate_per_s + share * (points[i + 1].rate_per_s - points[i].rate_per_s);
}

// Which part of the crowd each class is, as it is now; equal parts if nobody comes now.
void set_arrivals(sim::Scenario& scenario, SimTime now, const std::vector<sim::RatePoint>& total) {
    double sum = 0;
    for (const sim::CustomerClass& people : scenario.classes) sum += rate_at(people.arrivals, now);
    for (sim::CustomerClass& people : scenario.classes) {
        const double share = sum > 0 ? rate_at(people.arrivals, now) / sum
                                     : 1 / static_cast<double>(scenario.classes.size());
        sim::RateArrivals arrivals{total};
        for (sim::RatePoint& point : arrivals.points) point.rate_per_s *= share;
        people.arrivals = std::move(arrivals);
        people.invite.probability = 0;
    }
}

// Stations and policies as they stand, so many times smaller; no events to come, no end of cards.
sim::Scenario standing(const StudyBase& base, double scale) {
    sim::Scenario made = *base.scenario;
    made.events.clear();
    made.milestones.clear();
    made.texts.clear();
    if (made.campaign) {
        made.campaign->stock = sim::unlimited;
        made.campaign->budget_fen = sim::unlimited;
    }
    made.limits.in_system_max = people_max;
    made.measures.warm_up = 0;
    made.measures.interval = rush_bin;
    for (std::size_t i = 0; i < made.stations.size(); ++i) {
        made.stations[i].servers = smaller(
            base.backend.stations[i].servers + base.backend.stations[i].servers_ordered, scale);
        made.stations[i].line_max = smaller(made.stations[i].line_max, scale);
    }
    for (std::size_t i = 0; i < made.policies.size(); ++i)
        made.policies[i].enabled = base.backend.policies[i].enabled;
    return made;
}

std::vector<sim::RatePoint> steady(double capacity_per_s, int load) {
    return {{0, study_loads[static_cast<std::size_t>(load)] * capacity_per_s}};
}

std::vector<sim::RatePoint> rush(double capacity_per_s) {
    const double calm = calm_ratio * capacity_per_s;
    const double high = rush_ratio * capacity_per_s;
    return {
        {0, calm}, {rush_from, calm}, {rush_from + 1, high}, {rush_to, high}, {rush_to + 1, calm}};
}

// So many people inside keep all model servers busy, with a quarter to spare.
double room_for(const sim::Scenario& scenario, double capacity_per_s) {
    double stay_s = 0;
    for (const sim::Station& station : scenario.stations)
        stay_s += to_seconds(station.service.mean);
    return 1.25 * capacity_per_s * stay_s;
}

// Where the levers stand for a case of the rush.
double lever_value(StudyCase wanted, const LeverState& lever) {
    switch (lever.lever) {
        case Lever::deadline_drop:
            return wanted == StudyCase::deadline_drop ? lever.suggested : 0;
        case Lever::bounded_line:
            return wanted == StudyCase::bounded_line || wanted == StudyCase::honest_refusal
                       ? lever.suggested
                       : 0;
        case Lever::refusal_wording:
            return wanted == StudyCase::honest_refusal ? lever.suggested
                                                       : static_cast<double>(RefusalStyle::vague);
        default:
            return lever.value;
    }
}

// Whether a lever is set in a run; the others are as the scenario has them.
bool is_set(const LeverState& lever, bool is_curve) {
    switch (lever.lever) {
        case Lever::bounded_line:
            return true;  // Its bound is a number of people, and there may be fewer now.
        case Lever::deadline_drop:
        case Lever::refusal_wording:
            return !is_curve || lever.value != lever.initial;
        case Lever::retry_ratio:
        case Lever::retry_jitter:
            return lever.value != lever.initial;
        default:
            return false;
    }
}

}  // namespace

Study::Study(StudyKind kind, StudyBase base) : base_(std::move(base)) {
    const auto model = static_cast<std::size_t>(base_.roles.model);
    const sim::StationSnapshot& now = base_.backend.stations[model];
    const sim::Station& station = base_.scenario->stations[model];
    state_.kind = kind;
    state_.capacity_per_s = capacity_per_s(station, now.servers + now.servers_ordered);
    state_.scale = state_.capacity_per_s > capacity_full_per_s
                       ? state_.capacity_per_s / capacity_small_per_s
                       : 1;
    const auto& people =
        base_.scenario->classes[static_cast<std::size_t>(base_.roles.customer_class)];
    const SimDuration patience = people.patience.limited ? people.patience.time.mean : seconds(20);
    const bool is_curve = kind == StudyKind::load_curve;
    warm_ = is_curve ? std::clamp(15 * patience, seconds(120), seconds(300)) : 0;
    end_ = is_curve ? warm_ + measured : rush_end;
    run_count_ = is_curve ? static_cast<int>(study_loads.size()) : study_case_count;
    state_.is_running = kind != StudyKind::none && state_.capacity_per_s > 0;
    if (kind != StudyKind::policies) return;
    for (SimTime at = rush_bin; at <= rush_end; at += rush_bin) {
        state_.times_s.push_back(to_seconds(at));
        const bool is_rush = at > rush_from && at <= rush_to;
        state_.offered_per_s.push_back((is_rush ? rush_ratio : calm_ratio) * state_.capacity_per_s);
    }
}

sim::Simulation Study::make_run(int index) const {
    const bool is_curve = state_.kind == StudyKind::load_curve;
    const auto wanted = static_cast<StudyCase>(index);
    const double small = state_.capacity_per_s / state_.scale;
    sim::Scenario made = standing(base_, state_.scale);
    made.duration = end_;
    set_arrivals(made, base_.backend.now, is_curve ? steady(small, index) : rush(small));
    if (!is_curve && wanted == StudyCase::more_servers)
        made.stations[static_cast<std::size_t>(base_.roles.model)].servers *= 2;
    const std::vector<LeverState> levers = base_.levers.states(base_.backend);
    const double inside =
        is_curve ? levers[static_cast<std::size_t>(Lever::waiting_room)].value / state_.scale
                 : room_for(made, small);
    for (sim::Policy& policy : made.policies) {
        if (!is_curve) policy.enabled = false;
        auto* room = std::get_if<sim::policies::WaitingRoom>(&policy.unit);
        if (room == nullptr) continue;
        room->active_max = std::max<std::int64_t>(1, static_cast<std::int64_t>(inside));
        if (!is_curve) policy.enabled = wanted == StudyCase::waiting_room;
    }
    const auto scenario = std::make_shared<const sim::Scenario>(std::move(made));
    sim::Simulation run(scenario, base_.seed);
    const sim::Snapshot start = run.snapshot();
    Levers moved = base_.levers;
    for (const LeverState& lever : levers) {
        if (!is_set(lever, is_curve)) continue;
        const double value = is_curve ? lever.value : lever_value(wanted, lever);
        for (const sim::Action& action : moved.move(lever.lever, value, *scenario, start))
            run.apply(action);
    }
    return run;
}

void Study::end_run() {
    const sim::Counts end = simulation_->snapshot().counts;
    const double span_s = to_seconds(simulation_->now() - warm_);
    const auto rate = [&](std::uint64_t from, std::uint64_t to) {
        return span_s > 0 ? state_.scale * static_cast<double>(to - from) / span_s : 0;
    };
    if (state_.kind == StudyKind::load_curve) {
        state_.curve.push_back(
            {.offered_per_s = study_loads[static_cast<std::size_t>(run_)] * state_.capacity_per_s,
             .goodput_per_s = rate(counts_warm_.goodput, end.goodput)});
    } else {
        StudyRun run;
        for (const sim::SeriesBin& bin : simulation_->series()) {
            run.goodput_per_s.push_back(state_.scale * static_cast<double>(bin.counts.goodput) /
                                        to_seconds(bin.end - bin.start));
        }
        run.goodput_per_s.resize(state_.times_s.size());
        run.served = end.served;
        run.orders = end.orders;
        run.served_ratio =
            end.orders > 0 ? static_cast<double>(end.served) / static_cast<double>(end.orders) : 0;
        state_.runs.push_back(std::move(run));
    }
    simulation_.reset();
    ++run_;
    state_.is_running = run_ < run_count_;
}

std::uint64_t Study::advance(std::uint64_t event_budget) {
    std::uint64_t left = event_budget;
    while (state_.is_running && left > 0) {
        if (!simulation_) {
            simulation_.emplace(make_run(run_));
            counts_warm_ = {};
        }
        const SimTime target = simulation_->now() < warm_ ? warm_ : end_;
        const std::uint64_t before = simulation_->events();
        const sim::StopReason reason = simulation_->run_until(target, left);
        left -= std::min(left, simulation_->events() - before);
        if (reason == sim::StopReason::event_budget) break;
        if (reason == sim::StopReason::reached_end && target == warm_ && warm_ > 0) {
            counts_warm_ = simulation_->snapshot().counts;
            if (warm_ < end_) continue;
        }
        end_run();
        if (left > 0) --left;  // A run without events must not go on for ever.
    }
    const double part = simulation_ ? to_seconds(simulation_->now()) / to_seconds(end_) : 0;
    state_.done_ratio = (run_ + part) / run_count_;
    return event_budget - left;
}

}  // namespace br::session
