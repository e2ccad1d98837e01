#include "ui/charts/area_chart.h"

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

std::vector<double> amounts_at(const ChartView& chart, std::size_t index) {
    std::vector<double> amounts;
    for (const SeriesView& series : chart.series) amounts.push_back(series.values[index]);
    return amounts;
}

// One column of layers, as wide as its step of time.
void draw_column(Frame& frame, const ChartView& chart, const std::vector<double>& edges, float left,
                 float right, const Scale& y) {
    double below = 0;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const float top = y.pixel(edges[i]);
        const float bottom = y.pixel(below);
        if (bottom > top) {
            fill_rect(frame, {left, top, right - left, bottom - top},
                      series_color(frame, chart.series[i]));
        }
        below = edges[i];
    }
}

void draw_note(Frame& frame, const ChartView& chart, std::size_t index, const Rect& area, float x,
               std::string_view language) {
    draw_line(frame, {x, area.y}, {x, area.bottom()}, frame.theme[Token::ink]);
    const std::vector<double> edges = stacked_edges(amounts_at(chart, index));
    std::string note = clock_note(chart, index, language);
    for (std::size_t i = edges.size(); i-- > 0;) {
        const double share = edges[i] - (i > 0 ? edges[i - 1] : 0);
        note += '\n';
        note += chart.series[i].label + "\u00a0" + text::format_percent(language, share);
    }
    frame.tooltip = note;
    frame.tooltip_for = {x - 1, area.y, 2, area.height};
}

}  // namespace

std::vector<double> stacked_edges(const std::vector<double>& amounts) {
    std::vector<double> edges;
    double sum = 0;
    for (const double amount : amounts) {
        if (amount > 0) sum += amount;  // No number is not above 0.
        edges.push_back(sum);
    }
    for (double& edge : edges) edge = sum > 0 ? edge / sum : 0;
    return edges;
}

void draw_area_chart(Frame& frame, const ChartView& chart, const Rect& rect,
                     std::string_view language) {
    place(frame, chart.id, rect);
    const float heading = draw_chart_heading(frame, chart, rect);
    const float labels = series_label_width(frame, chart, rect.width * 0.4F);
    const Rect area{rect.x, rect.y + heading + space::half, rect.width - labels - space::unit,
                    rect.height - heading - space::unit - line_height(frame, type::tiny)};
    if (area.height < line_height(frame, type::tiny) || area.width < 20) return;
    if (chart.times_s.empty()) {
        draw_chart_empty(frame, chart, {rect.x, area.y, rect.width, area.height});
        return;
    }
    const Scale x(ScaleKind::linear, 0, chart.end_s, area.x, area.right());
    const Scale y(ScaleKind::linear, 0, 1, area.bottom(), area.y);
    float left = area.x;
    for (std::size_t i = 0; i < chart.times_s.size(); ++i) {
        const float right = x.pixel(chart.times_s[i]);
        draw_column(frame, chart, stacked_edges(amounts_at(chart, i)), left, right, y);
        left = right;
    }
    // A label stands beside the middle of its layer's last column.
    const std::vector<double> last = stacked_edges(amounts_at(chart, chart.times_s.size() - 1));
    std::vector<SeriesLabel> names;
    for (std::size_t i = 0; i < last.size(); ++i) {
        const double below = i > 0 ? last[i - 1] : 0;
        names.push_back({&chart.series[i], y.pixel((below + last[i]) / 2)});
    }
    draw_series_labels(frame, std::move(names), area, area.right() + space::unit, labels + 1);
    draw_time_axis(frame, chart, area, x);
    const int point = read_point(frame, chart, rect, area, x);
    if (point < 0) return;
    const auto index = static_cast<std::size_t>(point);
    draw_note(frame, chart, index, area, x.pixel(chart.times_s[index]), language);
}

}  // namespace br::ui
