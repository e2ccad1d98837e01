#include "ui/charts/line_chart.h"

#include <algorithm>
#include <cmath>

#include "text/number_format.h"
#include "ui/charts/plot.h"
#include "ui/charts/scale.h"
#include "ui/paint.h"
#include "ui/text.h"
#include "ui/widgets.h"

namespace br::ui {
namespace {

struct Plot {
    const ChartView& chart;
    Rect area;
    Scale x;
    Scale y;
    float gutter = 0;  // Where the words of the axis begin.
    std::string_view language;
    bool is_duration = false;
};

// The smallest value above 0 and the largest; 0 if there is none.
Range values_of(const ChartView& chart) {
    Range range{0, 0};
    for (const SeriesView& series : chart.series) {
        for (const double value : series.values) {
            if (value > range.high) range.high = value;
            if (value > 0 && (range.low == 0 || value < range.low)) range.low = value;
        }
    }
    return range;
}

std::string tick_text(const Plot& plot, double value) {
    if (plot.is_duration) return text::format_duration(plot.language, value);
    return text::format_number_short(plot.language, value);
}

std::vector<double> ticks_of(const Frame& frame, const Plot& plot) {
    const float line = line_height(frame, type::tiny);
    const int count = std::max(2, static_cast<int>(plot.area.height / (line * 1.3F)));
    if (plot.is_duration) return duration_ticks(plot.y.low(), plot.y.high());
    return log_ticks(plot.y.low(), plot.y.high(), count);
}

// Moves the area's left side behind the widest word of the axis.
void make_gutter(const Frame& frame, Plot& plot) {
    float width = 0;
    for (const double value : ticks_of(frame, plot)) {
        width = std::max(width, text_width(frame, tick_text(plot, value), axis_style));
    }
    const float left = std::ceil(width) + space::unit;
    plot.area.x += left;
    plot.area.width = std::max(plot.area.width - left, 1.0F);
    plot.x = Scale(ScaleKind::linear, 0, plot.chart.end_s, plot.area.x, plot.area.right());
}

void draw_axis(Frame& frame, const Plot& plot) {
    const float line = line_height(frame, type::tiny);
    for (const double value : ticks_of(frame, plot)) {
        const float y = std::round(plot.y.pixel(value));
        draw_line(frame, {plot.area.x, y}, {plot.area.right(), y}, frame.theme[Token::line]);
        write(frame, {plot.gutter, y - line / 2, plot.area.x - plot.gutter, line},
              tick_text(plot, value), axis_style);
    }
}

void draw_series(Frame& frame, const Plot& plot, const SeriesView& series) {
    std::vector<Point> points;
    const Color color = series_color(frame, series);
    const auto flush = [&] {
        if (series.is_dashed) {
            for (std::size_t i = 1; i < points.size(); ++i) {
                draw_dashed(frame, points[i - 1], points[i], color, 1.5F);
            }
        } else {
            draw_path(frame, points, color, 2.5F);
        }
        points.clear();
    };
    for (std::size_t i = 0; i < series.values.size(); ++i) {
        if (std::isnan(series.values[i])) {
            flush();
            continue;
        }
        const Point point{plot.x.pixel(plot.chart.times_s[i]), plot.y.pixel(series.values[i])};
        // Level lines are joined, so that a dashed one keeps its rhythm.
        const std::size_t n = points.size();
        if (n >= 2 && points[n - 1].y == point.y && points[n - 2].y == point.y) points.pop_back();
        add_point(points, point, i + 1 == series.values.size());
    }
    flush();
}

// Index of the last value that is one; -1 if there is none.
int last_value(const SeriesView& series) {
    for (int i = static_cast<int>(series.values.size()) - 1; i >= 0; --i) {
        if (!std::isnan(series.values[static_cast<std::size_t>(i)])) return i;
    }
    return -1;
}

std::vector<SeriesLabel> labels_of(const Plot& plot) {
    std::vector<SeriesLabel> labels;
    for (const SeriesView& series : plot.chart.series) {
        const int last = last_value(series);
        if (last < 0) continue;
        labels.push_back({&series, plot.y.pixel(series.values[static_cast<std::size_t>(last)])});
    }
    return labels;
}

// The values that are read: a hairline, a dot on each line, and a note.
void draw_readout(Frame& frame, const Plot& plot, const Rect& rect) {
    const ChartView& chart = plot.chart;
    const int point = read_point(frame, chart, rect, plot.area, plot.x);
    if (point < 0) return;
    const auto index = static_cast<std::size_t>(point);
    const float x = plot.x.pixel(chart.times_s[index]);
    draw_line(frame, {x, plot.area.y}, {x, plot.area.bottom()}, frame.theme[Token::edge]);
    std::string note = clock_note(chart, index, plot.language);
    for (const SeriesView& series : chart.series) {
        const double value = series.values[index];
        if (std::isnan(value)) continue;
        fill_circle(frame, {x, plot.y.pixel(value)}, 3.5F, series_color(frame, series));
        note += '\n';
        note += series.label + "\u00a0" +
                (plot.is_duration ? text::format_duration(plot.language, value)
                                  : text::format_number_short(plot.language, value));
    }
    frame.tooltip = note;
    frame.tooltip_for = {x - 1, plot.area.y, 2, plot.area.height};
}

}  // namespace

void draw_line_chart(Frame& frame, const ChartView& chart, const Rect& rect,
                     const LineChartStyle& style, std::string_view language) {
    place(frame, chart.id, rect);
    const float heading = draw_chart_heading(frame, chart, rect);
    const float labels = series_label_width(frame, chart, rect.width * 0.4F);
    const float line = line_height(frame, type::tiny);
    Rect area{rect.x, rect.y + heading + line * 0.6F, rect.width - labels - space::unit,
              rect.height - heading - line * 1.8F};
    if (area.height < line) return;
    if (chart.times_s.empty()) {
        draw_chart_empty(frame, chart, {rect.x, area.y, rect.width, area.height});
        return;
    }
    const Range values = values_of(chart);
    const Range range =
        log_range(std::max(style.floor, values.low), values.high, style.decades_max);
    Plot plot{chart,
              area,
              Scale(ScaleKind::linear, 0, chart.end_s, area.x, area.right()),
              Scale(ScaleKind::logarithmic, range.low, range.high, area.bottom(), area.y),
              rect.x,
              language,
              style.is_duration};
    make_gutter(frame, plot);
    draw_axis(frame, plot);
    for (const SeriesView& series : chart.series) draw_series(frame, plot, series);
    draw_series_labels(frame, labels_of(plot), plot.area, area.right() + space::unit, labels + 1);
    draw_time_axis(frame, chart, plot.area, plot.x);
    draw_readout(frame, plot, rect);
}

}  // namespace br::ui
