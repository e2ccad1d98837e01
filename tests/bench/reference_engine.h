// A second engine, as a textbook has it, to hold the first one against: one std::priority_queue of
// events, a timer for every wait that is found outdated when it rings, a std::deque for every line,
// branches in the order of docs/model.md and nothing clever. It shares with core/sim the scenario's
// structs, the draws, the samplers of single times (arrivals, service, patience, backoff) and the
// definition of the digest; everything that happens to an attempt is written here anew. Where both
// play a scenario they must agree to the bit: digest, events and every total.
//
// It plays rates, bursts, traces; routes with shares going on; FIFO stations with any number of
// servers, bounds, refusal cost and failures; patience of every kind; retries with backoff; bounded
// lines and deadline drops; a campaign that does not run out; and the events set_servers,
// set_slowdown, set_line_max, set_policy and set_retry, and any event after the end. supports()
// tells.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <queue>
#include <utility>
#include <vector>

#include "base/rng.h"
#include "base/sim_time.h"
#include "sim/arrival_stream.h"
#include "sim/random_time.h"
#include "sim/scenario.h"
#include "sim/snapshot.h"

namespace br::sim::testing {

struct ReferenceStation {
    std::int64_t waiting = 0;
    std::int64_t busy = 0;
    std::uint64_t arrivals = 0;
    std::uint64_t starts = 0;
    std::uint64_t completions = 0;
    std::uint64_t completions_stale = 0;
    std::uint64_t blocked = 0;
    std::uint64_t shed = 0;
    std::uint64_t balked = 0;
    std::uint64_t reneged = 0;
    std::uint64_t failed = 0;
};

class ReferenceEngine {
  public:
    ReferenceEngine(std::shared_ptr<const Scenario> scenario, std::uint64_t seed);
    [[nodiscard]] static bool supports(const Scenario& scenario);

    // Plays all events at or before end. Requires supports(scenario).
    void run_until(SimTime end);

    [[nodiscard]] std::uint64_t digest() const { return digest_; }
    [[nodiscard]] std::uint64_t events() const { return events_; }
    [[nodiscard]] const std::vector<Counts>& counts() const { return counts_; }  // By class.
    // Sum over served orders of the time from first try to end, ns, by class.
    [[nodiscard]] const std::vector<double>& order_time_ns() const { return order_time_ns_; }
    [[nodiscard]] std::vector<ReferenceStation> stations() const;
    [[nodiscard]] std::int64_t in_system() const { return in_system_; }
    [[nodiscard]] std::int64_t orbit() const { return orbit_; }
    [[nodiscard]] bool campaign_ran_out() const;

  private:
    enum class What : std::uint8_t { action, completion, attempt_patience, line_patience, arrival };
    struct Attempt {
        PersonId person = 0;
        SimTime first = 0;   // When the order was first tried.
        SimTime joined = 0;  // When it came to its present station.
        std::uint32_t number = 1;
        std::uint32_t stay = 0;  // Counts waits and services: a timer of an earlier one is void.
        std::uint8_t leg = 0;
        std::uint8_t station = 0;
        bool stale = false;
        bool waiting = false;
        bool in_service = false;
    };
    using Slot = std::uint32_t;  // An attempt's place in attempts_.
    struct Event {
        SimTime time = 0;
        PersonId person = 0;
        SimTime first = 0;  // Of an arrival.
        Slot slot = 0;      // Of an attempt; of an action: its index.
        std::uint32_t number = 1;
        std::uint32_t stay = 0;
        std::uint8_t station = 0;  // Later stations come first; actions before all.
        What what = What::arrival;
    };
    struct Later {
        bool operator()(const Event& a, const Event& b) const;
    };
    struct StationState {
        const Station* config = nullptr;
        RandomTimeSampler service;
        std::int64_t servers = 0;
        std::int64_t line_max = 0;
        double slowdown = 1;
        SimTime slow_until = 0;
        double debt_ns = 0;
        // Who has left it stands in it until it is next; the number tells one stay from another.
        std::deque<std::pair<Slot, std::uint32_t>> line;
        ReferenceStation totals;
    };
    struct PolicyState {
        policies::Unit unit;
        int station = 0;
        bool enabled = true;
    };

    void play(const Event& event);
    void act(const Action& action);
    void plan_first_try(int customer_class);
    void send(PersonId person, std::uint32_t number, SimTime first);
    void join(Slot slot, int station);
    void start(Slot slot);
    void serve_next(int station);
    void complete(Slot slot);
    void give_up(Slot slot);
    void refuse(Slot slot, std::uint64_t Counts::*counted,
                std::uint64_t ReferenceStation::*at_station);
    void person_failed(Slot slot, bool gave_up);
    void leave(Slot slot);
    void push_timer(What what, SimTime time, Slot slot, int station);
    void note(int kind, const Attempt& attempt);
    [[nodiscard]] bool line_policies_admit(int station) const;
    [[nodiscard]] bool deadline_policies_keep(int station, SimDuration waited) const;
    [[nodiscard]] double service_ns(const Attempt& attempt);

    std::shared_ptr<const Scenario> scenario_;
    SeededDraws draws_;
    SimTime now_ = 0;
    std::uint64_t digest_ = 0;
    std::uint64_t events_ = 0;
    std::uint64_t booked_ = 0;  // Cards that the ledger may have given out.
    std::int64_t in_system_ = 0;
    std::int64_t orbit_ = 0;
    std::priority_queue<Event, std::vector<Event>, Later> queue_;
    std::vector<Attempt> attempts_;
    std::vector<Slot> free_;
    std::vector<ArrivalStream> streams_;
    std::vector<Retry> retries_;
    std::vector<RandomTimeSampler> patience_;
    std::vector<Counts> counts_;
    std::vector<double> order_time_ns_;
    std::vector<StationState> stations_;
    std::vector<PolicyState> policies_;
};

}  // namespace br::sim::testing
