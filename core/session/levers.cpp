#include "session/levers.h"

#include <algorithm>

namespace br::session {

namespace {

namespace policies = sim::policies;

// What the words of a refusal do to people is an assumption: nothing at all while they give no
// time, and with a time half as many ask again, after the time they were told, an eighth more or
// less.
constexpr double honest_retry_factor = 0.5;
constexpr double honest_pause_s = 600;
constexpr double honest_spread_ratio = 0.125;

std::size_t index_of(Lever lever) {
    return static_cast<std::size_t>(lever);
}

int find_policy(const sim::Scenario& scenario, std::string_view kind, int station) {
    for (std::size_t i = 0; i < scenario.policies.size(); ++i) {
        const sim::Policy& policy = scenario.policies[i];
        if (policies::kind_of(policy.unit) != kind) continue;
        if (policy.place == sim::PlaceKind::station && policy.station != station) continue;
        return static_cast<int>(i);
    }
    return -1;
}

int find_or_add(sim::Scenario& scenario, sim::PlaceKind place, int station, policies::Unit unit) {
    const std::string_view kind = policies::kind_of(unit);
    const int found = find_policy(scenario, kind, station);
    if (found >= 0) return found;
    std::string id = "lever-";
    id += kind;
    scenario.policies.push_back({.id = std::move(id),
                                 .place = place,
                                 .station = station,
                                 .enabled = false,
                                 .unit = std::move(unit)});
    return static_cast<int>(scenario.policies.size()) - 1;
}

// How far the pauses before a retry are spread, 0 to 1.
double jitter_of(const sim::Retry& retry) {
    const auto& backoff = retry.backoff;
    using Kind = policies::Backoff::Kind;
    if (backoff.kind == Kind::exponential) return 1;
    if (backoff.kind == Kind::uniform) {
        const double sum = to_seconds(backoff.low) + to_seconds(backoff.high);
        return sum > 0 ? to_seconds(backoff.high - backoff.low) / sum : 0;
    }
    switch (backoff.jitter) {
        case policies::Jitter::none:
            return 0;
        case policies::Jitter::equal:
            return 1.0 / 3;
        case policies::Jitter::proportional:
            return backoff.jitter_ratio;
        case policies::Jitter::full:
        case policies::Jitter::decorrelated:
            return 1;
    }
    return 0;
}

// The same pause in the mean, spread by so much.
policies::Backoff with_jitter(policies::Backoff backoff, double jitter) {
    using Kind = policies::Backoff::Kind;
    if (backoff.kind == Kind::growing) {
        backoff.jitter = policies::Jitter::proportional;
        backoff.jitter_ratio = jitter;
        return backoff;
    }
    const double mean_s = backoff.kind == Kind::exponential
                              ? to_seconds(backoff.base)
                              : (to_seconds(backoff.low) + to_seconds(backoff.high)) / 2;
    backoff.kind = Kind::uniform;
    backoff.low = from_seconds(mean_s * (1 - jitter));
    backoff.high = from_seconds(mean_s * (1 + jitter));
    return backoff;
}

sim::SetPolicy switched_off(int policy) {
    return {.policy = policy, .enabled = false, .unit = {}};
}

// A round number near a hundredth of the range, so that a slider moves in steps people can name.
double round_step(double range) {
    double step = 1;
    while (step * 200 < range) step *= 10;
    if (step * 100 < range) step *= 2;
    return step;
}

}  // namespace

LeverPolicies add_lever_policies(sim::Scenario& scenario, const StationRoles& roles) {
    const int station = roles.model;
    LeverPolicies added;
    added.bounded_line =
        find_or_add(scenario, sim::PlaceKind::station, station, policies::BoundedLine{});
    added.deadline_drop =
        find_or_add(scenario, sim::PlaceKind::station, station, policies::DeadlineDrop{});
    added.waiting_room = find_or_add(scenario, sim::PlaceKind::door, 0, policies::WaitingRoom{});
    added.refusal_wording =
        find_or_add(scenario, sim::PlaceKind::clients, 0, policies::RefusalWording{});
    return added;
}

Levers::Levers(const sim::Scenario& scenario, const StationRoles& roles, LeverPolicies used)
    : roles_(roles), policies_(used) {
    const auto model = static_cast<std::size_t>(roles.model);
    const sim::CustomerClass& people =
        scenario.classes[static_cast<std::size_t>(roles.customer_class)];
    if (people.patience.limited) patience_s_ = to_seconds(people.patience.time.mean);
    const auto set = [this](Lever lever, double value) { initial_[index_of(lever)] = value; };
    const auto is_on = [&scenario](int policy) {
        return scenario.policies[static_cast<std::size_t>(policy)].enabled;
    };
    const auto unit_of = [&scenario](int policy) -> const policies::Unit& {
        return scenario.policies[static_cast<std::size_t>(policy)].unit;
    };
    if (is_on(used.bounded_line)) {
        const double capacity =
            capacity_per_s(scenario.stations[model], scenario.stations[model].servers);
        const auto line = static_cast<double>(
            std::get<policies::BoundedLine>(unit_of(used.bounded_line)).line_max);
        set(Lever::bounded_line, capacity > 0 ? line / capacity : 0);
    }
    if (is_on(used.deadline_drop)) {
        set(Lever::deadline_drop,
            to_seconds(std::get<policies::DeadlineDrop>(unit_of(used.deadline_drop)).wait_max));
    }
    if (is_on(used.waiting_room)) {
        set(Lever::waiting_room,
            static_cast<double>(
                std::get<policies::WaitingRoom>(unit_of(used.waiting_room)).active_max));
    }
    set(Lever::model_servers, static_cast<double>(scenario.stations[model].servers));
    set(Lever::retry_ratio, people.retry.probability);
    set(Lever::refusal_wording, static_cast<double>(RefusalStyle::varied));
    set(Lever::retry_jitter, jitter_of(people.retry));
    set(Lever::retry_after, honest_pause_s);
    double route_s = 0;
    for (const int station : people.route)
        route_s += to_seconds(scenario.stations[static_cast<std::size_t>(station)].service.mean);
    const double model_s = to_seconds(scenario.stations[model].service.mean);
    if (model_s > 0) inside_per_server_ = std::max(1.0, route_s / model_s);
    values_ = initial_;
    line_servers_ = std::max(1.0, value(Lever::model_servers));
}

RefusalStyle Levers::refusal_style() const {
    return static_cast<RefusalStyle>(static_cast<int>(value(Lever::refusal_wording)));
}

LeverState Levers::range_of(Lever lever) const {
    LeverState state{.lever = lever, .initial = initial_[index_of(lever)]};
    const double servers = std::max(1.0, initial_[index_of(Lever::model_servers)]);
    switch (lever) {
        case Lever::bounded_line:
        case Lever::deadline_drop:
            state.max = std::max(60.0, 2 * patience_s_);
            state.suggested = lever == Lever::bounded_line ? patience_s_ / 4 : patience_s_ / 2;
            break;
        case Lever::model_servers:
            state.max = 4 * servers;
            state.step = round_step(state.max);
            state.suggested = 2 * servers;
            break;
        case Lever::waiting_room:
            // Inside are those at every station of the route, not the chatbot's customers alone.
            state.max = 4 * servers * inside_per_server_;
            state.step = round_step(state.max);
            state.suggested = 2 * servers * inside_per_server_;
            break;
        case Lever::pause_issuing:
        case Lever::purge_line:
        case Lever::extend_validity:
            state.is_switch = true;
            state.suggested = lever == Lever::extend_validity ? 1 : 0;
            break;
        case Lever::retry_ratio:
            state.step = 0.05;
            state.suggested = state.initial / 2;
            break;
        case Lever::refusal_wording:
            state.max = 2;
            state.suggested = static_cast<double>(RefusalStyle::honest);
            break;
        case Lever::retry_jitter:
            state.step = 0.05;
            state.suggested = 1;
            break;
        case Lever::retry_after:
            state.min = 60;
            state.max = 1'800;
            state.step = 60;
            state.suggested = honest_pause_s;
            break;
    }
    return state;
}

sim::Action Levers::line_action(const sim::Scenario& scenario, double servers) {
    const double wanted_s = value(Lever::bounded_line);
    line_servers_ = std::max(1.0, servers);
    if (wanted_s <= 0) return switched_off(policies_.bounded_line);
    const auto& station = scenario.stations[static_cast<std::size_t>(roles_.model)];
    const double line = wanted_s * capacity_per_s(station, static_cast<std::int64_t>(servers));
    const auto line_max = static_cast<std::int64_t>(line + 0.5);
    return sim::SetPolicy{.policy = policies_.bounded_line,
                          .enabled = true,
                          .unit = policies::BoundedLine{.line_max = line_max}};
}

std::vector<sim::Action> Levers::retry_actions(const sim::Scenario& scenario) const {
    std::vector<sim::Action> actions;
    for (std::size_t i = 0; i < scenario.classes.size(); ++i) {
        sim::Retry retry = scenario.classes[i].retry;
        retry.probability = value(Lever::retry_ratio);
        if (retry.probability > 0 && retry.attempts_max < 2) retry.attempts_max = 2;
        if (value(Lever::retry_jitter) != initial_[index_of(Lever::retry_jitter)])
            retry.backoff = with_jitter(retry.backoff, value(Lever::retry_jitter));
        actions.push_back(sim::SetRetry{.customer_class = static_cast<int>(i), .retry = retry});
    }
    return actions;
}

std::vector<sim::Action> Levers::server_actions(const sim::Scenario& scenario, double servers) {
    std::vector<sim::Action> actions = {
        sim::SetServers{.station = roles_.model, .servers = static_cast<std::int64_t>(servers)}};
    // The bound is a time: it follows the servers.
    if (value(Lever::bounded_line) > 0) actions.push_back(line_action(scenario, servers));
    return actions;
}

sim::Action Levers::wording_action() const {
    policies::RefusalWording words;
    const bool is_honest = refusal_style() == RefusalStyle::honest;
    if (is_honest) {
        words.retry_probability_factor = honest_retry_factor;
        words.pause_min = from_seconds(retry_after_s() * (1 - honest_spread_ratio));
        words.pause_max = from_seconds(retry_after_s() * (1 + honest_spread_ratio));
    }
    return sim::SetPolicy{.policy = policies_.refusal_wording, .enabled = is_honest, .unit = words};
}

std::vector<sim::Action> Levers::move(Lever lever, double wanted, const sim::Scenario& scenario,
                                      const sim::Snapshot& backend) {
    if (wanted != wanted) return {};
    const LeverState range = range_of(lever);
    double clamped = std::clamp(wanted, range.min, range.max);
    if (range.step >= 1) clamped = static_cast<double>(static_cast<std::int64_t>(clamped + 0.5));
    if (lever == Lever::extend_validity && value(lever) > clamped) return {};
    values_[index_of(lever)] = clamped;
    const bool is_on = clamped > 0;
    const auto& model = backend.stations[static_cast<std::size_t>(roles_.model)];
    switch (lever) {
        case Lever::bounded_line:
            return {line_action(scenario, static_cast<double>(model.servers))};
        case Lever::deadline_drop:
            if (!is_on) return {switched_off(policies_.deadline_drop)};
            return {
                sim::SetPolicy{.policy = policies_.deadline_drop,
                               .enabled = true,
                               .unit = policies::DeadlineDrop{.wait_max = from_seconds(clamped)}}};
        case Lever::model_servers:
            return server_actions(scenario, clamped);
        case Lever::pause_issuing:
            if (is_on) return {sim::PauseIssuing{}};
            return {sim::ResumeIssuing{}};
        case Lever::purge_line:
            values_[index_of(lever)] = 0;  // It happens once and is over.
            if (is_on) return {sim::Purge{.station = roles_.model}};
            return {};
        case Lever::extend_validity:
            if (is_on) return {sim::ExtendValidity{}};
            return {};
        case Lever::retry_ratio:
        case Lever::retry_jitter:
            return retry_actions(scenario);
        case Lever::refusal_wording:
        case Lever::retry_after:
            return {wording_action()};
        case Lever::waiting_room:
            if (!is_on) return {switched_off(policies_.waiting_room)};
            return {sim::SetPolicy{
                .policy = policies_.waiting_room,
                .enabled = true,
                .unit = policies::WaitingRoom{.active_max = static_cast<std::int64_t>(clamped)}}};
    }
    return {};
}

std::vector<LeverState> Levers::states(const sim::Snapshot& backend) const {
    std::vector<LeverState> states;
    for (int i = 0; i < lever_count; ++i) {
        const auto lever = static_cast<Lever>(i);
        LeverState state = range_of(lever);
        state.value = value(lever);
        const auto& model = backend.stations[static_cast<std::size_t>(roles_.model)];
        if (lever == Lever::bounded_line) {
            // The bound is kept in attempts, so servers that the scenario adds make it shorter.
            const double shrink = line_servers_ / std::max(1.0, static_cast<double>(model.servers));
            state.value = std::min(state.max, state.value * shrink);
        } else if (lever == Lever::model_servers) {
            state.value = static_cast<double>(model.servers + model.servers_ordered);
            state.max = std::max(state.max, state.value);
        } else if (lever == Lever::pause_issuing) {
            state.value = backend.campaign.issuing_paused ? 1 : 0;
        } else if (lever == Lever::extend_validity) {
            state.value = is_extended() ? 1 : 0;
        }
        states.push_back(state);
    }
    return states;
}

}  // namespace br::session
