#include "ui/charts/curve_chart.h"

#include <algorithm>
#include <array>
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

// Dots along the line of theory.
void draw_theory(Frame& frame, const ChartView& chart, const Axes& axes) {
    constexpr float spacing = 5;
    const Color color = frame.theme[Token::ink];
    float left = 0;  // To the next dot.
    for (std::size_t i = 1; i < chart.theory_x.size(); ++i) {
        const Point from{axes.x.pixel(chart.theory_x[i - 1]), axes.y.pixel(chart.theory_y[i - 1])};
        const Point to{axes.x.pixel(chart.theory_x[i]), axes.y.pixel(chart.theory_y[i])};
        const float length = std::hypot(to.x - from.x, to.y - from.y);
        while (left < length) {
            const float part = left / length;
            fill_circle(frame, {from.x + part * (to.x - from.x), from.y + part * (to.y - from.y)},
                        1.2F, color);
            left += spacing;
        }
        left -= length;
    }
}

// A word beside a place on the plane, on a ground of its own; not where others stand already.
Rect name_place(Frame& frame, const Axes& axes, Point at, const std::string& name, Token token,
                const std::array<Rect, 2>& taken = {}) {
    if (name.empty()) return {};
    const TextStyle style{.size = type::tiny, .is_bold = true, .token = token};
    const TextSize size = text_size(frame, name, style, axes.area.width * 0.6F);
    const float x = at.x + space::unit + size.width > axes.area.right()
                        ? at.x - space::unit - size.width
                        : at.x + space::unit;
    const Rect box{std::max(x, axes.area.x),
                   std::clamp(at.y - size.height, axes.area.y,
                              std::max(axes.area.bottom() - size.height, axes.area.y)),
                   size.width + 1, size.height};
    for (const Rect& other : taken) {
        if (!intersection(box, other).is_empty()) return {};
    }
    fill_rect(frame, box, frame.theme[Token::card], space::half);
    write(frame, box, name, style);
    return box;
}

// The point nearest to the pointer; -1 if it reads none.
int nearest_point(const Frame& frame, const ChartView& chart, const Axes& axes) {
    if (!is_read(frame, axes.area)) return -1;
    int best = -1;
    float least = 0;
    for (std::size_t i = 0; i < chart.times_s.size(); ++i) {
        const float dx = axes.x.pixel(chart.series[0].values[i]) - frame.pointer.at.x;
        const float dy = axes.y.pixel(chart.series[1].values[i]) - frame.pointer.at.y;
        const float distance = dx * dx + dy * dy;
        if (best >= 0 && distance >= least) continue;
        best = static_cast<int>(i);
        least = distance;
    }
    return best;
}

// On a line through rising points.
double value_at(const std::vector<double>& xs, const std::vector<double>& ys, double x) {
    std::size_t i = 1;
    while (i + 1 < xs.size() && xs[i] < x) ++i;
    const double part = std::clamp((x - xs[i - 1]) / (xs[i] - xs[i - 1]), 0.0, 1.0);
    return ys[i - 1] + part * (ys[i] - ys[i - 1]);
}

void draw_readout(Frame& frame, const ChartView& chart, const Axes& axes, int point,
                  std::string_view language) {
    const auto index = static_cast<std::size_t>(point);
    const double x = chart.series[0].values[index];
    const double y = chart.series[1].values[index];
    const Point at{axes.x.pixel(x), axes.y.pixel(y)};
    stroke_circle(frame, at, 6, frame.theme[Token::ink], 1.5F);
    frame.tooltip = clock_note(chart, index, language);
    const auto add = [&frame, language](double value, const std::string& label) {
        frame.tooltip += '\n';
        frame.tooltip += text::format_number_short(language, value);
        frame.tooltip += ' ';
        frame.tooltip += label;
    };
    add(x, chart.series[0].label);
    add(y, chart.series[1].label);
    if (!chart.theory.empty()) add(value_at(chart.theory_x, chart.theory_y, x), chart.theory);
    frame.tooltip_for = {at.x - 6, at.y - 6, 12, 12};
}

}  // namespace

float curve_note_height(Frame& frame, const ChartView& chart, float width) {
    if (chart.note.empty() || chart.times_s.empty()) return 0;
    return text_size(frame, chart.note, axis_style, width).height + 4;
}

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
    const float note = curve_note_height(frame, chart, rect.width);
    const float bottom = rect.bottom() - note;
    if (note > 0) write(frame, {rect.x, bottom + 2, rect.width, 0}, chart.note, axis_style);
    const Range across = linear_range(peak_of(chart.series[0].values));
    const Range up =
        linear_range(std::max(peak_of(chart.series[1].values),
                              chart.series.size() > 2 ? chart.series[2].values.back() : 0.0));
    const float gutter = gutter_width(frame, up, language);
    const Rect area{rect.x + gutter, top, rect.width - gutter, bottom - name - line - 4 - top};
    if (area.height < line || area.width < 40) return;
    const Axes axes{area, Scale(ScaleKind::linear, 0, across.high, area.x, area.right()),
                    Scale(ScaleKind::linear, 0, up.high, area.bottom(), area.y)};
    draw_grid(frame, axes, rect.x, language);
    const Point now{axes.x.pixel(chart.series[0].values.back()),
                    axes.y.pixel(chart.series[1].values.back())};
    std::array<Rect, 2> taken;
    if (style.has_ideal && chart.series.size() > 2) {
        const double capacity = chart.series[2].values.back();
        draw_ideal(frame, axes, capacity);
        const float height = axes.y.pixel(std::min(capacity, axes.y.high()));
        taken[0] = name_place(frame, axes, {area.right(), height}, chart.ideal, Token::muted);
    }
    draw_theory(frame, chart, axes);
    draw_trail(frame, chart, axes);
    const bool is_free = now.y - 2 * line > area.y || chart.ideal.empty();
    if (is_free)
        taken[1] = name_place(frame, axes, now, chart.now, series_text(chart.series[1]), taken);
    if (!chart.theory.empty()) {
        // Below its end, where the words for what would be ideal leave room.
        const float end = axes.y.pixel(chart.theory_y.back()) + line + 4;
        name_place(frame, axes, {area.x + area.width * 0.62F, end}, chart.theory, Token::ink,
                   taken);
    }
    write(frame, {rect.x, bottom - name, rect.width, 0}, chart.series[0].label, level);
    int point = focused_point(frame, chart, rect);
    if (point < 0) point = nearest_point(frame, chart, axes);
    if (point >= 0) draw_readout(frame, chart, axes, point, language);
}

}  // namespace br::ui
