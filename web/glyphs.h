// Glyphs for Dear ImGui from the fonts of the visitor's browser, regular and bold, in colour where
// the font has colours. No font file is shipped. A font's size is its CSS font-size; the line is as
// high as the size, with the glyphs centred on it, so layout does not depend on which font there
// is.
#pragma once

#include <cstddef>

#include "imgui.h"

namespace br::web {

enum class FontWeight : int { regular = 0, bold = 1 };

// Adds a font to the atlas of the current context. A glyph that a frame meets for the first time
// has its size and its place in the atlas at once, and its ink by ink_glyphs().
ImFont* add_browser_font(FontWeight weight);

// Draws so many glyphs of those without ink. True if one has a colour of its own: whatever was
// drawn with it is to be drawn once more.
bool ink_glyphs(std::size_t count_max = static_cast<std::size_t>(-1));
[[nodiscard]] bool has_glyphs_without_ink();

}  // namespace br::web
