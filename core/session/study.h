// Plays the runs of a study in slices. Every run is a real simulation of the scenario's stations,
// people and policies as they stand when the study begins, with a steady crowd or a rush of
// stated size instead of the scenario's own. A large system is made smaller first: the same number
// of people per server, fewer of both. A value; equal beginnings give equal results.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "session/levers.h"
#include "session/study_state.h"
#include "session/visitor_order.h"
#include "sim/simulation.h"

namespace br::session {

// The system as it stands.
struct StudyBase {
    std::shared_ptr<const sim::Scenario> scenario;  // With the levers' policies.
    StationRoles roles;
    Levers levers;
    std::uint64_t seed = 1;
    sim::Snapshot backend;
};

class Study {
  public:
    Study(StudyKind kind, StudyBase base);

    // Plays at most so many events. Nothing if all is done.
    std::uint64_t advance(std::uint64_t event_budget);  // Gives the events played.
    [[nodiscard]] const StudyState& state() const { return state_; }
    [[nodiscard]] bool is_running() const { return state_.is_running; }

  private:
    void end_run();
    [[nodiscard]] sim::Simulation make_run(int index) const;

    StudyBase base_;
    StudyState state_;
    std::optional<sim::Simulation> simulation_;
    sim::Counts counts_warm_;  // At the end of the warm-up.
    SimTime warm_ = 0;
    SimTime end_ = 0;
    int run_ = 0;
    int run_count_ = 0;
};

}  // namespace br::session
