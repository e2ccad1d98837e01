#include "ui/widgets.h"

#include <algorithm>
#include <cmath>

namespace br::ui {
namespace {

bool is_pointer_on(const Frame& frame, const Rect& rect) {
    const Point at = frame.pointer.at;
    if (!rect.contains(at) || !frame.clip.contains(at)) return false;
    return frame.layer > 0 || !frame.shield.contains(at);
}

// A control with focus that is outside of its scrolled surface is brought into view.
void bring_into_view(Frame& frame, const Rect& rect) {
    if (!frame.state.is_focus_new || frame.scroll == nullptr) return;
    float move = 0;
    if (rect.y < frame.clip.y) move = rect.y - frame.clip.y - space::unit;
    if (rect.bottom() > frame.clip.bottom())
        move = rect.bottom() - frame.clip.bottom() + space::unit;
    if (move == 0) return;
    frame.scroll->offset += move;
    frame.scroll->velocity = 0;
    frame.is_moving = true;
}

struct Tones {
    Color ground;
    Token text = Token::ink;
    bool has_ground = true;
    bool has_outline = false;
};

Tones tones_of(const Frame& frame, ButtonTone tone, const ControlView& control,
               const Interaction& state) {
    const Theme& theme = frame.theme;
    Tones tones{theme[Token::soft]};
    switch (tone) {
        case ButtonTone::primary:
            tones.ground = theme[Token::accent];
            tones.text = Token::on_accent;
            break;
        case ButtonTone::quiet:
            break;
        case ButtonTone::outline:
            tones.ground = theme[Token::card];
            tones.has_outline = true;
            break;
        case ButtonTone::bare:
            tones.has_ground = state.is_hovered || state.is_held;
            tones.text = Token::accent;
            break;
    }
    if (control.is_on && tone != ButtonTone::primary) {
        tones = {theme[Token::accent], Token::on_accent, true, false};
    }
    // What cannot be pressed loses its colour, so that its words stay readable.
    if (!control.is_enabled) tones = {theme[Token::soft], Token::muted, tones.has_ground, false};
    if (control.is_enabled && (state.is_hovered || state.is_held)) {
        const Token toward = tones.text == Token::on_accent ? Token::card : Token::edge;
        tones.ground = mix(tones.ground, theme[toward], state.is_held ? 0.22F : 0.10F);
    }
    return tones;
}

void draw_ground(Frame& frame, const Rect& rect, const Tones& tones, float radius) {
    if (tones.has_ground) fill_rect(frame, rect, tones.ground, radius);
    if (tones.has_outline) stroke_rect(frame, rect, frame.theme[Token::edge], radius);
}

TextStyle label_style(const ButtonStyle& style, Token token) {
    return {style.size, style.is_bold, token, style.align};
}

}  // namespace

void place(Frame& frame, std::string_view id, const Rect& rect) {
    const Rect seen = intersection(rect, frame.clip);
    if (seen.is_empty()) return;
    auto found = frame.state.places.find(id);
    if (found == frame.state.places.end()) {
        found = frame.state.places.emplace(std::string(id), Place{}).first;
    }
    found->second = {seen, frame.state.frame};
}

bool take_focus(Frame& frame, const ControlView& control, const Rect& rect, float radius) {
    place(frame, control.id, rect);
    if (frame.state.focus != control.id) return false;
    bring_into_view(frame, rect);
    frame.focus_ring = intersection(rect, frame.clip);
    frame.focus_radius = radius;
    return true;
}

Interaction interact(Frame& frame, const ControlView& control, const Rect& rect, float radius) {
    UiState& state = frame.state;
    Interaction result;
    take_focus(frame, control, rect, radius);
    const bool is_on = is_pointer_on(frame, rect);
    if (is_on && frame.pointer.went_down) state.active = control.id;
    const bool is_active = state.active == control.id;
    result.is_held = is_active && is_on && frame.pointer.is_down;
    result.is_hovered = is_on && !frame.host.has_touch && (is_active || !frame.pointer.is_down);
    if ((is_on || is_active) && control.is_enabled && state.dragging.empty()) {
        frame.cursor = Cursor::hand;
    }
    if (is_active && is_on && frame.pointer.went_up && control.is_enabled) {
        frame.requests.push_back({control.id, NodeAction::press, 0});
        result.was_pressed = true;
    }
    return result;
}

constexpr TextStyle origin_style{.size = type::tiny, .token = Token::muted};
constexpr float origin_mark = 12;

void draw_origin_mark(Frame& frame, Origin origin, Point center, float size, Color color) {
    constexpr Icon icons[origin_count] = {Icon::quote, Icon::wave, Icon::breath};
    draw_icon(frame, icons[static_cast<std::size_t>(origin)], center, size, color);
}

float origin_width(const Frame& frame, const OriginView& view) {
    const float word = text_width(frame, view.control.label, origin_style);
    return std::max(std::ceil(word) + 1 + origin_mark + 2 * space::unit, space::target);
}

void draw_origin(Frame& frame, const OriginView& view, const Rect& box) {
    const bool has_word = origin_width(frame, view) <= box.width;
    const float width = has_word ? origin_width(frame, view) : space::target;
    const Rect rect{box.right() - width, box.y, width, box.height};
    TextStyle style = origin_style;
    const Interaction state = interact(frame, view.control, rect);
    if (state.is_hovered) {
        style.token = Token::ink;
        frame.tooltip = view.control.hint;
        frame.tooltip_for = rect;
    }
    if (!has_word) {
        draw_origin_mark(frame, view.origin, rect.center(), origin_mark, frame.theme[style.token]);
        return;
    }
    draw_origin_mark(frame, view.origin, {rect.x + space::half + origin_mark / 2, rect.center().y},
                     origin_mark, frame.theme[style.token]);
    const float left = origin_mark + space::unit + 2;
    write_middle(frame, {rect.x + left, rect.y, width - left, rect.height}, view.control.label,
                 style);
}

float button_width(const Frame& frame, const ControlView& control, const ButtonStyle& style) {
    const float text = text_width(frame, control.label, label_style(style, Token::ink));
    return std::max(std::ceil(text) + 2 * style.pad, space::target);
}

float button_height(Frame& frame, const ControlView& control, float width,
                    const ButtonStyle& style) {
    const float inner = width - 2 * style.pad;
    const float text =
        text_size(frame, control.label, label_style(style, Token::ink), inner).height;
    return std::max(text + 2 * space::unit, space::target);
}

bool draw_button(Frame& frame, const ControlView& control, const Rect& rect,
                 const ButtonStyle& style) {
    const Interaction state = interact(frame, control, rect, style.radius);
    const Tones tones = tones_of(frame, style.tone, control, state);
    draw_ground(frame, rect.inset(0, style.inset_y), tones, std::min(style.radius, 22.0F));
    write_middle(frame, rect.inset(style.pad, 0), control.label, label_style(style, tones.text));
    if (state.is_hovered && !control.hint.empty()) {
        frame.tooltip = control.hint;
        frame.tooltip_for = rect;
    }
    return state.was_pressed;
}

bool draw_icon_button(Frame& frame, const ControlView& control, const Rect& rect, Icon icon,
                      ButtonTone tone) {
    const Interaction state = interact(frame, control, rect, 999);
    const Tones tones = tones_of(frame, tone, control, state);
    draw_ground(frame, rect, tones, 999);
    const Token ink = tone == ButtonTone::bare && !control.is_on ? Token::muted : tones.text;
    draw_icon(frame, icon, rect.center(), rect.height * 0.38F, frame.theme[ink]);
    if (state.is_hovered) {
        frame.tooltip = control.label;
        frame.tooltip_for = rect;
    }
    return state.was_pressed;
}

float segments_width(const Frame& frame, std::span<const ControlView> controls, float size,
                     float width_max) {
    float widest = 0;
    for (const ControlView& control : controls) {
        widest =
            std::max(widest, text_width(frame, control.label, {.size = size, .is_bold = true}));
    }
    const auto count = static_cast<float>(controls.size());
    const float each = std::min(std::ceil(widest) + 2 * space::gap, width_max / count);
    return std::max(each, space::target) * count;
}

float segments_height(Frame& frame, std::span<const ControlView> controls, float size,
                      float width) {
    const float each = width / static_cast<float>(controls.size()) - space::unit;
    float height = 0;
    for (const ControlView& control : controls) {
        height = std::max(
            height, text_size(frame, control.label, {.size = size, .is_bold = true}, each).height);
    }
    return std::max(height + space::pad, space::target);
}

void draw_segments(Frame& frame, std::span<const ControlView> controls, const Rect& rect,
                   float size) {
    const Theme& theme = frame.theme;
    const Rect track = rect.inset(0, 4);
    fill_rect(frame, track, theme[Token::card], 999);
    stroke_rect(frame, track, theme[Token::line], 999);
    const float each = rect.width / static_cast<float>(controls.size());
    for (std::size_t i = 0; i < controls.size(); ++i) {
        const Rect cell{rect.x + each * static_cast<float>(i), rect.y, each, rect.height};
        const ControlView& control = controls[i];
        const Interaction state = interact(frame, control, cell, 999);
        if (control.is_on || state.is_hovered) {
            const Color ground = control.is_on ? theme[Token::soft]
                                               : mix(theme[Token::card], theme[Token::soft], 0.6F);
            fill_rect(frame, cell.inset(3, 7), ground, 999);
            if (control.is_on && theme.kind != ThemeKind::light && theme.kind != ThemeKind::dark) {
                stroke_rect(frame, cell.inset(3, 7), theme[Token::edge], 999);
            }
        }
        write_middle(frame, cell.inset(space::half, 0), control.label,
                     {.size = size,
                      .is_bold = control.is_on,
                      .token = control.is_on ? Token::ink : Token::muted,
                      .align = Align::center});
        if (state.is_hovered && !control.hint.empty()) {
            frame.tooltip = control.hint;
            frame.tooltip_for = cell;
        }
    }
}

namespace {

// Places chips row by row; calls back with each chip's rectangle. Returns the height.
template <class Draw>
float flow_chips(Frame& frame, std::span<const ControlView> controls, const Rect& box,
                 const ButtonStyle& style, Draw draw) {
    float x = box.x;
    float y = box.y;
    float row = 0;
    for (const ControlView& control : controls) {
        const float width = std::min(button_width(frame, control, style), box.width);
        if (x > box.x && x + width > box.right() + 0.5F) {
            x = box.x;
            y += row + style.gap_y;
            row = 0;
        }
        const float height = button_height(frame, control, width, style);
        draw(control, Rect{x, y, width, height});
        row = std::max(row, height);
        x += width + space::unit;
    }
    return controls.empty() ? 0 : y + row - box.y;
}

}  // namespace

float chips_height(Frame& frame, std::span<const ControlView> controls, float width,
                   const ButtonStyle& style) {
    return flow_chips(frame, controls, {0, 0, width, 0}, style,
                      [](const ControlView&, const Rect&) {});
}

float chips_height_within(Frame& frame, std::span<const ControlView> controls, float width,
                          const ButtonStyle& style, float most) {
    float height = 0;
    flow_chips(frame, controls, {0, 0, width, 0}, style,
               [&height, most](const ControlView&, const Rect& rect) {
                   if (rect.bottom() <= most) height = std::max(height, rect.bottom());
               });
    return height;
}

float draw_chips(Frame& frame, std::span<const ControlView> controls, const Rect& box,
                 const ButtonStyle& style) {
    return flow_chips(frame, controls, box, style,
                      [&](const ControlView& control, const Rect& rect) {
                          draw_button(frame, control, rect, style);
                      });
}

double draw_slider(Frame& frame, const ControlView& control, const Rect& rect,
                   const SliderStyle& style) {
    constexpr float thumb = 10;
    const Interaction state = interact(frame, control, rect);
    const Theme& theme = frame.theme;
    const float left = rect.x + thumb;
    const float length = std::max(rect.width - 2 * thumb, 1.0F);
    double now = style.now;
    if (frame.state.active == control.id && frame.pointer.is_down && control.is_enabled) {
        frame.state.dragging = control.id;
        const double share =
            std::clamp(static_cast<double>((frame.pointer.at.x - left) / length), 0.0, 1.0);
        now = style.min + share * (style.max - style.min);
        if (style.step > 0) {
            now = style.min + std::round((now - style.min) / style.step) * style.step;
        }
        now = std::clamp(now, style.min, style.max);
        if (now != style.now) frame.requests.push_back({control.id, NodeAction::set, now});
        frame.cursor = Cursor::resize_horizontal;
    }
    const double span = style.max - style.min;
    const float share = span > 0 ? static_cast<float>((now - style.min) / span) : 0;
    const float y = rect.center().y;
    const float x = left + share * length;
    fill_rect(frame, {left, y - 3, length, 6}, theme[Token::line], 3);
    stroke_rect(frame, {left, y - 3, length, 6}, theme[Token::edge], 3);
    fill_rect(frame, {left, y - 3, x - left, 6}, theme[Token::accent], 3);
    fill_circle(frame, {x, y}, thumb + (state.is_held ? 2 : 0), theme[Token::accent]);
    fill_circle(frame, {x, y}, thumb - 3.5F, theme[Token::card]);
    return now;
}

void draw_switch(Frame& frame, const ControlView& control, const Rect& rect) {
    const Interaction state = interact(frame, control, rect);
    const Theme& theme = frame.theme;
    const Rect track{rect.right() - 46, rect.center().y - 13, 46, 26};
    const Color ground = control.is_on ? theme[Token::accent] : theme[Token::card];
    fill_rect(frame, track, ground, 13);
    if (!control.is_on) stroke_rect(frame, track, theme[Token::edge], 13, 1.5F);
    const float x = control.is_on ? track.right() - 13 : track.x + 13;
    const Color knob = control.is_on ? theme[Token::on_accent] : theme[Token::edge];
    fill_circle(frame, {x, track.center().y}, state.is_held ? 10.0F : 9.0F, knob);
    if (control.is_on) {
        draw_icon(frame, Icon::check, {x, track.center().y}, 10, theme[Token::accent]);
    }
}

}  // namespace br::ui
