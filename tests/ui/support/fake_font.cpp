#include "ui/support/fake_font.h"

#include <imgui.h>
#include <imgui_internal.h>

namespace br::ui::testing {
namespace {

// Widths in shares of the size, about those of a common system font; bold is a little wider.
float advance_share(ImWchar c) {
    if (c >= 0x2E80) return 1.0F;
    if (c == ' ' || c == 0xA0) return 0.3F;
    if (c == 'i' || c == 'l' || c == 'j' || c == '.' || c == ',' || c == '\'') return 0.28F;
    if (c == 'm' || c == 'w' || c == 'M' || c == 'W') return 0.9F;
    if (c >= 'A' && c <= 'Z') return 0.68F;
    return 0.57F;
}

bool load_glyph(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar c,
                ImFontGlyph* glyph, float* out_advance) {
    const float advance = advance_share(c) * baked->Size * (source->FontNo == 1 ? 1.07F : 1.0F);
    if (out_advance != nullptr) {
        *out_advance = advance;
        return true;
    }
    glyph->Codepoint = c & 0x3FFFFFFU;
    glyph->AdvanceX = advance;
    return true;
}

bool init_baked(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
    baked->Ascent = baked->Size * 0.8F;
    baked->Descent = baked->Ascent - baked->Size;
    return true;
}

ImFont* add_font(const ImFontLoader& loader, unsigned number) {
    ImFontAtlas* atlas = ImGui::GetIO().Fonts;
    atlas->SetFontLoader(&loader);
    ImFontConfig config;
    config.FontLoader = &loader;
    config.FontNo = number;
    config.SizePixels = 16;
    return atlas->AddFont(&config);
}

const ImFontLoader& fake_loader() {
    static const ImFontLoader loader = [] {
        ImFontLoader made;
        made.Name = "fake";
        made.FontSrcContainsGlyph = [](ImFontAtlas*, ImFontConfig*, ImWchar) { return true; };
        made.FontBakedInit = init_baked;
        made.FontBakedLoadGlyph = load_glyph;
        return made;
    }();
    return loader;
}

}  // namespace

HeadlessImGui::HeadlessImGui() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    fonts_ = {add_font(fake_loader(), 0), add_font(fake_loader(), 1)};
}

HeadlessImGui::~HeadlessImGui() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
    }
    ImGui::DestroyContext();
}

void HeadlessImGui::begin_frame(float width, float height) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {width, height};
    io.DeltaTime = 1.0F / 60;
    ImGui::NewFrame();
}

int HeadlessImGui::end_frame() {
    ImGui::Render();
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->Status == ImTextureStatus_WantDestroy) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        } else if (texture->Status != ImTextureStatus_OK) {
            texture->SetTexID(1);
            texture->SetStatus(ImTextureStatus_OK);
        }
    }
    return ImGui::GetDrawData()->TotalVtxCount;
}

}  // namespace br::ui::testing
