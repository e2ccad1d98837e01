// What the program asks of the page it lives in. Implemented in bindings.cpp, beside what the page
// asks of the program; nothing else crosses the boundary.
#pragma once

#include <cstdint>
#include <span>

namespace br::web {

struct GlyphRequest {
    std::uint32_t codepoint = 0;
    int size_px = 16;  // Device pixels.
    int weight = 0;    // 0 regular, 1 bold.
    int stretch = 1;   // Horizontal oversampling.
};

// In device pixels; everything but the advance is stretched horizontally.
struct GlyphBox {
    float advance = 0;
    int left = 0;   // Of the ink, from the pen.
    int top = 0;    // Of the ink, from the baseline, down.
    int width = 0;  // 0 if there is no ink.
    int height = 0;
};

struct FontExtent {
    float ascent = 0;   // Above the baseline, device pixels.
    float descent = 0;  // Below it.
};

// A glyph with its box as measured. web/js/glyph-source.js reads these nine numbers in this order.
struct MeasuredGlyph {
    GlyphRequest request;
    GlyphBox box;
};

[[nodiscard]] GlyphBox measure_glyph(const GlyphRequest& request);
[[nodiscard]] FontExtent measure_font(int size_px, int weight);
// Fills in the width x height pixels of each, one after the other: straight RGBA, black where the
// font has no colour of its own.
void draw_glyphs(std::span<const MeasuredGlyph> glyphs, std::span<std::uint8_t> rgba);

// Milliseconds of a clock that never goes back.
[[nodiscard]] double now_ms();

}  // namespace br::web
