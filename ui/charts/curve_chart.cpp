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

double peak_of(const std::vector<double>& values) {
    double peak = 0;
    for (const double value : values) {
        if (value > peak) peak = value;
    }
    return peak;
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
