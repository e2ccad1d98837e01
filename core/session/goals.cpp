#include "session/goals.h"

namespace br::session {

namespace {

using M = GoalMeasure;

constexpr GoalRule at_bound(GoalMeasure measure, double bound) {
    return {.measure = measure, .bound = bound, .value = -1, .is_met = false};
}

// Of rising difficulty. All begin with a door that lets everybody in, and on the launch day with
// 378 servers where 450 would be needed, then 600.
constexpr GoalPlan plans[] = {
    {.id = "present", .rules = {at_bound(M::stale_ratio, 0.15)}},
    {.id = "full", .rules = {at_bound(M::capacity_ratio, 0.85)}},
    {.id = "paid", .rules = {at_bound(M::paid_served_ratio, 0.99)}},
    {.id = "calm", .rules = {at_bound(M::retry_ratio, 0.15), at_bound(M::capacity_ratio, 0.85)}},
    {.id = "unstuck", .open_s = 360, .rules = {at_bound(M::capacity_ratio, 0.8)}},
    {.id = "nine", .rules = {at_bound(M::served_ratio, 0.9), at_bound(M::capacity_ratio, 0.8)}},
};

bool is_most(GoalMeasure measure) {
    return measure == M::stale_ratio || measure == M::retry_ratio;
}

struct Share {
    double part = 0;
    double whole = 0;
};

Share served_of(const sim::Counts& from, const sim::Counts& to) {
    const auto served = static_cast<double>(to.served - from.served);
    return {served, served + static_cast<double>(to.lost - from.lost)};
}

}  // namespace

std::span<const GoalPlan> goal_plans() {
    return plans;
}

bool is_allowed(Lever lever) {
    return lever != Lever::model_servers && lever != Lever::retry_ratio &&
           lever != Lever::retry_jitter;
}

GoalCounts count_for_goals(const sim::Snapshot& backend, const sim::Scenario& scenario) {
    GoalCounts counts;
    counts.all = backend.counts;
    counts.at = backend.now;
    for (std::size_t i = 0; i < scenario.classes.size(); ++i) {
        if (scenario.classes[i].wants_coupon) continue;
        counts.paid.served += backend.classes[i].counts.served;
        counts.paid.lost += backend.classes[i].counts.lost;
    }
    return counts;
}

void judge(GoalState& state, const GoalCounts& from, const GoalCounts& to, double capacity_per_s) {
    for (GoalRule& rule : state.rules) {
        Share share;
        const auto good = static_cast<double>(to.all.goodput - from.all.goodput);
        switch (rule.measure) {
            case M::none:
                continue;
            case M::served_ratio:
                share = served_of(from.all, to.all);
                break;
            case M::paid_served_ratio:
                share = served_of(from.paid, to.paid);
                break;
            case M::capacity_ratio:
                share = {good, capacity_per_s * to_seconds(to.at - from.at)};
                break;
            case M::stale_ratio:
                share.part = static_cast<double>(to.all.stale - from.all.stale);
                share.whole = good + share.part;
                break;
            case M::retry_ratio:
                share = {static_cast<double>(to.all.retries - from.all.retries),
                         static_cast<double>(to.all.attempts - from.all.attempts)};
                break;
        }
        rule.value = share.whole > 0 ? share.part / share.whole : -1;
        rule.is_met = rule.value >= 0 &&
                      (is_most(rule.measure) ? rule.value <= rule.bound : rule.value >= rule.bound);
    }
}

std::vector<GoalState> fresh_goals() {
    std::vector<GoalState> states;
    for (const GoalPlan& plan : plans) {
        GoalState state;
        state.id = plan.id;
        state.rules = plan.rules;
        states.push_back(std::move(state));
    }
    return states;
}

}  // namespace br::session
