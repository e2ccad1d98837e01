// What a Session shows: plain data, a copy, no pointer into the simulation. Words are not in here
// but message keys with arguments; ui turns them into text with the catalog of the right language.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/sim_time.h"
#include "chat/intent.h"
#include "session/command.h"
#include "session/study_state.h"
#include "sim/snapshot.h"

namespace br::session {

class Facts;
struct Message;

// One placeholder of a message: either text as it is (a visitor's address, a date already in data
// form) or a number that the catalog writes in the manner of the language.
struct MessageArgument {
    enum class Kind : std::uint8_t {
        text,        // As it is.
        number,      // Grouped digits. The first number of a message chooses its plural form.
        money_fen,   // Yuan with two decimals.
        ratio,       // 0 to 1, shown in percent.
        duration_s,  // "40 s", "3 min".
        clock,       // Unix seconds, shown as hour and minute in Shanghai.
        date,        // Days since 1970-01-01, shown as day and month.
        message,     // The key of another message, looked up in the same language.
        list,        // Messages, as the language writes a list: "a, b".
        list_and,    // Messages, the last one tied on: "a, b and c".
    };
    std::string name;
    Kind kind = Kind::text;
    std::string text;            // For text and message.
    double number = 0;           // For numbers, money, ratios, times and dates.
    std::vector<Message> parts;  // For lists.
};

struct Message {
    std::string key;  // Into the catalog. A family of wordings has variants.
    int variant = 0;  // Which wording of the family; 0 if it has one.
    std::vector<MessageArgument> arguments;
};

enum class Speaker : std::uint8_t { visitor, bot };

struct ChatLine {
    std::uint32_t id = 0;  // Counts from 1; never reused within a session.
    Speaker speaker = Speaker::bot;
    chat::Language language = chat::Language::en;  // Of this line, for the lang attribute.
    SimTime at = 0;
    std::string text;  // The visitor's words, valid UTF-8 without control marks.
    // The bot's words, a sentence or two each; the label of a quick reply that the visitor pressed.
    // to_text(line, catalog) of session/message_text.h gives either.
    std::vector<Message> messages;
    bool is_quote = false;  // Words of the press, to be marked as a quote.
    bool is_refusal = false;
    std::vector<Message> reading;  // "How I read this" for a visitor's line.
};

enum class StepState : std::uint8_t { pending, current, done, failed, skipped };

// The steps of the visitor's own order, in the order in which the backend reaches them.
struct OrderStep {
    enum class Kind : std::uint8_t { read, line, coupon_held, shop, paid };
    Kind kind = Kind::read;
    StepState state = StepState::pending;
    SimTime reached = never;  // When it was done or failed.
    Message detail;           // "in line: 14,203rd, about 38 s"; empty key if there is none.
};

struct QuickReply {
    std::string id;
    Message label;
};

struct LeverState {
    Lever lever = Lever::bounded_line;
    double value = 0;
    double min = 0;
    double max = 1;
    double step = 1;
    double initial = 0;    // Value at the start of the scenario.
    double suggested = 0;  // What the bot's advice would set.
    bool is_switch = false;
};

// A mark on the timeline. Reported marks come with the scenario and its sources.
struct Milestone {
    SimTime at = 0;              // Reported time.
    double orders_reported = 0;  // 0 if the mark is no number of orders.
    SimTime reached = never;     // When the simulation passed that number; never if not yet.
    Message label;
};

struct VisitorView {
    bool has_order = false;
    sim::VisitorState state;
    std::vector<OrderStep> steps;
    bool is_slowed = false;  // The clock runs slower while the order is under way.
};

// One step of the run so far, for charts. Rates are per simulated second, over the step.
struct SeriesPoint {
    SimTime end = 0;              // The step reaches from the end of the one before to here.
    double asked_per_s = 0;       // First tries and retries.
    double retries_per_s = 0;     // Of these.
    double capacity_per_s = 0;    // What the chatbot's servers of that time can complete.
    double goodput_per_s = 0;     // Completed while the customer was still waiting.
    double throughput_per_s = 0;  // Goodput and work for nobody.
    double refused_per_s = 0;     // Blocked, shed and balked.
    double gave_up_per_s = 0;     // Timed out and reneged.
    double wait_p50_s = 0;        // Attempt time of those served in the step; 0 if there were none.
    double wait_p95_s = 0;
    double waiting = 0;  // At its end: in the chatbot's line, people who have left included.
    double orbit = 0;    // At its end: between two tries.
};

// What theory says about the chatbot's line (session/load_theory.h).
struct LoadTheory {
    enum class Kind : std::uint8_t {
        unknown,    // No formula for what is at work.
        unbounded,  // Without a bound there is no steady state once more is asked than can be done.
        bounded,
    };
    struct People {
        double share = 1;  // Of all who come.
        double leave_per_s = 0;
        double outlast_ratio = 1;  // Of those still there when their service starts: at its end.
        friend bool operator==(const People&, const People&) = default;
    };
    Kind kind = Kind::unknown;
    double servers = 1;
    double service_s = 1;  // Mean.
    double line_max = 0;   // Who may wait.
    std::vector<People> people;
    friend bool operator==(const LoadTheory&, const LoadTheory&) = default;
};

// Which station plays which part of the picture; -1 if the scenario has none.
struct StationParts {
    int model = 0;
    int ledger = 1;
    int shops = 2;
};

// One of the steps that were really taken against the crowd.
struct CampaignStep {
    enum class Kind : std::uint8_t {
        model_servers,  // `value` servers for the chatbot.
        other_servers,  // `value` servers elsewhere.
        pause,
        resume,
        extend,
        plea,  // `value` of the demand is left.
        other,
    };
    Kind kind = Kind::other;
    double value = 0;
    SimTime initial = 0;  // When it was really taken; may lie behind the scenario's end.
    SimTime at = 0;       // As moved; never if it is taken back.
};

// What a goal asks for, and how a run for it went.
enum class GoalMeasure : std::uint8_t {
    none,
    served_ratio,       // Of the orders that ended: served.
    paid_served_ratio,  // The same, of the orders without a coupon.
    capacity_ratio,     // Of what the chatbot's servers could complete: completed in time.
    stale_ratio,        // Of what they completed: for people who had left. At most so much.
    retry_ratio,        // Of the attempts: retries. At most so much.
};
struct GoalRule {
    GoalMeasure measure = GoalMeasure::none;
    double bound = 0;
    double value = 0;  // In the last run; below 0 if nothing of the kind has ended yet.
    bool is_met = false;
};
enum class GoalPhase : std::uint8_t {
    open,     // Not tried, or its run was left.
    running,  // On the way to its end.
    missed,
    broken,  // A lever was moved that the goal does not allow.
    solved,
};
struct GoalState {
    std::string id;  // Words under "goal." + id.
    GoalPhase phase = GoalPhase::open;
    bool was_solved = false;  // By some run.
    double progress = 0;      // Of the run, 0 to 1.
    std::array<GoalRule, 2> rules;
};

inline constexpr int act_count = 7;

struct StoryState {
    bool is_playing = false;             // By itself.
    double act_ratio = 0;                // How far the act has come then, 0 to 1.
    std::array<bool, act_count> done{};  // What the visitor did, act by act.
};

struct Snapshot;

// The second run, while there is one.
struct TwinState {
    TwinKind kind = TwinKind::never_refuses;
    SimTime since = 0;
    sim::Counts base;                       // Of both runs when they parted.
    std::shared_ptr<const Snapshot> other;  // Its backend, levers and visitor; null without a twin.
};

struct Snapshot {
    std::shared_ptr<const Facts> facts;  // What the press reported; null in none that a run fills.
    std::string scenario_id;
    std::uint64_t seed = 0;
    UnixSeconds start = 0;  // Calendar time of the scenario's zero.
    SimTime now = 0;
    SimTime end = 0;
    bool is_playing = false;
    bool is_finished = false;
    bool is_seeking = false;  // On the way to seek_target; what is shown is not there yet.
    SimTime seek_target = 0;
    double speed = 1;       // Asked for.
    double speed_true = 1;  // Reached over the last second; below `speed` on a slow device.
    int act = 1;
    chat::Language language = chat::Language::en;

    sim::Snapshot backend;
    StationParts parts;
    double capacity_per_s = 0;  // What the chatbot's servers can complete now, per second.
    // Oldest first, at most series_points_max: neighbours are joined when a run grows longer.
    std::vector<SeriesPoint> series;
    LoadTheory theory;
    VisitorView visitor;
    std::vector<ChatLine> chat;  // Oldest first, at most chat_lines_max.
    std::vector<QuickReply> quick_replies;
    std::vector<LeverState> levers;
    std::vector<Milestone> milestones;
    StudyState study;
    PreviewState preview;
    Bet bet;
    std::vector<Message> notices;  // What could not be done and why; newest last.
    bool is_bot_typing = false;
    bool issuing_paused = false;
    bool can_undo = false;
    StoryState story;
    TwinState twin;
    std::vector<CampaignStep> steps;
    std::vector<GoalState> goals;
    // Retries a second when the words of a refusal were last changed; below 0 if they were not.
    double retries_before_wording_per_s = -1;
    std::int64_t coupons_valid_to_day = 0;  // Days since 1970-01-01, Shanghai.
};

inline constexpr std::size_t chat_lines_max = 400;
inline constexpr std::size_t series_points_max = 360;

}  // namespace br::session
