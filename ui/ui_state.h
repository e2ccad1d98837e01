// What the interface remembers from frame to frame: what is open, where it is scrolled to, where
// the pointer and the focus are. Nothing in here is part of the simulation or of a link's replay.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ui/geometry.h"
#include "ui/theme.h"
#include "ui/view_model.h"

namespace br::ui {

enum class Tab : std::uint8_t { chat, backend, numbers };

// Scrolling by wheel and by finger, with a little run-out.
struct ScrollState {
    float offset = 0;
    float velocity = 0;          // CSS px per second.
    float content = 0;           // Height of what is scrolled, as of the last frame.
    bool sticks_to_end = false;  // Follows its end as it grows, while it is there.
    bool is_at_end = true;
};

// Where a control was drawn last.
struct Place {
    Rect rect;
    std::uint32_t frame = 0;
};

// Streams of tokens in the picture.
enum class Flow : std::uint8_t { arrive, enter, start, claim, brew, retry, refuse };
inline constexpr int flow_count = 7;

// Wrapped height of a bubble, kept until its words or its width change.
struct BubbleSize {
    float width = 0;
    float height = 0;  // With what stands below the bubble.
    float bubble_height = 0;
    float for_width = 0;
    float for_font = 0;
    std::uint32_t for_words = 0;  // A hash of all that is written.
};

struct UiState {
    std::optional<ThemeKind> theme;            // Chosen by the visitor; else the system's.
    ThemeKind theme_drawn = ThemeKind::light;  // In the last frame.
    Tab tab = Tab::chat;
    bool is_levers_open = false;
    bool is_speed_open = false;
    Sheet sheet = Sheet::none;
    std::string truth_row;      // Id of the row that is looked at; empty: none.
    bool is_truth_new = false;  // It has to be brought into view.
    int bet_point = -1;         // Under the pointer that draws; -1: none.
    bool is_reading_open = false;
    bool is_why_open = false;
    int act = 0;                        // Whose sheets and tab are shown; 0: none yet.
    bool had_twin = false;              // In the last frame.
    std::optional<Part> part;           // Whose sentence and numbers are shown.
    std::optional<Part> part_scrolled;  // For which the picture has been scrolled to them.
    std::string focus;                  // Id of the control with keyboard focus, from the mirror.

    bool is_focus_new = false;  // It has to be brought into view.

    bool wants_send = false;  // See FrameResult; taken by the next frame's result.
    bool wants_share = false;

    // Set by the page from its address.
    std::optional<Tab> only;          // This part alone, without tabs.
    std::optional<Chart> only_chart;  // And of the numbers, this chart alone.
    bool is_compact = false;          // Without the header.
    bool has_levers = true;
    bool is_locked = false;  // Acts, levers, language and restart stay as they are.

    std::string active;          // Id of the control that the pointer went down on.
    std::string dragging;        // Id of the scrolled surface or slider that follows the pointer.
    std::string drag_candidate;  // Scrolled surface under a pointer that has not moved far yet.
    Point drag_from;
    float drag_offset = 0;
    ScrollState page_scroll;
    ScrollState chat_scroll = {.sticks_to_end = true};
    ScrollState replies_scroll;
    ScrollState backend_scroll;
    ScrollState numbers_scroll;
    ScrollState levers_scroll;
    ScrollState sheet_scroll;
    std::string previewed;  // Id of the lever whose effect is previewed.
    ScrollState why_scroll;
    std::string read_id;     // Of the chart whose values are read by keyboard,
    int read_row = 0;        // and the row of its table.
    float numbers_rest = 0;  // Height of the numbers without their first chart, last frame.
    std::map<std::uint32_t, BubbleSize> bubbles;
    std::optional<SimTime> scrub;  // Where the thumb is while it is dragged.

    double breath_phase = 0;                        // Of the circle, in breaths.
    std::array<double, flow_count> flow_phases{};   // Of the tokens, CSS px along their way.
    double work_phase = 0;                          // Of the servers, in attempts.
    std::array<double, flow_count> other_phases{};  // The same of the second run.
    double other_work_phase = 0;
    double last_time_s = -1;  // Below 0: no frame yet.
    std::uint32_t frame = 0;
    bool has_tabs = false;  // The last frame did; a low screen may have them out of sight.
    // Where each control stood, and in which frame, for the mirror.
    std::map<std::string, Place, std::less<>> places;
};

}  // namespace br::ui
