#include "session/session.h"

#include <algorithm>

#include "session/acts.h"
#include "session/message_text.h"
#include "sim/scenario_reader.h"

namespace br::session {

namespace {

constexpr std::size_t after_seek_max = 100;
constexpr std::size_t notices_max = 5;
constexpr std::size_t undo_max = 100;

template <class Kind>
bool is(const Command& command) {
    return std::holds_alternative<Kind>(command);
}

bool changes_run(const Command& command) {
    return is<SendText>(command) || is<PressQuickReply>(command) || is<SetLanguage>(command) ||
           is<SetLever>(command) || is<StartTwin>(command) || is<EndTwin>(command);
}

// What does not take the story out of its own hands.
bool leaves_story(const Command& command) {
    return is<Play>(command) || is<Pause>(command) || is<SetLanguage>(command) ||
           is<SkipSlowMotion>(command) || is<PlayStory>(command);
}

}  // namespace

Result<Session, std::vector<Fault>> Session::create(const SessionOptions& options) {
    auto scenario = sim::read_scenario(options.scenario_json);
    std::vector<Fault> faults;
    if (!scenario) faults = scenario.error();
    std::shared_ptr<const Facts> facts = options.facts;
    if (!facts) {
        auto read = Facts::read(options.facts_json);
        if (read) {
            facts = std::make_shared<const Facts>(std::move(read).value());
        } else {
            for (const Fault& fault : read.error()) {
                std::string path = "facts:";
                path += fault.path;
                faults.push_back({std::move(path), fault.message});
            }
        }
    }
    if (scenario && scenario->policies.size() + lever_policies_max > sim::policies_max)
        faults.push_back({"/policies", "leaves no room for the levers"});  // Not shown.
    if (!faults.empty()) return Unexpected{std::move(faults)};
    const std::uint64_t seed = options.seed.value_or(scenario->seed);
    std::vector<TimedStep> steps = take_steps(*scenario);
    return Session(Run(std::move(scenario).value(), std::move(facts), seed, options.language),
                   std::move(steps));
}

Session::Session(Run run, std::vector<TimedStep> steps)
    : worlds_(std::move(run)),
      first_(worlds_),
      language_(worlds_.run().language()),
      steps_(std::move(steps)),
      goals_(fresh_goals()) {
    restart();
}

void Session::notice(std::string key) {
    if (notices_.size() >= notices_max) notices_.erase(notices_.begin());
    notices_.push_back({.key = std::move(key), .variant = 0, .arguments = {}});
}

void Session::apply(const Commands& commands) {
    for (const Command& command : commands) apply(command);
}

void Session::apply(const Command& command) {
    notices_.clear();
    if (!leaves_story(command)) story_.is_playing = false;
    const std::int64_t orders = run().orders_placed();
    do_command(command);
    if (run().orders_placed() > orders) story_.is_order_own = true;
    story_.is_stopped = is<Pause>(command) || (story_.is_stopped && !is_playing_);
    look_at_tasks();
}

void Session::do_command(const Command& command) {
    if (!changes_run(command)) return apply_transport(command);
    if (!seek_target_) return apply_to_run(command);
    // On the way somewhere else: it happens there.
    if (after_seek_.size() < after_seek_max)
        after_seek_.push_back(command);
    else
        notice("notice.too_much");
}

void Session::apply_transport(const Command& command) {
    if (is<Play>(command)) {
        if (run().now() >= run().end()) notice("notice.at_end");
        is_playing_ = run().now() < run().end();
    } else if (is<Pause>(command)) {
        is_playing_ = false;
    } else if (is<StepEvent>(command)) {
        is_playing_ = false;
        step_event();
    } else if (const auto* speed = std::get_if<SetSpeed>(&command)) {
        clock_.set_speed(speed->factor);
        clock_.forget();
    } else if (const auto* target = std::get_if<SeekTo>(&command)) {
        if (target->time < 0 || target->time > run().end()) return notice("notice.beyond_end");
        if (target->time < run().now()) rewind_goal(target->time);
        seek(target->time);
    } else if (is<SkipSlowMotion>(command)) {
        clock_.skip_slow_motion();
    } else if (is<Restart>(command)) {
        language_ = run().language();
        restart();
    } else if (const auto* act = std::get_if<GoToAct>(&command)) {
        if (act->act < 1 || act->act > act_count) return notice("notice.no_such_act");
        go_to_act(act->act);
    } else if (is<UndoLever>(command)) {
        undo_lever();
    } else if (const auto* moved = std::get_if<MoveStep>(&command)) {
        move_step(*moved);
    } else if (const auto* goal = std::get_if<StartGoal>(&command)) {
        start_goal(goal->goal);
    } else if (is<PlayStory>(command)) {
        go_to_act(act_);
        is_playing_ = true;
        story_.is_playing = true;
    } else if (const auto* study = std::get_if<StartStudy>(&command)) {
        start_study(study->kind);
    } else if (const auto* preview = std::get_if<ShowPreview>(&command)) {
        show_preview(preview->is_shown);
    } else if (const auto* drawn = std::get_if<DrawBet>(&command)) {
        draw_bet(*drawn);
    } else if (is<RevealBet>(command)) {
        bet_.is_revealed = bet_.is_drawn;
        story_.is_bet_own = bet_.is_drawn;
    }
}

void Session::apply_to_run(const Command& command) {
    if (log_.size() >= log_max) return notice("notice.too_much");
    worlds_.settle();
    if (const auto* lever = std::get_if<SetLever>(&command)) remember_lever(*lever);
    const std::int64_t orders = run().orders_placed();
    std::string fault = worlds_.apply(command);
    if (!fault.empty()) return notice(std::move(fault));
    if (run().orders_placed() > orders) clock_.allow_slow_motion();
    // What lay ahead of a rewound run was another history.
    log_.resize(log_next_);
    std::erase_if(checkpoints_,
                  [this](const Checkpoint& c) { return c.worlds->now() > run().now(); });
    log_.push_back({run().now(), command});
    log_next_ = log_.size();
    if (preview_shown_.is_shown && is<SetLever>(command)) begin_preview();
}

void Session::remember_lever(const SetLever& moved) {
    const double before = run().lever_states()[static_cast<std::size_t>(moved.lever)].value;
    if (undo_.size() >= undo_max) undo_.erase(undo_.begin());
    // A slider that is dragged moves its lever many times; taking it back is one step.
    const bool is_drag = !undo_.empty() && undo_.back().lever == moved.lever &&
                         !run().lever_states()[static_cast<std::size_t>(moved.lever)].is_switch;
    const bool is_once = moved.lever == Lever::purge_line || moved.lever == Lever::extend_validity;
    if (!is_once && !is_drag && before != moved.value) undo_.push_back({moved.lever, before});
    if (moved.lever == Lever::refusal_wording || moved.lever == Lever::retry_after)
        story_.retries_before_wording_per_s = run().simulation().rates().retry_rate_per_s;
    if (goal_.goal >= 0 && !is_allowed(moved.lever)) leave_goal(GoalPhase::broken);
}

void Session::undo_lever() {
    if (undo_.empty() || seek_target_) return;
    const std::vector<SetLever> older(undo_.begin(), undo_.end() - 1);
    apply_to_run(undo_.back());
    undo_ = older;  // Without what undoing it would take back.
}

void Session::step_event() {
    const SimTime due = std::min(next_due(), run().end());
    // At the end, or something is to be done at that moment before the next event.
    if (worlds_.step(due)) return;
    if (run().now() >= run().end()) return notice("notice.at_end");
    apply_due();
}

void Session::restart() {
    worlds_ = first_;
    worlds_.adopt(language_);
    log_.clear();
    log_next_ = 0;
    // A run to which nothing has been done yet is always the same.
    std::erase_if(checkpoints_, [](const Checkpoint& c) { return c.log_next > 0; });
    seek_target_.reset();
    after_seek_.clear();
    undo_.clear();
    leave_goal(GoalPhase::open);
    goal_last_ = -1;
    story_.retries_before_wording_per_s = -1;
    story_.step_shows = never;
    is_playing_ = false;
    clock_.forget();
    clock_.allow_slow_motion();
    apply_due();
}

void Session::go_to_act(int act) {
    const ActSetting setting = setting_of(act);
    language_ = run().language();
    restart();
    act_ = act;
    story_.act_s = 0;
    story_.said = 0;
    clock_.set_speed(setting.speed);
    is_playing_ = setting.plays;
    Commands moves;
    if (setting.has_twin) moves.push_back(StartTwin{});
    for (const LeverState& state : run().lever_states()) {
        for (const ActLever& moved : setting.levers) {
            if (moved.lever == state.lever)
                moves.push_back(SetLever{state.lever, moved.is_off ? 0 : state.suggested});
        }
    }
    seek(from_seconds(setting.start_ratio * to_seconds(run().end())));
    if (seek_target_) {
        after_seek_ = std::move(moves);
    } else {
        for (const Command& command : moves) apply_to_run(command);
        undo_.clear();
        story_.retries_before_wording_per_s = -1;
    }
}

void Session::move_step(const MoveStep& moved) {
    if (moved.step < 0 || static_cast<std::size_t>(moved.step) >= steps_.size() || moved.at < 0)
        return notice("notice.no_such_step");
    CampaignStep& step = steps_[static_cast<std::size_t>(moved.step)].shown;
    const SimTime before = step.at;
    if (moved.at == before) return;
    step.at = moved.at;
    const SimTime first = std::min(before, moved.at);
    const SimTime last = std::max(before, moved.at);
    if (first <= run().end()) story_.step_shows = last <= run().end() ? last : first;
    const SimTime target = seek_target_.value_or(run().now());
    std::erase_if(checkpoints_, [first](const Checkpoint& c) { return c.worlds->now() >= first; });
    if (first > run().now()) return;
    // The past is another one now.
    rewind(std::max<SimTime>(first - 1, 0));
    seek_target_ = target;
    digest_promised_ = 0;
    clock_.forget();
}

void Session::start_goal(int goal) {
    if (goal < 0 || static_cast<std::size_t>(goal) >= goals_.size())
        return notice("notice.no_such_goal");
    const GoalPlan& plan = goal_plans()[static_cast<std::size_t>(goal)];
    const std::vector<LeverState> levers = run().lever_states();
    const SimTime start = from_seconds(plan.start_ratio * to_seconds(run().end()));
    const SimTime open = std::max<SimTime>(start - from_seconds(plan.open_s), 0);
    language_ = run().language();
    restart();
    for (TimedStep& step : steps_) {
        if (step.shown.at == step.shown.initial) continue;
        step.shown.at = step.shown.initial;
        checkpoints_.clear();
        worlds_ = first_;
        worlds_.adopt(language_);
        apply_due();
    }
    std::erase_if(checkpoints_, [open](const Checkpoint& c) { return c.worlds->now() > open; });
    for (const Lever lever : {Lever::bounded_line, Lever::deadline_drop, Lever::waiting_room})
        log_.push_back({open, SetLever{lever, 0}});
    for (const LeverState& state : levers) {
        if (is_allowed(state.lever) && state.value != state.initial)
            log_.push_back({start, SetLever{state.lever, state.value}});
    }
    begin_goal(goal);
    story_.is_goal_own = true;
    seek(start);
    clock_.set_speed(60);
    is_playing_ = true;
}

void Session::begin_goal(int goal) {
    const GoalPlan& plan = goal_plans()[static_cast<std::size_t>(goal)];
    const SimTime start = from_seconds(plan.start_ratio * to_seconds(run().end()));
    goal_ = {.goal = goal,
             .from = std::min(start + from_seconds(plan.settle_s), run().end()),
             .end = std::min(start + from_seconds(plan.settle_s + plan.length_s), run().end()),
             .is_counting = false,
             .base = {}};
    goal_last_ = goal;
    GoalState& state = goals_[static_cast<std::size_t>(goal)];
    state.phase = GoalPhase::running;
    state.progress = 0;
    state.rules = plan.rules;
}

void Session::leave_goal(GoalPhase phase) {
    if (goal_.goal >= 0) goals_[static_cast<std::size_t>(goal_.goal)].phase = phase;
    goal_.goal = -1;
}

SavedRun Session::save() {
    SavedRun saved;
    saved.act = act_;
    saved.language = language_;
    saved.goal = goal_last_;
    saved.bet = bet_;
    saved.now = seek_target_.value_or(run().now());
    if (!seek_target_) {
        worlds_.settle();
        saved.digest = digest();
    }
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        const CampaignStep& step = steps_[i].shown;
        if (step.at != step.initial) saved.steps.push_back({static_cast<int>(i), step.at});
    }
    for (std::size_t i = 0; i < log_.size(); ++i) {
        const bool is_behind = seek_target_ ? log_[i].at <= saved.now : i < log_next_;
        if (is_behind) saved.log.push_back(log_[i]);
    }
    for (const Command& command : after_seek_) saved.log.push_back({saved.now, command});
    return saved;
}

