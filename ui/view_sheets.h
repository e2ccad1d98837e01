// What the large sheets show: the visitor's bet, policies side by side, and how true all of it is.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "session/study_state.h"
#include "ui/view_controls.h"

namespace br::ui {

// Which large sheet lies over the parts.
enum class Sheet : std::uint8_t { none, bet, study, truth, act, twin };

// Where a number comes from. Each has one shape and one word, everywhere.
enum class Origin : std::uint8_t {
    reported,   // In the press, with source and day. Quotation mark.
    assumed,    // By us, with a reason. Wave.
    simulated,  // By the engine. Circle in a circle.
};
inline constexpr int origin_count = 3;

// The control that opens the sheet about an origin; where it stands on the page is part of its id.
struct OriginView {
    Origin origin = Origin::simulated;
    ControlView control;
};

// Id of the section about it.
[[nodiscard]] std::string_view origin_id(Origin origin);

struct BetPointView {
    ControlView control;  // Label: "if 445 a second are asked for".
    std::string value;    // "400 a second in time"
    double ratio = 0;     // Of the capacity.
};

struct BetView {
    bool is_offered = false;  // The act is about it.
    ControlView open;
    ControlView close;
    ControlView reveal;
    OriginView origin;
    std::string title;
    std::string question;
    std::string how;                                  // To draw it.
    std::string across, up, yours, simulated, ideal;  // Names of axes and lines.
    std::string presets_label;
    std::vector<ControlView> presets;
    std::array<BetPointView, session::bet_points> points;
    std::string result;    // The difference in one sentence, once it is shown.
    std::string progress;  // While the simulation runs.
    std::string note;      // What was simulated.
    bool is_drawn = false;
    bool is_revealed = false;
    double capacity_per_s = 1;
    std::vector<double> offered_ratio;  // Of the simulated points, in shares of the capacity.
    std::vector<double> goodput_ratio;
    std::array<std::string, 3> header;             // Of the table: asked, yours, simulated.
    std::vector<std::array<std::string, 3>> rows;  // Simulated: only once it is shown.
};

struct StudyRunView {
    std::string name;
    std::string figure;  // "72 %"
    std::string served;  // "53,120 of 73,627"
    std::vector<double> goodput_per_s;
};

struct StudyView {
    bool has_runs = false;  // There is something to show.
    ControlView close;
    ControlView again;
    OriginView origin;
    std::string title;
    std::string about;
    std::string result;  // The difference in one sentence, when all have run.
    std::string progress;
    std::string note;
    std::string asked, in_time, unit;
    std::vector<double> times_s;
    std::vector<double> offered_per_s;
    std::vector<StudyRunView> runs;
    std::array<std::string, 3> header;  // Of the table: policy, share, orders.
};

struct TruthRowView {
    std::string id;      // Of the control that opens the sheet at this row; "" if there is none.
    std::string text;    // What is said.
    std::string origin;  // "Reuters · 9 Feb 2026 · an official figure", or the reason.
};

struct TruthSectionView {
    Origin origin = Origin::reported;
    bool has_origin = true;  // Not what is left out.
    std::string title;
    std::string text;
    std::vector<TruthRowView> rows;
};

struct TruthView {
    ControlView open;
    ControlView close;
    std::string title;
    std::string intro;
    std::vector<TruthSectionView> sections;
};

}  // namespace br::ui
