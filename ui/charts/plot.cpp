#include "ui/charts/plot.h"

#include <algorithm>
#include <cmath>

#include "text/number_format.h"
#include "ui/paint.h"
#include "ui/widgets.h"

namespace br::ui {

Color series_color(const Frame& frame, const SeriesView& series) {
    return frame.theme[series.is_neutral ? Token::muted : outcome_token(series.tone)];
}

Token series_text(const SeriesView& series) {
    return series.is_neutral ? Token::muted : outcome_text_token(series.tone);
}

float draw_chart_heading(Frame& frame, const ChartView& chart, const Rect& rect) {
    const TextStyle title{.size = type::small, .is_bold = true};
    const TextStyle unit{.size = type::tiny, .token = Token::muted, .align = Align::end};
    const float unit_width = text_width(frame, chart.unit, unit) + space::unit;
    const float height =
        write(frame, {rect.x, rect.y, rect.width - unit_width, 0}, chart.title, title);
    write(frame, {rect.right() - unit_width, rect.y, unit_width, 0}, chart.unit, unit);
    return height + space::half;
}

void draw_chart_empty(Frame& frame, const ChartView& chart, const Rect& area) {
    write_middle(frame, area, chart.empty,
                 {.size = type::small, .token = Token::muted, .align = Align::center});
}

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

void draw_series_labels(Frame& frame, std::vector<SeriesLabel> labels, const Rect& area, float left,
                        float width) {
    std::sort(labels.begin(), labels.end(),
              [](const SeriesLabel& a, const SeriesLabel& b) { return a.at < b.at; });
    std::vector<float> centers;
    for (const SeriesLabel& label : labels) centers.push_back(label.at);
    const float half = line_height(frame, type::tiny) / 2;
    float line = 0;
    for (const SeriesLabel& label : labels) {
        const TextStyle style{.size = type::tiny, .is_bold = !label.series->is_neutral};
        line = std::max(line, text_size(frame, label.series->label, style, width).height);
    }
    spread_labels(centers, line, area.y - half, area.bottom() + half);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const SeriesView& series = *labels[i].series;
        write(frame, {left, centers[i] - line / 2, width, line}, series.label,
              {.size = type::tiny, .is_bold = !series.is_neutral, .token = series_text(series)});
    }
}

float series_label_width(const Frame& frame, const ChartView& chart, float width_max) {
    float width = 0;
    for (const SeriesView& series : chart.series) {
        width =
            std::max(width, text_width(frame, series.label, {.size = type::tiny, .is_bold = true}));
    }
    return std::min(std::ceil(width), width_max);
}

void add_point(std::vector<Point>& points, Point point, bool is_last) {
    constexpr float nearest = 1.5F;
    if (!points.empty()) {
        const float dx = point.x - points.back().x;
        const float dy = point.y - points.back().y;
        const bool is_near = dx * dx + dy * dy < nearest * nearest;
        if (is_near && !is_last) return;
        if (is_near && points.size() > 1) points.pop_back();
    }
    points.push_back(point);
}

namespace {

// More of them where there is room.
int ticks_within(float extent) {
    constexpr float apart = 60;
    return std::clamp(static_cast<int>(extent / apart) + 1, 4, 6);
}

struct TickPlace {
    float at = 0;
    float width = 0;
};

// Where the labels stand of every so manieth tick, the first and the last within the area.
std::vector<TickPlace> place_ticks(const Frame& frame, const ChartView& chart, const Rect& area,
                                   const Scale& x, std::size_t every) {
    std::vector<TickPlace> places;
    for (std::size_t i = 0; i < chart.ticks.size(); i += every) {
        const float width = text_width(frame, chart.ticks[i].label, axis_style) + 1;
        const float at = std::clamp(x.pixel(chart.ticks[i].at_s) - width / 2, area.x,
                                    std::max(area.right() - width, area.x));
        places.push_back({at, width});
    }
    return places;
}

bool do_fit(const std::vector<TickPlace>& places, const Rect& area) {
    float free_from = area.x - space::pad;
    for (const TickPlace& place : places) {
        if (place.at < free_from || place.width > area.width) return false;
        free_from = place.at + place.width + space::unit;
    }
    return true;
}

}  // namespace

float gutter_width(const Frame& frame, const Range& range, std::string_view language) {
    float width = 0;
    for (const double value : linear_ticks(range.low, range.high, 6)) {
        width = std::max(width,
                         text_width(frame, text::format_number_short(language, value), axis_style));
    }
    return std::ceil(width) + space::unit;
}

