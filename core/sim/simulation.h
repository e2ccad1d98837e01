// The simulation: a scenario and a seed, played event by event. A value: it can be copied (twins,
// rewinding), and the copy goes on to the same bits. What it does is a function of scenario, seed
// and the actions applied, never of how the run is cut into slices.
//
// Order of simultaneous events: scenario events and policy ticks first, then the later station
// first; at one station completion, then giving up, then arrival; then the person's number and the
// attempt's.
// The digest is the sum, modulo 2^64, of one hash per event of (time, station, kind, person,
// attempt); a sum, so that it does not depend on how an engine interleaves stations. Kinds: sending
// of an attempt (at its first station), completion, giving up, refusal. Actions and ticks are not
// in it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/rng.h"
#include "base/sim_time.h"
#include "sim/scenario.h"
#include "sim/snapshot.h"

namespace br::sim {

enum class StopReason : std::uint8_t {
    reached_end,   // now() is the end that was asked for.
    event_budget,  // So many events were played; call again to go on.
    events_max,    // The scenario's own limit; going on is refused.
    in_system_max,
};

class Engine;  // sim/engine.h

class Simulation {
  public:
    Simulation(std::shared_ptr<const Scenario> scenario, std::uint64_t seed);
    Simulation(const Simulation& other);
    Simulation& operator=(const Simulation& other);
    Simulation(Simulation&&) noexcept;
    Simulation& operator=(Simulation&&) noexcept;
    ~Simulation();

    [[nodiscard]] const Scenario& scenario() const { return *scenario_; }
    [[nodiscard]] std::uint64_t seed() const { return seed_; }
    [[nodiscard]] SimTime now() const;
    [[nodiscard]] std::uint64_t events() const;  // Played so far.
    [[nodiscard]] std::uint64_t digest() const;

    // Plays all events at or before end, at most event_budget of them. After reached_end, now() is
    // end. Requires end >= now() and event_budget > 0. A run may go past the scenario's duration.
    StopReason run_until(SimTime end, std::uint64_t event_budget = UINT64_MAX);
    // Plays the next event, if there is one at or before end; returns whether there was. If not,
    // now() is end.
    bool step(SimTime end);

    // Changes the running system now, as an event of the scenario would.
    void apply(const Action& action);

    // A visitor's own order arrives now, like any other of its class, but is retried only on
    // request (unless retries_alone). Its person number is of a range apart, so that the crowd's
    // draws stay as they are.
    PersonId add_visitor(int customer_class, bool retries_alone = false);
    // Sends the visitor's order once more, now. Requires that the last attempt has ended.
    void retry_visitor(PersonId id);
    // Takes a visitor who waits out of the line or the orbit. False if there is none to take.
    bool cancel_visitor(PersonId id);
    [[nodiscard]] VisitorState visitor(PersonId id) const;

    [[nodiscard]] Snapshot snapshot() const;
    // Parts of a snapshot that cost next to nothing, for who looks often: the counts; the rates
    // of late; the servers of a station; what is in the system and in the orbit; whether no cards
    // are issued.
    [[nodiscard]] Counts counts() const;
    [[nodiscard]] Rates rates() const;
    [[nodiscard]] std::int64_t servers(int station) const;
    [[nodiscard]] std::int64_t population() const;
    [[nodiscard]] bool is_issuing_paused() const;
    // All bins that have ended, oldest first.
    [[nodiscard]] std::span<const SeriesBin> series() const;

    // Stops with BR_CHECK unless every person and attempt is accounted for. Walks all state.
    void check_invariants() const;

  private:
    std::shared_ptr<const Scenario> scenario_;
    std::uint64_t seed_;
    std::unique_ptr<Engine> engine_;
};

}  // namespace br::sim
