// Where the parts of the screen stand. Pure: heights that depend on words are measured before and
// come in. Three manners: wide (chat, backend and numbers side by side), tablet (chat beside the
// other two), narrow (one of three tabs at a time). Which one depends on the room in terms of the
// visitor's text size, so that large text on a wide screen reads like a phone.
#pragma once

#include "ui/geometry.h"
#include "ui/ui_state.h"

namespace br::ui {

enum class LayoutKind : std::uint8_t { wide, tablet, narrow };

[[nodiscard]] LayoutKind layout_kind(float width, float height, float text_scale);

struct LayoutInput {
    float width = 1;
    float height = 1;
    float text_scale = 1;
    float header_height = 0;  // For the kind in question.
    float tabs_height = 0;    // Narrow only.
    float timeline_height = 0;
    Tab tab = Tab::chat;
    bool is_single = false;  // That tab alone, however wide the screen is.
};

// A part that is not shown is empty.
struct Layout {
    LayoutKind kind = LayoutKind::wide;
    Rect header;
    Rect tabs;
    Rect chat;
    Rect backend;
    Rect numbers;
    Rect timeline;
    Rect sheet;  // Where the levers open.
    // Narrow: all above the timeline scrolls together when the screen is too low for it.
    Rect page;
    float page_height = 0;
};

[[nodiscard]] Layout make_layout(const LayoutInput& input);

// The outer margin, and the width inside of it.
[[nodiscard]] float page_margin(LayoutKind kind);

}  // namespace br::ui
