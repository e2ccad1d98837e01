// One quantity against another, as the run passes through them: goodput against what is asked, the
// line against those about to ask again. The last point is where the run is now.
#pragma once

#include "ui/frame.h"
#include "ui/view_model.h"

namespace br::ui {

struct CurveStyle {
    bool has_ideal = false;  // Draws what a system that wastes nothing would do: min(x, capacity).
};

// What its note adds to its height.
[[nodiscard]] float curve_note_height(Frame& frame, const ChartView& chart, float width);

// The first series goes to the right, the second upwards; the third, if there is one, is the
// capacity. Draws into the rectangle, title included.
void draw_curve_chart(Frame& frame, const ChartView& chart, const Rect& rect,
                      const CurveStyle& style, std::string_view language);

}  // namespace br::ui
