// What every panel needs to draw one frame: the draw list, the theme, the pointer, and where
// requests go. Made anew by draw_app for each frame.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/actions.h"
#include "ui/fonts.h"
#include "ui/geometry.h"
#include "ui/host.h"
#include "ui/text_layout.h"
#include "ui/theme.h"
#include "ui/ui_state.h"

struct ImDrawList;

namespace br::ui {

// What was written where, for tests: a text that was cut or that leaves its surface is a fault.
struct WrittenText {
    std::string text;
    Rect box;                  // Of the ink.
    Rect surface;              // What clips it.
    int layer = 0;             // Texts of one layer must not cover each other.
    bool is_cut = false;       // Shortened with an ellipsis.
    bool is_scrolled = false;  // Its surface scrolls up and down.
};
using TextReport = std::vector<WrittenText>;

struct Pointer {
    Point at{-1, -1};
    bool is_down = false;
    bool went_down = false;  // In this frame.
    bool went_up = false;    // In this frame.
    float wheel = 0;         // Lines, up is positive.
};

struct Frame {
    ImDrawList& list;
    const Theme& theme;
    const Fonts& fonts;
    const Host& host;
    UiState& state;
    Pointer pointer;
    std::vector<Request>& requests;
    TextReport* report = nullptr;

    Rect clip{};                    // Surface that is drawn on now.
    ScrollState* scroll = nullptr;  // Of that surface, if it scrolls.
    int layer = 0;                  // 0 is the page, 1 an open sheet or menu.
    Rect shield{};                  // Covered by layer 1: takes no pointer below.
    double step_s = 0;              // Since the last frame.
    Cursor cursor = Cursor::arrow;
    bool is_moving = false;
    bool can_scroll_up = false;  // The surface under the pointer has more above, below.
    bool can_scroll_down = false;
    Rect focus_ring{};  // Of the focused control, if it was drawn.
    float focus_radius = 0;
    std::string tooltip{};  // Of what the pointer is on.
    Rect tooltip_for{};
    std::vector<TextLine> lines{};  // Scratch of the text functions.

    // Moves only if the visitor has not asked for stillness.
    [[nodiscard]] bool may_move() const { return !host.prefers_reduced_motion; }
};

}  // namespace br::ui
