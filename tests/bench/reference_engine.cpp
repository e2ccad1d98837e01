#include "bench/reference_engine.h"

#include <algorithm>

#include "base/check.h"
#include "sim/attempt.h"

namespace br::sim::testing {
namespace {

using policies::BoundedLine;
using policies::DeadlineDrop;

bool is_known(const policies::Unit& unit) {
    return std::holds_alternative<BoundedLine>(unit) || std::holds_alternative<DeadlineDrop>(unit);
}

bool is_known(const Action& action) {
    if (const auto* servers = std::get_if<SetServers>(&action))
        return servers->delay == 0 && servers->servers != unlimited;
    if (const auto* policy = std::get_if<SetPolicy>(&action))
        return !policy->unit || is_known(*policy->unit);
    return std::holds_alternative<SetSlowdown>(action) ||
           std::holds_alternative<SetLineMax>(action) || std::holds_alternative<SetRetry>(action);
}

}  // namespace

bool ReferenceEngine::supports(const Scenario& scenario) {
    for (const CustomerClass& cls : scenario.classes)
        if (std::holds_alternative<LoopArrivals>(cls.arrivals) || cls.invite.probability > 0)
            return false;
    for (const Station& station : scenario.stations)
        if (station.discipline != Discipline::fifo || station.batch) return false;
    for (const Policy& policy : scenario.policies)
        if (policy.place != PlaceKind::station || !is_known(policy.unit)) return false;
    return std::all_of(scenario.events.begin(), scenario.events.end(),
                       [&scenario](const TimedAction& event) {
                           return event.at > scenario.duration || is_known(event.action);
                       });
}

// The canonical order: actions, then the later station, completion, giving up, arrival, person.
// A priority_queue gives out the greatest, so this says which of two comes later.
bool ReferenceEngine::Later::operator()(const Event& a, const Event& b) const {
    if (a.time != b.time) return a.time > b.time;
    const bool a_acts = a.what == What::action;
    const bool b_acts = b.what == What::action;
    if (a_acts || b_acts) return a_acts && b_acts ? a.slot > b.slot : b_acts;
    if (a.station != b.station) return a.station < b.station;
    const auto group = [](What what) {
        return what == What::completion ? 0 : what == What::arrival ? 2 : 1;
    };
    if (group(a.what) != group(b.what)) return group(a.what) > group(b.what);
    if (a.person != b.person) return a.person > b.person;
    return a.number > b.number;
}

ReferenceEngine::ReferenceEngine(std::shared_ptr<const Scenario> scenario, std::uint64_t seed)
    : scenario_(std::move(scenario)), draws_(seed) {
    BR_CHECK(supports(*scenario_));
    counts_.resize(scenario_->classes.size());
    order_time_ns_.resize(scenario_->classes.size());
    for (const Station& config : scenario_->stations) {
        StationState station;
        station.config = &config;
        station.service = RandomTimeSampler(config.service);
        station.servers = config.servers;
        station.line_max = config.line_max;
        stations_.push_back(std::move(station));
    }
    for (const Policy& policy : scenario_->policies)
        policies_.push_back({policy.unit, policy.station, policy.enabled});
    for (std::size_t i = 0; i < scenario_->events.size(); ++i) {
        Event event;
        event.time = scenario_->events[i].at;
        event.what = What::action;
        event.slot = static_cast<Slot>(i);
        queue_.push(event);
    }
    for (const CustomerClass& cls : scenario_->classes) {
        streams_.emplace_back(cls.arrivals);
        retries_.push_back(cls.retry);
        patience_.emplace_back(cls.patience.time);
        plan_first_try(static_cast<int>(streams_.size()) - 1);
    }
}

void ReferenceEngine::run_until(SimTime end) {
    while (!queue_.empty() && queue_.top().time <= end) {
        const Event event = queue_.top();
        queue_.pop();
        now_ = event.time;
        play(event);
    }
    now_ = end;
}

void ReferenceEngine::play(const Event& event) {
    switch (event.what) {
        case What::action:
            act(scenario_->events[event.slot].action);
            break;
        case What::arrival: {
            const int c = class_of(event.person);
            Counts& counts = counts_[static_cast<std::size_t>(c)];
            if (event.number == 1) {
                ++counts.orders;
                plan_first_try(c);
            } else {
                ++counts.retries;
                --orbit_;
            }
            send(event.person, event.number, event.first);
            break;
        }
        case What::completion:
            if (attempts_[event.slot].in_service && attempts_[event.slot].stay == event.stay)
                complete(event.slot);
            break;
        case What::attempt_patience: {
            const Attempt& attempt = attempts_[event.slot];
            if (attempt.person == event.person && attempt.number == event.number &&
                (attempt.waiting || attempt.in_service))
                give_up(event.slot);
            break;
        }
        case What::line_patience:
            if (attempts_[event.slot].waiting && attempts_[event.slot].stay == event.stay)
                give_up(event.slot);
            break;
    }
}

void ReferenceEngine::act(const Action& action) {
    if (const auto* servers = std::get_if<SetServers>(&action)) {
        stations_[static_cast<std::size_t>(servers->station)].servers = servers->servers;
        serve_next(servers->station);
    } else if (const auto* slowdown = std::get_if<SetSlowdown>(&action)) {
        StationState& station = stations_[static_cast<std::size_t>(slowdown->station)];
        station.slowdown = slowdown->factor;
        station.slow_until = now_ + slowdown->duration;
    } else if (const auto* bound = std::get_if<SetLineMax>(&action)) {
        stations_[static_cast<std::size_t>(bound->station)].line_max = bound->line_max;
    } else if (const auto* policy = std::get_if<SetPolicy>(&action)) {
        PolicyState& state = policies_[static_cast<std::size_t>(policy->policy)];
        state.enabled = policy->enabled;
        if (policy->unit) state.unit = *policy->unit;
    } else if (const auto* retry = std::get_if<SetRetry>(&action)) {
        for (std::size_t c = 0; c < retries_.size(); ++c)
            if (retry->customer_class < 0 || static_cast<std::size_t>(retry->customer_class) == c)
                retries_[c] = retry->retry;
    }
}

void ReferenceEngine::plan_first_try(int customer_class) {
    const auto c = static_cast<std::size_t>(customer_class);
    const std::uint64_t number = counts_[c].orders;
    Event event;
    event.time = streams_[c].next(draws_, customer_class, number);
    if (event.time == never) return;
    event.station = static_cast<std::uint8_t>(scenario_->classes[c].route[0]);
    event.person = make_person(customer_class, Origin::crowd, number);
    event.first = event.time;
    queue_.push(event);
}

void ReferenceEngine::note(int kind, const Attempt& attempt) {
    const std::uint64_t what =
        (attempt.person << 22) ^ (static_cast<std::uint64_t>(attempt.number) << 8) ^
        (static_cast<std::uint64_t>(attempt.station) << 2) ^ static_cast<std::uint64_t>(kind);
    digest_ += mix64(what + static_cast<std::uint64_t>(now_) * 0xd1342543de82ef95ULL);
}

void ReferenceEngine::send(PersonId person, std::uint32_t number, SimTime first) {
    const auto c = static_cast<std::size_t>(class_of(person));
    const CustomerClass& cls = scenario_->classes[c];
    if (free_.empty()) {
        free_.push_back(static_cast<Slot>(attempts_.size()));
        attempts_.emplace_back();
    }
    const Slot slot = free_.back();
    free_.pop_back();
    Attempt& attempt = attempts_[slot];
    const std::uint32_t stay = attempt.stay;  // Goes on from one attempt to the next.
    attempt = {};
    attempt.person = person;
    attempt.number = number;
    attempt.first = first;
    attempt.stay = stay;
    attempt.station = static_cast<std::uint8_t>(cls.route[0]);
    ++in_system_;
    ++events_;
    ++counts_[c].attempts;
    note(0, attempt);
    if (cls.patience.limited && cls.patience.scope == PatienceScope::attempt)
        push_timer(What::attempt_patience,
                   now_ + patience_[c].sample(draws_(Cause::patience, person, number)), slot,
                   cls.route[0]);
    join(slot, cls.route[0]);
}

void ReferenceEngine::push_timer(What what, SimTime time, Slot slot, int station) {
    const Attempt& attempt = attempts_[slot];
    Event event;
    event.time = time;
    event.person = attempt.person;
    event.slot = slot;
    event.number = attempt.number;
    event.stay = attempt.stay;
    event.station = static_cast<std::uint8_t>(station);
    event.what = what;
    queue_.push(event);
}

bool ReferenceEngine::line_policies_admit(int index) const {
    const ReferenceStation& totals = stations_[static_cast<std::size_t>(index)].totals;
    for (const PolicyState& policy : policies_) {
        const auto* bound = std::get_if<BoundedLine>(&policy.unit);
        if (bound == nullptr || !policy.enabled || policy.station != index) continue;
        const bool served_at_once =
            totals.busy < stations_[static_cast<std::size_t>(index)].servers;
        if (!served_at_once && totals.waiting >= bound->line_max) return false;
    }
    return true;
}

bool ReferenceEngine::deadline_policies_keep(int index, SimDuration waited) const {
    for (const PolicyState& policy : policies_) {
        const auto* deadline = std::get_if<DeadlineDrop>(&policy.unit);
        if (deadline != nullptr && policy.enabled && policy.station == index &&
            waited > deadline->wait_max)
            return false;
    }
    return true;
}

void ReferenceEngine::join(Slot slot, int index) {
    Attempt& attempt = attempts_[slot];
    StationState& station = stations_[static_cast<std::size_t>(index)];
    const auto c = static_cast<std::size_t>(class_of(attempt.person));
    const Patience& patience = scenario_->classes[c].patience;
    attempt.station = static_cast<std::uint8_t>(index);
    attempt.joined = now_;
    ++station.totals.arrivals;
    if (!line_policies_admit(index)) return refuse(slot, &Counts::shed, &ReferenceStation::shed);
    if (station.totals.busy < station.servers && station.totals.waiting == 0) return start(slot);
    const std::int64_t counted =
        station.totals.waiting + (station.config->line_counts_service ? station.totals.busy : 0);
    if (counted >= station.line_max)
        return refuse(slot, &Counts::blocked, &ReferenceStation::blocked);
    if (attempt.leg == 0 && station.totals.waiting > patience.balk_above)
        return refuse(slot, &Counts::balked, &ReferenceStation::balked);
    attempt.waiting = true;
    ++attempt.stay;
    ++station.totals.waiting;
    station.line.emplace_back(slot, attempt.stay);
    if (attempt.stale || !patience.limited || patience.scope != PatienceScope::line) return;
    const std::uint64_t bits = draws_(Cause::patience, attempt.person,
                                      attempt.number * 16 + static_cast<std::uint32_t>(index));
    push_timer(What::line_patience, now_ + patience_[c].sample(bits), slot, index);
}

double ReferenceEngine::service_ns(const Attempt& attempt) {
    StationState& station = stations_[static_cast<std::size_t>(attempt.station)];
    const auto cause = static_cast<Cause>(static_cast<std::uint64_t>(Cause::service_time_0) +
                                          static_cast<std::uint64_t>(attempt.station));
    double ns = station.service.sample_ns(draws_(cause, attempt.person, attempt.number));
    ns *= scenario_->classes[static_cast<std::size_t>(class_of(attempt.person))].service_factor;
    if (now_ < station.slow_until) ns *= station.slowdown;
    const double share = station.debt_ns / static_cast<double>(station.servers);
    const double paid = std::min(station.debt_ns, std::max(station.service.mean_ns(), share));
    station.debt_ns -= paid;
    ns += paid;
    return std::min(ns, static_cast<double>(duration_max));
}

void ReferenceEngine::start(Slot slot) {
    Attempt& attempt = attempts_[slot];
    StationState& station = stations_[attempt.station];
    ++station.totals.busy;
    ++station.totals.starts;
    attempt.in_service = true;
    ++attempt.stay;
    push_timer(What::completion, now_ + static_cast<SimDuration>(service_ns(attempt) + 0.5), slot,
               attempt.station);
}

void ReferenceEngine::serve_next(int index) {
    StationState& station = stations_[static_cast<std::size_t>(index)];
    while (station.totals.waiting > 0 && station.totals.busy < station.servers) {
        const auto [slot, stay] = station.line.front();
        station.line.pop_front();
        Attempt& attempt = attempts_[slot];
        if (!attempt.waiting || attempt.stay != stay) continue;
        attempt.waiting = false;
        --station.totals.waiting;
        if (deadline_policies_keep(index, now_ - attempt.joined))
            start(slot);
        else
            refuse(slot, &Counts::shed, &ReferenceStation::shed);
    }
}

void ReferenceEngine::complete(Slot slot) {
    Attempt& attempt = attempts_[slot];
    const int index = attempt.station;
    StationState& station = stations_[static_cast<std::size_t>(index)];
    const auto c = static_cast<std::size_t>(class_of(attempt.person));
    const CustomerClass& cls = scenario_->classes[c];
    attempt.in_service = false;
    --station.totals.busy;
    ++station.totals.completions;
    if (attempt.stale) ++station.totals.completions_stale;
    ++events_;
    note(1, attempt);
    serve_next(index);
    const std::uint32_t number = attempt.number * 16;
    if (station.config->failure_ratio > 0 &&
        unit_interval(
            draws_(Cause::failure, attempt.person, number + static_cast<std::uint32_t>(index))) <
            station.config->failure_ratio) {
        ++station.totals.failed;
        ++counts_[c].failed;
        if (!attempt.stale) person_failed(slot, false);
        leave(slot);
        return;
    }
    if (station.config->ledger) ++booked_;
    const std::size_t leg = attempt.leg;
    const double on = leg < cls.go_on_ratio.size() ? cls.go_on_ratio[leg] : 1;
    if (leg + 1 < cls.route.size() &&
        (on >= 1 || unit_interval(draws_(Cause::route, attempt.person,
                                         number + static_cast<std::uint32_t>(leg))) < on)) {
        ++attempt.leg;
        join(slot, cls.route[leg + 1]);
        return;
    }
    if (attempt.stale) {
        ++counts_[c].stale;
    } else {
        ++counts_[c].goodput;
        ++counts_[c].served;
        order_time_ns_[c] += static_cast<double>(now_ - attempt.first);
    }
    leave(slot);
}

std::vector<ReferenceStation> ReferenceEngine::stations() const {
    std::vector<ReferenceStation> result;
    for (const StationState& station : stations_) result.push_back(station.totals);
    return result;
}

bool ReferenceEngine::campaign_ran_out() const {
    if (!scenario_->campaign) return false;
    const Campaign& campaign = *scenario_->campaign;
    const auto payable = campaign.budget_fen == unlimited || campaign.card_fen == 0
                             ? unlimited
                             : campaign.budget_fen / campaign.card_fen;
    return static_cast<std::int64_t>(booked_) > std::min(campaign.stock, payable);
}

}  // namespace br::sim::testing
