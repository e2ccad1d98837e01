// Every word and number that the visitor may meet, made from one Snapshot. The panels and the
// accessible mirror read this and nothing else, so what is seen and what is heard cannot differ.
// Texts are final: translated, with their numbers in the manner of the language.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/sim_time.h"
#include "session/command.h"
#include "ui/outcome.h"
#include "ui/view_controls.h"
#include "ui/view_sheets.h"
#include "ui/view_story.h"

namespace br::ui {

struct FactView {
    std::string label;
    std::string value;
};

struct HeaderView {
    std::string brand;
    int act = 1;
    std::vector<ControlView> acts;  // is_on: the act being played.
    std::string headline;
    std::string sentence;
    std::vector<ControlView> languages;
    std::string language_label;
    std::string acts_label;
};

struct LineView {
    std::string id;
    std::uint32_t number = 0;
    bool is_visitor = false;
    bool is_quote = false;
    bool is_refusal = false;
    bool is_pending = false;  // The words of its language have not been loaded yet.
    std::string language;     // Tag.
    std::string speaker;      // "You", "Bot".
    std::string text;
    std::string quote_label;           // "quoted from the press", if is_quote.
    std::vector<std::string> reading;  // How it was read; of a refusal, how else it could be said.
    friend bool operator==(const LineView&, const LineView&) = default;
};

enum class StepMark : std::uint8_t { pending, current, done, failed, skipped };

struct StepView {
    StepMark mark = StepMark::pending;
    std::string text;
    std::string state;  // In words, for the mirror.
};

struct ChatView {
    std::string title;
    std::vector<LineView> lines;
    ControlView reading;  // Unfolds "how I read this". Its label; the state is the visitor's.
    std::string steps_label;
    std::vector<StepView> steps;      // Empty: no order yet.
    std::uint32_t steps_after = 0;    // Number of the line below which the steps stand.
    std::optional<ControlView> skip;  // While the clock is slowed.
    std::string slowed;
    std::vector<ControlView> replies;
    std::string replies_label;
    bool is_typing = false;
    std::string typing;
    std::string composer_label;
    std::string composer_placeholder;
    ControlView send;
};

enum class Part : std::uint8_t { crowd, door, line, model, ledger, shops, orbit };
inline constexpr int part_count = 7;

struct PartView {
    ControlView control;  // Label: the part's name. Hint: one sentence.
    std::string figure;   // Its number in bold, "41,880 · 52 s".
    std::string note;     // Second line, "half have left".
    std::vector<FactView> facts;
};

enum class VisitorPlace : std::uint8_t {
    none,
    crowd,
    line,
    model,
    ledger,
    shops,
    orbit,
    served,
    gone,
};

// The numbers behind the picture. Rates are orders per second over the last moments.
struct PictureView {
    double people_per_mark = 1;        // In the line.
    double people_per_crowd_mark = 1;  // In the crowd, which is of another size.
    double crowd_new = 0;              // First tries of the last moments.
    double arrival_rate_per_s = 0;     // First tries.
    double retry_rate_per_s = 0;
    double refused_rate_per_s = 0;
    double capacity_per_s = 0;   // Of the model servers.
    double done_rate_per_s = 0;  // Leave the model servers.
    double goodput_per_s = 0;
    double line_length = 0;
    double line_room = 0;    // Bound on the line; 0: none.
    double stale_ratio = 0;  // Of the line: people who have left.
    double orbit = 0;        // People between two tries.
    double servers = 1;
    double servers_busy = 0;
    double servers_stale = 0;  // Of the busy: at work for nobody.
    double ledger_utilization = 0;
    double shops = 1;
    double shops_busy = 0;
    double time_scale = 0;  // Simulated seconds per second on the screen; 0: at rest.
    bool is_door_closed = false;
    bool is_door_limited = false;
    VisitorPlace visitor = VisitorPlace::none;
    double visitor_ratio = 0;  // In the line: 0 at its tail, 1 at its head.
};

struct BackendView {
    std::string title;
    std::string scale;  // "one mark = 40 people"
    std::string retry;  // "asking again: 1,940 / s"
    std::array<PartView, part_count> parts;
    PictureView picture;
    std::string you;      // Label of the star.
    std::string status;   // Where the visitor's order is and why; empty without one.
    std::string summary;  // The picture in one sentence, for the mirror.
    std::string close;
    OriginView origin;   // Of what is counted,
    OriginView assumed;  // and of what it is made of.
    std::array<std::string, outcome_count> legend;
};

struct ShareView {
    Outcome outcome = Outcome::served;
    std::string label;
    std::string percent;
    double ratio = 0;
};

struct SeriesView {
    Outcome tone = Outcome::served;  // Gives the colour.
    bool is_dashed = false;
    bool is_neutral = false;  // Drawn in the second voice instead of a tone.
    std::string label;
    std::vector<double> values;  // One for each time; NaN: none.
};

// A moment on the time axis of a chart.
struct ChartMark {
    double at_s = 0;
    std::string label;
};

struct ChartView {
    std::string id;
    std::string title;
    std::string unit;             // "log"
    std::string summary;          // One sentence.
    std::string empty;            // What stands here before there is anything to show.
    double end_s = 1;             // Where its time axis ends; it starts at 0.
    std::vector<double> times_s;  // Of the scenario, rising.
    std::vector<SeriesView> series;
    std::vector<int> row_points;  // Of each row of the table: the point that it tells.
    // Empty without tables (see build_view_model).
    std::vector<std::string> time_labels;         // One for each row.
    std::vector<std::vector<std::string>> table;  // A row for each time label: a cell per series.
    ControlView read;                             // Goes from row to row by keyboard.
    UnixSeconds start = 0;                        // Of its times, for the clock.
    std::vector<ChartMark> ticks;                 // Clock times along the axis.
    std::vector<ChartMark> marks;                 // What was reported when.
    std::string ideal;                            // Names the line on which nothing is wasted,
    std::string now;                              // and the last point.
    std::string theory;                           // Names the line of theory, if there is one,
    std::vector<double> theory_x, theory_y;       // which goes through these points.
    std::string note;                             // What theory says, or why it says nothing.
    std::string time_header;
};

struct AdviceView {
    std::string title;
    std::string body;
    std::optional<ControlView> control;
    std::vector<session::SetLever> levers;  // What pressing sets.
};

// In the order of the address's names for them (web/js/url-state.js).
enum class Chart : std::uint8_t { rates, waits, outcomes, curve, phase };
inline constexpr int chart_count = 5;

struct DashboardView {
    std::string title;
    bool is_running = false;  // The clock: with it, everything stands.
    double headroom_ratio = 0;
    std::string headroom;  // "0 %"
    std::string headroom_label;
    std::string utilization;
    ChartView rates;
    ChartView waits;
    ChartView outcomes;  // Shares of all that ended.
    ChartView curve;     // Goodput against what is asked, and the capacity.
    ChartView phase;     // The line, and those about to ask again.
    std::string shares_title;
    std::vector<ShareView> shares;
    std::string shares_empty;  // Stands there without shares.
    bool has_shares = false;
    AdviceView advice;
    OriginView origin;
    ControlView study;  // Opens policies side by side.

