// The one door through which ui, web and the command line use the core: commands in, a Snapshot
// out. A session is a value: a copy goes on to the same bits, so that two can be shown side by
// side. It reads no clock; time comes in as a number. What it shows at a simulated time depends
// only on scenario, seed, facts and the commands applied until then, never on how real time was
// cut into frames.
//
//   auto session = Session::create({.scenario_json = …, .facts_json = …});
//   if (!session) return show(session.error());
//   session->apply(SendText{"two milk teas"});
//   session->apply(Play{});
//   session->advance(0.016, 200'000);      // Once a frame.
//   draw(session->snapshot());
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "base/result.h"
#include "session/campaign_steps.h"
#include "session/clock.h"
#include "session/day_preview.h"
#include "session/command.h"
#include "session/goals.h"
#include "session/saved_run.h"
#include "session/snapshot.h"
#include "session/story.h"
#include "session/study.h"
#include "session/worlds.h"

namespace br::session {

struct SessionOptions {
    std::string_view scenario_json;
    std::string_view facts_json;              // public/facts.json.
    std::shared_ptr<const Facts> facts = {};  // What was read of it before, instead.
    std::optional<std::uint64_t> seed = {};   // Instead of the scenario's own.
    chat::Language language = chat::Language::en;
};

class Session {
  public:
    // Faults of the scenario keep their paths; those of the facts start with "facts:".
    static Result<Session, std::vector<Fault>> create(const SessionOptions& options);

    void apply(const Command& command);
    void apply(const Commands& commands);

    // Lets so much real time pass: the simulation goes on by real_seconds x speed, but plays at
    // most event_budget events, so that a frame stays short. Time that cannot be made up is not
    // owed: the true speed falls and Snapshot says so. A gap longer than frame_s_max (a hidden
    // tab, a sleeping machine) counts as frame_s_max. Also carries a seek on, even when paused.
    // Gives the events played, of the run, of what is studied beside it, and as many as a preview
    // takes the time of.
    std::uint64_t advance(double real_seconds, std::uint64_t event_budget);

    // Goes on to this simulated time at once, whatever the speed. For the command line and tests.
    void advance_to(SimTime time);

    [[nodiscard]] Snapshot snapshot() const;
    // False if advance() would change nothing: paused or at the end, no seek and no study under
    // way. The page then need not draw.
    [[nodiscard]] bool is_busy() const;

    [[nodiscard]] bool is_seeking() const { return seek_target_.has_value(); }
    [[nodiscard]] bool is_order_open() const { return run().is_order_open(); }

    // Equal for equal simulated histories, chats and coupons.
    [[nodiscard]] std::uint64_t digest() const;
    [[nodiscard]] std::span<const LogEntry> history() const { return log_; }
    // The run up to now, for a link. Finishes the events of this instant first; on the way to
    // another time, it is that time, with what waits to be done there.
    [[nodiscard]] SavedRun save();
    // Repeats a run that read_saved_run has checked, up to its moment: a seek, after which the
    // clock stands. If it comes to another digest than the one promised, a notice says so.
    void resume(SavedRun saved);
    // For charts: the series and the scenario.
    [[nodiscard]] const sim::Simulation& simulation() const { return run().simulation(); }
    [[nodiscard]] const Facts& facts() const { return run().facts(); }

  private:
    struct Checkpoint {
        std::size_t log_next = 0;  // How many log entries it has behind it.
        std::shared_ptr<const Worlds> worlds;
    };

    Session(Run run, std::vector<TimedStep> steps);
    [[nodiscard]] const Run& run() const { return worlds_.run(); }
    void do_command(const Command& command);
    void apply_transport(const Command& command);
    void apply_to_run(const Command& command);
    void seek(SimTime time);
    void rewind(SimTime time);
    void restart();
    void go_to_act(int act);
    void draw_bet(const DrawBet& drawn);
    void start_study(StudyKind kind);
    void show_preview(bool is_shown);
    void begin_preview();
    void finish_seek();
    void step_event();
    void move_step(const MoveStep& moved);
    void start_goal(int goal);
    void begin_goal(int goal);
    void rewind_goal(SimTime time);
    void leave_goal(GoalPhase phase);
    void watch_goal();
    void watch_goal_progress();
    void undo_lever();
    void remember_lever(const SetLever& moved);
    void apply_due();
    [[nodiscard]] SimTime next_due() const;
    // Plays towards a time, through the log and its checkpoints; returns the events played.
    std::uint64_t play_until(SimTime time, std::uint64_t event_budget);
    [[nodiscard]] bool is_too_full() const;  // For the page's memory.
    void keep_checkpoint();
    void play_story(double real_seconds);
    void look_at_tasks();
    void notice(std::string key);

    Worlds worlds_;
    Worlds first_;                  // As it was at time 0.
    chat::Language language_;       // In which the run starts.
    std::vector<TimedStep> steps_;  // Not in the runs: applied on the way.
    std::vector<GoalState> goals_;
    GoalRun goal_;
    int goal_last_ = -1;  // Of this run, judged already or not.
    Story story_;
    Clock clock_;
    std::vector<LogEntry> log_;
    std::size_t log_next_ = 0;  // The first entry that the run has not seen yet.
    std::vector<Checkpoint> checkpoints_;
    std::optional<SimTime> seek_target_;
    std::uint64_t digest_promised_ = 0;  // By the link that is being followed; 0 by none.
    Commands after_seek_;
    std::vector<SetLever> undo_;  // Newest last.
    std::vector<Message> notices_;
    std::optional<Study> study_;                 // Not part of the history.
    StudyKind study_waiting_ = StudyKind::none;  // For the end of a seek.
    std::optional<DayPreview> preview_;          // Under way.
    PreviewState preview_shown_;                 // The last one that is complete.
    Bet bet_;
    bool is_playing_ = false;
    int act_ = 1;
};

}  // namespace br::session
