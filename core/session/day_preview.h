// What the whole scenario would be like if the levers had stood as they stand now from its start:
// mean flows instead of orders one by one (sim/fluid_preview.h), in slices. An approximation, shown
// only while a lever moves and labelled as such; the run itself goes on with real orders.
#pragma once

#include <cstdint>
#include <memory>

#include "session/study_state.h"
#include "sim/fluid_flow.h"

namespace br::session {

class DayPreview {
  public:
    // The scenario with all actions at their times.
    explicit DayPreview(std::shared_ptr<const sim::Scenario> scenario);

    // As much as so many events of a run would take.
    void advance(std::uint64_t event_budget);
    [[nodiscard]] bool is_running() const { return now_ < scenario_->duration; }
    // Complete once it has stopped running.
    [[nodiscard]] const PreviewState& state() const { return state_; }

  private:
    std::shared_ptr<const sim::Scenario> scenario_;
    SimDuration step_;
    sim::FluidFlow flow_;
    PreviewState state_;
    SimTime now_ = 0;
    int steps_ = 0;  // Of the present point.
    double offered_ = 0;
    double goodput_ = 0;
};

}  // namespace br::session
