// Service times, sharing, interruption, and the disciplines other than first come first served.
#include <algorithm>

#include "sim/engine.h"

namespace br::sim {

double Engine::slowdown_now(StationState& station) const {
    if (station.slowdown != 1 && now_ >= station.slow_until) station.slowdown = 1;
    return station.slowdown;
}

// What is done to the time that was drawn for a service.
double Engine::adjusted_service_ns(StationState& station, const Attempt& attempt,
                                   const ClassState& cls, double ns) {
    // Work interrupted before goes on where it stopped.
    if ((attempt.flags & resumed_flag) != 0) return static_cast<double>(attempt.due);
    ns *= cls.service_factor;
    if (station.slowdown != 1) ns *= slowdown_now(station);
    if (station.watched_line) ns *= policies_service_factor(station, attempt);
    if (station.debt_ns > 0) {
        // Refusals have kept servers busy. This one pays a mean service of that work, or its share
        // if more has piled up, so that refusing can take all of the capacity.
        const double share = station.debt_ns / static_cast<double>(station.servers);
        const double paid = std::min(station.debt_ns, std::max(station.service.mean_ns(), share));
        station.debt_ns -= paid;
        ns += paid;
    }
    return ns;
}

void Engine::start_shared(std::uint32_t slot, Attempt& attempt, const ClassState& cls,
                          StationState& station) {
    attempt.flags |= shared_flag;
    double work = 0;
    if (station.config->batch) {
        const BatchService& batch = *station.config->batch;
        work = batch.tokens_mean;
        if (batch.tokens_exponential) {
            const std::uint64_t bits = draws_(Cause::tokens, attempt.person, attempt.number);
            work *= standard_exponential(bits);
        }
        work *= cls.service_factor;
        work *= slowdown_now(station);
        if (station.watched_line) work *= policies_service_factor(station, attempt);
    } else {
        work = service_time_ns(station, attempt, cls);
    }
    attempt.flags &= static_cast<std::uint8_t>(~drawn_flag);
    station.shared.add(pool_, slot, work, now_);
}

// Takes an attempt out of service before its end.
void Engine::stop_service(std::uint32_t slot, StationState& station) {
    Attempt& attempt = pool_[slot];
    if ((attempt.flags & shared_flag) != 0) {
        station.shared.remove(pool_, slot, now_);
    } else if ((attempt.flags & tree_flag) != 0) {
        station.tree.remove(attempt.place);
    }  // Else its item in the ladder finds the attempt gone.
    attempt.flags &= static_cast<std::uint8_t>(~(tree_flag | shared_flag));
    station.busy_changes(-1, now_);
    if ((attempt.flags & stale_flag) != 0) --station.busy_stale;
}

void Engine::leave_line(std::uint32_t slot, StationState& station) {
    Attempt& attempt = pool_[slot];
    lane_for(station, attempt).remove(attempt.place);
    --station.waiting;
    station.waiting_area.goes(now_);
    if ((attempt.flags & stale_flag) != 0) --station.waiting_stale;
    if (station.waiting == 0) station.line_empty_at = now_;
}

std::size_t Engine::lane_index(const StationState& station, const Attempt& attempt) const {
    if (station.lanes.size() == 1) return 0;
    const auto c = static_cast<std::size_t>(class_of(attempt.person));
    const bool by_priority = station.discipline == Discipline::priority ||
                             station.discipline == Discipline::preemptive_priority;
    return by_priority ? classes_[c].lane : c;
}

Lane& Engine::lane_for(StationState& station, const Attempt& attempt) {
    return station.lanes[lane_index(station, attempt)];
}

// Puts the attempt in the place of the least important one in service, if that is less important;
// among equals the one that would end last gives way.
bool Engine::interrupt_for(std::uint32_t slot, StationState& station) {
    if (station.frozen) return false;
    const auto priority_of = [this](std::uint32_t s) {
        return classes_[static_cast<std::size_t>(class_of(pool_[s].person))].lane;
    };
    std::uint32_t victim = no_slot;
    station.tree.for_each([&](std::uint32_t, std::uint32_t other) {
        if (victim == no_slot || priority_of(other) > priority_of(victim) ||
            (priority_of(other) == priority_of(victim) &&
             (pool_[other].due > pool_[victim].due ||
              (pool_[other].due == pool_[victim].due &&
               pool_[other].person > pool_[victim].person))))
            victim = other;
    });
    if (victim == no_slot || priority_of(victim) <= priority_of(slot)) return false;
    stop_service(victim, station);
    Attempt& interrupted = pool_[victim];
    interrupted.due -= now_;  // What is left to do.
    interrupted.flags |= resumed_flag;
    interrupted.state = AttemptState::waiting;
    lane_for(station, interrupted).push_front(pool_, victim);
    ++station.waiting;
    if ((interrupted.flags & stale_flag) != 0) ++station.waiting_stale;
    station.waiting_area.comes(now_);
    const ClassState& cls = classes_[static_cast<std::size_t>(class_of(interrupted.person))];
    if (cls.patience_kind == PatienceKind::random_attempt) watch_patience(victim, station);
    if (is_visitor(interrupted.person))
        mark_visitor(interrupted.person, VisitorPhase::waiting, station.index, victim);
    Attempt& attempt = pool_[slot];
    start(slot, attempt, class_state(attempt), station);
    update_station(station);
    return true;
}

std::uint32_t Engine::pick_other(StationState& station) {
    const auto came_before = [this](std::uint32_t a, std::uint32_t b) {
        return pool_[a].joined != pool_[b].joined ? pool_[a].joined < pool_[b].joined
                                                  : pool_[a].person < pool_[b].person;
    };
    if (station.watched_line) {
        std::uint32_t slot = no_slot;
        if (station.lanes.size() > 1) slot = pick_by_policy(station);
        if (slot != no_slot) return slot;
        if (station.lanes.size() == 1 && serves_newest(station)) return station.lanes[0].pop_back();
    }
    switch (station.discipline) {
        case Discipline::lifo:
            return station.lanes[0].pop_back();
        case Discipline::random_order: {
            const std::uint64_t bits = draws_(Cause::order_of_service, station.counts.starts,
                                              static_cast<std::uint32_t>(station.index));
            return station.lanes[0].pop_any(pool_, bits);
        }
        case Discipline::fifo:
        case Discipline::processor_sharing:
        case Discipline::priority:
        case Discipline::preemptive_priority:
            break;
    }
    const bool by_priority = station.discipline == Discipline::priority ||
                             station.discipline == Discipline::preemptive_priority;
    Lane* next = nullptr;
    for (Lane& lane : station.lanes) {
        if (lane.empty()) continue;
        if (next == nullptr || (!by_priority && came_before(lane.front(), next->front())))
            next = &lane;
    }
    BR_CHECK(next != nullptr);
    return next->pop_front();
}

// An attempt has passed its last station.
// What is in it stays until the slot is taken again.
void Engine::finish(std::uint32_t slot, Attempt& attempt, ClassState& cls) {
    if (!twins_.empty() && (attempt.flags & stale_flag) == 0) drop_twin(slot);
    const PersonId person = attempt.person;
    const bool stale = (attempt.flags & stale_flag) != 0;
    if (attempt.card != no_slot) {
        // Work left behind by one of two copies has done nothing that the order's key knows.
        if (stale && scenario_->campaign->idempotent)
            give_back_card(attempt.card);
        else
            redeem_card(attempt.card);
        attempt.card = no_slot;
    }
    if (attempt.watchers != 0)
        hear_end_everywhere(slot, stale ? policies::Ending::stale : policies::Ending::served);
    release_slot(slot, attempt);
    if (stale) {
        ++cls.counts.stale;
        --system_stale_;
        return;
    }
    ++cls.counts.goodput;
    ++cls.counts.served;
    const Histogram::Sample time(now_ - attempt.start);
    cls.attempt_time.add(time);
    bin_time_.add(time);
    cls.order_time.add(attempt.first == attempt.start ? time
                                                      : Histogram::Sample(now_ - attempt.first));
    if (is_visitor(person)) [[unlikely]]
        mark_visitor(person, VisitorPhase::served, attempt.station, no_slot);
    if (cls.invites) invite(cls, person);
    if (cls.loops) person_done(cls, person);
}

}  // namespace br::sim
