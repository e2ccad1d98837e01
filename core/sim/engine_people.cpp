// Giving up, being refused, failing, trying again.
#include <algorithm>

#include "sim/engine.h"

namespace br::sim {

using policies::Ending;

void PatienceRing::grow() {
    const std::size_t size = ring_.empty() ? 16 : ring_.size() * 2;
    std::vector<Entry> wider(size);
    for (std::uint64_t i = head_; i != tail_; ++i)
        wider[i & (size - 1)] = ring_[i & (ring_.size() - 1)];
    ring_ = std::move(wider);
}

// When random patience began, and what its length is drawn from.
inline Engine::PatienceClock Engine::clock_of(const Attempt& attempt, const ClassState& cls) const {
    const bool in_line = cls.patience_kind == PatienceKind::line;
    const std::uint32_t number =
        in_line ? attempt.number * 16U + attempt.station : try_number(attempt.number);
    return {in_line ? attempt.joined : attempt.start,
            draws_(Cause::patience, attempt.person, number)};
}

SimTime Engine::deadline_of(const Attempt& attempt) const {
    const ClassState& cls = classes_[static_cast<std::size_t>(class_of(attempt.person))];
    if (cls.patience_kind == PatienceKind::none) return never;
    if (cls.patience_kind == PatienceKind::fixed_attempt) return attempt.start + cls.patience_fixed;
    const PatienceClock clock = clock_of(attempt, cls);
    return clock.since + cls.patience.sample(clock.bits);
}

// Sets the timer of random patience, unless it ends later than needed.
inline void Engine::set_timer_until(SimTime needed_until, std::uint32_t slot,
                                    const ClassState& cls) {
    const PatienceClock clock = clock_of(pool_[slot], cls);
    if (cls.patience.is_surely_above(clock.bits, needed_until - clock.since)) return;
    const SimTime deadline = std::max(clock.since + cls.patience.sample(clock.bits), now_);
    if (deadline <= needed_until) push_timer(slot, cls, deadline);
}

void Engine::set_timer(std::uint32_t slot, const ClassState& cls, SimTime needed_until) {
    if (cls.patience_kind == PatienceKind::random_attempt &&
        (pool_[slot].flags & (timed_flag | stale_flag)) == 0)
        set_timer_until(needed_until, slot, cls);
}

// Somebody with random patience has joined the line: a timer, or the next sweep, will see to it.
void Engine::watch_patience(std::uint32_t slot, StationState& station) {
    const Attempt& attempt = pool_[slot];
    const ClassState& cls = classes_[static_cast<std::size_t>(class_of(attempt.person))];
    if ((attempt.flags & (timed_flag | stale_flag)) != 0) return;
    // Whoever has been served already and was interrupted stays.
    if (cls.patience_kind == PatienceKind::line && (attempt.flags & resumed_flag) != 0) return;
    if (station.sweep_at <= now_) {
        station.sweep_at = now_ + sweep_span(station);
        schedule(station.sweep_at, ControlKind::sweep, station.index, 0);
    }
    set_timer_until(station.sweep_at, slot, cls);
}

void Engine::push_timer(std::uint32_t slot, const ClassState& cls, SimTime deadline) {
    Attempt& attempt = pool_[slot];
    attempt.flags |= timed_flag;
    const bool in_line = cls.patience_kind == PatienceKind::line;
    ladder_.push(
        {deadline, attempt.person, 0, slot, attempt.number,
         static_cast<std::uint8_t>(in_line ? PendingKind::line_patience : PendingKind::patience),
         rank_of(in_line ? attempt.station : cls.route[0], EventKind::give_up)});
}

// About twice the time that the line takes to pass. The result of a run does not depend on it.
SimDuration Engine::sweep_span(const StationState& station) const {
    if (station.slots == 0) return seconds(1);
    const double pass_ns = station.service.mean_ns() * static_cast<double>(station.waiting) /
                           static_cast<double>(station.slots);
    return static_cast<SimDuration>(std::clamp(2 * pass_ns, 5e7, 6e10));
}

void Engine::sweep(StationState& station) {
    if (station.waiting == 0) return;
    station.sweep_at = now_ + sweep_span(station);
    schedule(station.sweep_at, ControlKind::sweep, station.index, 0);
    for (const Lane& lane : station.lanes)
        lane.for_each([&](std::uint32_t slot) {
            const auto c = static_cast<std::size_t>(class_of(pool_[slot].person));
            const PatienceKind kind = classes_[c].patience_kind;
            if (kind == PatienceKind::random_attempt || kind == PatienceKind::line)
                watch_patience(slot, station);
        });
}

// Whether the attempt for which an item was made is there and somebody waits for it.
bool Engine::still(const PendingItem& item) const {
    const Attempt& attempt = pool_[item.slot];
    return attempt.person == item.person && attempt.number == item.attempt &&
           attempt.state != AttemptState::free && (attempt.flags & stale_flag) == 0;
}

void Engine::patience_head(StationState& station) {
    give_up(station.lanes[0].front());
    update_station(station);
}

void Engine::patience_ring(ClassState& cls) {
    const PatienceRing::Entry entry = cls.ring.front();
    cls.ring.pop();
    set_time(cls.ring_source, cls.ring.next_time());
    const Attempt& attempt = pool_[entry.slot];
    if (attempt.state == AttemptState::free || attempt.person != entry.person ||
        attempt.number != entry.number || (attempt.flags & stale_flag) != 0)
        return;
    // Let in from a waiting room since: its clock began anew.
    if (attempt.start + cls.patience_fixed != entry.deadline) return;
    give_up(entry.slot);
}

void Engine::give_up(std::uint32_t slot) {
    Attempt& attempt = pool_[slot];
    const bool held = attempt.state == AttemptState::held;
    // Whoever has a number in a waiting room waits for it.
    if (held && attempt.due == never) {
        attempt.flags &= static_cast<std::uint8_t>(~timed_flag);
        return;
    }
    const PersonId person = attempt.person;
    ClassState& cls = classes_[static_cast<std::size_t>(class_of(person))];
    StationState& station = stations_[attempt.station];
    ++events_;
    note(EventKind::give_up, attempt.station, person, attempt.number);
    // Leaving one line is not leaving the attempt while another copy is on its way.
    const bool lives = cls.patience_kind == PatienceKind::line && lives_on(slot);
    if (cls.patience_kind != PatienceKind::line) drop_twin(slot);
    if (cls.leaves_work_behind && !held) {
        attempt.flags |= stale_flag;
        ++system_stale_;
        ++(attempt.state == AttemptState::waiting ? station.waiting_stale : station.busy_stale);
        if (lives) return;
        ++cls.counts.timed_out;
        if (attempt.watchers != 0) hear_end(slot, Ending::timed_out, PlaceKind::clients, 0);
        if (is_visitor(person))
            mark_visitor(person, VisitorPhase::timed_out, station.index, no_slot);
        // An idempotent retry finds the card that its first try has taken. Without keys the ledger
        // takes the retry for somebody else, and the work left behind keeps the card.
        const std::uint32_t card = attempt.card;
        const bool keeps = card != no_slot && !scenario_->campaign->idempotent;
        if (keeps) attempt.card = no_slot;
        person_failed(slot, Ending::timed_out);
        if (keeps) attempt.card = card;
        return;
    }
    ++cls.counts.reneged;
    if (held) {
        --held_;
    } else {
        ++station.counts.reneged;
        if (attempt.state == AttemptState::waiting) {
            leave_line(slot, station);
        } else {
            stop_service(slot, station);
        }
        attempt.state = AttemptState::held;  // Nowhere, until its slot is given back.
        serve_next(station);
        update_station(station);
    }
    if (attempt.watchers != 0) hear_end_everywhere(slot, Ending::reneged);
    if (!lives) {
        if (is_visitor(person)) mark_visitor(person, VisitorPhase::gave_up, station.index, no_slot);
        person_failed(slot, Ending::reneged);
    }
    release_slot(slot);
}

void Engine::refuse(std::uint32_t slot, StationState* station, Refusal why, int policy) {
    Attempt& attempt = pool_[slot];
    attempt.state = AttemptState::held;
    ClassState& cls = classes_[static_cast<std::size_t>(class_of(attempt.person))];
    const bool stale = (attempt.flags & stale_flag) != 0;
    note(EventKind::refusal, attempt.station, attempt.person, attempt.number);
    Ending ending = Ending::shed;
    if (why == Refusal::blocked) {
        ++cls.counts.blocked;
        if (station != nullptr) ++station->counts.blocked;
        ending = Ending::blocked;
    } else if (why == Refusal::balked) {
        ++cls.counts.balked;
        if (station != nullptr) ++station->counts.balked;
        ending = Ending::reneged;
    } else if (why == Refusal::held_back) {
        --cls.counts.attempts;
        ++cls.counts.unsent;
    } else {
        ++cls.counts.shed;
        if (station != nullptr) ++station->counts.shed;
        if (why == Refusal::issuing_paused || why == Refusal::redeeming_paused) ++cls.counts.paused;
        if (why == Refusal::sold_out) ++cls.counts.sold_out;
    }
    if (policy >= 0) ++policies_[static_cast<std::size_t>(policy)].refused;
    if (station != nullptr && why != Refusal::balked) station->debt_ns += station->refusal_ns;
    if (stale) {
        ++cls.counts.stale_shed;
        --system_stale_;
    }
    if (attempt.watchers != 0) hear_end_everywhere(slot, ending);
    if (!stale && !lives_on(slot)) {
        if (is_visitor(attempt.person)) [[unlikely]]
            mark_visitor_refused(attempt.person, why, station ? station->index : -1, policy);
        person_failed(slot, ending);
    }
    release_slot(slot);
}

void Engine::fail(std::uint32_t slot, StationState& station) {
    Attempt& attempt = pool_[slot];
    ClassState& cls = classes_[static_cast<std::size_t>(class_of(attempt.person))];
    const bool stale = (attempt.flags & stale_flag) != 0;
    attempt.state = AttemptState::held;
    ++station.counts.failed;
    ++cls.counts.failed;
    if (attempt.watchers != 0) hear_end_everywhere(slot, Ending::failed);
    if (stale) {
        --system_stale_;
    } else if (!lives_on(slot)) {
        if (is_visitor(attempt.person))
            mark_visitor(attempt.person, VisitorPhase::failed, station.index, no_slot);
        person_failed(slot, Ending::failed);
    }
    release_slot(slot);
}

bool Engine::will_retry(const Attempt& attempt, Ending ending, SimDuration& pause) {
    const ClassState& cls = classes_[static_cast<std::size_t>(class_of(attempt.person))];
    const Retry& retry = cls.retry;
    if (attempt.number >= retry.attempts_max) return false;
    const bool gave_up = ending == Ending::timed_out || ending == Ending::reneged;
    if (gave_up ? !retry.after_giving_up : !retry.after_refusal) return false;
    double probability = retry.probability;
    SimDuration pause_min = 0;
    SimDuration pause_max = 0;
    for (const std::uint8_t p : refusal_words_) {
        if (gave_up) break;
        PolicyState& policy = policies_[p];
        const auto says = policies::on_refusal(policy.unit, view_for(policy, &attempt));
        if (!says.speaks) continue;
        if (says.final) return false;
        probability *= says.retry_probability_factor;
        pause_min = std::max(pause_min, says.pause_min);
        pause_max = std::max(pause_max, says.pause_max);
    }
    const std::uint64_t decision = draws_(Cause::retry_decision, attempt.person, attempt.number);
    if (unit_interval(decision) >= probability) return false;
    for (const std::uint8_t p : retry_gates_)
        if (!policies::may_retry(policies_[p].unit, view_for(policies_[p], &attempt), ending))
            return false;
    if (pause_max > 0) {
        const std::uint64_t bits = draws_(Cause::retry_jitter, attempt.person, attempt.number);
        const auto span = static_cast<double>(std::max(pause_max - pause_min, SimDuration{0}));
        pause = pause_min + static_cast<SimDuration>(unit_interval(bits) * span + 0.5);
    } else {
        pause = cls.pauses.after(draws_, attempt.person, attempt.number);
    }
    return true;
}

// What an overloaded station does most of all: to refuse, without the attempt taking a slot.
void Engine::turn_away(StationState& station, const Attempt& attempt) {
    ClassState& cls = classes_[static_cast<std::size_t>(class_of(attempt.person))];
    note(EventKind::refusal, station.index, attempt.person, attempt.number);
    ++cls.counts.attempts;
    ++cls.counts.shed;
    ++station.counts.arrivals;
    ++station.counts.shed;
    ++policies_[static_cast<std::size_t>(station.sole_bound)].refused;
    station.debt_ns += station.refusal_ns;
    try_failed(attempt, Ending::shed);
}

// What becomes of the person of an attempt that has not served them.
void Engine::person_failed(std::uint32_t slot, Ending ending) {
    Attempt attempt = pool_[slot];
    pool_[slot].card = no_slot;  // It goes to the next attempt, or is given back here.
    attempt.number = static_cast<std::uint16_t>(try_number(attempt.number));
    try_failed(attempt, ending);
}

void Engine::try_failed(const Attempt& attempt, Ending ending) {
    ClassState& cls = classes_[static_cast<std::size_t>(class_of(attempt.person))];
    if (is_visitor(attempt.person)) [[unlikely]] {
        Visitor* visitor = visitor_of(attempt.person);
        visitor->first = attempt.first;
        visitor->card = attempt.card;
        visitor->slot = no_slot;
        visitor->done = true;
        if (!visitor->retries_alone) return;
    }
    SimDuration pause = 0;
    if (will_retry(attempt, ending, pause)) {
        ++orbit_;
        ++cls.orbit;
        ladder_.push({now_ + pause, attempt.person, attempt.first, attempt.card,
                      static_cast<std::uint16_t>(attempt.number + 1),
                      static_cast<std::uint8_t>(PendingKind::retry),
                      rank_of(cls.route[0], EventKind::arrival)});
        if (is_visitor(attempt.person)) [[unlikely]] {
            Visitor* visitor = visitor_of(attempt.person);
            visitor->done = false;
            mark_visitor(attempt.person, VisitorPhase::in_orbit, -1, no_slot);
        }
        return;
    }
    ++cls.counts.lost;
    if (is_visitor(attempt.person)) {
        visitor_of(attempt.person)->lost = true;
        visitor_of(attempt.person)->card = no_slot;
    }
    if (attempt.card != no_slot) give_back_card(attempt.card);
    person_done(cls, attempt.person);
}

// An order has come to its end, well or badly. A user of a closed loop thinks, then orders again.
void Engine::person_done(ClassState& cls, PersonId person) {
    if (!cls.loops || is_visitor(person)) return;
    const auto& loop = *std::get_if<LoopArrivals>(&cls.config->arrivals);
    const int c = class_of(person);
    const PersonId next = make_person(c, Origin::crowd, cls.next_number++);
    const double think = standard_exponential(draws_(Cause::think_time, next, 0)) *
                         static_cast<double>(loop.think_mean);
    ladder_.push({now_ + static_cast<SimDuration>(think + 0.5), next, 0, no_slot, 1,
                  static_cast<std::uint8_t>(PendingKind::first_try),
                  rank_of(cls.route[0], EventKind::arrival)});
}

void Engine::invite(ClassState& cls, PersonId person) {
    const Invite& invite = cls.config->invite;
    for (int i = 0; i < invite.invitations_max; ++i) {
        if (static_cast<std::int64_t>(cls.next_invited) >= invite.total_max) return;
        const std::uint64_t chance = draws_(Cause::invite, person, static_cast<std::uint32_t>(i));
        if (unit_interval(chance) >= invite.probability) continue;
        const PersonId guest = make_person(class_of(person), Origin::invited, cls.next_invited++);
        const double delay = standard_exponential(draws_(Cause::invite, guest, 0xffff)) *
                             static_cast<double>(invite.delay_mean);
        ladder_.push({now_ + static_cast<SimDuration>(delay + 0.5), guest, 0, no_slot, 1,
                      static_cast<std::uint8_t>(PendingKind::first_try),
                      rank_of(cls.route[0], EventKind::arrival)});
    }
}

// The attempt's own patience begins.
void Engine::start_clock(std::uint32_t slot, const ClassState& cls) {
    Attempt& attempt = pool_[slot];
    attempt.start = now_;
    if (cls.patience_kind != PatienceKind::fixed_attempt) return;
    const auto c = static_cast<std::size_t>(&cls - classes_.data());
    PatienceRing& ring = classes_[c].ring;
    ring.push({now_ + cls.patience_fixed, attempt.person, slot, attempt.number});
    set_time(cls.ring_source, ring.next_time());
}

}  // namespace br::sim
