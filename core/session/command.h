// What can be asked of a Session: the only way in. A command is plain data, applied in order; the
// list of (time, command) is what a link stores and a replay repeats. A command that does not fit
// the present state (a seek beyond the end, an unknown lever) changes nothing and is answered by a
// notice in the next Snapshot, never by an error.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/sim_time.h"
#include "chat/intent.h"
#include "session/study_state.h"

namespace br::session {

// The visitor says something. Any bytes, any length; what is too long is cut and the bot says so.
struct SendText {
    std::string text;
};

// One of the quick replies in the last Snapshot, by its id.
struct PressQuickReply {
    std::string id;
};

// Language of the page and of the bot's first line. Answers follow the language of each line.
struct SetLanguage {
    chat::Language language = chat::Language::en;
};

struct Play {};
struct Pause {};

// Advances by exactly one event, then pauses.
struct StepEvent {};

// Simulated seconds per real second. 1 to 3600; the session clamps.
struct SetSpeed {
    double factor = 1;
};

// Goes to a time of the scenario, forwards or back, exactly as a run from the start would.
struct SeekTo {
    SimTime time = 0;
};

// Ends the slow motion while the visitor's own order is under way.
struct SkipSlowMotion {};

// Back to the start: same seed, no levers moved, an empty chat.
struct Restart {};

// What the visitor can change in the running system. Takes effect now, at the simulated time.
enum class Lever : std::uint8_t {
    bounded_line,     // Bound on the waiting line of the chatbot, in seconds of work; 0 is off.
    deadline_drop,    // Discard at the head of the line after so many seconds of waiting; 0 is off.
    model_servers,    // Number of model servers.
    pause_issuing,    // 1: no new coupons, new orders are turned away at the door.
    purge_line,       // Set to 1: the waiting line is emptied once.
    extend_validity,  // 1: coupons are valid to 28 Feb instead of 23 Feb.
    retry_ratio,      // Share of the refused who ask again, 0 to 1.
    refusal_wording,  // 0 vague, 1 varied, 2 honest with a time.
    retry_jitter,     // 0 everyone waits the same pause, 1 fully spread.
    waiting_room,     // Active visitors let in at once; 0 is off.
    retry_after,      // What an honest refusal asks people to wait, in seconds.
};
inline constexpr int lever_count = 11;
// As ids, addresses, messages and the keys of words name them.
inline constexpr std::array<std::string_view, lever_count> lever_names = {
    "bounded_line", "deadline_drop",   "model_servers", "pause_issuing",
    "purge_line",   "extend_validity", "retry_ratio",   "refusal_wording",
    "retry_jitter", "waiting_room",    "retry_after"};

struct SetLever {
    Lever lever = Lever::bounded_line;
    double value = 0;  // In the lever's own unit; outside its range it is clamped.
};

// Acts are counted from 1 to act_count; going to one sets its scenario time, speed and levers.
struct GoToAct {
    int act = 1;
};

// Lets a study of the system as it stands run in the background; none ends it. A study that runs
// or has run of the same kind starts anew.
struct StartStudy {
    StudyKind kind = StudyKind::none;
};

// One point of the visitor's guess, 0 to bet_points - 1, as a share of the capacity; clamped.
// Drawing after the curve was shown hides it again.
struct DrawBet {
    int point = 0;
    double goodput_ratio = 0;
};

// While a lever moves: the whole scenario in mean flows, with the levers as they stand.
struct ShowPreview {
    bool is_shown = false;
};

// Shows the load curve beside the guess.
struct RevealBet {};

// Takes back the last move of a lever, as often as there are any.
struct UndoLever {};

// A second run beside the first from now on: the same people and the same words of the visitor, but
// levers move in the first alone.
enum class TwinKind : std::uint8_t {
    never_refuses,  // The second run lets everybody in.
    as_it_is,       // The second run keeps the levers as they stand now.
};
struct StartTwin {
    TwinKind kind = TwinKind::never_refuses;
};
struct EndTwin {};

// One of the steps that were really taken, at another time or not at all. If that time has passed,
// the run is played anew up to now.
struct MoveStep {
    int step = 0;        // Index into Snapshot::steps.
    SimTime at = never;  // From 0; never takes the step back.
};

// Starts a goal's run, with the levers as they stand as far as the goal allows.
struct StartGoal {
    int goal = 0;  // Index into Snapshot::goals.
};

// The story plays by itself from the present act on. Any command but play, pause and language ends
// that; so does TakeOver, which does nothing else.
struct PlayStory {};
struct TakeOver {};

using Command = std::variant<SendText, PressQuickReply, SetLanguage, Play, Pause, StepEvent,
                             SetSpeed, SeekTo, SkipSlowMotion, Restart, SetLever, GoToAct,
                             StartStudy, ShowPreview, DrawBet, RevealBet, UndoLever, StartTwin,
                             EndTwin, MoveStep, StartGoal, PlayStory, TakeOver>;
using Commands = std::vector<Command>;

}  // namespace br::session
