// Goals for the visitor, as data: how the system stands at the start, what must not be touched, and
// what the simulation has to show at the end. A goal is solved or not by a run to its end, counted
// from a moment of that run on; nothing else decides.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "session/snapshot.h"
#include "sim/scenario.h"

namespace br::session {

struct GoalPlan {
    const char* id = "";
    double start_ratio = 0.35;  // Of the scenario's duration: when the visitor's levers take hold.
    double open_s = 0;          // For so long before, everybody is let in.
    double settle_s = 60;       // So long after the start nothing counts yet.
    double length_s = 600;      // What counts then.
    std::array<GoalRule, 2> rules;
};

[[nodiscard]] std::span<const GoalPlan> goal_plans();

// How people behave and how many servers there are is given; the rest is the visitor's.
[[nodiscard]] bool is_allowed(Lever lever);

// What is counted, as totals of a run.
struct GoalCounts {
    sim::Counts all;
    sim::Counts paid;  // Classes that want no coupon.
    SimTime at = 0;
};
[[nodiscard]] GoalCounts count_for_goals(const sim::Snapshot& backend,
                                         const sim::Scenario& scenario);
// Sets the rules' values from what happened between two counts.
void judge(GoalState& state, const GoalCounts& from, const GoalCounts& to, double capacity_per_s);

// A run for a goal on its way.
struct GoalRun {
    int goal = -1;  // None.
    SimTime from = 0;
    SimTime end = 0;
    bool is_counting = false;  // `from` has passed.
    GoalCounts base;
};

// All goals as they start out.
[[nodiscard]] std::vector<GoalState> fresh_goals();

}  // namespace br::session
