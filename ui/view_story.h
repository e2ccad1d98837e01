// What the act at hand asks for and shows beside the three parts: its task, its sheet of steps,
// words or goals, and the two worlds.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "session/command.h"
#include "ui/view_controls.h"
#include "ui/view_sheets.h"

namespace br::ui {

struct ActView {
    std::string task;
    std::string task_state;  // "Done", "To do".
    bool is_done = false;
    ControlView why;  // Unfolds the reason; whether it is unfolded is the visitor's.
    std::string reason;
    ControlView open;  // What the act is about; an empty id: nothing to open.
    ControlView story;
    bool is_story_playing = false;
    double story_ratio = 0;  // Of the act, while the story plays.
    std::string story_text;
};

enum class RowMark : std::uint8_t { none, open, running, done, failed };

// A line of the act's sheet: words, a slider if it has a range, and buttons.
struct ActRowView {
    ControlView control;  // Its label and hint; pressable only as a slider.
    std::string value;
    std::string note;
    RowMark mark = RowMark::none;
    bool is_changed = false;
    double min = 0;
    double max = 0;  // Above min: a slider.
    double step = 1;
    double now = 0;
    session::Command on_set;  // With the slider's value: of a lever, or minutes of a step.
    std::vector<ControlView> choices;
    std::vector<session::Command> commands;  // One for each choice.
};

struct ActSheetView {
    std::string title;
    std::string intro;
    std::string quote;                 // Stands out.
    std::vector<std::string> remarks;  // One sentence each.
    std::vector<ActRowView> rows;
    OriginView origin;
    ControlView close;
    bool has_chart = false;  // Orders per second, beside the rows.
};

struct TwinRowView {
    std::string label;
    std::array<std::string, 2> values;
    int better = -1;  // Which of the two; -1 if there is no difference.
};

struct TwinView {
    bool is_on = false;
    std::string title;
    std::string sentence;
    std::array<std::string, 2> titles;  // The second run, then the first.
    std::array<std::string, 2> served;
    std::array<std::string, 2> orders;  // Where the visitor's own is; empty without one.
    std::string served_label;
    std::vector<TwinRowView> rows;
    std::vector<ControlView> choices;
    std::vector<session::Command> commands;  // One for each choice.
    OriginView origin;
    ControlView close;
};

}  // namespace br::ui
