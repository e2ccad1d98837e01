// How attempts end in the textbook engine: giving up, being refused, trying again.
#include "bench/reference_engine.h"
#include "sim/attempt.h"
#include "sim/backoff.h"

namespace br::sim::testing {

void ReferenceEngine::give_up(Slot slot) {
    Attempt& attempt = attempts_[slot];
    if (attempt.stale) return;
    const int index = attempt.station;
    StationState& station = stations_[static_cast<std::size_t>(index)];
    const auto c = static_cast<std::size_t>(class_of(attempt.person));
    ++events_;
    note(2, attempt);
    person_failed(slot, true);
    if (scenario_->classes[c].patience.leaves_work_behind) {
        attempt.stale = true;
        ++counts_[c].timed_out;
        return;
    }
    ++counts_[c].reneged;
    ++station.totals.reneged;
    --(attempt.waiting ? station.totals.waiting : station.totals.busy);
    leave(slot);
    serve_next(index);
}

void ReferenceEngine::refuse(Slot slot, std::uint64_t Counts::*counted,
                             std::uint64_t ReferenceStation::*at_station) {
    const Attempt& attempt = attempts_[slot];
    StationState& station = stations_[attempt.station];
    Counts& counts = counts_[static_cast<std::size_t>(class_of(attempt.person))];
    note(3, attempt);
    ++(counts.*counted);
    ++(station.totals.*at_station);
    const bool balked = counted == &Counts::balked;
    if (!balked) station.debt_ns += station.config->refusal_cost_ratio * station.service.mean_ns();
    if (attempt.stale)
        ++counts.stale_shed;
    else
        person_failed(slot, balked);
    leave(slot);
}

void ReferenceEngine::leave(Slot slot) {
    attempts_[slot].waiting = false;
    attempts_[slot].in_service = false;
    free_.push_back(slot);
    --in_system_;
}

void ReferenceEngine::person_failed(Slot slot, bool gave_up) {
    const Attempt& attempt = attempts_[slot];
    const auto c = static_cast<std::size_t>(class_of(attempt.person));
    const Retry& retry = retries_[c];
    const bool retries = static_cast<int>(attempt.number) < retry.attempts_max &&
                         (gave_up ? retry.after_giving_up : retry.after_refusal) &&
                         unit_interval(draws_(Cause::retry_decision, attempt.person,
                                              attempt.number)) < retry.probability;
    if (!retries) {
        ++counts_[c].lost;
        return;
    }
    ++orbit_;
    Event event;
    event.time = now_ + pause_after(retry.backoff, draws_, attempt.person, attempt.number);
    event.station = static_cast<std::uint8_t>(scenario_->classes[c].route[0]);
    event.person = attempt.person;
    event.number = attempt.number + 1;
    event.first = attempt.first;
    queue_.push(event);
}

}  // namespace br::sim::testing
