// What the host tells the interface about the visitor's device before each frame, and what the
// interface answers.
#pragma once

#include <cstdint>

#include "ui/geometry.h"

namespace br::ui {

struct Host {
    float width = 1280;         // Of the canvas, CSS px. At least 1.
    float height = 800;         // CSS px. At least 1.
    float text_scale = 1;       // Text zoom, 1 to 2.
    double time_s = 0;          // A clock that never goes back, for motion on the screen only.
    bool prefers_dark = false;  // Of the system, as long as the visitor has not chosen.
    bool prefers_contrast = false;
    bool prefers_reduced_motion = false;
    bool has_touch = false;  // The last pointer was a finger: no hover.
};

enum class Cursor : std::uint8_t { arrow, hand, grab, resize_horizontal };

struct FrameResult {
    Rect composer;             // Where the page lays its input; empty: hide it.
    bool wants_send = false;   // The button beside the input was pressed: send what is in it.
    bool wants_share = false;  // The button that opens the page's own dialog was pressed.
    bool is_moving = false;    // Something on the screen moves: draw another frame soon.
    Cursor cursor = Cursor::arrow;
    // What is under the pointer can scroll that way; else wheel and finger are the page's.
    bool can_scroll_up = false;
    bool can_scroll_down = false;
};

}  // namespace br::ui
