#include "ui/charts/line_chart.h"

#include <algorithm>
#include <cmath>

#include "text/number_format.h"
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

Color series_color(const Frame& frame, const SeriesView& series) {
    return frame.theme[series.is_neutral ? Token::muted : outcome_token(series.tone)];
}

Token series_text(const SeriesView& series) {
    return series.is_neutral ? Token::muted : outcome_text_token(series.tone);
}

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
    return log_ticks(plot.y.low(), plot.y.high(), count);
}

constexpr TextStyle axis_style{.size = type::tiny, .token = Token::muted};

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
        points.push_back(point);
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

void draw_labels(Frame& frame, const Plot& plot, float left, float width) {
    struct Label {
        const SeriesView* series;
        float at;
    };
    std::vector<Label> labels;
    for (const SeriesView& series : plot.chart.series) {
        const int last = last_value(series);
        if (last < 0) continue;
        labels.push_back({&series, plot.y.pixel(series.values[static_cast<std::size_t>(last)])});
    }
    std::sort(labels.begin(), labels.end(),
              [](const Label& a, const Label& b) { return a.at < b.at; });
    std::vector<float> centers;
    for (const Label& label : labels) centers.push_back(label.at);
    const float half = line_height(frame, type::tiny) / 2;
    float line = 0;
    for (const Label& label : labels) {
        const TextStyle style{.size = type::tiny, .is_bold = true};
        line = std::max(line, text_size(frame, label.series->label, style, width).height);
    }
    spread_labels(centers, line, plot.area.y - half, plot.area.bottom() + half);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const SeriesView& series = *labels[i].series;
        write(frame, {left, centers[i] - line / 2, width, line}, series.label,
              {.size = type::tiny, .is_bold = !series.is_neutral, .token = series_text(series)});
    }
}

// The values under the pointer: a hairline, a dot on each line, and a note.
void draw_readout(Frame& frame, const Plot& plot) {
    const ChartView& chart = plot.chart;
    const bool is_on =
        plot.area.contains(frame.pointer.at) && frame.clip.contains(frame.pointer.at);
    if (!is_on || chart.times_s.empty() || frame.host.has_touch) return;
    if (frame.layer == 0 && frame.shield.contains(frame.pointer.at)) return;
    const double time = plot.x.value(frame.pointer.at.x);
    const auto found = std::lower_bound(chart.times_s.begin(), chart.times_s.end(), time);
    const auto index = static_cast<std::size_t>(std::min(
        found - chart.times_s.begin(), static_cast<std::ptrdiff_t>(chart.times_s.size()) - 1));
    const float x = plot.x.pixel(chart.times_s[index]);
    draw_line(frame, {x, plot.area.y}, {x, plot.area.bottom()}, frame.theme[Token::edge]);
    std::string note;
    for (const SeriesView& series : chart.series) {
        const double value = series.values[index];
        if (std::isnan(value)) continue;
        fill_circle(frame, {x, plot.y.pixel(value)}, 3.5F, series_color(frame, series));
        if (!note.empty()) note += '\n';
        note += series.label + "\u00a0" +
                (plot.is_duration ? text::format_duration(plot.language, value)
                                  : text::format_number_short(plot.language, value));
    }
    frame.tooltip = note;
    frame.tooltip_for = {x - 1, plot.area.y, 2, plot.area.height};
}

float label_width(Frame& frame, const ChartView& chart, float width_max) {
    float width = 0;
    for (const SeriesView& series : chart.series) {
        width =
            std::max(width, text_width(frame, series.label, {.size = type::tiny, .is_bold = true}));
    }
    return std::min(std::ceil(width), width_max);
}

// Title at the left, unit at the right; below each other if they do not fit beside. Returns height.
float draw_heading(Frame& frame, const ChartView& chart, const Rect& rect) {
    const TextStyle title{.size = type::small, .is_bold = true};
    const TextStyle unit{.size = type::tiny, .token = Token::muted, .align = Align::end};
    const float unit_width = text_width(frame, chart.unit, unit) + space::unit;
    const float height =
        write(frame, {rect.x, rect.y, rect.width - unit_width, 0}, chart.title, title);
    write(frame, {rect.right() - unit_width, rect.y, unit_width, 0}, chart.unit, unit);
    return height + space::half;
}

}  // namespace

void spread_labels(std::vector<float>& centers, float height, float top, float bottom) {
    // Down: none nearer to the one above than its height.
    for (std::size_t i = 0; i < centers.size(); ++i) {
        const float least = i == 0 ? top + height / 2 : centers[i - 1] + height;
        centers[i] = std::max(centers[i], least);
    }
    // Up again: what was pushed out at the bottom pushes the others back.
    float most = bottom - height / 2;
    for (std::size_t i = centers.size(); i-- > 0;) {
        centers[i] = std::min(centers[i], most);
        most = centers[i] - height;
    }
}

void draw_line_chart(Frame& frame, const ChartView& chart, const Rect& rect,
                     const LineChartStyle& style, std::string_view language) {
    place(frame, chart.id, rect);
    const float heading = draw_heading(frame, chart, rect);
    const float labels = label_width(frame, chart, rect.width * 0.4F);
    const float line = line_height(frame, type::tiny);
    Rect area{rect.x, rect.y + heading + line * 0.6F, rect.width - labels - space::unit,
              rect.height - heading - line * 0.9F};
    if (area.height < line) return;
    if (chart.times_s.empty()) {
        write_middle(frame, {rect.x, area.y, rect.width, area.height}, chart.empty,
                     {.size = type::small, .token = Token::muted, .align = Align::center});
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
    draw_labels(frame, plot, area.right() + space::unit, labels + 1);
    draw_readout(frame, plot);
}

}  // namespace br::ui
