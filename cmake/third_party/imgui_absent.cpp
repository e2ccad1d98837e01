// What Dear ImGui's frame names of the parts of Dear ImGui that are left out. The page draws all it
// shows by ImDrawList; it has no ImGui window of its own, so widgets, tables, tabs, menus, text
// fields and stored settings are never reached (45 KB of WebAssembly). Only the fallback window
// that every frame opens and nobody sees asks for its buttons: nobody presses them.
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "imgui.h"
#include "imgui_internal.h"

namespace {

// Something calls for a part that is not there.
[[noreturn]] void stop(const char* part) {
    std::fprintf(stderr, "Dear ImGui was built without %s\n", part);
    std::abort();
}

}  // namespace

// Selecting FreeType is the one way to leave out stb_truetype (28 KB). Each program sets a font
// loader of its own before its first frame, so this default is never asked for.
namespace ImGuiFreeType {
const ImFontLoader* GetFontLoader();
const ImFontLoader* GetFontLoader() {
    stop("a font loader of its own: set one by ImFontAtlas::SetFontLoader");
}
}  // namespace ImGuiFreeType

// Stands in for sscanf in the browser's build: it would read imgui.ini, which there is none of, and
// the version of an OpenGL that does not tell it as a number, which WebGL 2 does. What is left is
// the version of the shaders, "#version 300 es".
extern "C" int br_imgui_scan(const char*, const char*, ...);
extern "C" int br_imgui_scan(const char* text, const char* format, ...) {
    constexpr char version[] = "#version ";
    constexpr size_t length = sizeof version - 1;
    if (strncmp(format, version, length) != 0 || strncmp(text, version, length) != 0) return 0;
    int number = 0;
    for (const char* at = text + length; *at >= '0' && *at <= '9'; ++at)
        number = 10 * number + (*at - '0');
    va_list out;
    va_start(out, format);
    *va_arg(out, int*) = number;
    va_end(out);
    return 1;
}

ImGuiInputTextState::ImGuiInputTextState() {
    memset(static_cast<void*>(this), 0, sizeof(*this));
}
ImGuiInputTextState::~ImGuiInputTextState() = default;
void ImGuiMenuColumns::Update(float, bool) {}

namespace ImGui {

bool ButtonBehavior(const ImRect&, ImGuiID, bool* out_hovered, bool* out_held, ImGuiButtonFlags) {
    if (out_hovered != nullptr) *out_hovered = false;
    if (out_held != nullptr) *out_held = false;
    return false;
}
bool CloseButton(ImGuiID, const ImVec2&) {
    return false;
}
bool CollapseButton(ImGuiID, const ImVec2&) {
    return false;
}
void Scrollbar(ImGuiAxis) {}
void InputTextDeactivateHook(ImGuiID) {}
void TableSettingsAddSettingsHandler() {}
void TableGcCompactSettings() {}
void TableGcCompactTransientBuffers(ImGuiTable*) {}
void TableGcCompactTransientBuffers(ImGuiTableTempData*) {}

void TextV(const char*, va_list) {
    stop("texts");
}
void SeparatorText(const char*) {
    stop("separators");
}
bool Selectable(const char*, bool, ImGuiSelectableFlags, const ImVec2&) {
    stop("selectables");
}
bool Button(const char*, const ImVec2&) {
    stop("buttons");
}
bool SliderInt(const char*, int*, int, int, const char*, ImGuiSliderFlags) {
    stop("sliders");
}
bool InputText(const char*, char*, size_t, ImGuiInputTextFlags, ImGuiInputTextCallback, void*) {
    stop("text fields");
}
void EndColumns() {
    stop("columns");
}
void TableEndRow(ImGuiTable*) {
    stop("tables");
}
void EndTable() {
    stop("tables");
}
void EndTabBar() {
    stop("tabs");
}
void EndMenuBar() {
    stop("menus");
}
void TreePop() {
    stop("trees");
}
ImGuiMultiSelectIO* EndMultiSelect() {
    stop("selections");
}

}  // namespace ImGui
