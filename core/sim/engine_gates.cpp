// Policies and the campaign: what an attempt must pass, and who hears how it ended.
#include <algorithm>
#include <array>

#include "sim/engine.h"

namespace br::sim {
namespace {

using policies::Ending;
using policies::Hook;
using policies::Verdict;

bool has(const PolicyState& policy, Hook hook) {
    return policy.enabled && (policy.hooks & static_cast<std::uint32_t>(hook)) != 0;
}

// What was drawn for its service gives way and is drawn again.
void hold_until(Attempt& attempt, SimTime time) {
    attempt.due = time;
    attempt.flags &= static_cast<std::uint8_t>(~drawn_flag);
}

}  // namespace

const policies::View& Engine::view_for(const PolicyState& policy, const Attempt* attempt) const {
    const bool at_station = policy.place == PlaceKind::station;
    const StationState& station =
        stations_[static_cast<std::size_t>(at_station ? policy.station : 0)];
    policies::View& view = policy.view;  // Seed, salt and mean service were filled in at the start.
    view.now = now_;
    view.waiting = station.waiting;
    view.in_service = station.busy;
    view.servers = station.frozen ? 0 : station.shares ? station.slots : station.servers;
    view.held = policy.held.count();
    view.line_empty_at = station.waiting == 0 ? now_ : station.line_empty_at;
    if (attempt != nullptr) {
        const ClassState& cls = classes_[static_cast<std::size_t>(class_of(attempt->person))];
        view.person = attempt->person;
        view.attempt = attempt->number;
        view.tier = cls.config->priority;
        view.line = class_of(attempt->person);
        view.waited = now_ - attempt->joined;
        view.sojourn = now_ - (at_station ? attempt->joined : attempt->start);
        view.busy_server_s = 0;
    } else {
        view.person = 0;
        view.attempt = 1;
        view.tier = 0;
        view.line = 0;
        view.waited = 0;
        view.sojourn = 0;
        view.busy_server_s = static_cast<double>(station.worked_until(now_)) / 1e9;
    }
    if (station.config->batch) {
        view.tokens = station.config->batch->tokens_mean;
        view.tokens_in_service = view.tokens * static_cast<double>(station.busy);
        view.tokens_waiting = view.tokens * static_cast<double>(station.waiting);
    }
    return view;
}

// From where an attempt is sent up to its first station.
void Engine::enter_system(std::uint32_t slot) {
    ClassState& cls = classes_[static_cast<std::size_t>(class_of(pool_[slot].person))];
    ++cls.counts.attempts;
    start_clock(slot, cls);
    if (!hedges_.empty()) plan_copy(slot);
    if (pass_gates(slot, PlaceKind::clients, 0, 0)) enter_door(slot);
}

void Engine::enter_door(std::uint32_t slot) {
    Attempt& attempt = pool_[slot];
    ClassState& cls = class_state(attempt);
    if (campaign_.issuing_paused && cls.config->wants_coupon) {
        refuse(slot, nullptr, Refusal::issuing_paused, -1);
        return;
    }
    if (pass_gates(slot, PlaceKind::door, 0, 0)) join(slot, attempt, cls, stations_[cls.route[0]]);
}

bool Engine::pass_gates(std::uint32_t slot, PlaceKind place, int station, std::size_t from) {
    const std::vector<std::uint8_t>& gates =
        place == PlaceKind::clients ? client_gates_
        : place == PlaceKind::door  ? door_gates_
                                    : stations_[static_cast<std::size_t>(station)].arrival_gates;
    for (const std::uint8_t p : gates) {
        if (p < from) continue;
        PolicyState& policy = policies_[p];
        Attempt& attempt = pool_[slot];
        if (!has(policy, Hook::arrival)) {
            // It lets everybody in and only wants to hear of the end.
            if (policy.watcher >= 0)
                attempt.watchers |= static_cast<std::uint16_t>(1U << policy.watcher);
            continue;
        }
        const policies::Decision decision =
            policies::on_arrival(policy.unit, view_for(policy, &attempt));
        if (decision.verdict == Verdict::shed) {
            const bool client = place == PlaceKind::clients;
            refuse(slot,
                   place == PlaceKind::station ? &stations_[static_cast<std::size_t>(station)]
                                               : nullptr,
                   client ? Refusal::held_back : Refusal::shed, static_cast<int>(p));
            return false;
        }
        if (decision.verdict == Verdict::hold) {
            hold_until(attempt, never);
            policy.held.push_back(pool_, slot);
            ++held_;
            if (is_visitor(attempt.person))
                mark_visitor_held(attempt.person, station, static_cast<int>(p), slot);
            return false;
        }
        if (policy.watcher >= 0)
            attempt.watchers |= static_cast<std::uint16_t>(1U << policy.watcher);
        if (decision.verdict == Verdict::wait && decision.until > now_) {
            hold_until(attempt, decision.until);
            attempt.place = static_cast<std::uint32_t>(p);
            ++held_;
            const ClassState& cls = classes_[static_cast<std::size_t>(class_of(attempt.person))];
            set_timer(slot, cls, never);
            ladder_.push({decision.until, attempt.person, 0, slot, attempt.number,
                          static_cast<std::uint8_t>(PendingKind::entry),
                          rank_of(attempt.station, EventKind::arrival)});
            if (is_visitor(attempt.person))
                mark_visitor_held(attempt.person, station, static_cast<int>(p), slot);
            return false;
        }
    }
    return true;
}

// A held attempt goes on behind the policy that held it.
void Engine::go_on_from(std::uint32_t slot, std::size_t p) {
    const PolicyState& policy = policies_[p];
    --held_;
    if (!pass_gates(slot, policy.place, policy.station, p + 1)) return;
    Attempt& attempt = pool_[slot];
    ClassState& cls = class_state(attempt);
    switch (policy.place) {
        case PlaceKind::clients:
            enter_door(slot);
            break;
        case PlaceKind::door:
            join(slot, attempt, cls, stations_[cls.route[0]]);
            break;
        case PlaceKind::station:
            enter(slot, attempt, cls, stations_[static_cast<std::size_t>(policy.station)]);
            break;
    }
}

// Whoever is let in may be refused further on and so make room for the next, and so on through the
// whole of a long line: the end of one who was let in here only notes that the policy is to be
// asked again.
void Engine::release_held(std::size_t p) {
    if (policies_[p].held.empty()) return;
    if (policies_[p].releases != Releases::no) {
        policies_[p].releases = Releases::again;
        return;
    }
    do {
        policies_[p].releases = Releases::yes;
        for (std::int64_t count = let_in_count(policies_[p]); count > 0; --count) {
            PolicyState& policy = policies_[p];
            const std::uint32_t slot = policy.held.pop_front();
            Attempt& attempt = pool_[slot];
            attempt.due = 0;
            if (policy.watcher >= 0 && policy.enabled)
                attempt.watchers |= static_cast<std::uint16_t>(1U << policy.watcher);
            start_clock(slot, classes_[static_cast<std::size_t>(class_of(attempt.person))]);
            go_on_from(slot, p);
        }
    } while (policies_[p].releases == Releases::again);
    policies_[p].releases = Releases::no;
}

// How many of those whom it holds a policy lets in now. One that is switched off lets everybody in.
std::int64_t Engine::let_in_count(PolicyState& policy) const {
    const std::int64_t held = policy.held.count();
    if (has(policy, Hook::release))
        return std::min(held, policies::release(policy.unit, view_for(policy, nullptr)));
    return policy.enabled ? 0 : held;
}

void Engine::hear_end(std::uint32_t slot, Ending ending, PlaceKind place, int station) {
    for (std::size_t p = 0; p < policies_.size(); ++p) {
        PolicyState& policy = policies_[p];
        if (policy.watcher < 0 || policy.place != place ||
            (place == PlaceKind::station && policy.station != station))
            continue;
        const auto bit = static_cast<std::uint16_t>(1U << policy.watcher);
        Attempt& attempt = pool_[slot];
        if ((attempt.watchers & bit) == 0) continue;
        attempt.watchers &= static_cast<std::uint16_t>(~bit);
        policies::on_end(policy.unit, view_for(policy, &attempt), ending);
        release_held(p);
    }
}

void Engine::hear_end_everywhere(std::uint32_t slot, Ending ending) {
    // With the clients only what their customer sees counts: not an answer that comes too late.
    const Attempt& attempt = pool_[slot];
    const int station = attempt.station;
    hear_end(slot, ending, PlaceKind::station, station);
    hear_end(slot, ending, PlaceKind::door, 0);
    hear_end(slot, ending, PlaceKind::clients, 0);
}

// Whether the next in line is to be served; otherwise it has been shed.
bool Engine::keep_next(std::uint32_t slot, StationState& station) {
    for (const std::uint8_t p : station.dequeue_gates) {
        PolicyState& policy = policies_[p];
        if (policies::on_dequeue(policy.unit, view_for(policy, &pool_[slot])) == Verdict::admit)
            continue;
        refuse(slot, &station, Refusal::shed, static_cast<int>(p));
        return false;
    }
    return true;
}

bool Engine::serves_newest(const StationState& station) const {
    for (const PolicyState& policy : policies_)
        if (has(policy, Hook::newest_first) && policy.place == PlaceKind::station &&
            policy.station == station.index &&
            policies::newest_first(policy.unit, view_for(policy, nullptr)))
            return true;
    return false;
}

// For a station with a lane per class: the class that a policy wants served, if any does.
std::uint32_t Engine::pick_by_policy(StationState& station) {
    std::array<std::int64_t, classes_max> waiting{};
    const std::size_t count = station.lanes.size();
    for (std::size_t lane = 0; lane < count; ++lane) waiting[lane] = station.lanes[lane].count();
    for (PolicyState& policy : policies_) {
        if (!has(policy, Hook::pick_line) || policy.place != PlaceKind::station ||
            policy.station != station.index)
            continue;
        const std::size_t lane = policies::pick_line(policy.unit, view_for(policy, nullptr),
                                                     std::span(waiting.data(), count));
        if (lane < count && waiting[lane] > 0) return station.lanes[lane].pop_front();
    }
    return no_slot;
}

double Engine::policies_service_factor(const StationState& station, const Attempt& attempt) {
    double factor = 1;
    for (PolicyState& policy : policies_)
        if (has(policy, Hook::service_factor) && policy.place == PlaceKind::station &&
            policy.station == station.index)
            factor *= policies::service_factor(policy.unit, view_for(policy, &attempt));
    return factor;
}

// On arrival at a station that is gated.
bool Engine::may_join(std::uint32_t slot, StationState& station) {
    if (station.sole_bound >= 0) {
        // No need to ask, the line is too long.
        if (station.has_free_server()) return true;
        refuse(slot, &station, Refusal::shed, station.sole_bound);
        return false;
    }
    pool_[slot].state = AttemptState::held;
    return campaign_lets_in(slot, station) &&
           pass_gates(slot, PlaceKind::station, station.index, 0);
}

// Which stations and doors have to ask anybody.
void Engine::update_gates() {
    door_gated_ = campaign_.issuing_paused;
    bool factors = false;
    for (const ClassState& cls : classes_) factors = factors || cls.service_factor != 1;
    for (StationState& station : stations_) {
        station.asks_campaign = station.books_cards && (campaign_.redeeming_paused ||
                                                        scenario_->campaign->check_then_write);
        station.gated = station.asks_campaign;
        station.sole_bound = -1;
        station.admit_below = station.gated ? 0 : unlimited;
        station.watched_line = false;
        station.plain = !factors && station.slowdown == 1 &&
                        station.discipline != Discipline::preemptive_priority;
        station.arrival_gates.clear();
        station.dequeue_gates.clear();
    }
    for (auto* list : {&hedges_, &client_gates_, &door_gates_, &refusal_words_, &retry_gates_})
        list->clear();
    for (std::size_t p = 0; p < policies_.size(); ++p) {
        const PolicyState& policy = policies_[p];
        if (!policy.enabled) continue;
        const auto note = [&policy, p](Hook hook, std::vector<std::uint8_t>& list) {
            if (has(policy, hook)) list.push_back(static_cast<std::uint8_t>(p));
        };
        note(Hook::refusal, refusal_words_);
        note(Hook::may_retry, retry_gates_);
        note(Hook::hedge, hedges_);
        const bool asked = has(policy, Hook::arrival) || policy.watcher >= 0;
        if (policy.place != PlaceKind::station) {
            if (asked)
                (policy.place == PlaceKind::door ? door_gates_ : client_gates_)
                    .push_back(static_cast<std::uint8_t>(p));
            door_gated_ = door_gated_ || asked || has(policy, Hook::hedge);
            continue;
        }
        StationState& station = stations_[static_cast<std::size_t>(policy.station)];
        if (asked) station.arrival_gates.push_back(static_cast<std::uint8_t>(p));
        const auto* bound = std::get_if<policies::BoundedLine>(&policy.unit);
        if (asked) {
            station.admit_below =
                std::min(station.admit_below, bound != nullptr ? bound->line_max : 0);
            const bool sole = station.arrival_gates.size() == 1 && !station.asks_campaign;
            station.sole_bound = sole && bound != nullptr ? static_cast<int>(p) : -1;
        }
        note(Hook::dequeue, station.dequeue_gates);
        station.gated = station.gated || asked;
        station.watched_line = station.watched_line || has(policy, Hook::dequeue) ||
                               has(policy, Hook::newest_first) || has(policy, Hook::pick_line) ||
                               has(policy, Hook::service_factor);
        station.plain = station.plain && !station.watched_line;
    }
}

}  // namespace br::sim
