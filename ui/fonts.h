// The two fonts that the host provides. Both are of one family, the visitor's own; how glyphs get
// in is the host's business (an ImFontLoader); all digits of a font are of one width. Sizes stand
// in theme.h.
#pragma once

struct ImFont;

namespace br::ui {

struct Fonts {
    ImFont* regular = nullptr;
    ImFont* bold = nullptr;
};

}  // namespace br::ui
