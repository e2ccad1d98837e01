// Stands in for the FreeType rasterizer of Dear ImGui: selecting FreeType is the one way to leave out
// stb_truetype (28 KB of WebAssembly). Each program sets a font loader of its own, so this default is
// never asked for; without one, Dear ImGui stops here instead of drawing no text.
#include <cstdio>
#include <cstdlib>

#include "imgui.h"

namespace ImGuiFreeType {
const ImFontLoader* GetFontLoader();
const ImFontLoader* GetFontLoader() {
    std::fputs("Dear ImGui needs ImFontAtlas::SetFontLoader before its first frame\n", stderr);
    std::abort();
}
}  // namespace ImGuiFreeType
