#include "session/session.h"

#include <algorithm>

#include "session/acts.h"
#include "sim/scenario_reader.h"

namespace br::session {

namespace {

constexpr std::size_t checkpoints_max = 8;
constexpr std::size_t log_max = 10'000;
constexpr std::size_t after_seek_max = 100;
constexpr std::size_t notices_max = 5;
// People in all checkpoints together. One takes some 64 bytes, so this is about 25 MB.
constexpr std::int64_t checkpoint_population_max = 400'000;

bool changes_run(const Command& command) {
    return std::holds_alternative<SendText>(command) ||
           std::holds_alternative<PressQuickReply>(command) ||
           std::holds_alternative<SetLanguage>(command) ||
           std::holds_alternative<SetLever>(command);
}

}  // namespace

Result<Session, std::vector<Fault>> Session::create(const SessionOptions& options) {
    auto scenario = sim::read_scenario(options.scenario_json);
    auto facts = Facts::read(options.facts_json);
    std::vector<Fault> faults;
    if (!scenario) faults = scenario.error();
    if (!facts) {
        for (const Fault& fault : facts.error()) {
            std::string path = "facts:";
            path += fault.path;
            faults.push_back({std::move(path), fault.message});
        }
    }
    if (scenario && scenario->policies.size() + lever_policies_max > sim::policies_max)
        faults.push_back({"/policies", "leaves no room for the levers"});  // Not shown.
    if (!faults.empty()) return Unexpected{std::move(faults)};
    const std::uint64_t seed = options.seed.value_or(scenario->seed);
    return Session(Run(std::move(scenario).value(),
                       std::make_shared<const Facts>(std::move(facts).value()), seed,
                       options.language));
}

Session::Session(Run run) : run_(run), first_(std::move(run)) {}

void Session::notice(std::string key) {
    if (notices_.size() >= notices_max) notices_.erase(notices_.begin());
    notices_.push_back({.key = std::move(key), .variant = 0, .arguments = {}});
}

void Session::apply(const Commands& commands) {
    for (const Command& command : commands) apply(command);
}

void Session::apply(const Command& command) {
    notices_.clear();
    if (!changes_run(command)) return apply_transport(command);
    if (!seek_target_) return apply_to_run(command);
    // On the way somewhere else: it happens there.
    if (after_seek_.size() < after_seek_max)
        after_seek_.push_back(command);
    else
        notice("notice.too_much");
}

void Session::apply_transport(const Command& command) {
    if (std::holds_alternative<Play>(command)) {
        if (run_.now() >= run_.end()) notice("notice.at_end");
        is_playing_ = run_.now() < run_.end();
    } else if (std::holds_alternative<Pause>(command)) {
        is_playing_ = false;
    } else if (std::holds_alternative<StepEvent>(command)) {
        is_playing_ = false;
        step_event();
    } else if (const auto* speed = std::get_if<SetSpeed>(&command)) {
        clock_.set_speed(speed->factor);
        clock_.forget();
    } else if (const auto* target = std::get_if<SeekTo>(&command)) {
        if (target->time < 0 || target->time > run_.end()) return notice("notice.beyond_end");
        seek(target->time);
    } else if (std::holds_alternative<SkipSlowMotion>(command)) {
        clock_.skip_slow_motion();
    } else if (std::holds_alternative<Restart>(command)) {
        restart();
    } else if (const auto* act = std::get_if<GoToAct>(&command)) {
        if (act->act < 1 || act->act > act_count) return notice("notice.no_such_act");
        go_to_act(act->act);
    } else if (const auto* study = std::get_if<StartStudy>(&command)) {
        study_.reset();
        if (study->kind != StudyKind::none) study_.emplace(study->kind, run_.study_base());
    } else if (const auto* drawn = std::get_if<DrawBet>(&command)) {
        draw_bet(*drawn);
    } else if (std::holds_alternative<RevealBet>(command)) {
        bet_.is_revealed = bet_.is_drawn;
    }
}

void Session::draw_bet(const DrawBet& drawn) {
    if (drawn.point < 0 || drawn.point >= bet_points || !(drawn.goodput_ratio >= 0)) return;
    bet_.goodput_ratio[static_cast<std::size_t>(drawn.point)] =
        std::min(drawn.goodput_ratio, bet_ratio_max);
    bet_.is_drawn = true;
    bet_.is_revealed = false;
}

void Session::apply_to_run(const Command& command) {
    if (log_.size() >= log_max) return notice("notice.too_much");
    run_.settle();
    const std::int64_t orders = run_.orders_placed();
    std::string fault = run_.apply(command);
    if (!fault.empty()) return notice(std::move(fault));
    if (run_.orders_placed() > orders) clock_.allow_slow_motion();
    // What lay ahead of a rewound run was another history.
    log_.resize(log_next_);
    std::erase_if(checkpoints_, [this](const Checkpoint& c) { return c.run->now() > run_.now(); });
    log_.push_back({run_.now(), command});
    log_next_ = log_.size();
}

void Session::step_event() {
    if (log_next_ < log_.size() || !run_.step()) {
        // At the end, or with a rewound history ahead, whose commands come first.
        if (run_.now() >= run_.end()) return notice("notice.at_end");
        const SimTime next = log_next_ < log_.size() ? log_[log_next_].at : run_.end();
        play_until(next, 1);
    }
}

void Session::seek(SimTime time) {
    clock_.forget();
    after_seek_.clear();
    if (time < run_.now()) {
        const Checkpoint* best = nullptr;
        for (const Checkpoint& checkpoint : checkpoints_) {
            if (checkpoint.run->now() > time) continue;
            if (best == nullptr || checkpoint.run->now() > best->run->now()) best = &checkpoint;
        }
        run_ = best == nullptr ? first_ : *best->run;
        log_next_ = best == nullptr ? 0 : best->log_next;
    }
    seek_target_ = time;
    if (run_.now() == time) finish_seek();
}

void Session::finish_seek() {
    apply_due();
    seek_target_.reset();
    Commands waiting;
    waiting.swap(after_seek_);
    for (const Command& command : waiting) apply_to_run(command);
}

void Session::restart() {
    run_ = first_;
    log_.clear();
    log_next_ = 0;
    checkpoints_.clear();
    seek_target_.reset();
    after_seek_.clear();
    is_playing_ = false;
    clock_.forget();
    clock_.allow_slow_motion();
}

void Session::go_to_act(int act) {
    const ActSetting setting = setting_of(act);
    const chat::Language language = current_language();
    restart();
    act_ = act;
    if (language != current_language()) apply_to_run(SetLanguage{language});
    clock_.set_speed(setting.speed);
    is_playing_ = setting.plays;
    Commands levers;
    for (const LeverState& state : run_.lever_states()) {
        for (const ActLever& moved : setting.levers) {
            if (moved.lever == state.lever)
                levers.push_back(SetLever{state.lever, moved.is_off ? 0 : state.suggested});
        }
    }
    seek(from_seconds(setting.start_ratio * to_seconds(run_.end())));
    if (seek_target_)
        after_seek_ = std::move(levers);
    else
        for (const Command& command : levers) apply_to_run(command);
}

// Plays the log's commands whose time has come.
void Session::apply_due() {
    while (log_next_ < log_.size() && log_[log_next_].at <= run_.now()) {
        run_.settle();
        run_.apply(log_[log_next_++].command);
    }
}

void Session::keep_checkpoint() {
    const SimDuration spacing = std::max<SimDuration>(run_.end() / 32, seconds(1));
    for (const Checkpoint& checkpoint : checkpoints_) {
        const SimTime at = checkpoint.run->now();
        if (at > run_.now() - spacing && at < run_.now() + spacing) return;
    }
    if (run_.now() < spacing) return;
    const std::int64_t population = run_.population();
    std::int64_t kept_population = 0;
    for (const Checkpoint& checkpoint : checkpoints_)
        kept_population += checkpoint.run->population();
    if (population + kept_population > checkpoint_population_max) return;
    // Every second one goes when there are too many, so that they stay spread over the run.
    if (checkpoints_.size() >= checkpoints_max) {
        std::vector<Checkpoint> kept;
        for (std::size_t i = 1; i < checkpoints_.size(); i += 2) kept.push_back(checkpoints_[i]);
        checkpoints_ = std::move(kept);
    }
    checkpoints_.push_back({log_next_, std::make_shared<const Run>(run_)});
}

std::uint64_t Session::play_until(SimTime time, std::uint64_t event_budget) {
    const std::uint64_t before = run_.simulation().events();
    apply_due();
    while (run_.now() < time && !run_.has_stopped()) {
        const std::uint64_t played = run_.simulation().events() - before;
        if (played >= event_budget) break;
        const SimTime due = log_next_ < log_.size() ? log_[log_next_].at : never;
        const SimTime piece = run_.now() + std::max<SimDuration>(run_.end() / 64, seconds(1));
        if (!run_.play_until(std::min({time, due, piece}), event_budget - played)) break;
        apply_due();
        keep_checkpoint();
    }
    return run_.simulation().events() - before;
}

void Session::advance(double real_seconds, std::uint64_t event_budget) {
    if (study_ && study_->is_running()) {
        // Beside a run that plays it gets a third.
        const bool is_alone = !seek_target_ && !is_playing_;
        const std::uint64_t share = is_alone ? event_budget : event_budget / 3;
        study_->advance(share);
        event_budget -= share;
    }
    if (seek_target_) {
        play_until(*seek_target_, event_budget);
        if (run_.now() >= *seek_target_ || run_.has_stopped()) finish_seek();
        return;
    }
    if (!is_playing_) return;
    clock_.slow_for(run_.order_rest_s());
    const SimTime from = run_.now();
    play_until(std::min(run_.end(), from + clock_.ask(real_seconds)), event_budget);
    clock_.measure(real_seconds, run_.now() - from);
    if (run_.now() >= run_.end() || run_.has_stopped()) is_playing_ = false;
    if (run_.has_stopped()) notice("notice.limit");
}

void Session::advance_to(SimTime time) {
    const SimTime target = std::min(time, run_.end());
    if (target > run_.now()) play_until(target, UINT64_MAX);
    if (seek_target_ && run_.now() >= *seek_target_) finish_seek();
}

bool Session::is_busy() const {
    return seek_target_.has_value() || is_playing_ || (study_ && study_->is_running());
}

chat::Language Session::current_language() const {
    return run_.language();
}

std::uint64_t Session::digest() const {
    return run_.digest();
}

Snapshot Session::snapshot() const {
    Snapshot snapshot;
    run_.fill(snapshot);
    snapshot.is_playing = is_playing_;
    snapshot.is_finished = run_.now() >= run_.end() || run_.has_stopped();
    snapshot.is_seeking = seek_target_.has_value();
    snapshot.seek_target = seek_target_.value_or(run_.now());
    snapshot.speed = clock_.speed();
    snapshot.speed_true = clock_.speed_true();
    snapshot.visitor.is_slowed = clock_.is_slowed();
    snapshot.act = act_;
    if (study_) snapshot.study = study_->state();
    snapshot.bet = bet_;
    snapshot.notices = notices_;
    return snapshot;
}

}  // namespace br::session
