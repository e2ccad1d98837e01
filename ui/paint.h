// Shapes on the canvas: cards, hairlines, outcome marks, icons. All drawn by us on ImDrawList.
#pragma once

#include <cstdint>
#include <span>

#include "ui/frame.h"
#include "ui/outcome.h"

namespace br::ui {

[[nodiscard]] constexpr std::uint32_t to_u32(Color c, std::uint8_t alpha = 255) {
    return static_cast<std::uint32_t>(c.red) | static_cast<std::uint32_t>(c.green) << 8 |
           static_cast<std::uint32_t>(c.blue) << 16 | static_cast<std::uint32_t>(alpha) << 24;
}

void fill_rect(Frame& frame, const Rect& rect, Color color, float radius = 0);
void stroke_rect(Frame& frame, const Rect& rect, Color color, float radius = 0,
                 float thickness = 1);
void fill_circle(Frame& frame, Point center, float radius, Color color);
void stroke_circle(Frame& frame, Point center, float radius, Color color, float thickness = 1);
void draw_line(Frame& frame, Point from, Point to, Color color, float thickness = 1);
void draw_dashed(Frame& frame, Point from, Point to, Color color, float thickness = 1);
// Convex, clockwise.
void fill_polygon(Frame& frame, std::span<const Point> corners, Color color);
void draw_path(Frame& frame, std::span<const Point> points, Color color, float thickness);
// Slanted strokes over a rectangle: "work for nobody" when it is large.
void hatch(Frame& frame, const Rect& rect, Color color, float spacing = 5);

// A card: paper with a hairline around.
void draw_card(Frame& frame, const Rect& rect);

[[nodiscard]] Token outcome_token(Outcome outcome);
[[nodiscard]] Token outcome_text_token(Outcome outcome);
// The outcome's shape, about `size` across, around a point.
void draw_outcome(Frame& frame, Outcome outcome, Point center, float size);
// A diamond on its tip, a cross, a five-pointed star.
void fill_diamond(Frame& frame, Point center, float size, Color color);
void draw_cross(Frame& frame, Point center, float size, Color color, float thickness);
void fill_star(Frame& frame, Point center, float size, Color color);

enum class Icon : std::uint8_t {
    play,
    pause,
    step,
    restart,
    levers,
    theme,
    share,
    close,
    check,
    chevron_left,
    chevron_right,
    send,
    breath,
    quote,
    up,
    down,
    story,
    wave,   // About so much.
    about,  // A letter i in a circle.
};
void draw_icon(Frame& frame, Icon icon, Point center, float size, Color color);

// Limits what is drawn and clicked to a surface; the scope's end takes the limit away.
class ClipScope {
  public:
    ClipScope(Frame& frame, const Rect& rect);
    ~ClipScope();
    ClipScope(const ClipScope&) = delete;
    ClipScope& operator=(const ClipScope&) = delete;

  private:
    Frame& frame_;
    Rect before_;
};

}  // namespace br::ui