void draw_grid(Frame& frame, const Axes& axes, float left, std::string_view language) {
    const float line = line_height(frame, type::tiny);
    for (const double value :
         linear_ticks(axes.y.low(), axes.y.high(), ticks_within(axes.area.height))) {
        const float y = std::round(axes.y.pixel(value));
        draw_line(frame, {axes.area.x, y}, {axes.area.right(), y}, frame.theme[Token::line]);
        write(frame, {left, y - line / 2, axes.area.x - left, line},
              text::format_number_short(language, value), axis_style);
    }
    float free_from = axes.area.x - space::pad;
    for (const double value :
         linear_ticks(axes.x.low(), axes.x.high(), ticks_within(axes.area.width))) {
        const std::string text = text::format_number_short(language, value);
        const float width = text_width(frame, text, axis_style) + 1;
        const float at =
            std::clamp(axes.x.pixel(value) - width / 2, axes.area.x, axes.area.right() - width);
        if (at < free_from) continue;
        write(frame, {at, axes.area.bottom() + 2, width, line}, text, axis_style);
        free_from = at + width + space::unit;
    }
}

void draw_ideal(Frame& frame, const Axes& axes, double capacity) {
    const Color color = frame.theme[Token::muted];
    const double knee = std::min({capacity, axes.x.high(), axes.y.high()});
    const Point corner{axes.x.pixel(knee), axes.y.pixel(knee)};
    draw_dashed(frame, {axes.area.x, axes.area.bottom()}, corner, color, 1.5F);
    if (capacity < axes.x.high())
        draw_dashed(frame, corner, {axes.area.right(), corner.y}, color, 1.5F);
}

void draw_time_axis(Frame& frame, const ChartView& chart, const Rect& area, const Scale& x) {
    const float line = line_height(frame, type::tiny);
    // Labels are left out evenly: a gap between two of them always means the same time.
    for (std::size_t every = 1; every <= chart.ticks.size(); ++every) {
        const std::vector<TickPlace> places = place_ticks(frame, chart, area, x, every);
        if (!do_fit(places, area)) continue;
        for (std::size_t i = 0; i < places.size(); ++i) {
            write(frame, {places[i].at, area.bottom() + 2, places[i].width, line},
                  chart.ticks[i * every].label, axis_style);
        }
        break;
    }
    constexpr float quote = 8;
    float free_from = area.x;
    for (const ChartMark& mark : chart.marks) {
        const float at = std::round(x.pixel(mark.at_s));
        draw_dashed(frame, {at, area.y}, {at, area.bottom()}, frame.theme[Token::edge], 1);
        const float width = text_width(frame, mark.label, axis_style) + 1 + quote + space::half;
        const float left = at - width - 2;
        if (left < free_from) continue;
        // Its own ground: it may stand on a filled area.
        fill_rect(frame, {left - 2, area.y, width + 2, line}, frame.theme[Token::card], 4);
        draw_icon(frame, Icon::quote, {left + quote / 2, area.y + line / 2}, quote,
                  frame.theme[Token::muted]);
        write(frame, {left + quote + space::half, area.y, width, line}, mark.label, axis_style);
        free_from = at + 2;
    }
}

int focused_point(Frame& frame, const ChartView& chart, const Rect& rect) {
    if (!take_focus(frame, chart.read, rect, space::unit) || chart.row_points.empty()) return -1;
    if (intersection(rect, frame.clip).is_empty()) return -1;  // Scrolled away since.
    const auto last = static_cast<int>(chart.row_points.size()) - 1;
    const int row =
        frame.state.read_id == chart.read.id ? std::clamp(frame.state.read_row, 0, last) : last;
    return chart.row_points[static_cast<std::size_t>(row)];
}

int read_point(Frame& frame, const ChartView& chart, const Rect& rect, const Rect& area,
               const Scale& x) {
    const int focused = focused_point(frame, chart, rect);
    if (focused >= 0 || chart.times_s.empty() || !is_read(frame, area)) return focused;
    const auto found =
        std::lower_bound(chart.times_s.begin(), chart.times_s.end(), x.value(frame.pointer.at.x));
    return static_cast<int>(std::min(found - chart.times_s.begin(),
                                     static_cast<std::ptrdiff_t>(chart.times_s.size()) - 1));
}

std::string clock_note(const ChartView& chart, std::size_t point, std::string_view language) {
    return text::format_clock(language,
                              chart.start + static_cast<UnixSeconds>(chart.times_s[point]), false);
}

bool is_read(const Frame& frame, const Rect& area) {
    if (frame.host.has_touch || !area.contains(frame.pointer.at)) return false;
    if (!frame.clip.contains(frame.pointer.at)) return false;
    return frame.layer > 0 || !frame.shield.contains(frame.pointer.at);
}

}  // namespace br::ui
