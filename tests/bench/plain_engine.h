// The textbook engine that the real one is measured against: one binary heap of events, a timer per
// wait that is looked at even if the wait is over, a queue of persons per station. It plays
// stations in series with exponential service, first come first served, a bound that counts those
// in service, one fixed patience in every line and jittered growing retries, and must give the same
// digest.
#pragma once

#include <cstdint>
#include <deque>
#include <queue>
#include <vector>

#include "sim/scenario.h"

namespace br::bench {

class PlainEngine {
  public:
    PlainEngine(const sim::Scenario& scenario, std::uint64_t seed);
    void run_until(SimTime end);

    [[nodiscard]] std::uint64_t digest() const { return digest_; }
    [[nodiscard]] std::uint64_t events() const { return events_; }

  private:
    enum class Kind : std::uint8_t { completion, give_up, arrival };
    struct Event {
        SimTime time = 0;
        int station = 0;
        Kind kind = Kind::arrival;
        std::uint64_t person = 0;
        std::uint32_t attempt = 1;
    };
    struct Later {
        bool operator()(const Event& a, const Event& b) const;
    };
    struct Waiting {
        std::uint64_t person = 0;
        std::uint32_t attempt = 1;
    };
    struct Station {
        std::int64_t servers = 1;
        std::int64_t busy = 0;
        std::int64_t waiting = 0;
        double mean_ns = 0;
        std::deque<Waiting> line;
    };

    void note(int kind, const Event& event);
    void next_arrival(const Event& event);
    void join(int station, const Event& event);
    void start(int station, std::uint64_t person, std::uint32_t attempt);
    void give_up(const Event& event);

    const sim::Scenario& scenario_;
    std::uint64_t seed_;
    SimTime now_ = 0;
    double arrival_s_ = 0;
    std::uint64_t digest_ = 0;
    std::uint64_t events_ = 0;
    std::vector<Station> stations_;
    std::priority_queue<Event, std::vector<Event>, Later> pending_;
};

}  // namespace br::bench
