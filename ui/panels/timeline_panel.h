// The clock of the simulation: play, step, back to the start, speed, and a scrubber with the
// reported milestones.
#pragma once

#include "ui/frame.h"
#include "ui/layout.h"

namespace br::ui {

[[nodiscard]] float timeline_height(Frame& frame, const TimelineView& view, LayoutKind kind,
                                    float width);
void draw_timeline(Frame& frame, const TimelineView& view, LayoutKind kind, const Rect& rect);

// The menu of speeds, above the timeline. Returns what it covers.
Rect draw_speed_menu(Frame& frame, const TimelineView& view, const Rect& timeline);

}  // namespace br::ui
