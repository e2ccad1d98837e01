// Glyphs for Dear ImGui from the fonts of the visitor's browser, regular and bold, in colour where
// the font has colours. No font file is shipped. A font's size is its CSS font-size; the line is as
// high as the size, with the glyphs centred on it, so layout does not depend on which font there
// is.
#pragma once

#include "imgui.h"

namespace br::web {

enum class FontWeight : int { regular = 0, bold = 1 };

// Adds a font to the atlas of the current context.
ImFont* add_browser_font(FontWeight weight);

}  // namespace br::web
