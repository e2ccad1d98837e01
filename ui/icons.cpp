// The icons, each a few strokes in a square of the given size around a point.
#include <array>
#include <cmath>

#include <imgui.h>

#include "ui/paint.h"

namespace br::ui {
namespace {

constexpr float pi = 3.14159265F;

// Draws in a square from -1 to 1 around the icon's centre.
struct Pen {
    Frame& frame;
    Point center;
    float half;
    Color color;
    float stroke;

    [[nodiscard]] Point at(float x, float y) const {
        return {center.x + x * half, center.y + y * half};
    }
    void line(float x0, float y0, float x1, float y1) const {
        draw_line(frame, at(x0, y0), at(x1, y1), color, stroke);
    }
    void triangle(float x0, float y0, float x1, float y1, float x2, float y2) const {
        const Point a = at(x0, y0);
        const Point b = at(x1, y1);
        const Point c = at(x2, y2);
        frame.list.AddTriangleFilled({a.x, a.y}, {b.x, b.y}, {c.x, c.y}, to_u32(color));
    }
    void bar(float x, float y, float w, float h) const {
        const Point p = at(x, y);
        fill_rect(frame, {p.x, p.y, w * half, h * half}, color, half * 0.16F);
    }
    void arc(float radius, float from, float to) const {
        frame.list.PathArcTo({center.x, center.y}, radius * half, from, to, 20);
        frame.list.PathStroke(to_u32(color), 0, stroke);
    }
    void polyline(std::span<const Point> points) const {
        for (const Point& point : points) {
            const Point p = at(point.x, point.y);
            frame.list.PathLineTo({p.x, p.y});
        }
        frame.list.PathStroke(to_u32(color), 0, stroke);
    }
};

void draw_restart(const Pen& pen) {
    pen.arc(0.7F, -pi * 0.35F, pi * 1.35F);
    pen.triangle(-0.05F, -1.0F, -0.05F, -0.2F, -0.65F, -0.62F);
}

void draw_levers(const Pen& pen) {
    constexpr std::array<float, 3> knobs = {0.4F, -0.4F, 0.15F};
    for (std::size_t i = 0; i < knobs.size(); ++i) {
        const float y = -0.65F + 0.65F * static_cast<float>(i);
        pen.line(-0.9F, y, 0.9F, y);
        fill_circle(pen.frame, pen.at(knobs[i], y), pen.half * 0.27F, pen.color);
    }
}

void draw_theme(const Pen& pen) {
    stroke_circle(pen.frame, pen.center, pen.half * 0.85F, pen.color, pen.stroke);
    pen.frame.list.PathArcTo({pen.center.x, pen.center.y}, pen.half * 0.85F, -pi / 2, pi / 2, 20);
    pen.frame.list.PathFillConvex(to_u32(pen.color));
}

void draw_share(const Pen& pen) {
    constexpr std::array<Point, 4> tray = {
        Point{-0.7F, 0}, {-0.7F, 0.85F}, {0.7F, 0.85F}, {0.7F, 0}};
    constexpr std::array<Point, 3> head = {Point{-0.4F, -0.5F}, {0, -0.9F}, {0.4F, -0.5F}};
    pen.polyline(tray);
    pen.polyline(head);
    pen.line(0, -0.85F, 0, 0.4F);
}

void draw_breath(const Pen& pen) {
    stroke_circle(pen.frame, pen.center, pen.half * 0.9F, pen.color, pen.half * 0.22F);
    fill_circle(pen.frame, pen.center, pen.half * 0.36F, pen.color);
}

void draw_quote(const Pen& pen) {
    for (const float x : {-0.75F, 0.15F}) {
        pen.bar(x, -0.5F, 0.55F, 0.55F);
        pen.triangle(x + 0.1F, 0.0F, x + 0.55F, 0.0F, x + 0.1F, 0.6F);
    }
}

void draw_wave(const Pen& pen) {
    for (const float y : {-0.3F, 0.35F}) {
        const std::array<Point, 5> wave = {Point{-0.9F, y + 0.12F},
                                           {-0.45F, y - 0.2F},
                                           {0, y},
                                           {0.45F, y + 0.2F},
                                           {0.9F, y - 0.12F}};
        pen.polyline(wave);
    }
}

void draw_about(const Pen& pen) {
    stroke_circle(pen.frame, pen.center, pen.half * 0.9F, pen.color, pen.stroke);
    fill_circle(pen.frame, pen.at(0, -0.42F), pen.half * 0.16F, pen.color);
    pen.bar(-0.12F, -0.12F, 0.24F, 0.62F);
}

void draw_simple(const Pen& pen, Icon icon) {
    constexpr std::array<Point, 3> check = {Point{-0.7F, 0.05F}, {-0.2F, 0.55F}, {0.75F, -0.5F}};
    constexpr std::array<Point, 3> left = {Point{0.3F, -0.7F}, {-0.4F, 0}, {0.3F, 0.7F}};
    constexpr std::array<Point, 3> right = {Point{-0.3F, -0.7F}, {0.4F, 0}, {-0.3F, 0.7F}};
    constexpr std::array<Point, 3> up = {Point{-0.7F, 0.3F}, {0, -0.4F}, {0.7F, 0.3F}};
    constexpr std::array<Point, 3> down = {Point{-0.7F, -0.3F}, {0, 0.4F}, {0.7F, -0.3F}};
    constexpr std::array<Point, 3> head = {Point{0.05F, -0.65F}, {0.7F, 0}, {0.05F, 0.65F}};
    if (icon == Icon::check) pen.polyline(check);
    if (icon == Icon::chevron_left) pen.polyline(left);
    if (icon == Icon::chevron_right) pen.polyline(right);
    if (icon == Icon::up) pen.polyline(up);
    if (icon == Icon::down) pen.polyline(down);
    if (icon == Icon::send) {
        pen.line(-0.75F, 0, 0.65F, 0);
        pen.polyline(head);
    }
    if (icon == Icon::close) {
        pen.line(-0.6F, -0.6F, 0.6F, 0.6F);
        pen.line(-0.6F, 0.6F, 0.6F, -0.6F);
    }
}

}  // namespace

void draw_icon(Frame& frame, Icon icon, Point center, float size, Color color) {
    const Pen pen{frame, center, size / 2, color, size < 18 ? 1.75F : 2.25F};
    switch (icon) {
        case Icon::play:
            pen.triangle(-0.5F, -0.8F, -0.5F, 0.8F, 0.85F, 0);
            break;
        case Icon::pause:
            pen.bar(-0.65F, -0.8F, 0.45F, 1.6F);
            pen.bar(0.2F, -0.8F, 0.45F, 1.6F);
            break;
        case Icon::story:
            stroke_circle(frame, center, size / 2, color, pen.stroke);
            pen.triangle(-0.28F, -0.45F, -0.28F, 0.45F, 0.5F, 0);
            break;
        case Icon::step:
            pen.triangle(-0.7F, -0.7F, -0.7F, 0.7F, 0.35F, 0);
            pen.bar(0.45F, -0.7F, 0.28F, 1.4F);
            break;
        case Icon::restart:
            draw_restart(pen);
            break;
        case Icon::levers:
            draw_levers(pen);
            break;
        case Icon::theme:
            draw_theme(pen);
            break;
        case Icon::share:
            draw_share(pen);
            break;
        case Icon::breath:
            draw_breath(pen);
            break;
        case Icon::quote:
            draw_quote(pen);
            break;
        case Icon::wave:
            draw_wave(pen);
            break;
        case Icon::about:
            draw_about(pen);
            break;
        case Icon::close:
        case Icon::check:
        case Icon::chevron_left:
        case Icon::chevron_right:
        case Icon::send:
        case Icon::up:
        case Icon::down:
            draw_simple(pen, icon);
            break;
    }
}

}  // namespace br::ui
