// The story that plays by itself, and what the visitor has really done in each act. The tasks are
// ticked from what the simulation shows, never from a press alone.
#pragma once

#include <array>

#include "session/snapshot.h"
#include "session/visitor_order.h"

namespace br::session {

// What a look at the session says about the tasks.
struct TaskLook {
    int act = 1;
    bool is_order_own = false;  // The visitor's last order was the visitor's wish.
    Outcome outcome = Outcome::none;
    Outcome outcome_other = Outcome::none;  // In the second run.
    bool has_twin = false;
    bool is_stopped = false;  // By the visitor's own pause.
    double asked_per_s = 0;
    double capacity_per_s = 0;
    double retries_per_s = 0;
    SimTime now = 0;
    bool is_bet_revealed = false;
    bool is_goal_solved = false;
};

struct Story {
    bool is_playing = false;
    double act_s = 0;  // Real seconds in the present act, while the story plays.
    int said = 0;      // Of the lines that the story says in an act.
    bool is_order_own = false;
    bool is_bet_own = false;  // Shown by the visitor, not by a link.
    bool is_goal_own = false;
    bool is_stopped = false;
    // The latest of the old and new time of a step that the visitor moved; never without one.
    SimTime step_shows = never;
    double retries_before_wording_per_s = -1;
    std::array<bool, act_count> done{};
};

// Ticks the act's task if the simulation shows that it was done.
void look_at_task(Story& story, const TaskLook& look);

}  // namespace br::session
