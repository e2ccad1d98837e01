#include "ui/charts/multiple_chart.h"

#include <algorithm>
#include <cmath>

#include "text/number_format.h"
#include "ui/charts/plot.h"
#include "ui/paint.h"
#include "ui/widgets.h"

namespace br::ui {
namespace {

constexpr TextStyle name_style{.size = type::small, .is_bold = true};
constexpr TextStyle figure_style{
    .size = type::small, .is_bold = true, .token = Token::served_text, .align = Align::end};

// The highest of all runs, so that they can be compared.
double peak_of(const StudyView& view) {
    double peak = 0;
    for (const double value : view.offered_per_s) peak = std::max(peak, value);
    for (const StudyRunView& run : view.runs) {
        for (const double value : run.goodput_per_s) peak = std::max(peak, value);
    }
    return peak;
}

void draw_values(Frame& frame, const StudyView& view, const StudyRunView& run, const Axes& axes) {
    const Theme& theme = frame.theme;
    float left = axes.area.x;
    std::vector<Point> asked;
    std::vector<Point> served;
    for (std::size_t i = 0; i < view.times_s.size() && i < run.goodput_per_s.size(); ++i) {
        const float right = axes.x.pixel(view.times_s[i]);
        const float top = axes.y.pixel(run.goodput_per_s[i]);
        fill_rect(frame, {left, top, right - left, axes.area.bottom() - top},
                  mix(theme[Token::card], theme[Token::served], 0.35F));
        asked.push_back({left, axes.y.pixel(view.offered_per_s[i])});
        asked.push_back({right, axes.y.pixel(view.offered_per_s[i])});
        add_point(served, {(left + right) / 2, top}, i + 1 == view.times_s.size());
        left = right;
    }
    draw_path(frame, asked, theme[Token::again], 1.5F);
    draw_path(frame, served, theme[Token::served], 2);
}

// Names what was asked for, beside its highest step, if there is room.
void name_asked(Frame& frame, const StudyView& view, const Axes& axes) {
    std::size_t last = 0;
    for (std::size_t i = 1; i < view.offered_per_s.size(); ++i) {
        if (view.offered_per_s[i] >= view.offered_per_s[last]) last = i;
    }
    const TextStyle style{.size = type::tiny, .is_bold = true, .token = Token::again_text};
    const float x = axes.x.pixel(view.times_s[last]) + space::half;
    const float width = text_width(frame, view.asked, style) + 1;
    if (x + width > axes.area.right()) return;
    const float y = axes.y.pixel(view.offered_per_s[last]);
    write(frame, {x, y, width, 0}, view.asked, style);
}

void draw_readout(Frame& frame, const StudyView& view, const StudyRunView& run, const Axes& axes,
                  std::string_view language) {
    if (!is_read(frame, axes.area) || view.times_s.empty()) return;
    const auto found = std::lower_bound(view.times_s.begin(), view.times_s.end(),
                                        axes.x.value(frame.pointer.at.x));
    const auto index =
        std::min(static_cast<std::size_t>(found - view.times_s.begin()), view.times_s.size() - 1);
    const float x = axes.x.pixel(view.times_s[index]);
    draw_line(frame, {x, axes.area.y}, {x, axes.area.bottom()}, frame.theme[Token::edge]);
    frame.tooltip = text::format_duration(language, view.times_s[index]);
    frame.tooltip += '\n';
    frame.tooltip +=
        view.asked + "\u00a0" + text::format_number_short(language, view.offered_per_s[index]);
    frame.tooltip += '\n';
    frame.tooltip +=
        view.in_time + "\u00a0" + text::format_number_short(language, run.goodput_per_s[index]);
    frame.tooltip_for = {x - 1, axes.area.y, 2, axes.area.height};
}

}  // namespace

void draw_multiple(Frame& frame, const StudyView& view, std::size_t index, const Rect& rect,
                   std::string_view language) {
    const StudyRunView& run = view.runs[index];
    place(frame, "study.run." + std::to_string(index), rect);
    const float figure = text_width(frame, run.figure, figure_style) + 1;
    const float name =
        write(frame, {rect.x, rect.y, rect.width - figure - space::unit, 0}, run.name, name_style);
    write(frame, {rect.right() - figure, rect.y, figure, 0}, run.figure, figure_style);
    const float line = line_height(frame, type::tiny);
    const Range up = linear_range(peak_of(view));
    const float gutter = gutter_width(frame, up, language);
    const float top = rect.y + name + line / 2 + 2;
    const Rect area{rect.x + gutter, top, rect.width - gutter, rect.bottom() - line - 4 - top};
    if (area.height < line || area.width < 40 || view.times_s.empty()) return;
    const Axes axes{area, Scale(ScaleKind::linear, 0, view.times_s.back(), area.x, area.right()),
                    Scale(ScaleKind::linear, 0, up.high, area.bottom(), area.y)};
    for (const double value : linear_ticks(0, up.high, 3)) {
        const float y = std::round(axes.y.pixel(value));
        draw_line(frame, {area.x, y}, {area.right(), y}, frame.theme[Token::line]);
        write(frame, {rect.x, y - line / 2, gutter, line},
              text::format_number_short(language, value), axis_style);
    }
    const std::string end = text::format_duration(language, view.times_s.back());
    TextStyle level = axis_style;
    level.align = Align::end;
    write(frame, {area.x, area.bottom() + 2, area.width, line}, end, level);
    draw_values(frame, view, run, axes);
    if (index == 0) name_asked(frame, view, axes);
    draw_readout(frame, view, run, axes, language);
}

}  // namespace br::ui
