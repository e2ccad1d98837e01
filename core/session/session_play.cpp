// How a session moves through time: playing, seeking, rewinding, the story and the goals on the
// way.
#include <algorithm>
#include <utility>

#include "session/acts.h"
#include "session/session.h"

namespace br::session {

namespace {

constexpr std::size_t checkpoints_max = 8;
// People take 64 to 100 bytes each, in the runs that play and in the checkpoints behind them: 65 MB
// at the most, so that the page stays below 96 MB.
constexpr std::int64_t people_max = 450'000;
constexpr std::int64_t checkpoint_people_max = 200'000;

// What the story says for the visitor, by itself: an order, and a yes to it.
struct StoryLine {
    double at_s;
    const char* reply;
};
constexpr StoryLine story_lines[] = {{3, "want_bubble_tea"}, {7, "affirm"}};
constexpr int story_line_count = 2;

}  // namespace

// From the nearest checkpoint that is not later, or from the start.
void Session::rewind(SimTime time) {
    const Checkpoint* best = nullptr;
    for (const Checkpoint& checkpoint : checkpoints_) {
        if (checkpoint.worlds->now() > time) continue;
        if (best == nullptr || checkpoint.worlds->now() > best->worlds->now()) best = &checkpoint;
    }
    worlds_ = best == nullptr ? first_ : *best->worlds;
    log_next_ = best == nullptr ? 0 : best->log_next;
    if (log_next_ == 0) worlds_.adopt(language_);
    apply_due();
}

void Session::seek(SimTime time) {
    clock_.forget();
    after_seek_.clear();
    digest_promised_ = 0;
    SimTime nearest = run().now();
    for (const Checkpoint& checkpoint : checkpoints_) {
        // Ahead, of the same history: its commands are those that this run will see.
        const SimTime at = checkpoint.worlds->now();
        if (at <= time && checkpoint.log_next >= log_next_) nearest = std::max(nearest, at);
    }
    if (time < run().now() || nearest > run().now()) rewind(time);
    seek_target_ = time;
    if (run().now() == time) finish_seek();
}

void Session::finish_seek() {
    apply_due();
    seek_target_.reset();
    if (const std::uint64_t promised = std::exchange(digest_promised_, 0)) {
        worlds_.settle();
        if (digest() != promised) notice("notice.other_run");
    }
    Commands waiting;
    waiting.swap(after_seek_);
    for (const Command& command : waiting) apply_to_run(command);
    if (study_waiting_ != StudyKind::none) start_study(study_waiting_);
    undo_.clear();
    story_.retries_before_wording_per_s = -1;  // The words that an act begins with are no change.
}

SimTime Session::next_due() const {
    SimTime due = next_step(steps_, run().now());
    if (log_next_ < log_.size()) due = std::min(due, log_[log_next_].at);
    if (goal_.goal >= 0) due = std::min(due, goal_.is_counting ? goal_.end : goal_.from);
    return due;
}

// What is to be done at this moment: steps of the campaign, then the log's commands.
void Session::apply_due() {
    const SimTime now = run().now();
    for (const TimedStep& step : steps_) {
        if (step.shown.at <= worlds_.steps_until() || step.shown.at > now) continue;
        worlds_.settle();
        worlds_.take_step(step.action);
    }
    worlds_.set_steps_until(now);
    while (log_next_ < log_.size() && log_[log_next_].at <= now) {
        worlds_.settle();
        worlds_.apply(log_[log_next_++].command);
    }
    watch_goal();
}

void Session::watch_goal() {
    if (goal_.goal < 0) return;
    const SimTime now = run().now();
    if (now < goal_.from) return;
    const sim::Snapshot backend = run().simulation().snapshot();
    const GoalCounts counts = count_for_goals(backend, run().simulation().scenario());
    if (!goal_.is_counting) {
        goal_.is_counting = true;
        goal_.base = counts;
    }
    GoalState& state = goals_[static_cast<std::size_t>(goal_.goal)];
    judge(state, goal_.base, counts, run().capacity_per_s());
    if (now < goal_.end) return;
    bool is_solved = true;
    for (const GoalRule& rule : state.rules)
        is_solved = is_solved && (rule.measure == GoalMeasure::none || rule.is_met);
    state.progress = 1;
    state.was_solved = state.was_solved || is_solved;
    leave_goal(is_solved ? GoalPhase::solved : GoalPhase::missed);
    is_playing_ = false;
}

// What has been counted stays true: until there, the run comes out as it did.
void Session::rewind_goal(SimTime time) {
    if (goal_.goal < 0) return;
    const GoalPlan& plan = goal_plans()[static_cast<std::size_t>(goal_.goal)];
    if (time < from_seconds(plan.start_ratio * to_seconds(run().end())))
        leave_goal(GoalPhase::open);
    else if (time < goal_.from)
        goal_.is_counting = false;
}

void Session::keep_checkpoint() {
    const SimDuration spacing = std::max<SimDuration>(run().end() / 32, seconds(1));
    const SimTime now = run().now();
    for (const Checkpoint& checkpoint : checkpoints_) {
        const SimTime at = checkpoint.worlds->now();
        if (at > now - spacing && at < now + spacing) return;
    }
    if (now < spacing) return;
    std::int64_t people = worlds_.population();
    for (const Checkpoint& checkpoint : checkpoints_) people += checkpoint.worlds->population();
    if (people > checkpoint_people_max) return;
    // Every second one goes when there are too many, so that they stay spread over the run.
    if (checkpoints_.size() >= checkpoints_max) {
        std::vector<Checkpoint> kept;
        for (std::size_t i = 1; i < checkpoints_.size(); i += 2) kept.push_back(checkpoints_[i]);
        checkpoints_ = std::move(kept);
    }
    checkpoints_.push_back({log_next_, std::make_shared<const Worlds>(worlds_)});
}

bool Session::is_too_full() const {
    return worlds_.population() > people_max;
}

std::uint64_t Session::play_until(SimTime time, std::uint64_t event_budget) {
    std::uint64_t played = 0;
    apply_due();
    while (run().now() < time && !worlds_.has_stopped() && !is_too_full()) {
        if (played >= event_budget) break;
        const std::uint64_t before = worlds_.events();
        const SimTime piece = run().now() + std::max<SimDuration>(run().end() / 64, seconds(1));
        const bool has_arrived =
            worlds_.play_until(std::min({time, next_due(), piece}), event_budget - played);
        played += worlds_.events() - before;
        if (!has_arrived) break;
        const bool had_goal = goal_.goal >= 0;
        apply_due();
        keep_checkpoint();
        if (had_goal && goal_.goal < 0) break;  // Its run has ended, and stands.
    }
    return played;
}

std::uint64_t Session::advance(double real_seconds, std::uint64_t event_budget) {
    std::uint64_t played = 0;
    if (preview_) {
        preview_->advance(event_budget / 2);
        played += event_budget / 2;
        event_budget -= event_budget / 2;
        if (!preview_->is_running()) {
            preview_shown_ = preview_->state();
            preview_shown_.is_shown = true;
            preview_.reset();
        }
    }
    if (study_ && study_->is_running()) {
        // Beside a run that plays it gets two thirds: somebody waits for its answer.
        const bool is_alone = !seek_target_ && !is_playing_;
        const std::uint64_t share = is_alone ? event_budget : event_budget - event_budget / 3;
        played += study_->advance(share);
        event_budget -= share;
    }
    if (seek_target_) {
        played += play_until(*seek_target_, event_budget);
        const bool is_stuck = worlds_.has_stopped() || is_too_full();
        if (run().now() >= *seek_target_ || is_stuck) finish_seek();
    } else if (is_playing_) {
        clock_.slow_for(run().order_rest_s());
        const SimTime from = run().now();
        const SimTime target = std::min(run().end(), from + clock_.ask(real_seconds));
        played += play_until(target, event_budget);
        clock_.measure(real_seconds, run().now() - from);
        if (run().now() >= run().end() || worlds_.has_stopped() || is_too_full())
            is_playing_ = false;
        if (worlds_.has_stopped()) notice("notice.limit");
        if (is_too_full()) notice("notice.crowd");
        // A line that has grown so long before the end is no solution.
        if (is_too_full() || worlds_.has_stopped()) leave_goal(GoalPhase::missed);
        watch_goal_progress();
    }
    if (story_.is_playing && !seek_target_) play_story(real_seconds);
    look_at_tasks();
    return played;
}

void Session::advance_to(SimTime time) {
    const SimTime target = std::min(time, run().end());
    while (run().now() < target && !worlds_.has_stopped() && !is_too_full())
        play_until(target, UINT64_MAX);
    if (seek_target_ && run().now() >= *seek_target_) finish_seek();
    look_at_tasks();
}

bool Session::is_busy() const {
    return seek_target_.has_value() || is_playing_ || preview_ || (study_ && study_->is_running());
}

void Session::watch_goal_progress() {
    if (goal_.goal < 0 || !goal_.is_counting) return;
    watch_goal();
    if (goal_.goal < 0) return;
    goals_[static_cast<std::size_t>(goal_.goal)].progress =
        static_cast<double>(run().now() - goal_.from) /
        static_cast<double>(std::max<SimDuration>(goal_.end - goal_.from, 1));
}

// The acts one after the other, as long as the clock runs; a run that ended early moves on at once.
void Session::play_story(double real_seconds) {
    const bool has_ended = run().now() >= run().end() || worlds_.has_stopped() || is_too_full();
    if (!is_playing_ && !has_ended) return;
    if (real_seconds > 0) story_.act_s += std::min(real_seconds, frame_s_max);
    const ActSetting setting = setting_of(act_);
    if (has_ended) story_.act_s = setting.story_s;
    const bool speaks = setting.has_order && story_.said < story_line_count && !has_ended;
    if (speaks && story_.act_s >= story_lines[story_.said].at_s) {
        const PressQuickReply line{story_lines[story_.said].reply};
        story_.said += 1;
        story_.is_order_own = false;
        apply_to_run(line);
    }
    if (story_.act_s < setting.story_s) return;
    if (act_ >= act_count) {
        story_.is_playing = false;
        is_playing_ = false;
        return;
    }
    notices_.clear();
    go_to_act(act_ + 1);
    is_playing_ = true;
}

void Session::look_at_tasks() {
    const sim::Rates rates = run().simulation().rates();
    const Run* other = worlds_.other();
    const auto is_solved = [](const GoalState& goal) { return goal.was_solved; };
    look_at_task(story_, {.act = act_,
                          .is_order_own = story_.is_order_own,
                          .outcome = run().outcome(),
                          .outcome_other = other != nullptr ? other->outcome() : Outcome::none,
                          .has_twin = other != nullptr,
                          .is_stopped = story_.is_stopped,
                          .asked_per_s = rates.attempt_rate_per_s,
                          .capacity_per_s = run().capacity_per_s(),
                          .retries_per_s = rates.retry_rate_per_s,
                          .now = run().now(),
                          .is_bet_revealed = bet_.is_revealed && story_.is_bet_own,
                          .is_goal_solved = story_.is_goal_own &&
                                            std::any_of(goals_.begin(), goals_.end(), is_solved)});
}

}  // namespace br::session
