// A chart of one or several lines over time: axes with units, direct labels at the lines' ends
// instead of a legend, a read-out under the pointer. Drawn on the canvas; its table stands in the
// mirror.
#pragma once

#include "ui/frame.h"
#include "ui/view_model.h"

namespace br::ui {

struct LineChartStyle {
    double floor = 1;  // Smallest value of the logarithmic scale.
    int decades_max = 4;
    bool is_duration = false;  // Ticks read as spans of time.
};

// Draws into the rectangle, title included; returns the height used (the rectangle's).
void draw_line_chart(Frame& frame, const ChartView& chart, const Rect& rect,
                     const LineChartStyle& style, std::string_view language);

}  // namespace br::ui
