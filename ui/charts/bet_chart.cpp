#include "ui/charts/bet_chart.h"

#include <algorithm>
#include <cmath>

#include "text/number_format.h"
#include "ui/charts/plot.h"
#include "ui/paint.h"
#include "ui/widgets.h"

namespace br::ui {
namespace {

using session::bet_points;
using session::bet_ratio_max;
using session::bet_step;

constexpr std::string_view surface = "bet.plot";

double load_of(int point) {
    return bet_step * (point + 1);
}

Axes axes_of(const BetView& view, const Rect& area) {
    const double across = view.capacity_per_s * load_of(bet_points - 1);
    return {
        area, Scale(ScaleKind::linear, 0, across, area.x, area.right()),
        Scale(ScaleKind::linear, 0, view.capacity_per_s * bet_ratio_max, area.bottom(), area.y)};
}

Point place_of(const BetView& view, const Axes& axes, double load_ratio, double goodput_ratio) {
    return {axes.x.pixel(load_ratio * view.capacity_per_s),
            axes.y.pixel(goodput_ratio * view.capacity_per_s)};
}

// Files the points from the last one under the pointer to this one, on a straight line.
void draw_by_pointer(Frame& frame, const BetView& view, const Axes& axes) {
    UiState& state = frame.state;
    const Point at = frame.pointer.at;
    const bool is_on = axes.area.contains(at) && frame.clip.contains(at);
    if (is_on && frame.host.has_touch) frame.can_scroll_up = frame.can_scroll_down = true;
    if (is_on && frame.pointer.went_down) {
        state.active = surface;
        state.bet_point = -1;
    }
    if (is_on) frame.cursor = Cursor::grab;
    if (state.active != surface || !frame.pointer.is_down) return;
    state.dragging = surface;
    const int now = nearest_bet_point(axes.x.value(at.x) / view.capacity_per_s);
    const double ratio = axes.y.value(at.y) / view.capacity_per_s;
    const int from = state.bet_point < 0 ? now : state.bet_point;
    const double before = view.points[static_cast<std::size_t>(from)].ratio;
    const int step = now < from ? -1 : 1;
    for (int point = from;; point += step) {
        const double share = now == from ? 1 : static_cast<double>(point - from) / (now - from);
        if (point != from || now == from) {
            frame.requests.push_back({view.points[static_cast<std::size_t>(point)].control.id,
                                      NodeAction::set, before + share * (ratio - before)});
        }
        if (point == now) break;
    }
    state.bet_point = now;
}

void draw_guess(Frame& frame, const BetView& view, const Axes& axes) {
    const Color color = frame.theme[Token::ink];
    std::array<Point, bet_points + 1> line;
    line[0] = {axes.area.x, axes.area.bottom()};
    for (int i = 0; i < bet_points; ++i) {
        line[static_cast<std::size_t>(i + 1)] =
            place_of(view, axes, load_of(i), view.points[static_cast<std::size_t>(i)].ratio);
    }
    if (view.is_drawn) draw_path(frame, line, color, 2.5F);
    for (std::size_t i = 0; i < bet_points; ++i) {
        const Point at = line[i + 1];
        // Where each point stands on the screen, for the mirror: as wide as a finger.
        const Rect column{at.x - space::target / 2, axes.area.y, space::target, axes.area.height};
        place(frame, view.points[i].control.id, column);
        if (frame.state.focus == view.points[i].control.id) {
            frame.focus_ring = {at.x - 11, at.y - 11, 22, 22};
            frame.focus_radius = 11;
        }
        fill_circle(frame, at, 6.5F, frame.theme[Token::card]);
        if (view.is_drawn)
            fill_circle(frame, at, 5, color);
        else
            stroke_circle(frame, at, 5, frame.theme[Token::edge], 1.5F);
    }
}

void draw_answer(Frame& frame, const BetView& view, const Axes& axes) {
    std::vector<Point> line = {{axes.area.x, axes.area.bottom()}};
    for (std::size_t i = 0; i < view.offered_ratio.size(); ++i)
        line.push_back(place_of(view, axes, view.offered_ratio[i], view.goodput_ratio[i]));
    const Color color = frame.theme[Token::served];
    draw_path(frame, line, color, 4);
    for (std::size_t i = 1; i < line.size(); ++i) {
        fill_rect(frame, {line[i].x - 4, line[i].y - 4, 8, 8}, color, 2);
    }
}

constexpr TextStyle name_style{.size = type::tiny, .is_bold = true};

struct LineName {
    const std::string* text = nullptr;
    Token token = Token::muted;
    float at = 0;  // Where its line ends.
};

float names_width(const Frame& frame, const BetView& view, float most) {
    float width = 0;
    for (const std::string* name : {&view.ideal, &view.yours, &view.simulated})
        width = std::max(width, text_width(frame, *name, name_style));
    return std::min(std::ceil(width) + 1, most);
}

// Names of the lines, beside where they end.
void draw_names(Frame& frame, const BetView& view, const Axes& axes, const Rect& box) {
    std::vector<LineName> names = {{&view.ideal, Token::muted, axes.y.pixel(view.capacity_per_s)}};
    const auto add = [&](const std::string& text, Token token, double ratio) {
        const float at = axes.y.pixel(ratio * view.capacity_per_s);
        std::size_t place = 0;
        while (place < names.size() && names[place].at <= at) ++place;
        names.insert(names.begin() + static_cast<std::ptrdiff_t>(place), {&text, token, at});
    };
    if (view.is_drawn) add(view.yours, Token::ink, view.points.back().ratio);
    if (!view.goodput_ratio.empty())
        add(view.simulated, Token::served_text, view.goodput_ratio.back());
    float height = 0;
    std::vector<float> centers;
    for (const LineName& name : names) {
        height = std::max(height, text_size(frame, *name.text, name_style, box.width).height);
        centers.push_back(name.at);
    }
    const float half = line_height(frame, type::tiny) / 2;
    spread_labels(centers, height, axes.area.y - half, axes.area.bottom() + half);
    for (std::size_t i = 0; i < names.size(); ++i) {
        TextStyle style = name_style;
        style.token = names[i].token;
        write_middle(frame, {box.x, centers[i] - height / 2, box.width, height}, *names[i].text,
                     style);
    }
}

constexpr float names_ratio = 0.3F;  // Of the chart's width, at most.

}  // namespace

float bet_chart_height_least(Frame& frame, const BetView& view, float width) {
    const float names = names_width(frame, view, width * names_ratio);
    float height = 0;
    for (const std::string* name : {&view.ideal, &view.yours, &view.simulated})
        height = std::max(height, text_size(frame, *name, name_style, names).height);
    return 3 * height + text_size(frame, view.up, axis_style, width).height +
           text_size(frame, view.across, axis_style, width).height +
           line_height(frame, type::tiny) + 2 * space::unit;
}

int nearest_bet_point(double load_ratio) {
    return std::clamp(static_cast<int>(std::lround(load_ratio / bet_step)) - 1, 0, bet_points - 1);
}

void draw_bet_chart(Frame& frame, const BetView& view, const Rect& rect,
                    std::string_view language) {
    place(frame, "bet.chart", rect);
    TextStyle upright = axis_style;
    upright.token = Token::served_text;
    TextStyle level = axis_style;
    level.align = Align::end;
    const float line = line_height(frame, type::tiny);
    const float top =
        rect.y + write(frame, {rect.x, rect.y, rect.width, 0}, view.up, upright) + space::unit;
    const float name = text_size(frame, view.across, level, rect.width).height;
    const float gutter = gutter_width(frame, {0, view.capacity_per_s * bet_ratio_max}, language);
    const float names = names_width(frame, view, rect.width * names_ratio);
    const Rect area{rect.x + gutter, top, rect.width - gutter - names - space::gap,
                    rect.bottom() - name - line - 4 - top};
    if (area.height < 2 * line || area.width < 60) return;
    const Axes axes = axes_of(view, area);
    draw_by_pointer(frame, view, axes);
    draw_grid(frame, axes, rect.x, language);
    draw_ideal(frame, axes, view.capacity_per_s);
    if (view.is_revealed) draw_answer(frame, view, axes);
    draw_guess(frame, view, axes);
    draw_names(frame, view, axes, {area.right() + space::gap, area.y, names, area.height});
    write(frame, {rect.x, rect.bottom() - name, rect.width, 0}, view.across, level);
}

}  // namespace br::ui
