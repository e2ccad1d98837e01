#include "sim/fluid_preview.h"

#include <algorithm>

#include "sim/backoff.h"
#include "sim/fluid_flow.h"
#include "sim/random_time.h"

namespace br::sim {
namespace {

constexpr std::size_t samples = 240;
constexpr double no_bound = 1e15;  // More than any scenario's people.
constexpr std::int64_t steps_max = 20'000;
constexpr SimDuration step_min = milliseconds(1);

double count_of(std::int64_t n) {
    return n == unlimited ? no_bound : static_cast<double>(n);
}

// The i-th of evenly spread draws.
std::uint64_t spread(std::size_t i) {
    return (UINT64_MAX / samples) * i + UINT64_MAX / samples / 2;
}

// The mean patience of each of the equal shares of people, least first.
std::vector<double> patience_of(const Patience& patience) {
    std::vector<double> shares;
    if (!patience.limited) return shares;
    const RandomTimeSampler sampler(patience.time);
    double sorted[samples];
    for (std::size_t i = 0; i < samples; ++i) sorted[i] = sampler.sample_ns(spread(i)) / 1e9;
    std::sort(sorted, sorted + samples);
    constexpr std::size_t in_share = samples / patience_shares;
    for (std::size_t share = 0; share < patience_shares; ++share) {
        double sum = 0;
        for (std::size_t i = 0; i < in_share; ++i) sum += sorted[share * in_share + i];
        shares.push_back(sum / static_cast<double>(in_share));
    }
    return shares;
}

bool is_known(const Policy& policy) {
    if (std::holds_alternative<policies::TokenBucket>(policy.unit))
        return policy.place != PlaceKind::clients;
    return policy.place == PlaceKind::station &&
           (std::holds_alternative<policies::BoundedLine>(policy.unit) ||
            std::holds_alternative<policies::DeadlineDrop>(policy.unit));
}

}  // namespace

FluidFlow::FluidFlow(const Scenario& scenario, double step_s)
    : scenario_(&scenario), step_s_(step_s), policies_(scenario.policies) {
    groups_ = scenario.classes.size() * tries_kept;
    parts_ = groups_ + scenario.classes.size();
    orbit_.resize(groups_);
    classes_.resize(scenario.classes.size());
    stations_.resize(scenario.stations.size());
    for (std::size_t c = 0; c < classes_.size(); ++c) set_up_class(c);
    for (std::size_t s = 0; s < stations_.size(); ++s) set_up_station(s);
    for (std::size_t p = 0; p < policies_.size(); ++p)
        if (policies_[p].enabled && !is_known(policies_[p]))
            left_out_.push_back(static_cast<int>(p));
    cards_left_ = no_bound;
    if (!scenario.campaign) return;
    const Campaign& campaign = *scenario.campaign;
    cards_left_ = count_of(campaign.stock);
    if (campaign.budget_fen != unlimited && campaign.card_fen > 0)
        cards_left_ = std::min(cards_left_, count_of(campaign.budget_fen / campaign.card_fen));
}

void FluidFlow::set_up_class(std::size_t c) {
    FluidClass& cls = classes_[c];
    cls.config = &scenario_->classes[c];
    if (const auto* loop = std::get_if<LoopArrivals>(&cls.config->arrivals))
        cls.thinking = static_cast<double>(loop->users);
    else
        cls.stream = ArrivalStream(cls.config->arrivals);
    cls.patience_s = patience_of(cls.config->patience);
    set_retry(cls, cls.config->retry);
}

void FluidFlow::set_up_station(std::size_t s) {
    FluidStation& station = stations_[s];
    const Station& config = scenario_->stations[s];
    station.config = &config;
    station.servers = count_of(config.servers);
    station.service_s = mean_ns_of(config.service) / 1e9;
    if (config.batch) {
        // As with full batches: that is what counts when there is too much.
        const auto most = static_cast<double>(config.batch->batch_max);
        station.servers *= most;
        station.service_s =
            config.batch->tokens_mean * (to_seconds(config.batch->iteration_base) +
                                         most * to_seconds(config.batch->iteration_per_attempt));
    }
    station.line_max = count_of(config.line_max);
    if (config.line_counts_service && config.line_max != unlimited)
        station.line_max = std::max(station.line_max - station.servers, 0.0);
    station.passed.resize(classes_.size() * patience_shares);
    station.arriving.resize(parts_);
    station.serving.resize(parts_);
}

void FluidFlow::set_retry(FluidClass& cls, const Retry& retry) {
    cls.retry = retry;
    cls.pause_s.assign(tries_kept, 0);
    cls.again.assign(tries_kept, 0);
    for (std::size_t i = 0; i < tries_kept; ++i) {
        // Pauses before try i + 1, as some people draw them.
        constexpr std::uint64_t people = 64;
        if (i > 0)
            for (std::uint64_t person = 0; person < people; ++person)
                cls.pause_s[i] += to_seconds(pause_after(retry.backoff, SeededDraws(1), person,
                                                         static_cast<std::uint32_t>(i))) /
                                  static_cast<double>(people);
        if (retry.attempts_max > static_cast<int>(i) + 1) cls.again[i] = retry.probability;
    }
    // Who stays in the last group makes as many tries on average as the cap leaves.
    double tries = 0;
    double still = 1;
    for (int i = static_cast<int>(tries_kept); i <= retry.attempts_max; ++i) {
        tries += still;
        still *= retry.probability;
    }
    if (tries > 0) cls.again[tries_kept - 1] = 1 - 1 / tries;
}

void FluidFlow::purge(std::size_t s) {
    FluidStation& station = stations_[s];
    while (station.head < station.cohorts.size()) move(station, 1, false);
}

void FluidFlow::apply(const Action& action) {
    const auto at = [this](int station) -> FluidStation& {
        return stations_[static_cast<std::size_t>(station)];
    };
    const auto concerns = [this](int chosen, const FluidClass& cls) {
        return chosen < 0 || &classes_[static_cast<std::size_t>(chosen)] == &cls;
    };
    if (const auto* a = std::get_if<SetServers>(&action)) {
        at(a->station).servers = count_of(a->servers);
        if (at(a->station).config->batch)
            at(a->station).servers *= at(a->station).config->batch->batch_max;
    } else if (const auto* b = std::get_if<SetSlowdown>(&action)) {
        at(b->station).slowdown = b->factor;
        at(b->station).slow_until_s = now_s_ + to_seconds(b->duration);
    } else if (const auto* c = std::get_if<StartOutage>(&action)) {
        FluidStation& station = at(c->station);
        station.frozen_until_s = now_s_ + to_seconds(c->duration);
        for (std::size_t g = 0; g < parts_ && c->fails_running; ++g) {
            failed(g, station.serving[g], false);
            station.serving[g] = 0;
        }
    } else if (const auto* d = std::get_if<PauseIssuing>(&action)) {
        issuing_paused_ = true;
        for (std::size_t s = 0; s < stations_.size() && d->purge; ++s) purge(s);
    } else if (std::holds_alternative<ResumeIssuing>(action)) {
        issuing_paused_ = false;
    } else if (std::holds_alternative<PauseRedeeming>(action)) {
        redeeming_paused_ = true;
    } else if (std::holds_alternative<ResumeRedeeming>(action)) {
        redeeming_paused_ = false;
    } else if (const auto* e = std::get_if<ExtendValidity>(&action)) {
        for (FluidClass& cls : classes_)
            if (cls.config->wants_coupon) cls.scale *= e->days_left_before / e->days_left_after;
    } else if (const auto* f = std::get_if<ScaleDemand>(&action)) {
        for (FluidClass& cls : classes_)
            if (concerns(f->customer_class, cls)) cls.scale = f->factor;
    } else if (const auto* g = std::get_if<SetRetry>(&action)) {
        for (FluidClass& cls : classes_)
            if (concerns(g->customer_class, cls)) set_retry(cls, g->retry);
    } else if (const auto* h = std::get_if<SetPolicy>(&action)) {
        Policy& policy = policies_[static_cast<std::size_t>(h->policy)];
        policy.enabled = h->enabled;
        if (h->unit) policy.unit = *h->unit;
        if (h->enabled && !is_known(policy)) left_out_.push_back(h->policy);
    } else if (const auto* i = std::get_if<Purge>(&action)) {
        for (std::size_t s = 0; s < stations_.size(); ++s)
            if (i->station < 0 || i->station == static_cast<int>(s)) purge(s);
    } else if (const auto* j = std::get_if<SetLineMax>(&action)) {
        at(j->station).line_max = count_of(j->line_max);
    }
}

FluidPreview fluid_preview(const Scenario& scenario, SimDuration interval) {
    BR_CHECK(interval > 0);
    BR_CHECK(scenario.duration / interval < 100'000);
    // A whole number of steps an interval, and few enough in all to follow a slider.
    const SimDuration step_wanted =
        std::max(std::min(scenario.duration / steps_max, interval), step_min);
    const std::int64_t steps = std::max<std::int64_t>(interval / step_wanted, 1);
    const SimDuration step = interval / steps;
    FluidFlow flow(scenario, to_seconds(step));
    FluidPreview result;
    result.interval = interval;
    double orders = 0;
    double offered = 0;
    double goodput = 0;
    double throughput = 0;
    for (SimTime start = 0; start < scenario.duration; start += interval) {
        SimTime now = start;
        for (std::int64_t i = 0; i < steps && now < scenario.duration; ++i) flow.step(now += step);
        const double length_s = to_seconds(now - start);
        result.orders_per_s.push_back((flow.orders - orders) / length_s);
        result.offered_per_s.push_back((flow.offered - offered) / length_s);
        result.goodput_per_s.push_back((flow.goodput - goodput) / length_s);
        result.throughput_per_s.push_back((flow.throughput - throughput) / length_s);
        result.backlog.push_back(flow.backlog());
        result.orbit.push_back(flow.orbit());
        result.served.push_back(flow.goodput);
        orders = flow.orders;
        offered = flow.offered;
        goodput = flow.goodput;
        throughput = flow.throughput;
    }
    result.left_out = flow.left_out();
    std::sort(result.left_out.begin(), result.left_out.end());
    result.left_out.erase(std::unique(result.left_out.begin(), result.left_out.end()),
                          result.left_out.end());
    return result;
}

}  // namespace br::sim