void Session::resume(SavedRun saved) {
    language_ = saved.language;
    for (TimedStep& step : steps_) step.shown.at = step.shown.initial;
    for (const MoveStep& moved : saved.steps) {
        if (static_cast<std::size_t>(moved.step) < steps_.size())
            steps_[static_cast<std::size_t>(moved.step)].shown.at = moved.at;
    }
    checkpoints_.clear();
    restart();
    act_ = saved.act;
    story_.is_playing = false;
    story_.is_bet_own = story_.is_goal_own = false;  // Somebody else's, as far as this page knows.
    bet_ = saved.bet;
    clock_.set_speed(setting_of(act_).speed);
    log_ = std::move(saved.log);
    if (saved.goal >= 0 && static_cast<std::size_t>(saved.goal) < goals_.size())
        begin_goal(saved.goal);
    digest_promised_ = saved.digest;
    seek_target_ = saved.now;
    if (saved.now == run().now()) finish_seek();
}

std::uint64_t Session::digest() const {
    return run().digest();
}

Snapshot Session::snapshot() const {
    Snapshot snapshot;
    worlds_.fill(snapshot);
    snapshot.is_playing = is_playing_;
    snapshot.is_finished = run().now() >= run().end() || worlds_.has_stopped();
    snapshot.is_seeking = seek_target_.has_value();
    snapshot.seek_target = seek_target_.value_or(run().now());
    snapshot.speed = clock_.speed();
    snapshot.speed_true = clock_.speed_true();
    snapshot.visitor.is_slowed = clock_.is_slowed();
    snapshot.act = act_;
    if (study_) snapshot.study = study_->state();
    snapshot.preview = preview_shown_;
    snapshot.bet = bet_;
    snapshot.notices = notices_;
    snapshot.can_undo = !undo_.empty() && !seek_target_;
    snapshot.story.is_playing = story_.is_playing;
    snapshot.story.act_ratio = std::min(story_.act_s / setting_of(act_).story_s, 1.0);
    snapshot.story.done = story_.done;
    snapshot.goals = goals_;
    snapshot.retries_before_wording_per_s = story_.retries_before_wording_per_s;
    for (const TimedStep& step : steps_) {
        snapshot.steps.push_back(step.shown);
        if (step.note_key.empty()) continue;
        snapshot.milestones.push_back(
            {.at = step.shown.at,
             .orders_reported = 0,
             .reached = step.shown.at <= run().now() ? step.shown.at : never,
             .label = {.key = step.note_key, .variant = 0, .arguments = {}}});
    }
    return snapshot;
}

}  // namespace br::session
