#include "ui/paint.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <imgui.h>

namespace br::ui {
namespace {

ImVec2 vec(Point p) {
    return {p.x, p.y};
}

constexpr float pi = 3.14159265F;

}  // namespace

void fill_rect(Frame& frame, const Rect& rect, Color color, float radius) {
    if (rect.is_empty()) return;
    const float limit = std::min(rect.width, rect.height) / 2;
    frame.list.AddRectFilled({rect.x, rect.y}, {rect.right(), rect.bottom()}, to_u32(color),
                             std::min(radius, limit));
}

void stroke_rect(Frame& frame, const Rect& rect, Color color, float radius, float thickness) {
    if (rect.is_empty()) return;
    const float limit = std::min(rect.width, rect.height) / 2;
    frame.list.AddRect({rect.x, rect.y}, {rect.right(), rect.bottom()}, to_u32(color),
                       std::min(radius, limit), 0, thickness);
}

void fill_circle(Frame& frame, Point center, float radius, Color color) {
    if (radius > 0) frame.list.AddCircleFilled(vec(center), radius, to_u32(color));
}

void stroke_circle(Frame& frame, Point center, float radius, Color color, float thickness) {
    if (radius > 0) frame.list.AddCircle(vec(center), radius, to_u32(color), 0, thickness);
}

void draw_line(Frame& frame, Point from, Point to, Color color, float thickness) {
    frame.list.AddLine(vec(from), vec(to), to_u32(color), thickness);
}

void draw_dashed(Frame& frame, Point from, Point to, Color color, float thickness) {
    constexpr float dash = 5;
    constexpr float gap = 4;
    const float dx = to.x - from.x;
    const float dy = to.y - from.y;
    const float length = std::sqrt(dx * dx + dy * dy);
    if (length <= 0) return;
    for (float at = 0; at < length; at += dash + gap) {
        const float end = std::min(at + dash, length);
        draw_line(frame, {from.x + dx * at / length, from.y + dy * at / length},
                  {from.x + dx * end / length, from.y + dy * end / length}, color, thickness);
    }
}

void fill_polygon(Frame& frame, std::span<const Point> corners, Color color) {
    for (const Point& corner : corners) frame.list.PathLineTo(vec(corner));
    frame.list.PathFillConvex(to_u32(color));
}

void draw_path(Frame& frame, std::span<const Point> points, Color color, float thickness) {
    if (points.size() < 2) return;
    for (const Point& point : points) frame.list.PathLineTo(vec(point));
    frame.list.PathStroke(to_u32(color), 0, thickness);
}

void hatch(Frame& frame, const Rect& rect, Color color, float spacing) {
    if (rect.is_empty()) return;
    frame.list.PushClipRect({rect.x, rect.y}, {rect.right(), rect.bottom()}, true);
    for (float x = rect.x - rect.height; x < rect.right(); x += spacing) {
        draw_line(frame, {x, rect.bottom()}, {x + rect.height, rect.y}, color, 1);
    }
    frame.list.PopClipRect();
}

void draw_card(Frame& frame, const Rect& rect) {
    fill_rect(frame, rect, frame.theme[Token::card], space::radius);
    stroke_rect(frame, rect, frame.theme[Token::line], space::radius);
}

Token outcome_token(Outcome outcome) {
    constexpr std::array<Token, outcome_count> tokens = {
        Token::served, Token::waiting, Token::again, Token::again, Token::failed, Token::stale};
    return tokens[static_cast<std::size_t>(outcome)];
}

Token outcome_text_token(Outcome outcome) {
    constexpr std::array<Token, outcome_count> tokens = {Token::served_text, Token::waiting_text,
                                                         Token::again_text,  Token::again_text,
                                                         Token::failed_text, Token::muted};
    return tokens[static_cast<std::size_t>(outcome)];
}

void draw_outcome(Frame& frame, Outcome outcome, Point center, float size) {
    const Color color = frame.theme[outcome_token(outcome)];
    const float half = size / 2;
    const Rect box{center.x - half, center.y - half, size, size};
    switch (outcome) {
        case Outcome::served:
            fill_rect(frame, box, color, size * 0.28F);
            break;
        case Outcome::waiting:
            stroke_circle(frame, center, half - 1, color, std::max(1.5F, size * 0.18F));
            break;
        case Outcome::again:
        case Outcome::refused:
            fill_diamond(frame, center, size * 1.15F, color);
            break;
        case Outcome::failed:
            draw_cross(frame, center, size * 0.9F, color, std::max(1.5F, size * 0.2F));
            break;
        case Outcome::nobody:
            fill_rect(frame, box, mix(color, frame.theme[Token::card], 0.45F), 1);
            hatch(frame, box, color, 3);
            stroke_rect(frame, box, color, 1);
            break;
    }
}

void fill_diamond(Frame& frame, Point center, float size, Color color) {
    const float h = size / 2;
    frame.list.AddQuadFilled({center.x, center.y - h}, {center.x + h, center.y},
                             {center.x, center.y + h}, {center.x - h, center.y}, to_u32(color));
}

void draw_cross(Frame& frame, Point center, float size, Color color, float thickness) {
    const float h = size / 2;
    draw_line(frame, {center.x - h, center.y - h}, {center.x + h, center.y + h}, color, thickness);
    draw_line(frame, {center.x - h, center.y + h}, {center.x + h, center.y - h}, color, thickness);
}

void fill_star(Frame& frame, Point center, float size, Color color) {
    constexpr int spikes = 5;
    const float outer = size / 2;
    const float inner = outer * 0.45F;
    for (int i = 0; i < 2 * spikes; ++i) {
        const float angle = -pi / 2 + static_cast<float>(i) * pi / spikes;
        const float radius = i % 2 == 0 ? outer : inner;
        frame.list.PathLineTo(
            {center.x + radius * std::cos(angle), center.y + radius * std::sin(angle)});
    }
    frame.list.PathFillConcave(to_u32(color));
}

ClipScope::ClipScope(Frame& frame, const Rect& rect) : frame_(frame), before_(frame.clip) {
    frame.clip = intersection(frame.clip, rect);
    frame.list.PushClipRect({rect.x, rect.y}, {rect.right(), rect.bottom()}, true);
}

ClipScope::~ClipScope() {
    frame_.list.PopClipRect();
    frame_.clip = before_;
}

}  // namespace br::ui
