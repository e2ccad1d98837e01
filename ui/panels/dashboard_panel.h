// The numbers: headroom as a circle that breathes, what is asked and served over time, what became
// of the last minute, one piece of advice.
#pragma once

#include "ui/frame.h"

namespace br::ui {

void draw_dashboard(Frame& frame, const DashboardView& view, const Rect& rect,
                    std::string_view language);

// Breaths per minute: 12 when half is free, faster as room goes, at most 40, none without room.
[[nodiscard]] double breaths_per_minute(double headroom_ratio);

}  // namespace br::ui
