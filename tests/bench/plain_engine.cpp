#include "bench/plain_engine.h"

#include <tuple>

#include "base/exponential.h"
#include "base/rng.h"
#include "sim/policies/backoff.h"

namespace br::bench {

using namespace br::sim;

bool PlainEngine::Later::operator()(const Event& a, const Event& b) const {
    // The later station first, then completion, giving up, arrival, then the person.
    return std::tuple(a.time, -a.station, a.kind, a.person) >
           std::tuple(b.time, -b.station, b.kind, b.person);
}

PlainEngine::PlainEngine(const Scenario& scenario, std::uint64_t seed)
    : scenario_(scenario), seed_(seed) {
    for (const sim::Station& config : scenario.stations) {
        Station station;
        station.servers = config.servers;
        station.mean_ns = static_cast<double>(config.service.mean);
        stations_.push_back(station);
    }
    next_arrival({0, 0, Kind::arrival, 0, 1});
}

void PlainEngine::next_arrival(const Event& event) {
    const double rate = std::get<RateArrivals>(scenario_.classes[0].arrivals).points[0].rate_per_s;
    const double x = standard_exponential(draw(seed_, Cause::arrival, event.person, 0));
    arrival_s_ += x / rate;
    pending_.push({from_seconds(arrival_s_), 0, Kind::arrival, event.person, 1});
}

void PlainEngine::note(int kind, const Event& event) {
    const std::uint64_t what =
        (event.person << 22) ^ (static_cast<std::uint64_t>(event.attempt) << 8) ^
        (static_cast<std::uint64_t>(event.station) << 2) ^ static_cast<std::uint64_t>(kind);
    digest_ += mix64(what + static_cast<std::uint64_t>(now_) * 0xd1342543de82ef95ULL);
}

void PlainEngine::run_until(SimTime end) {
    while (!pending_.empty() && pending_.top().time <= end) {
        const Event event = pending_.top();
        pending_.pop();
        now_ = event.time;
        if (event.kind == Kind::arrival) {
            if (event.attempt == 1) next_arrival({0, 0, Kind::arrival, event.person + 1, 1});
            ++events_;
            note(0, event);
            join(0, event);
        } else if (event.kind == Kind::give_up) {
            give_up(event);
        } else {
            ++events_;
            note(1, event);
            Station& station = stations_[static_cast<std::size_t>(event.station)];
            --station.busy;
            if (!station.line.empty()) {
                const Waiting next = station.line.front();
                station.line.pop_front();
                --station.waiting;
                start(event.station, next.person, next.attempt);
            }
            if (event.station + 1 < static_cast<int>(stations_.size()))
                join(event.station + 1, event);
        }
    }
}

void PlainEngine::join(int s, const Event& event) {
    Station& station = stations_[static_cast<std::size_t>(s)];
    const sim::Station& config = scenario_.stations[static_cast<std::size_t>(s)];
    if (station.busy < station.servers) {
        start(s, event.person, event.attempt);
        return;
    }
    if (config.line_max != unlimited &&
        station.waiting + (config.line_counts_service ? station.busy : 0) >= config.line_max) {
        note(3, {now_, s, Kind::arrival, event.person, event.attempt});
        return;  // Lost: only scenarios without patience have a bound here.
    }
    ++station.waiting;
    station.line.push_back({event.person, event.attempt});
    const Patience& patience = scenario_.classes[0].patience;
    if (patience.limited)
        pending_.push({now_ + patience.time.mean, s, Kind::give_up, event.person, event.attempt});
}

void PlainEngine::start(int s, std::uint64_t person, std::uint32_t attempt) {
    Station& station = stations_[static_cast<std::size_t>(s)];
    ++station.busy;
    const auto cause = static_cast<Cause>(static_cast<int>(Cause::service_time_0) + s);
    const double ns = standard_exponential(draw(seed_, cause, person, attempt)) * station.mean_ns;
    pending_.push(
        {now_ + static_cast<SimDuration>(ns + 0.5), s, Kind::completion, person, attempt});
}

void PlainEngine::give_up(const Event& event) {
    Station& station = stations_[static_cast<std::size_t>(event.station)];
    // With one patience for all, whoever gives up stands at the head.
    if (station.line.empty() || station.line.front().person != event.person ||
        station.line.front().attempt != event.attempt)
        return;
    station.line.pop_front();
    --station.waiting;
    ++events_;
    note(2, event);
    const Retry& retry = scenario_.classes[0].retry;
    if (static_cast<int>(event.attempt) >= retry.attempts_max) return;
    const std::uint64_t decision = draw(seed_, Cause::retry_decision, event.person, event.attempt);
    if (unit_interval(decision) >= retry.probability) return;
    const double u = unit_interval(draw(seed_, Cause::retry_jitter, event.person, event.attempt));
    const SimDuration pause = policies::backoff_pause(retry.backoff, event.attempt, 0, u);
    pending_.push({now_ + pause, 0, Kind::arrival, event.person, event.attempt + 1});
}

}  // namespace br::bench
