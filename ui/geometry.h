// Rectangles and points of the user interface, in CSS pixels from the canvas's top left corner.
// Plain data without Dear ImGui, so that layout, charts and the mirror can be tested alone.
#pragma once

namespace br::ui {

struct Point {
    float x = 0;
    float y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

struct Rect {
    float x = 0;
    float y = 0;
    float width = 0;  // 0 or below: there is nothing to be seen.
    float height = 0;
    friend bool operator==(const Rect&, const Rect&) = default;

    [[nodiscard]] constexpr float right() const { return x + width; }
    [[nodiscard]] constexpr float bottom() const { return y + height; }
    [[nodiscard]] constexpr Point center() const { return {x + width / 2, y + height / 2}; }
    [[nodiscard]] constexpr bool is_empty() const { return width <= 0 || height <= 0; }
    [[nodiscard]] constexpr bool contains(Point p) const {
        return p.x >= x && p.x < right() && p.y >= y && p.y < bottom();
    }
    // Smaller by so much on every side; never of negative size.
    [[nodiscard]] constexpr Rect inset(float dx, float dy) const {
        const float w = width - 2 * dx;
        const float h = height - 2 * dy;
        return {x + dx, y + dy, w > 0 ? w : 0, h > 0 ? h : 0};
    }
    [[nodiscard]] constexpr Rect inset(float d) const { return inset(d, d); }
};

// The part that both cover; empty if they do not touch.
[[nodiscard]] constexpr Rect intersection(const Rect& a, const Rect& b) {
    const float left = a.x > b.x ? a.x : b.x;
    const float top = a.y > b.y ? a.y : b.y;
    const float right = a.right() < b.right() ? a.right() : b.right();
    const float bottom = a.bottom() < b.bottom() ? a.bottom() : b.bottom();
    if (right <= left || bottom <= top) return {left, top, 0, 0};
    return {left, top, right - left, bottom - top};
}

}  // namespace br::ui
