// The act's task, ticked when it was done, its reason, the story and what the act is about: one row
// of the header.
#pragma once

#include "ui/frame.h"

namespace br::ui {

// has_story: the control of the story stands in this row, as an icon.
[[nodiscard]] float act_row_height(Frame& frame, const ViewModel& view, float width,
                                   bool has_story);
void draw_act_row(Frame& frame, const ViewModel& view, const Rect& rect, bool has_story);

// The task and its reason, unfolded over what stands below the header.
void draw_reason(Frame& frame, const ActView& view, const Rect& below);

// The control of the story in words.
[[nodiscard]] float story_width(const Frame& frame, const ActView& view);
void draw_story(Frame& frame, const ActView& view, const Rect& rect);

// A ring to be ticked: done, under way, failed or open.
void draw_tick(Frame& frame, RowMark mark, Point center);

}  // namespace br::ui
