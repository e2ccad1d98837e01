#include "sim/engine.h"

namespace br::sim {

using policies::Ending;

// --- The loop
// -------------------------------------------------------------------------------------

inline int Engine::earliest_source(SimTime& time) const {
    std::uint64_t best = keys_[0];
    std::uint64_t second = UINT64_MAX;
    for (int i = 1; i < source_count_; ++i) {
        const std::uint64_t key = keys_[i];
        const std::uint64_t later = key < best ? best : key;
        second = later < second ? later : second;
        best = key < best ? key : best;
    }
    time = static_cast<SimTime>(best >> source_bits);
    if (time >= key_time_max) [[unlikely]]
        time = never;
    else if ((best ^ second) >> source_bits == 0) [[unlikely]]
        return first_of_tied(time);
    return static_cast<int>(best & ((1U << source_bits) - 1));
}

StopReason Engine::run(SimTime end, std::uint64_t budget) {
    BR_CHECK(end >= now_);
    BR_CHECK(budget > 0);
    const std::uint64_t events_max = scenario_->limits.events_max;
    const std::int64_t in_system_max = scenario_->limits.in_system_max;
    while (true) {
        SimTime time;
        const int source = earliest_source(time);
        if (control_time_ <= time) {
            if (control_time_ > end) break;
            if (pool_.count() + orbit_ > in_system_max) return StopReason::in_system_max;
            now_ = control_time_;
            play_control();
            set_time(ladder_source, ladder_.next_time());
            continue;
        }
        if (time > end) break;
        if (events_ >= events_max) return StopReason::events_max;
        now_ = time;
        play(source);
        ++steps_;
        if (--budget == 0) return StopReason::event_budget;
    }
    now_ = end;
    return StopReason::reached_end;
}

inline void Engine::play(int source) {
    const Source what = sources_[source];
    if (what.kind == SourceKind::ladder) {
        play_ladder();
    } else if (what.kind == SourceKind::arrivals) {
        first_try();
    } else if (what.kind == SourceKind::completions) {
        StationState& station = stations_[what.index];
        if (station.shares) {
            complete(station, station.shared.take_next(pool_, now_));
        } else {
            const std::uint32_t server = station.tree.next_server(pool_);
            const std::uint32_t slot = station.tree.slot_of(server);
            station.tree.remove(server);
            complete(station, slot);
        }
    } else if (what.kind == SourceKind::head_of_line) {
        patience_head(stations_[what.index]);
    } else {
        patience_ring(classes_[what.index]);
    }
    set_time(ladder_source, ladder_.next_time());
}

void Engine::note(EventKind kind, int station, PersonId person, std::uint32_t attempt) {
    const std::uint64_t what = (person << 22) ^ (static_cast<std::uint64_t>(attempt) << 8) ^
                               (static_cast<std::uint64_t>(station) << 2) ^
                               static_cast<std::uint64_t>(kind);
    digest_ += mix64(what + static_cast<std::uint64_t>(now_) * 0xd1342543de82ef95ULL);
}

// --- Coming in
// ------------------------------------------------------------------------------------

void Engine::update_next_arrival() {
    SimTime next = never;
    for (const ClassState& cls : classes_) next = cls.next_arrival < next ? cls.next_arrival : next;
    set_time(arrival_source, next);
}

// Of the classes whose next first try comes at this time, the one that is first: by station, then
// by person. Requires that there is one.
std::size_t Engine::arriving_class(SimTime time) const {
    std::size_t best = classes_.size();
    for (std::size_t c = 0; c < classes_.size(); ++c)
        if (classes_[c].next_arrival == time &&
            (best == classes_.size() || classes_[c].route[0] > classes_[best].route[0]))
            best = c;
    return best;
}

void Engine::first_try() {
    const std::size_t c = arriving_class(now_);
    ClassState& cls = classes_[c];
    const PersonId person = make_person(static_cast<int>(c), Origin::crowd, cls.next_number);
    ++cls.next_number;
    cls.next_arrival = cls.stream.next(draws_, static_cast<int>(c), cls.next_number);
    update_next_arrival();
    ++cls.counts.orders;
    send(person, now_, 1, no_slot);
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

// An attempt is sent: a slot is taken and the gates follow.
void Engine::send(PersonId person, SimTime first, std::uint32_t number, std::uint32_t card) {
    const std::uint32_t slot = pool_.take();
    ClassState& cls = classes_[static_cast<std::size_t>(class_of(person))];
    Attempt& attempt = pool_[slot];
    attempt.person = person;
    attempt.first = first;
    attempt.start = now_;
    attempt.due = 0;
    attempt.card = card;
    attempt.number = static_cast<std::uint16_t>(number);
    attempt.watchers = 0;
    attempt.leg = 0;
    attempt.station = cls.route[0];
    attempt.flags = 0;
    attempt.state = AttemptState::held;
    ++events_;
    note(EventKind::arrival, attempt.station, person, number);
    if (is_visitor(person)) [[unlikely]]
        mark_visitor(person, VisitorPhase::on_the_way, -1, slot);
    if (door_gated_) {
        enter_system(slot);
        return;
    }
    ++cls.counts.attempts;
    start_clock(slot, cls);
    join(slot, stations_[cls.route[0]]);
}

// --- At a station
// ---------------------------------------------------------------------------------

void Engine::join(std::uint32_t slot, StationState& station) {
    Attempt& attempt = pool_[slot];
    attempt.station = static_cast<std::uint8_t>(station.index);
    attempt.joined = now_;
    ++station.counts.arrivals;
    if (station.gated) {
        attempt.state = AttemptState::held;
        if (!campaign_lets_in(slot, station)) return;
        if (!pass_gates(slot, PlaceKind::station, station.index, 0)) return;
    }
    enter(slot, station);
}

void Engine::enter(std::uint32_t slot, StationState& station) {
    if (station.busy < station.slots && station.waiting == 0 && !station.frozen) {
        start(slot, station);
        update_station(station);
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
    const Attempt& attempt = pool_[slot];
    if (attempt.leg == 0) {
        const ClassState& cls = classes_[static_cast<std::size_t>(class_of(attempt.person))];
        if (station.waiting > cls.balk_above) {
            refuse(slot, &station, Refusal::balked, -1);
            return;
        }
    }
    if (station.discipline == Discipline::preemptive_priority && interrupt_for(slot, station))
        return;
    enqueue(slot, station);
}

void Engine::enqueue(std::uint32_t slot, StationState& station) {
    Attempt& attempt = pool_[slot];
    attempt.state = AttemptState::waiting;
    Lane& lane = lane_for(station, attempt);
    lane.push_back(pool_, slot);
    ++station.waiting;
    if ((attempt.flags & stale_flag) != 0) ++station.waiting_stale;
    station.waiting_area.comes(now_);
    const ClassState& cls = classes_[static_cast<std::size_t>(class_of(attempt.person))];
    if (station.head_patience > 0) {
        if (station.waiting == 1) update_station(station);
    } else if (cls.patience_kind == PatienceKind::random_attempt ||
               cls.patience_kind == PatienceKind::line) {
        watch_patience(slot, station);
    }
    if (is_visitor(attempt.person)) [[unlikely]]
        mark_visitor(attempt.person, VisitorPhase::waiting, station.index, slot);
}

void Engine::start(std::uint32_t slot, StationState& station) {
    Attempt& attempt = pool_[slot];
    station.busy_changes(1, now_);
    if ((attempt.flags & stale_flag) != 0) ++station.busy_stale;
    if ((attempt.flags & resumed_flag) == 0) {
        ++station.counts.starts;
        station.wait.add(now_ - attempt.joined);
    }
    attempt.state = AttemptState::in_service;
    if (is_visitor(attempt.person)) [[unlikely]]
        mark_visitor(attempt.person, VisitorPhase::in_service, station.index, slot);
    const ClassState& cls = classes_[static_cast<std::size_t>(class_of(attempt.person))];
    if (cls.patience_kind == PatienceKind::line)
        attempt.flags &= static_cast<std::uint8_t>(~timed_flag);
    if (station.shares) {
        start_shared(slot, station);
        if (cls.patience_kind == PatienceKind::random_attempt) set_timer(slot, cls, never);
        return;
    }
    const double ns = service_time_ns(station, attempt);
    attempt.due = now_ + static_cast<SimDuration>(ns + 0.5);
    if (station.uses_tree && !station.tree.full() && attempt.due < station.tree.time_max()) {
        attempt.flags |= tree_flag;
        attempt.place = station.tree.add(attempt.due, slot);
    } else {
        attempt.flags &= static_cast<std::uint8_t>(~tree_flag);
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
        pool_.prefetch(station.tree.next_slot());
    }
    if (station.head_patience > 0)
        set_time(station.head_source,
                 station.waiting == 0
                     ? never
                     : pool_[station.lanes[0].front()].joined + station.head_patience);
}

// A service ends. The attempt is out of the station's set of completions already.
void Engine::complete(StationState& station, std::uint32_t slot) {
    if (station.waiting > 0) pool_.prefetch(station.lanes[0].peek());
    const Attempt& attempt = pool_[slot];
    if (attempt.card != no_slot && !campaign_.until.empty())
        __builtin_prefetch(&campaign_.until[attempt.card & (campaign_.until.size() - 1)]);
    station.busy_changes(-1, now_);
    ++station.counts.completions;
    if ((attempt.flags & stale_flag) != 0) {
        ++station.counts.completions_stale;
        --station.busy_stale;
    }
    station.sojourn.add(now_ - attempt.joined);
    ++events_;
    note(EventKind::completion, station.index, attempt.person, attempt.number);
    serve_next(station);
    update_station(station);
    go_on(slot, station);
}

// Where an attempt goes after a station.
void Engine::go_on(std::uint32_t slot, StationState& station) {
    Attempt& attempt = pool_[slot];
    ClassState& cls = classes_[static_cast<std::size_t>(class_of(attempt.person))];
    attempt.flags &= static_cast<std::uint8_t>(~(tree_flag | shared_flag | resumed_flag));
    const bool stale = (attempt.flags & stale_flag) != 0;
    if (station.config->failure_ratio > 0 &&
        unit_interval(
            draws_(Cause::failure, attempt.person, attempt.number * 16U + attempt.station)) <
            station.config->failure_ratio) {
        fail(slot, station);
        return;
    }
    if (attempt.watchers != 0)
        hear_end(slot, stale ? Ending::stale : Ending::served, PlaceKind::station, station.index);
    if (station.config->ledger && !book_card(slot, station)) return;
    const std::size_t leg = attempt.leg;
    bool last = leg + 1 == cls.route.size();
    if (!last && !cls.always_goes_on && cls.go_on_ratio[leg] < 1) {
        const std::uint64_t bits =
            draws_(Cause::route, attempt.person, attempt.number * 16U + attempt.leg);
        last = unit_interval(bits) >= cls.go_on_ratio[leg];
    }
    if (last) {
        finish(slot);
        return;
    }
    attempt.leg = static_cast<std::uint8_t>(leg + 1);
    join(slot, stations_[cls.route[leg + 1]]);
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
        start(slot, station);
    }
}

inline std::uint32_t Engine::pick(StationState& station) {
    if (station.discipline == Discipline::fifo && !station.watched_line)
        return station.lanes[0].pop_front();
    return pick_other(station);
}

}  // namespace br::sim
