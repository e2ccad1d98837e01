// Scrolling of a surface: by wheel, by finger with a little run-out, and by focus.
#include <algorithm>
#include <cmath>

#include "ui/widgets.h"

namespace br::ui {
namespace {

constexpr float wheel_step = 56;     // CSS px per line of the wheel.
constexpr float drag_threshold = 6;  // Before that a touch is a tap.
constexpr float friction_per_s = 4;

float offset_max(const ScrollState& state, float height) {
    return std::max(state.content - height, 0.0F);
}

}  // namespace

ScrollScope::ScrollScope(Frame& frame, std::string_view id, const Rect& rect, ScrollState& state)
    : frame_(frame), rect_(rect), state_(state), outer_(frame.scroll), clip_(frame, rect) {
    take_drag(id);
    move_on();
    frame.scroll = &state;
}

// The wheel is taken at the end, so that a surface within this one comes first.
ScrollScope::~ScrollScope() {
    take_wheel();
    const float end = offset_max(state_, rect_.height);
    if (end > 0) {  // A thin mark of where one is.
        const float length = std::max(rect_.height * rect_.height / state_.content, 24.0F);
        const float top = rect_.y + (rect_.height - length) * (state_.offset / end);
        fill_rect(frame_, {rect_.right() - 4, top, 3, length},
                  mix(frame_.theme[Token::card], frame_.theme[Token::edge], 0.55F), 2);
    }
    frame_.scroll = outer_;
}

float ScrollScope::content_top() const {
    return rect_.y - std::round(state_.offset);
}

void ScrollScope::set_content_height(float height) {
    const bool has_grown = height != state_.content;
    state_.content = height;
    const float end = offset_max(state_, rect_.height);
    if (has_grown && state_.sticks_to_end && state_.is_at_end && state_.offset != end) {
        state_.offset = end;
        frame_.is_moving = true;  // What was drawn stands at the old offset.
    }
    state_.offset = std::clamp(state_.offset, 0.0F, end);
}

void ScrollScope::take_wheel() {
    const Point at = frame_.pointer.at;
    if (!rect_.contains(at) || !frame_.clip.contains(at)) return;
    if (frame_.layer == 0 && frame_.shield.contains(at)) return;
    const float end = offset_max(state_, rect_.height);
    frame_.can_scroll_up |= state_.offset > 0;
    frame_.can_scroll_down |= state_.offset < end;
    const float wheel = frame_.pointer.wheel;
    const bool has_room = wheel > 0 ? state_.offset > 0 : state_.offset < end;
    if (wheel == 0 || !has_room) return;
    frame_.pointer.wheel = 0;
    state_.offset = std::clamp(state_.offset - wheel * wheel_step, 0.0F, end);
    state_.velocity = 0;
    state_.is_at_end = state_.offset >= end - 1;
    frame_.is_moving = true;
}

void ScrollScope::take_drag(std::string_view id) {
    UiState& ui = frame_.state;
    const Point at = frame_.pointer.at;
    const bool is_shielded = frame_.layer == 0 && frame_.shield.contains(at);
    const bool can_scroll = offset_max(state_, rect_.height) > 0;
    if (frame_.pointer.went_down && rect_.contains(at) && !is_shielded && can_scroll) {
        ui.drag_candidate = id;
        ui.drag_from = at;
        ui.drag_offset = state_.offset;
        state_.velocity = 0;
    }
    if (ui.drag_candidate != id) return;
    const float dy = at.y - ui.drag_from.y;
    if (ui.dragging.empty() && frame_.pointer.is_down && std::fabs(dy) > drag_threshold &&
        std::fabs(dy) > std::fabs(at.x - ui.drag_from.x)) {
        ui.dragging = id;
        ui.active.clear();  // No longer a tap.
    }
    if (ui.dragging != id) return;
    const float before = state_.offset;
    const float end = offset_max(state_, rect_.height);
    state_.offset = std::clamp(ui.drag_offset - dy, 0.0F, end);
    if (frame_.step_s > 0 && frame_.pointer.is_down) {
        state_.velocity = (state_.offset - before) / static_cast<float>(frame_.step_s);
    }
    state_.is_at_end = state_.offset >= end - 1;
    frame_.cursor = Cursor::grab;
    frame_.is_moving = true;
}

void ScrollScope::move_on() {
    if (frame_.pointer.is_down || std::fabs(state_.velocity) < 10 || !frame_.may_move()) {
        if (!frame_.pointer.is_down) state_.velocity = 0;
        return;
    }
    const auto step = static_cast<float>(frame_.step_s);
    const float end = offset_max(state_, rect_.height);
    state_.offset = std::clamp(state_.offset + state_.velocity * step, 0.0F, end);
    state_.velocity *= std::max(0.0F, 1 - friction_per_s * step);
    if (state_.offset <= 0 || state_.offset >= end) state_.velocity = 0;
    frame_.is_moving = true;
}

}  // namespace br::ui
