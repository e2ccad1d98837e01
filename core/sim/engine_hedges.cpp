// Hedging: a second copy of an attempt that takes long. Whichever copy comes through first serves
// the customer; the other is called off if it waits, and runs on for nobody if it is being served.
// A copy passes the door and the stations, not the clients' own policies, and has the patience of
// its attempt. While one copy lives, the end of the other is not the end of the attempt.
#include <algorithm>

#include "sim/engine.h"

namespace br::sim {

void Engine::plan_copy(std::uint32_t slot) {
    SimDuration delay = never;
    for (const std::uint8_t p : hedges_)
        delay = std::min(
            delay, policies::hedge_delay(policies_[p].unit, view_for(policies_[p], &pool_[slot])));
    if (delay >= duration_max) return;
    const Attempt& attempt = pool_[slot];
    ladder_.push({now_ + std::max(delay, SimDuration{0}), attempt.person, 0, slot, attempt.number,
                  static_cast<std::uint8_t>(PendingKind::copy),
                  rank_of(attempt.station, EventKind::arrival)});
}

void Engine::send_copy(std::uint32_t original) {
    if (pool_[original].state == AttemptState::held || twin_of(original) != no_slot) return;
    const std::uint32_t slot = pool_.take();
    Attempt attempt = pool_[original];
    ClassState& cls = classes_[static_cast<std::size_t>(class_of(attempt.person))];
    attempt.number |= copy_bit;
    attempt.joined = attempt.due = 0;
    attempt.card = no_slot;
    attempt.watchers = 0;
    attempt.leg = attempt.flags = 0;
    attempt.station = cls.route[0];
    attempt.state = AttemptState::held;
    pool_[slot] = attempt;
    twins_.resize(std::max<std::size_t>(twins_.size(), pool_.size()), no_slot);
    twins_[original] = slot;
    twins_[slot] = original;
    ++events_;
    ++cls.counts.attempts;
    ++cls.counts.copies;
    note(EventKind::arrival, attempt.station, attempt.person, attempt.number);
    if (cls.patience_kind == PatienceKind::fixed_attempt ||
        cls.patience_kind == PatienceKind::random_attempt)
        push_timer(slot, cls, std::max(deadline_of(attempt), now_));
    enter_door(slot);
}

std::uint32_t Engine::twin_of(std::uint32_t slot) const {
    return slot < twins_.size() ? twins_[slot] : no_slot;
}

// Whether another copy lives, with which the person goes on; this one is then on its own.
bool Engine::lives_on(std::uint32_t slot) {
    const std::uint32_t twin = twin_of(slot);
    if (twin == no_slot) return false;
    twins_[slot] = twins_[twin] = no_slot;
    return true;
}

// The person is done with the attempt: the other copy is called off.
void Engine::drop_twin(std::uint32_t slot) {
    const std::uint32_t twin = twin_of(slot);
    if (!lives_on(slot)) return;
    Attempt& other = pool_[twin];
    StationState& station = stations_[other.station];
    // One order has one card, whichever copy took it.
    if (pool_[slot].card == no_slot)
        pool_[slot].card = other.card;
    else if (other.card != no_slot)
        give_back_card(other.card);
    other.card = no_slot;
    if (other.state != AttemptState::waiting) {
        other.flags |= stale_flag;
        ++system_stale_;
        if (other.state == AttemptState::in_service) ++station.busy_stale;
        return;
    }
    leave_line(twin, station);
    other.state = AttemptState::held;
    update_station(station);
    ++classes_[static_cast<std::size_t>(class_of(other.person))].counts.cancelled;
    if (other.watchers != 0) hear_end_everywhere(twin, policies::Ending::reneged);
    release_slot(twin);
}

}  // namespace br::sim
