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
    float velocity = 0;       // CSS px per second.
    bool follows_end = true;  // Stays at the newest line until the visitor scrolls up.
};

// Wrapped height of a bubble, kept until its words or its width change.
struct BubbleSize {
    float width = 0;
    float height = 0;
    float for_width = 0;
    float for_font = 0;
    std::size_t for_length = 0;
    bool for_reading = false;
};

struct UiState {
    std::optional<ThemeKind> theme;  // Chosen by the visitor; else the system's.
    Tab tab = Tab::chat;
    bool is_levers_open = false;
    bool is_speed_open = false;
    bool is_reading_open = false;
    std::optional<Part> part;  // Whose sentence and numbers are shown.
    std::string focus;         // Id of the control with keyboard focus, from the mirror.

    std::string active;  // Id of the control that the pointer went down on.
    std::string hover;
    std::string dragging;  // Id of a scrolled surface or slider under the finger.
    float drag_from = 0;
    float drag_offset = 0;
    ScrollState chat_scroll;
    ScrollState levers_scroll;
    ScrollState numbers_scroll;
    std::map<std::uint32_t, BubbleSize> bubbles;
    std::optional<SimTime> scrub;  // Where the thumb is while it is dragged.

    double breath_phase = 0;  // Of the circle, in breaths.
    double flow_phase = 0;    // Of the tokens, in seconds of flow.
    double last_time_s = 0;
    // Where each control stood in the last frame, for the mirror.
    std::map<std::string, Rect, std::less<>> places;
};

}  // namespace br::ui
