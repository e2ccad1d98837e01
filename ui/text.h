// Text on the canvas. Sizes are of the type scale and grow with the visitor's text zoom; lines
// break by wrap_text. What does not fit is cut with an ellipsis only where
// lines_max asks for it, and the whole text is then told on hover.
#pragma once

#include <string_view>

#include "ui/frame.h"

namespace br::ui {

enum class Align : std::uint8_t { start, center, end };

struct TextStyle {
    float size = type::body;  // CSS px before text zoom.
    bool is_bold = false;
    Token token = Token::ink;
    Align align = Align::start;
    int lines_max = 0;  // 0: as many as it takes.
};

[[nodiscard]] float line_height(const Frame& frame, float size);
// On one line.
[[nodiscard]] float text_width(const Frame& frame, std::string_view text, const TextStyle& style);

struct TextSize {
    float width = 0;
    float height = 0;
};
// Broken into lines of at most so much width.
[[nodiscard]] TextSize text_size(Frame& frame, std::string_view text, const TextStyle& style,
                                 float width_max);

// Writes into the box from its top, broken at its width; returns the height used. The box's height
// is not looked at.
float write(Frame& frame, const Rect& box, std::string_view text, const TextStyle& style);
// The same, centred between the top and the bottom of the box.
void write_middle(Frame& frame, const Rect& box, std::string_view text, const TextStyle& style);

}  // namespace br::ui
