// One station as it runs: servers, line, completions and what has been counted.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/completion_tree.h"
#include "sim/histogram.h"
#include "sim/line.h"
#include "sim/random_time.h"
#include "sim/scenario.h"
#include "sim/shared_servers.h"

namespace br::sim {

// The integral of a level over time. Adding the negated time when one comes and the time when one
// goes gives the integral up to T as sum + level * T, modulo 2^64, in one addition per change. The
// difference between two readings is exact while it is below 2^64 ns (584 years of one attempt).
class Area {
  public:
    void comes(SimTime now) { sum_ -= static_cast<std::uint64_t>(now); }
    void goes(SimTime now) { sum_ += static_cast<std::uint64_t>(now); }
    // The level changed by this many at once.
    void changes(std::int64_t by, SimTime now) {
        sum_ -= static_cast<std::uint64_t>(by) * static_cast<std::uint64_t>(now);
    }
    [[nodiscard]] std::uint64_t until(SimTime now, std::int64_t level) const {
        return sum_ + static_cast<std::uint64_t>(level) * static_cast<std::uint64_t>(now);
    }

  private:
    std::uint64_t sum_ = 0;
};

struct StationCounts {
    std::uint64_t arrivals = 0;
    std::uint64_t starts = 0;
    std::uint64_t completions = 0;
    std::uint64_t completions_stale = 0;
    std::uint64_t blocked = 0;
    std::uint64_t shed = 0;
    std::uint64_t balked = 0;
    std::uint64_t reneged = 0;
    std::uint64_t failed = 0;
    std::uint64_t refused() const { return blocked + shed + balked; }
};

struct StationState {
    const Station* config = nullptr;
    int index = 0;
    int completion_source = 0;  // Where the loop finds its next completion
    int head_source = 0;        // and the end of the patience at the head of its line.
    bool shares = false;        // Processor sharing or batching.
    bool uses_tree = true;      // Completions of a station that is not huge.
    bool gated = false;         // Policies or the campaign have a say on arrival.
    bool watched_line = false;  // Policies have a say on who is next.
    bool frozen = false;        // In an outage.
    bool plain = true;          // Services take the time that was drawn, and what refusals cost.
    bool one_lane = true;
    bool books_cards = false;  // Of the campaign, when its service ends.
    double failure_ratio = 0;
    // Policies let in whoever finds fewer waiting, and have nothing to remember.
    std::int64_t admit_below = 0;
    bool asks_campaign = false;  // Before the policies.
    int sole_bound = -1;         // The policy that alone decides on arrival, if it bounds the line.
    bool counts_service = false;
    Discipline discipline = Discipline::fifo;
    std::int64_t servers = 1;  // That are up.
    std::int64_t ordered = 0;  // Booting.
    std::int64_t slots = 1;    // Attempts that may be in service at once.
    std::int64_t busy = 0;     // Attempts in service.
    std::int64_t waiting = 0;
    std::int64_t line_max = unlimited;
    std::int64_t busy_stale = 0;
    std::int64_t waiting_stale = 0;
    SimDuration head_patience = 0;  // Above 0: who waits this long in line reneges, head first.
    Cause cause = Cause::service_time_0;
    RandomTimeSampler service;
    double slowdown = 1;
    SimTime slow_until = 0;
    double refusal_ns = 0;  // Server time of one refusal,
    double debt_ns = 0;     // and what of it is still to be worked off.
    SimTime line_empty_at = 0;
    // Timers of random patience are set only when they end before the next sweep of the line, which
    // sets those that end before the one after. Most people are served long before.
    SimTime sweep_at = 0;
    std::vector<std::uint8_t> arrival_gates;  // Policies in order, by what they are asked.
    std::vector<std::uint8_t> dequeue_gates;
    SimTime frozen_until = 0;
    CompletionTree tree;
    SharedServers shared;
    std::vector<Lane> lanes;
    Area waiting_area;
    Area busy_area;    // Attempts in service.
    Area worked_area;  // Servers that work, where several attempts share one.
    Area servers_area;
    StationCounts counts;
    Histogram wait;
    Histogram sojourn;

    // Servers that work, which is not the number of attempts where they share.
    [[nodiscard]] std::int64_t busy_servers() const {
        return discipline == Discipline::processor_sharing && busy > servers ? servers : busy;
    }
    // One attempt more or less in service.
    void busy_changes(std::int64_t by, SimTime now) {
        busy_area.changes(by, now);
        if (discipline != Discipline::processor_sharing) {
            busy += by;
            return;
        }
        const std::int64_t before = busy_servers();
        busy += by;
        worked_area.changes(busy_servers() - before, now);
    }
    [[nodiscard]] std::uint64_t worked_until(SimTime now) const {
        return discipline == Discipline::processor_sharing ? worked_area.until(now, busy_servers())
                                                           : busy_area.until(now, busy);
    }
    [[nodiscard]] bool has_free_server() const {
        return !frozen && busy < (shares ? slots : servers);
    }
    // What busy_servers() can be at most.
    [[nodiscard]] std::int64_t servers_in_all() const {
        return shares && discipline != Discipline::processor_sharing ? slots : servers;
    }
};

}  // namespace br::sim
