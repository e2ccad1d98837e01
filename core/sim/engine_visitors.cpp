// The visitor's own order: an arrival like any other, followed step by step.
#include <algorithm>

#include "sim/engine.h"

namespace br::sim {
namespace {

constexpr std::size_t steps_max = 1'000;

void step(Visitor& visitor, SimTime now, VisitorPhase phase, int station) {
    visitor.state.phase = phase;
    visitor.state.station = station;
    visitor.state.since = now;
    if (visitor.state.steps.size() < steps_max)
        visitor.state.steps.push_back({now, phase, station, visitor.state.attempt});
}

}  // namespace

Visitor* Engine::visitor_of(PersonId person) {
    for (Visitor& visitor : visitors_)
        if (visitor.state.id == person) return &visitor;
    return nullptr;
}

PersonId Engine::add_visitor(int customer_class, bool retries_alone) {
    BR_CHECK(customer_class >= 0 && customer_class < static_cast<int>(classes_.size()));
    ClassState& cls = classes_[static_cast<std::size_t>(customer_class)];
    Visitor visitor;
    visitor.state.id = make_person(customer_class, Origin::visitor, cls.next_visitor++);
    visitor.retries_alone = retries_alone;
    visitor.first = now_;
    const PersonId person = visitor.state.id;
    visitors_.push_back(std::move(visitor));
    ++cls.counts.orders;
    send(person, now_, 1, no_slot);
    return person;
}

void Engine::retry_visitor(PersonId id) {
    Visitor* visitor = visitor_of(id);
    BR_CHECK(visitor != nullptr && visitor->done);
    BR_CHECK(visitor->state.phase != VisitorPhase::served);
    ClassState& cls = classes_[static_cast<std::size_t>(class_of(id))];
    visitor->done = false;
    ++visitor->state.attempt;
    visitor->state.refusal = Refusal::none;
    visitor->state.policy = -1;
    if (visitor->lost) {
        // Given up for lost before; the order is open again.
        visitor->lost = false;
        --cls.counts.lost;
    }
    ++cls.counts.retries;
    send(id, visitor->first, static_cast<std::uint32_t>(visitor->state.attempt), visitor->card);
}

bool Engine::cancel_visitor(PersonId id) {
    Visitor* visitor = visitor_of(id);
    if (visitor == nullptr || visitor->done || visitor->slot == no_slot) return false;
    const std::uint32_t slot = visitor->slot;
    Attempt& attempt = pool_[slot];
    if (attempt.state != AttemptState::waiting) return false;
    ClassState& cls = classes_[static_cast<std::size_t>(class_of(id))];
    StationState& station = stations_[attempt.station];
    const bool alone = visitor->retries_alone;
    visitor->retries_alone = false;
    ++events_;
    note(EventKind::give_up, attempt.station, id, attempt.number);
    ++cls.counts.reneged;
    ++station.counts.reneged;
    leave_line(slot, station);
    attempt.state = AttemptState::held;
    update_station(station);
    if (attempt.watchers != 0) hear_end_everywhere(slot, policies::Ending::reneged);
    mark_visitor(id, VisitorPhase::gave_up, station.index, no_slot);
    person_failed(slot, policies::Ending::reneged);
    release_slot(slot);
    visitor_of(id)->retries_alone = alone;
    return true;
}

void Engine::mark_visitor(PersonId person, VisitorPhase phase, int station, std::uint32_t slot) {
    Visitor* visitor = visitor_of(person);
    if (slot != no_slot) {
        // A second copy goes its way unseen.
        if ((pool_[slot].number & copy_bit) != 0) return;
        // Work left behind by an earlier attempt goes on without its visitor.
        if ((pool_[slot].flags & stale_flag) != 0) return;
        visitor->slot = slot;
        visitor->state.attempt = pool_[slot].number;
        visitor->done = false;
    }
    if (phase == VisitorPhase::on_the_way) {
        visitor->state.refusal = Refusal::none;
        visitor->state.policy = -1;
    }
    if (phase == VisitorPhase::served) {
        visitor->done = true;
        visitor->slot = no_slot;
    }
    step(*visitor, now_, phase, station);
}

void Engine::mark_visitor_held(PersonId person, int station, int policy, std::uint32_t slot) {
    if ((pool_[slot].number & copy_bit) != 0) return;
    Visitor* visitor = visitor_of(person);
    visitor->slot = slot;
    visitor->state.policy = policy;
    step(*visitor, now_, VisitorPhase::held, station);
}

void Engine::mark_visitor_refused(PersonId person, Refusal why, int station, int policy) {
    Visitor* visitor = visitor_of(person);
    visitor->state.refusal = why;
    visitor->state.policy = policy;
    step(*visitor, now_, VisitorPhase::refused, station);
}

VisitorState Engine::visitor(PersonId id) const {
    for (const Visitor& visitor : visitors_) {
        if (visitor.state.id != id) continue;
        VisitorState state = visitor.state;
        if (visitor.slot == no_slot || visitor.done) return state;
        const Attempt& attempt = pool_[visitor.slot];
        const StationState& station = stations_[attempt.station];
        const double rate = recent_throughput_per_s(station);
        if (state.phase == VisitorPhase::waiting) {
            // Lanes before its own hold those who are more important.
            const std::size_t own = lane_index(station, attempt);
            for (std::size_t l = 0; l < own; ++l) state.ahead += station.lanes[l].count();
            const Lane& lane = station.lanes[own];
            state.ahead += station.discipline == Discipline::lifo ? lane.behind(attempt.place)
                                                                  : lane.ahead_of(attempt.place);
            state.wait_estimate_s = wait_estimate_s(station, state.ahead, rate);
        } else if (state.phase == VisitorPhase::held && attempt.due == never && state.policy >= 0) {
            const Lane& held = policies_[static_cast<std::size_t>(state.policy)].held;
            state.ahead = held.ahead_of(attempt.place);
            state.wait_estimate_s = wait_estimate_s(station, state.ahead + station.waiting, rate);
        } else if (state.phase == VisitorPhase::held && attempt.due != never) {
            state.wait_estimate_s = to_seconds(std::max(attempt.due - now_, SimDuration{0}));
        }
        return state;
    }
    BR_CHECK(false);
    return {};
}

}  // namespace br::sim
