// What charts have in common: a heading, an empty state, words beside lines.
#pragma once

#include <vector>

#include "ui/frame.h"
#include "ui/view_model.h"

namespace br::ui {

// Title at the left, unit at the right. Returns the height.
float draw_chart_heading(Frame& frame, const ChartView& chart, const Rect& rect);
void draw_chart_empty(Frame& frame, const ChartView& chart, const Rect& area);

[[nodiscard]] Color series_color(const Frame& frame, const SeriesView& series);
[[nodiscard]] Token series_text(const SeriesView& series);

// Labels that do not touch: each moved as little as needed from its own place, in the given order
// from top to bottom, all between top and bottom if there is room. Pure.
void spread_labels(std::vector<float>& centers, float height, float top, float bottom);

struct SeriesLabel {
    const SeriesView* series = nullptr;
    float at = 0;  // Where its line ends.
};
// Writes the names of the series from `left` on, beside where their lines end.
void draw_series_labels(Frame& frame, std::vector<SeriesLabel> labels, const Rect& area, float left,
                        float width);
[[nodiscard]] float series_label_width(const Frame& frame, const ChartView& chart, float width_max);

// Adds a point to a line unless it is too near to the last one to be told apart: a line that turns
// within a pixel would be drawn with spikes. The end of a line is always kept.
void add_point(std::vector<Point>& points, Point point, bool is_last);

// Whether the pointer reads values in the area.
[[nodiscard]] bool is_read(const Frame& frame, const Rect& area);

}  // namespace br::ui
