#include "session/visitor_order.h"

#include <algorithm>

#include "session/message_text.h"

namespace br::session {

namespace {

using Phase = sim::VisitorPhase;

const std::vector<int>& route_of(const sim::Scenario& scenario, const StationRoles& roles) {
    return scenario.classes[static_cast<std::size_t>(roles.customer_class)].route;
}

// Place of a station in the visitor's route; -1 if it is not on it.
int stop_of(const sim::Scenario& scenario, const StationRoles& roles, int station) {
    const auto& route = route_of(scenario, roles);
    const auto found = std::find(route.begin(), route.end(), station);
    return found == route.end() ? -1 : static_cast<int>(found - route.begin());
}

// The first time in this attempt at which the visitor was beyond a stop of the route.
SimTime passed_at(const sim::Scenario& scenario, const StationRoles& roles,
                  const sim::VisitorState& state, int station) {
    const int stop = stop_of(scenario, roles, station);
    for (const sim::VisitorStep& step : state.steps) {
        if (step.attempt != state.attempt) continue;
        if (step.phase == Phase::served) return step.at;
        if (step.station >= 0 && stop >= 0 && stop_of(scenario, roles, step.station) > stop)
            return step.at;
    }
    return never;
}

// The first time in this attempt at which the backend had the order at all.
SimTime read_at(const sim::VisitorState& state) {
    for (const sim::VisitorStep& step : state.steps) {
        if (step.attempt == state.attempt && step.station >= 0) return step.at;
    }
    return never;
}

bool ended_unserved(Outcome outcome) {
    return outcome != Outcome::none && outcome != Outcome::served && outcome != Outcome::refunded;
}

Outcome outcome_of_shed(const sim::Scenario& scenario, const sim::VisitorState& state) {
    if (state.policy < 0) return Outcome::turned_away;
    const auto& policy = scenario.policies[static_cast<std::size_t>(state.policy)];
    const std::string_view kind = sim::policies::kind_of(policy.unit);
    if (kind == "bounded_line") return Outcome::line_full;
    if (kind == "deadline_drop") return Outcome::too_late;
    if (kind == "waiting_room") return Outcome::room_full;
    return kind == "pause" ? Outcome::paused : Outcome::turned_away;
}

Outcome outcome_of_refusal(const sim::Scenario& scenario, const StationRoles& roles,
                           const sim::VisitorState& state) {
    switch (state.refusal) {
        case sim::Refusal::blocked:
            return state.station == roles.shop ? Outcome::shops_full : Outcome::line_full;
        case sim::Refusal::shed:
            return outcome_of_shed(scenario, state);
        case sim::Refusal::issuing_paused:
        case sim::Refusal::redeeming_paused:
            return Outcome::paused;
        case sim::Refusal::sold_out:
            return Outcome::sold_out;
        case sim::Refusal::purged:
            return Outcome::purged;
        case sim::Refusal::balked:
            return Outcome::line_full;
        case sim::Refusal::held_back:
        case sim::Refusal::none:
            return Outcome::turned_away;
    }
    return Outcome::turned_away;
}

Message line_detail(const sim::VisitorState& state) {
    if (state.phase == Phase::held)
        return {.key = "step.held",
                .variant = 0,
                .arguments = {number_argument("place", static_cast<double>(state.ahead + 1)),
                              duration_argument("wait", state.wait_estimate_s)}};
    if (state.phase != Phase::waiting)
        return {.key = "step.thinking", .variant = 0, .arguments = {}};
    return {.key = "step.waiting",
            .variant = 0,
            .arguments = {number_argument("place", static_cast<double>(state.ahead + 1)),
                          duration_argument("wait", state.wait_estimate_s)}};
}

}  // namespace

StationRoles roles_of(const sim::Scenario& scenario) {
    StationRoles roles;
    for (std::size_t i = 0; i < scenario.classes.size(); ++i) {
        if (!scenario.classes[i].wants_coupon) continue;
        roles.customer_class = static_cast<int>(i);
        break;
    }
    const auto& route = route_of(scenario, roles);
    BR_CHECK(!route.empty());
    roles.model = route.front();
    for (const int station : route) {
        if (scenario.stations[static_cast<std::size_t>(station)].ledger) roles.ledger = station;
    }
    if (route.back() != roles.model && route.back() != roles.ledger) roles.shop = route.back();
    return roles;
}

bool has_passed(const sim::Scenario& scenario, const StationRoles& roles,
                const sim::VisitorState& state, int station) {
    return passed_at(scenario, roles, state, station) != never;
}

double capacity_per_s(const sim::Station& station, std::int64_t servers) {
    if (servers == sim::unlimited) return 0;
    const double count = static_cast<double>(servers);
    if (station.batch) {
        const double batch = station.batch->batch_max;
        const double iteration_s = to_seconds(station.batch->iteration_base) +
                                   to_seconds(station.batch->iteration_per_attempt) * batch;
        return count * batch / (iteration_s * station.batch->tokens_mean);
    }
    const double mean_s = to_seconds(station.service.mean);
    return mean_s > 0 ? count / mean_s : 0;
}

Outcome outcome_of(const sim::Scenario& scenario, const StationRoles& roles,
                   const sim::VisitorState& state) {
    switch (state.phase) {
        case Phase::served:
            return Outcome::served;
        case Phase::refused:
            return outcome_of_refusal(scenario, roles, state);
        case Phase::timed_out:
        case Phase::gave_up:
            return Outcome::gave_up;
        case Phase::failed:
            return Outcome::broke_down;
        case Phase::on_the_way:
        case Phase::held:
        case Phase::waiting:
        case Phase::in_service:
        case Phase::in_orbit:
            return Outcome::none;
    }
    return Outcome::none;
}

OutcomeFacts facts_of(const sim::Scenario& scenario, const sim::Snapshot& backend,
                      const sim::VisitorState& state, SimTime placed) {
    OutcomeFacts facts{.at = state.since, .policy = state.policy};
    facts.attempt_rate_per_s = backend.rates.attempt_rate_per_s;
    facts.waited_s = to_seconds(state.since - placed);
    // The door has no line of its own: what stands there is the line of the first station.
    const std::size_t place = state.station < 0 ? 0 : static_cast<std::size_t>(state.station);
    const sim::StationSnapshot& station = backend.stations[place];
    facts.waiting = station.waiting;
    facts.waiting_stale = station.waiting_stale;
    facts.capacity_per_s = capacity_per_s(scenario.stations[place], station.servers);
    if (state.policy < 0) return facts;
    const auto& unit = scenario.policies[static_cast<std::size_t>(state.policy)].unit;
    if (const auto* drop = std::get_if<sim::policies::DeadlineDrop>(&unit))
        facts.wait_max_s = to_seconds(drop->wait_max);
    return facts;
}

std::vector<OrderStep> steps_of(const sim::Scenario& scenario, const StationRoles& roles,
                                const VisitorOrder& order, const sim::VisitorState& state) {
    using Kind = OrderStep::Kind;
    const SimTime at_shop = roles.ledger >= 0 ? passed_at(scenario, roles, state, roles.ledger)
                                              : passed_at(scenario, roles, state, roles.model);
    const SimTime served = state.phase == Phase::served ? state.since : never;
    const SimTime paid = order.outcome == Outcome::served ? served : never;
    std::vector<OrderStep> steps(5);
    const SimTime reached[] = {read_at(state), passed_at(scenario, roles, state, roles.model),
                               at_shop, served, paid};
    bool is_open = true;  // All steps before this one are done.
    for (std::size_t i = 0; i < steps.size(); ++i) {
        OrderStep& step = steps[i];
        step.kind = static_cast<Kind>(i);
        if (reached[i] != never) {
            const bool is_skipped = step.kind == Kind::coupon_held && !order.price.uses_card;
            step.state = is_skipped ? StepState::skipped : StepState::done;
            step.reached = reached[i];
            continue;
        }
        if (!is_open) continue;
        is_open = false;
        step.state = ended_unserved(order.outcome) ? StepState::failed : StepState::current;
        if (step.state == StepState::failed) step.reached = order.facts.at;
        if (step.kind == Kind::line && step.state == StepState::current)
            step.detail = line_detail(state);
    }
    return steps;
}

}  // namespace br::session
