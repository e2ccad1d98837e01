#include "session/story.h"

namespace br::session {

namespace {

// So much less than before is a difference that the words have made.
constexpr double fewer_retries_ratio = 0.8;

bool is_done(const Story& story, const TaskLook& look) {
    const auto has_ended = [](Outcome outcome) {
        return outcome != Outcome::none && outcome != Outcome::cancelled;
    };
    switch (look.act) {
        case 1:  // Order a tea.
            return look.is_order_own && look.outcome == Outcome::served;
        case 2:  // Stop the clock when more is asked for than can be served.
            return look.is_stopped && look.asked_per_s > look.capacity_per_s;
        case 3:  // A bet, drawn and seen beside the curve.
            return look.is_bet_revealed;
        case 4:  // Other words, and fewer come back.
            return story.retries_before_wording_per_s > 0 &&
                   look.retries_per_s < fewer_retries_ratio * story.retries_before_wording_per_s;
        case 5:  // A step moved, and the run has passed both times.
            return look.now > story.step_shows;
        case 6:  // One order, two worlds.
            return look.has_twin && look.is_order_own && has_ended(look.outcome) &&
                   has_ended(look.outcome_other);
        case 7:
            return look.is_goal_solved;
        default:
            return false;
    }
}

}  // namespace

void look_at_task(Story& story, const TaskLook& look) {
    bool& done = story.done[static_cast<std::size_t>(look.act - 1)];
    done = done || is_done(story, look);
}

}  // namespace br::session
