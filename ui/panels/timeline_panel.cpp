#include "ui/panels/timeline_panel.h"

#include <algorithm>
#include <cmath>

#include "ui/charts/scale.h"
#include "ui/paint.h"
#include "ui/text.h"
#include "ui/widgets.h"

namespace br::ui {
namespace {

constexpr TextStyle clock_style{.size = type::lead, .is_bold = true};
constexpr TextStyle speed_style{.size = type::tiny, .token = Token::muted};
constexpr TextStyle mark_style{.size = type::tiny, .is_bold = true, .align = Align::center};
constexpr TextStyle tick_style{.size = type::tiny, .token = Token::muted, .align = Align::center};
constexpr ButtonStyle levers_style{.tone = ButtonTone::quiet, .size = type::body, .is_bold = true};
constexpr ButtonStyle menu_style{.tone = ButtonTone::quiet, .size = type::body};
constexpr float scrub_least = 220;
constexpr float play_size = 48;

const std::string& clock_text(const TimelineView& view, LayoutKind kind) {
    return kind == LayoutKind::narrow ? view.clock_short : view.clock;
}

const std::string& speed_text(const TimelineView& view, LayoutKind kind) {
    return kind == LayoutKind::narrow ? view.speed_short : view.speed_text;
}

bool has_step_buttons(LayoutKind kind) {
    return kind != LayoutKind::narrow;
}

float end_width(const Frame& frame, const TimelineView& view, LayoutKind kind) {
    float width = kind == LayoutKind::narrow
                      ? space::target
                      : std::ceil(button_width(frame, view.levers, levers_style));
    if (has_step_buttons(kind)) width += 2 * (space::target + space::half) + space::unit;
    return width;
}

constexpr float speed_icon = 16;  // The little arrow behind the speed.

// As wide as its words, but no wider than what play and the buttons at the end leave.
float clock_width(const Frame& frame, const TimelineView& view, LayoutKind kind, float width) {
    const std::string& room_of_speed =
        kind == LayoutKind::narrow ? view.speed_short_room : view.speed_room;
    const float speed = std::max(text_width(frame, speed_text(view, kind), speed_style),
                                 text_width(frame, room_of_speed, speed_style)) +
                        speed_icon;
    const float wanted = std::max(text_width(frame, clock_text(view, kind), clock_style), speed) +
                         2 * space::unit + 1;
    const float room =
        width - 2 * space::gap - play_size - end_width(frame, view, kind) - space::pad;
    return std::max(std::min(wanted, room), space::target);
}

float line_pair(Frame& frame, const TimelineView& view, LayoutKind kind, float width) {
    const float room = clock_width(frame, view, kind, width) - 2 * space::unit;
    return text_size(frame, clock_text(view, kind), clock_style, room).height +
           text_size(frame, speed_text(view, kind), speed_style, room - speed_icon).height;
}

float controls_height(Frame& frame, const TimelineView& view, LayoutKind kind, float width) {
    return std::max(play_size, line_pair(frame, view, kind, width));
}

// Milestones above the bar, ticks below it.
float scrub_height(const Frame& frame) {
    return 2 * line_height(frame, type::tiny) + 34;
}

float controls_width(const Frame& frame, const TimelineView& view, LayoutKind kind, float width) {
    return play_size + space::unit + clock_width(frame, view, kind, width) + space::gap +
           end_width(frame, view, kind);
}

// Bar and controls in one row if the bar keeps a useful length.
bool is_one_row(const Frame& frame, const TimelineView& view, LayoutKind kind, float width) {
    const float least = kind == LayoutKind::narrow ? 84.0F : scrub_least;
    return width - controls_width(frame, view, kind, width) - 2 * space::pad >= least;
}

void draw_play(Frame& frame, const TimelineView& view, const Rect& rect) {
    draw_icon_button(frame, view.play, rect, view.is_playing ? Icon::pause : Icon::play,
                     ButtonTone::primary);
}

// Clock and speed are one button, which opens the menu of speeds.
void draw_clock(Frame& frame, const TimelineView& view, LayoutKind kind, const Rect& rect) {
    const Interaction state = interact(frame, view.speed, rect, space::unit);
    if (state.is_hovered || frame.state.is_speed_open) {
        fill_rect(frame, rect, frame.theme[Token::soft], space::unit);
    }
    const float x = rect.x + space::unit;
    const float width = rect.width - 2 * space::unit;
    TextStyle style = speed_style;
    if (view.is_slow) style.token = Token::again_text;
    const std::string& told = speed_text(view, kind);
    const TextSize speed = text_size(frame, told, speed_style, width - speed_icon);
    const float clock = text_size(frame, clock_text(view, kind), clock_style, width).height;
    const float top = rect.center().y - (clock + speed.height) / 2;
    write(frame, {x, top, width, 0}, clock_text(view, kind), clock_style);
    write(frame, {x, top + clock, width - speed_icon, 0}, told, style);
    draw_icon(frame, frame.state.is_speed_open ? Icon::down : Icon::up,
              {x + speed.width + 9, top + clock + line_height(frame, type::tiny) / 2}, 8,
              frame.theme[Token::muted]);
}

void draw_marks(Frame& frame, const TimelineView& view, const Scale& scale, float y,
                const Rect& rect) {
    const Theme& theme = frame.theme;
    const float line = line_height(frame, type::tiny);
    float free_from = rect.x - space::pad;
    for (const MilestoneView& mark : view.milestones) {
        const float x = scale.pixel(static_cast<double>(mark.at));
        draw_line(frame, {x, y - 9}, {x, y + 9}, theme[Token::ink], 1.75F);
        // The bar itself takes the pointer there; the keyboard has a control of its own.
        const float reach = space::target / 2;
        place(frame, mark.go.id, {x - reach, y - reach, 2 * reach, 2 * reach});
        if (!mark.origin.id.empty()) {
            const float half = space::target / 2;
            interact(frame, mark.origin, {x - half, y - 11 - 2 * half, 2 * half, 2 * half});
        }
        const float width = text_width(frame, mark.label, mark_style) + 1;
        const float left =
            std::clamp(x - width / 2, rect.x - space::unit, rect.right() + space::unit - width);
        const Rect label{left, y - 11 - line, width, line};
        if (Rect{x - 12, label.y, 24, line + 20}.contains(frame.pointer.at) &&
            !frame.host.has_touch) {
            frame.tooltip = mark.full;
            frame.tooltip_for = label;
        }
        if (left < free_from) continue;  // The mark stays; its words are told on hover.
        write(frame, label, mark.label, mark_style);
        free_from = left + width + space::unit;
    }
    constexpr float mark = 10;
    const float reported = text_width(frame, view.reported, tick_style) + 1 + mark + space::half;
    const float first = view.milestones.empty()
                            ? rect.right()
                            : scale.pixel(static_cast<double>(view.milestones.front().at)) - 24;
    if (!view.milestones.empty() && rect.x + reported < first) {
        TextStyle style = tick_style;
        style.align = Align::start;
        draw_icon(frame, Icon::quote, {rect.x + mark / 2, y - 11 - line / 2}, mark,
                  theme[Token::muted]);
        write(frame, {rect.x + mark + space::half, y - 11 - line, reported, line}, view.reported,
              style);
    }
}

void draw_ticks(Frame& frame, const TimelineView& view, const Scale& scale, float y,
                const Rect& rect) {
    float free_from = rect.x - space::pad;
    for (const TickView& tick : view.ticks) {
        const float x = scale.pixel(static_cast<double>(tick.at));
        const float width = text_width(frame, tick.label, tick_style) + 1;
        const float left =
            std::clamp(x - width / 2, rect.x - space::pad, rect.right() + space::pad - width);
        if (left < free_from) continue;
        write(frame, {left, y + 11, width, 0}, tick.label, tick_style);
        free_from = left + width + space::unit;
    }
}

// The scrubber. While it is dragged the thumb follows the finger; the clock jumps on release.
void draw_scrub(Frame& frame, const TimelineView& view, const Rect& rect, bool is_compact) {
    const Theme& theme = frame.theme;
    constexpr float thumb = 11;
    const Scale scale(ScaleKind::linear, 0, static_cast<double>(view.end), rect.x, rect.right());
    const float y = is_compact ? rect.center().y : rect.center().y + 2;
    const Rect target{rect.x - thumb, y - space::target / 2, rect.width + 2 * thumb, space::target};
    UiState& state = frame.state;
    const Interaction hold = interact(frame, view.scrub, target);
    if (state.active == view.scrub.id && frame.pointer.is_down) {
        state.dragging = view.scrub.id;
        state.scrub = static_cast<SimTime>(scale.value(frame.pointer.at.x));
        frame.cursor = Cursor::resize_horizontal;
    } else if (state.scrub) {
        frame.requests.push_back(
            {view.scrub.id, NodeAction::set, static_cast<double>(*state.scrub)});
        state.scrub.reset();
    }
    const float x = scale.pixel(static_cast<double>(state.scrub.value_or(view.now)));
    fill_rect(frame, {rect.x, y - 3, rect.width, 6},
              mix(theme[Token::card], theme[Token::edge], 0.3F), 3);
    fill_rect(frame, {rect.x, y - 3, x - rect.x, 6}, theme[Token::accent], 3);
    if (is_compact) {
        for (const MilestoneView& mark : view.milestones) {
            const float at = scale.pixel(static_cast<double>(mark.at));
            draw_line(frame, {at, y - 7}, {at, y + 7}, theme[Token::ink], 1.5F);
        }
    } else {
        draw_marks(frame, view, scale, y, rect);
        draw_ticks(frame, view, scale, y, rect);
    }
    fill_circle(frame, {x, y}, thumb + (hold.is_held ? 1.5F : 0), theme[Token::accent]);
    fill_circle(frame, {x, y}, thumb - 4, theme[Token::card]);
}

// Draws the buttons at the right end; returns where they begin.
float draw_end_buttons(Frame& frame, const TimelineView& view, LayoutKind kind, const Rect& row) {
    const float top = row.center().y - space::target / 2;
    float x = row.right();
    if (kind == LayoutKind::narrow) {
        x -= space::target;
        draw_icon_button(frame, view.levers, {x, top, space::target, space::target}, Icon::levers,
                         ButtonTone::quiet);
    } else {
        const float width = std::ceil(button_width(frame, view.levers, levers_style));
        x -= width;
        draw_button(frame, view.levers, {x, top, width, space::target}, levers_style);
    }
    if (!has_step_buttons(kind)) return x;
    x -= space::target + space::unit;
    draw_icon_button(frame, view.restart, {x, top, space::target, space::target}, Icon::restart,
                     ButtonTone::bare);
    x -= space::target + space::half;
    draw_icon_button(frame, view.step, {x, top, space::target, space::target}, Icon::step,
                     ButtonTone::bare);
    return x;
}

}  // namespace

float timeline_height(Frame& frame, const TimelineView& view, LayoutKind kind, float width) {
    const bool one = is_one_row(frame, view, kind, width);
    const float pad = kind == LayoutKind::narrow ? space::unit : space::gap;
    if (kind == LayoutKind::narrow) {
        return 2 * pad + controls_height(frame, view, kind, width) + (one ? 0 : space::target);
    }
    if (one)
        return 2 * pad + std::max(controls_height(frame, view, kind, width), scrub_height(frame));
    return 2 * pad + controls_height(frame, view, kind, width) + scrub_height(frame) + space::half;
}

void draw_timeline(Frame& frame, const TimelineView& view, LayoutKind kind, const Rect& rect) {
    draw_card(frame, rect);
    const bool is_narrow = kind == LayoutKind::narrow;
    const Rect inner = rect.inset(space::gap, is_narrow ? space::unit : space::gap);
    const bool one = is_one_row(frame, view, kind, rect.width);
    const float height = controls_height(frame, view, kind, rect.width);
    const float controls = one ? inner.height : height;
    const Rect row{inner.x, inner.y, inner.width, controls};
    const float clock = row.x + play_size + space::half;
    const float width = clock_width(frame, view, kind, rect.width);
    // The buttons come after the marks of the bar, so that they are theirs where both reach.
    if (!one) {
        const float top = row.bottom() + space::half;
        draw_scrub(frame, view,
                   {inner.x + space::pad, top, inner.width - 2 * space::pad, inner.bottom() - top},
                   is_narrow);
    }
    draw_play(frame, view, {row.x, row.center().y - play_size / 2, play_size, play_size});
    draw_clock(frame, view, kind, {clock, row.center().y - height / 2, width, height});
    const float end = draw_end_buttons(frame, view, kind, row);
    if (one) {
        const float left = clock + width + space::pad;
        draw_scrub(frame, view, {left, row.y, end - space::wide - left, row.height}, is_narrow);
    }
}

Rect draw_speed_menu(Frame& frame, const TimelineView& view, const Rect& timeline) {
    float widest = 0;
    for (const ControlView& speed : view.speeds) {
        widest = std::max(widest, button_width(frame, speed, menu_style));
    }
    const std::string title =
        view.is_slow ? view.speed.label + " \u00b7 " + view.speed_text : view.speed.label;
    const float columns = std::clamp(
        std::floor((timeline.width - 2 * space::pad) / (widest + space::unit)), 1.0F, 3.0F);
    const float width = columns * (widest + space::unit) + space::pad;
    const float title_height = text_size(frame, title, tick_style, width - 2 * space::gap).height;
    const float rows = std::ceil(static_cast<float>(view.speeds.size()) / columns);
    const float height = 2 * space::gap + title_height + rows * (space::target + space::unit);
    const float x = std::min(timeline.x + play_size, timeline.right() - width);
    const float y = std::max(timeline.y - height - space::unit, space::half);
    const Rect rect{x, y, width, height};
    draw_card(frame, rect);
    stroke_rect(frame, rect, frame.theme[Token::edge], space::radius);
    TextStyle style = tick_style;
    style.align = Align::start;
    write(frame, {rect.x + space::gap, rect.y + space::gap, width - 2 * space::gap, 0}, title,
          style);
    const float top = rect.y + space::gap + title_height + space::unit / 2;
    for (std::size_t i = 0; i < view.speeds.size(); ++i) {
        const auto at = static_cast<float>(i);
        const float column = std::fmod(at, columns);
        const float line = std::floor(at / columns);
        draw_button(frame, view.speeds[i],
                    {rect.x + space::gap + column * (widest + space::unit),
                     top + line * (space::target + space::unit), widest, space::target},
                    menu_style);
    }
    place(frame, "speed.menu", rect);
    return rect;
}

}  // namespace br::ui