    [[nodiscard]] const ChartView& chart(Chart which) const {
        switch (which) {
            case Chart::rates:
                return rates;
            case Chart::waits:
                return waits;
            case Chart::outcomes:
                return outcomes;
            case Chart::curve:
                return curve;
            case Chart::phase:
                break;
        }
        return phase;
    }
};

struct MilestoneView {
    std::string label;   // "1 M"
    std::string full;    // With what was reported and what the simulation does.
    ControlView origin;  // Opens what is known of the report; an empty id: nothing is.
    ControlView go;      // Goes to its time.
    SimTime at = 0;
    bool is_reached = false;
};

struct TickView {
    std::string label;
    SimTime at = 0;
};

struct TimelineView {
    std::string title;
    ControlView play;
    ControlView step;
    ControlView restart;
    ControlView levers;
    ControlView scrub;
    ControlView speed;                // Opens the menu.
    std::vector<ControlView> speeds;  // is_on: the present one.
    std::string clock;                // "Fri 6 Feb 11:42"
    std::string clock_short;          // "11:42"
    std::string speed_text;           // "600× · really 588×"
    std::string speed_short;          // "≈588×"
    std::string speed_room;           // The widest that speed_text is at this speed: nothing moves
    std::string speed_short_room;     // aside when the device falls behind.
    bool is_slow = false;             // The device cannot keep up.
    bool is_playing = false;
    SimTime now = 0;
    SimTime end = 1;
    std::string reported;
    std::string milestones_label;
    std::vector<MilestoneView> milestones;
    std::vector<TickView> ticks;
};

struct LeverView {
    session::Lever lever = session::Lever::bounded_line;
    ControlView control;  // Label and hint.
    std::string value;    // "2 s of work"
    double now = 0;
    double min = 0;
    double max = 1;
    double step = 1;
    bool is_switch = false;
    bool is_changed = false;
    std::vector<ControlView> choices;  // Of a lever with named positions.
};

struct LeversView {
    bool has_preview = false;  // Of the whole scenario, while a lever moves.
    ChartView preview;
    std::string title;
    std::string intro;
    OriginView origin;
    std::vector<LeverView> levers;
    ControlView undo;
    ControlView reset;
    ControlView close;
};

// 0 calm, 1 tight, 2 saturated.
[[nodiscard]] constexpr int utilization_level(double headroom_ratio) {
    constexpr double tight = 0.2;
    constexpr double saturated = 0.02;
    if (headroom_ratio <= saturated) return 2;
    return headroom_ratio <= tight ? 1 : 0;
}

// What the live region may say; when it does is decided in mirror/announcements.h.
struct SpeechView {
    std::array<std::string, 3> utilization;  // By utilization_level, one sentence each.
    std::string visitor;       // Where the visitor's own order is; changes with its phase.
    int visitor_phase = -1;    // Below 0: no order.
    double refused_total = 0;  // Since the start, all visitors.
};

struct ViewModel {
    std::string language;        // Tag of the page.
    std::optional<Sheet> sheet;  // The one whose content was made; nothing: all of them.
    bool is_pending = false;     // The words of the page's language have not been loaded yet.
    HeaderView header;
    ChatView chat;
    BackendView backend;
    DashboardView dashboard;
    TimelineView timeline;
    LeversView levers;
    BetView bet;
    StudyView study;
    TruthView truth;
    ControlView share;  // Opens what the page offers to take along.
    ActView act;
    ActSheetView act_sheet;
    TwinView twin;
    BackendView other_backend;  // Of the second run, while there is one.
    ControlView theme;
    std::array<std::string, 4> themes;
    std::array<ControlView, 3> tabs;  // Chat, backend, numbers on a narrow screen.
    std::string tabs_label;
    std::string about;  // What this is, one sentence for the mirror.
    std::vector<std::string> notices;
    SpeechView speech;
    session::Commands undo_levers;  // What "reset" of the levers sets.
};

}  // namespace br::ui
