// What was really done against the crowd, step by step: the timed events of a scenario, taken out
// of it so that each can be moved or taken back.
#pragma once

#include <string>
#include <vector>

#include "session/snapshot.h"
#include "sim/scenario.h"

namespace br::session {

struct TimedStep {
    CampaignStep shown;
    sim::Action action;
    std::string note_key;  // Of its mark on the timeline; empty without one.
};

// Takes the events out of the scenario; in the order of their times.
[[nodiscard]] std::vector<TimedStep> take_steps(sim::Scenario& scenario);

// The first time after `now` at which a step is taken; never if there is none.
[[nodiscard]] SimTime next_step(const std::vector<TimedStep>& steps, SimTime now);

}  // namespace br::session
