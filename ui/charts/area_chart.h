// Shares of a whole over time, stacked so that they always add up to all there was.
#pragma once

#include <vector>

#include "ui/frame.h"
#include "ui/view_model.h"

namespace br::ui {

// Upper edges of the layers from 0 to 1, lowest first, for one set of amounts. What is below 0 or
// no number counts as nothing; if there is nothing at all, all edges are 0. Pure.
[[nodiscard]] std::vector<double> stacked_edges(const std::vector<double>& amounts);

// Draws into the rectangle, title included. The series are the layers, lowest first.
void draw_area_chart(Frame& frame, const ChartView& chart, const Rect& rect,
                     std::string_view language);

}  // namespace br::ui
