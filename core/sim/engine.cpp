#include "sim/engine.h"

namespace br::sim {

using policies::Ending;

// --- The loop

inline std::uint64_t Engine::earliest_key() const {
    std::uint64_t best = UINT64_MAX;
    for (int i = 0; i < source_count_; i += 4) {
        const std::uint64_t a = keys_[i] < keys_[i + 1] ? keys_[i] : keys_[i + 1];
        const std::uint64_t b = keys_[i + 2] < keys_[i + 3] ? keys_[i + 2] : keys_[i + 3];
        const std::uint64_t least = a < b ? a : b;
        best = least < best ? least : best;
    }
    return best;
}

StopReason Engine::run(SimTime end, std::uint64_t budget) {
    BR_CHECK(end >= now_);
    BR_CHECK(budget > 0);
    const std::uint64_t events_max = scenario_->limits.events_max;
    const std::int64_t in_system_max = scenario_->limits.in_system_max;
    const SimTime last = end < key_time_max ? end : key_time_max - 1;
    while (true) {
        const std::uint64_t key = earliest_key();
        SimTime time = static_cast<SimTime>(key >> source_bits);
        const Source source = sources_[key & ((1U << source_bits) - 1)];
        bool from_ladder = false;
        if (ladder_.next_time() <= time) {
            from_ladder = ladder_.next_time() < time || ladder_comes_first(source);
            time = ladder_.next_time();
        }
        if (control_time_ <= time) [[unlikely]] {
            if (control_time_ > last) break;
            if (pool_.count() + orbit_ > in_system_max) return StopReason::in_system_max;
            now_ = control_time_;
            play_control();
            continue;
        }
        if (time > last) break;
        if (events_ >= events_max) return StopReason::events_max;
        // Also between scenario events: a burst fills the memory in no time.
        if (steps_ % steps_per_check == 0 && pool_.count() + orbit_ > in_system_max) [[unlikely]]
            return StopReason::in_system_max;
        now_ = time;
        if (from_ladder)
            play_ladder();
        else
            play(source);
        ++steps_;
        if (--budget == 0) return StopReason::event_budget;
    }
    now_ = end;
    return StopReason::reached_end;
}

inline void Engine::play(Source source) {
    if (source.kind == SourceKind::completions) {
        StationState& station = stations_[source.index];
        if (station.shares) {
            complete(station, station.shared.take_next(pool_, now_));
        } else {
            const std::uint32_t server = station.tree.next_server(pool_);
            const std::uint32_t slot = station.tree.slot_of(server);
            station.tree.remove(server);
            complete(station, slot);
        }
    } else if (source.kind == SourceKind::first_tries) {
        first_try(source.index);
    } else if (source.kind == SourceKind::head_of_line) {
        patience_head(stations_[source.index]);
    } else {
        patience_ring(classes_[source.index]);
    }
}

// --- Coming in

inline void Engine::first_try(std::size_t c) {
    ClassState& cls = classes_[c];
    const PersonId person = make_person(static_cast<int>(c), Origin::crowd, cls.next_number);
    ++cls.next_number;
    set_time(cls.arrival_source, cls.stream.next(draws_, static_cast<int>(c), cls.next_number));
    ++cls.counts.orders;
    send(person, now_, 1, no_slot);
    draw_first_service(cls, stations_[cls.route[0]], person + 1);
}

// For the first try that comes next, unless it is likely to be turned away or to leave before.
inline void Engine::draw_first_service(ClassState& cls, const StationState& station,
                                       PersonId person) const {
    if (station.waiting >= station.admit_below || station.head_patience > 0) return;
    cls.drawn_for = person;
    cls.drawn_ns = drawn_service_ns(station, person, 1);
}

void Engine::play_ladder() {
    const PendingItem item = ladder_.pop();
    if (!ladder_.empty()) pool_.prefetch(ladder_.top().slot);
    ClassState& cls = classes_[static_cast<std::size_t>(class_of(item.person))];
    switch (static_cast<PendingKind>(item.kind)) {
        case PendingKind::retry:
            --cls.orbit;
            --orbit_;
            ++cls.counts.retries;
            send(item.person, item.first, item.attempt, item.slot);
            break;
        case PendingKind::first_try:
            ++cls.counts.orders;
            if (is_invited(item.person)) ++cls.counts.invited;
            send(item.person, now_, 1, no_slot);
            break;
        case PendingKind::patience:
            if (still(item)) give_up(item.slot);
            break;
        case PendingKind::line_patience:
            if (still(item) && pool_[item.slot].state == AttemptState::waiting &&
                rank_of(pool_[item.slot].station, EventKind::give_up) == item.rank)
                give_up(item.slot);
            break;
        case PendingKind::completion: {
            const Attempt& attempt = pool_[item.slot];
            // Interrupted or taken out meanwhile.
            if (attempt.person != item.person || attempt.number != item.attempt ||
                attempt.state != AttemptState::in_service || (attempt.flags & tree_flag) != 0 ||
                rank_of(attempt.station, EventKind::completion) != item.rank)
                break;
            if (attempt.due == item.time) complete(stations_[attempt.station], item.slot);
            break;
        }
        case PendingKind::entry:
            if (pool_[item.slot].person == item.person && pool_[item.slot].number == item.attempt &&
                pool_[item.slot].state == AttemptState::held && pool_[item.slot].due == item.time)
                go_on_from(item.slot, pool_[item.slot].place);
            break;
        case PendingKind::copy:
            if (still(item)) send_copy(item.slot);
            break;
    }
}

// Whether a line that nothing but its bound guards is full, for somebody with nothing to undo.
inline bool Engine::is_turned_away(const Attempt& attempt, const StationState& station) const {
    const ClassState& cls = classes_[static_cast<std::size_t>(class_of(attempt.person))];
    return station.waiting >= station.admit_below && !station.has_free_server() && !door_gated_ &&
           cls.patience_kind != PatienceKind::fixed_attempt && !is_visitor(attempt.person);
}

// An attempt is sent: a slot is taken and the gates follow.
void Engine::send(PersonId person, SimTime first, std::uint32_t number, std::uint32_t card) {
    ClassState& cls = classes_[static_cast<std::size_t>(class_of(person))];
    StationState& station = stations_[cls.route[0]];
    const Attempt sent{.person = person,
                       .first = first,
                       .start = now_,
                       .joined = now_,
                       .card = card,
                       .number = static_cast<std::uint16_t>(number),
                       .state = AttemptState::held,
                       .station = cls.route[0]};
    ++events_;
    note(EventKind::arrival, station.index, person, number);
    if (station.sole_bound >= 0 && is_turned_away(sent, station)) {
        turn_away(station, sent);
        return;
    }
    const std::uint32_t slot = pool_.take();
    Attempt& attempt = pool_[slot];
    attempt = sent;
    if (person == cls.drawn_for && number == 1) {
        attempt.due = __builtin_bit_cast(SimTime, cls.drawn_ns);
        attempt.flags = drawn_flag;
    }
    if (is_visitor(person)) [[unlikely]]
        mark_visitor(person, VisitorPhase::on_the_way, -1, slot);
    if (door_gated_) {
        enter_system(slot);
        return;
    }
    ++cls.counts.attempts;
    if (cls.patience_kind == PatienceKind::fixed_attempt) start_clock(slot, cls);
    join(slot, attempt, cls, station);
}

// --- At a station

void Engine::join(std::uint32_t slot, Attempt& attempt, ClassState& cls, StationState& station) {
    attempt.station = static_cast<std::uint8_t>(station.index);
    attempt.joined = now_;
    ++station.counts.arrivals;
    if (station.gated && station.waiting >= station.admit_below && !may_join(slot, station)) return;
    enter(slot, attempt, cls, station);
}

void Engine::enter(std::uint32_t slot, Attempt& attempt, ClassState& cls, StationState& station) {
    if (station.busy < station.slots && station.waiting == 0 && !station.frozen) {
        start(slot, attempt, cls, station);
        if (station.shares)
            update_station(station);
        else
            set_time(station.completion_source, station.tree.next_time());
        return;
    }
    const std::int64_t counted =
        station.counts_service ? station.waiting + station.busy : station.waiting;
    if (counted >= station.line_max) {
        if (station.discipline == Discipline::preemptive_priority && interrupt_for(slot, station))
            return;
        refuse(slot, &station, Refusal::blocked, -1);
        return;
    }
    if (attempt.leg == 0 && station.waiting > cls.balk_above) {
        refuse(slot, &station, Refusal::balked, -1);
        return;
    }
    if (station.discipline == Discipline::preemptive_priority && interrupt_for(slot, station))
        return;
    enqueue(slot, attempt, cls, station);
}

inline void Engine::enqueue(std::uint32_t slot, Attempt& attempt, const ClassState& cls,
                            StationState& station) {
    attempt.state = AttemptState::waiting;
    Lane& lane = station.one_lane ? station.lanes[0] : lane_for(station, attempt);
    attempt.place = lane.push_back_place(pool_, slot);
    ++station.waiting;
    if ((attempt.flags & stale_flag) != 0) ++station.waiting_stale;
    station.waiting_area.comes(now_);
    if (station.head_patience > 0) {
        if (station.waiting == 1) set_time(station.head_source, now_ + station.head_patience);
    } else {
        // With one patience for all, many leave before they are served.
        draw_service(attempt, station);
        if (cls.patience_kind == PatienceKind::random_attempt ||
            cls.patience_kind == PatienceKind::line)
            watch_patience(slot, station);
    }
    if (is_visitor(attempt.person)) [[unlikely]]
        mark_visitor(attempt.person, VisitorPhase::waiting, station.index, slot);
}

void Engine::start(std::uint32_t slot, Attempt& attempt, const ClassState& cls,
                   StationState& station) {
    station.busy_changes(1, now_);
    if ((attempt.flags & stale_flag) != 0) ++station.busy_stale;
    if ((attempt.flags & resumed_flag) == 0) {
        ++station.counts.starts;
        station.wait.add(now_ - attempt.joined);
    }
    attempt.state = AttemptState::in_service;
    if (is_visitor(attempt.person)) [[unlikely]]
        mark_visitor(attempt.person, VisitorPhase::in_service, station.index, slot);
    if (cls.patience_kind == PatienceKind::line)
        attempt.flags &= static_cast<std::uint8_t>(~timed_flag);
    if (station.shares) {
        start_shared(slot, attempt, cls, station);
        if (cls.patience_kind == PatienceKind::random_attempt) set_timer(slot, cls, never);
        return;
    }
    const double ns = service_time_ns(station, attempt, cls);
    attempt.flags &= static_cast<std::uint8_t>(~drawn_flag);
    const double rounded_ns = ns + 0.5;  // By the cast.
    attempt.due = now_ + static_cast<SimDuration>(rounded_ns);
    if (station.uses_tree && !station.tree.full() && attempt.due < station.tree.time_max()) {
        attempt.flags |= tree_flag;
        attempt.place = station.tree.add(attempt.due, slot);
    } else {
        ladder_.push({attempt.due, attempt.person, 0, slot, attempt.number,
                      static_cast<std::uint8_t>(PendingKind::completion),
                      rank_of(station.index, EventKind::completion)});
    }
    if (cls.patience_kind == PatienceKind::random_attempt) set_timer(slot, cls, attempt.due);
}

// The times at which this station's sources have their next event.
void Engine::update_station(StationState& station) {
    if (station.shares) {
        set_time(station.completion_source, station.shared.next_time());
    } else {
        station.tree.settle();
        set_time(station.completion_source, station.tree.next_time());
        station.tree.prefetch_next(pool_);
    }
    if (station.head_patience > 0) {
        SimTime deadline = never;
        if (station.waiting > 0) {
            Lane& lane = station.lanes[0];
            deadline = pool_[lane.front()].joined + station.head_patience;
            pool_.prefetch(lane.peek(fetched_ahead));
        }
        set_time(station.head_source, deadline);
    }
}

// A service ends. The attempt is out of the station's set of completions already.
inline void Engine::complete(StationState& station, std::uint32_t slot) {
    Attempt& attempt = pool_[slot];
    if (attempt.card != no_slot) campaign_.ledger.prefetch(attempt.card);
    station.busy_changes(-1, now_);
    ++station.counts.completions;
    if ((attempt.flags & stale_flag) != 0) {
        ++station.counts.completions_stale;
        --station.busy_stale;
    }
    station.sojourn.add(now_ - attempt.joined);
    ++events_;
    note(EventKind::completion, station.index, attempt.person, attempt.number);
    if (station.waiting > 0) serve_next(station);
    update_station(station);
    go_on(slot, attempt, class_state(attempt), station);
}

// Where an attempt goes after a station.
inline void Engine::go_on(std::uint32_t slot, Attempt& attempt, ClassState& cls,
                          StationState& station) {
    attempt.flags &= static_cast<std::uint8_t>(~(tree_flag | shared_flag | resumed_flag));
    const bool stale = (attempt.flags & stale_flag) != 0;
    if (station.failure_ratio > 0 &&
        unit_interval(draws_(Cause::failure, attempt.person,
                             attempt.number * 16U + attempt.station)) < station.failure_ratio) {
        fail(slot, station);
        return;
    }
    if (attempt.watchers != 0)
        hear_end(slot, stale ? Ending::stale : Ending::served, PlaceKind::station, station.index);
    if (station.books_cards && !book_card(slot, station)) return;
    const std::size_t leg = attempt.leg;
    bool last = leg + 1 == cls.route.size();
    if (!last && !cls.always_goes_on && cls.go_on_ratio[leg] < 1) {
        const std::uint64_t bits =
            draws_(Cause::route, attempt.person, attempt.number * 16U + attempt.leg);
        last = unit_interval(bits) >= cls.go_on_ratio[leg];
    }
    if (last) {
        finish(slot, attempt, cls);
        return;
    }
    attempt.leg = static_cast<std::uint8_t>(leg + 1);
    join(slot, attempt, cls, stations_[cls.route[leg + 1]]);
}

void Engine::serve_next(StationState& station) {
    while (station.waiting > 0 && station.busy < station.slots && !station.frozen) {
        const std::uint32_t slot = pick(station);
        Attempt& attempt = pool_[slot];
        --station.waiting;
        station.waiting_area.goes(now_);
        if ((attempt.flags & stale_flag) != 0) --station.waiting_stale;
        if (station.waiting == 0) station.line_empty_at = now_;
        if (station.watched_line && !keep_next(slot, station)) continue;
        start(slot, attempt, class_state(attempt), station);
    }
}

inline std::uint32_t Engine::pick(StationState& station) {
    if (station.discipline == Discipline::fifo && !station.watched_line) {
        Lane& lane = station.lanes[0];
        // Memory is slow: who comes to the head soon is fetched some services ahead.
        pool_.prefetch(lane.peek(fetched_ahead));
        return lane.pop_front();
    }
    return pick_other(station);
}

}  // namespace br::sim
