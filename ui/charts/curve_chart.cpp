#include "ui/charts/curve_chart.h"

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

constexpr TextStyle axis_style{.size = type::tiny, .token = Token::muted};

double peak_of(const std::vector<double>& values) {
    double peak = 0;
    for (const double value : values) {
        if (value > peak) peak = value;
    }
    return peak;
}

struct Axes {
    Rect area;
    Scale x;
    Scale y;
};

void draw_grid(Frame& frame, const Axes& axes, float left, std::string_view language) {
    const float line = line_height(frame, type::tiny);
    for (const double value : linear_ticks(axes.y.low(), axes.y.high(), 4)) {
        const float y = std::round(axes.y.pixel(value));
        draw_line(frame, {axes.area.x, y}, {axes.area.right(), y}, frame.theme[Token::line]);
        write(frame, {left, y - line / 2, axes.area.x - left, line},
              text::format_number_short(language, value), axis_style);
    }
    float free_from = axes.area.x - space::pad;
    for (const double value : linear_ticks(axes.x.low(), axes.x.high(), 4)) {
        const std::string text = text::format_number_short(language, value);
        const float width = text_width(frame, text, axis_style) + 1;
        const float at =
            std::clamp(axes.x.pixel(value) - width / 2, axes.area.x, axes.area.right() - width);
        if (at < free_from) continue;
        write(frame, {at, axes.area.bottom() + 2, width, line}, text, axis_style);
        free_from = at + width + space::unit;
    }
}

// Up along "all that is asked is served" to the capacity, then level.
void draw_ideal(Frame& frame, const Axes& axes, double capacity) {
    const Color color = frame.theme[Token::muted];
    const double knee = std::min({capacity, axes.x.high(), axes.y.high()});
    const Point corner{axes.x.pixel(knee), axes.y.pixel(knee)};
    draw_dashed(frame, {axes.area.x, axes.area.bottom()}, corner, color, 1.5F);
    if (capacity < axes.x.high())
        draw_dashed(frame, corner, {axes.area.right(), corner.y}, color, 1.5F);
}

void draw_trail(Frame& frame, const ChartView& chart, const Axes& axes) {
    std::vector<Point> points;
    const std::vector<double>& xs = chart.series[0].values;
    const std::vector<double>& ys = chart.series[1].values;
    for (std::size_t i = 0; i < xs.size(); ++i) {
        add_point(points, {axes.x.pixel(xs[i]), axes.y.pixel(ys[i])}, i + 1 == xs.size());
    }
    const Color color = series_color(frame, chart.series[1]);
    draw_path(frame, points, mix(frame.theme[Token::card], color, 0.6F), 2);
    if (points.empty()) return;
    fill_circle(frame, points.back(), 6, frame.theme[Token::card]);
    fill_circle(frame, points.back(), 4.5F, color);
}

// The widest number of the upright axis.
float gutter_width(const Frame& frame, const Range& range, std::string_view language) {
    float width = 0;
    for (const double value : linear_ticks(range.low, range.high, 4)) {
        width = std::max(width,
                         text_width(frame, text::format_number_short(language, value), axis_style));
    }
    return std::ceil(width) + space::unit;
}

}  // namespace

void draw_curve_chart(Frame& frame, const ChartView& chart, const Rect& rect,
                      const CurveStyle& style, std::string_view language) {
    place(frame, chart.id, rect);
    const TextStyle title{.size = type::small, .is_bold = true};
    TextStyle upright = axis_style;
    upright.token = series_text(chart.series[1]);
    float top = rect.y + write(frame, {rect.x, rect.y, rect.width, 0}, chart.title, title);
    const float line = line_height(frame, type::tiny);
    if (chart.times_s.empty()) {
        draw_chart_empty(frame, chart, {rect.x, top, rect.width, rect.bottom() - top});
        return;
    }
    // The upright axis is named above it, the level one below it.
    top += write(frame, {rect.x, top, rect.width, 0}, chart.series[1].label, upright) + space::unit;
    TextStyle level = axis_style;
    level.align = Align::end;
    const float name = text_size(frame, chart.series[0].label, level, rect.width).height;
    const Range across = linear_range(peak_of(chart.series[0].values));
    const Range up =
        linear_range(std::max(peak_of(chart.series[1].values),
                              chart.series.size() > 2 ? chart.series[2].values.back() : 0.0));
    const float gutter = gutter_width(frame, up, language);
    const Rect area{rect.x + gutter, top, rect.width - gutter,
                    rect.bottom() - name - line - 4 - top};
    if (area.height < line || area.width < 40) return;
    const Axes axes{area, Scale(ScaleKind::linear, 0, across.high, area.x, area.right()),
                    Scale(ScaleKind::linear, 0, up.high, area.bottom(), area.y)};
    draw_grid(frame, axes, rect.x, language);
    if (style.has_ideal && chart.series.size() > 2)
        draw_ideal(frame, axes, chart.series[2].values.back());
    draw_trail(frame, chart, axes);
    write(frame, {rect.x, rect.bottom() - name, rect.width, 0}, chart.series[0].label, level);
    if (!is_read(frame, area)) return;
    frame.tooltip = chart.summary;
    frame.tooltip_for = area;
}

}  // namespace br::ui
