// What charts have in common: a heading, an empty state, words beside lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/charts/scale.h"
#include "ui/frame.h"
#include "ui/text.h"
#include "ui/view_model.h"

namespace br::ui {

inline constexpr TextStyle axis_style{.size = type::tiny, .token = Token::muted};

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

// A plane of two numbers.
struct Axes {
    Rect area;
    Scale x;
    Scale y;
};
// The widest number of the upright axis, with the space beside it.
[[nodiscard]] float gutter_width(const Frame& frame, const Range& range, std::string_view language);
// Lines across and the numbers of both axes; those of the upright one begin at `left`, those of the
// level one stand below the area.
void draw_grid(Frame& frame, const Axes& axes, float left, std::string_view language);
// Up along "all that is asked is served" to the capacity, then level.
void draw_ideal(Frame& frame, const Axes& axes, double capacity);

// The time axis: its hairline marks of what was reported, and the clock below the area.
void draw_time_axis(Frame& frame, const ChartView& chart, const Rect& area, const Scale& x);

// The point that is read: the row chosen by keyboard while the chart has focus, else the one under
// the pointer; -1: none. Also takes the focus for the chart.
[[nodiscard]] int read_point(Frame& frame, const ChartView& chart, const Rect& rect,
                             const Rect& area, const Scale& x);
// The row that the keyboard has chosen, as a point; -1 without focus.
[[nodiscard]] int focused_point(Frame& frame, const ChartView& chart, const Rect& rect);
// The clock at a point, as the first line of a note.
[[nodiscard]] std::string clock_note(const ChartView& chart, std::size_t point,
                                     std::string_view language);

// Whether the pointer reads values in the area.
[[nodiscard]] bool is_read(const Frame& frame, const Rect& area);

}  // namespace br::ui
