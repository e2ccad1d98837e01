#include "web/glyphs.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <new>
#include <span>
#include <type_traits>
#include <vector>

#include "imgui_internal.h"

#include "base/check.h"
#include "web/browser.h"

namespace br::web {

namespace {

// Per font size and density: what every glyph of it needs.
struct BakedFont {
    int size_px = 0;     // Device pixels.
    int stretch = 1;     // Horizontal oversampling.
    float digit_px = 0;  // Widest digit: all digits advance by it, so that numbers do not jitter.
};

FontWeight weight_of(const ImFontConfig& source) {
    return source.FontNo == 0 ? FontWeight::regular : FontWeight::bold;
}

bool is_digit(ImWchar codepoint) {
    return codepoint >= '0' && codepoint <= '9';
}

// Marks that join or steer their neighbours and show nothing by themselves.
bool is_invisible(ImWchar c) {
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
           (c >= 0xE0000 && c <= 0xE0FFF) || c == 0x00AD;
}

// Straight RGBA of black ink to what Dear ImGui wants: white with coverage, to be tinted; or, where
// the ink is not black, the colours as they are.
bool is_coloured(std::span<const std::uint8_t> rgba) {
    for (std::size_t i = 0; i + 3 < rgba.size(); i += 4) {
        // Unpremultiplying rounds the colour of faint pixels.
        if (rgba[i + 3] > 64 && (rgba[i] > 16 || rgba[i + 1] > 16 || rgba[i + 2] > 16)) return true;
    }
    return false;
}

void whiten(std::span<std::uint8_t> rgba) {
    for (std::size_t i = 0; i + 3 < rgba.size(); i += 4) rgba[i] = rgba[i + 1] = rgba[i + 2] = 255;
}

struct GlyphWithoutInk {
    MeasuredGlyph glyph;
    ImFontAtlasRectId place = ImFontAtlasRectId_Invalid;
};

// Dear ImGui's loader has no place for them; a page has one atlas.
std::vector<GlyphWithoutInk>& glyphs_without_ink() {
    static std::vector<GlyphWithoutInk> glyphs;
    return glyphs;
}

void mark_coloured(ImFontAtlas& atlas, ImFontAtlasRectId place) {
    auto& pool = atlas.Builder->BakedPool;
    for (int i = 0; i < pool.Size; ++i) {
        for (ImFontGlyph& glyph : pool[i].Glyphs) {
            if (glyph.PackId == place) glyph.Colored = true;
        }
    }
}

// True if it has a colour of its own.
bool ink_glyph(ImFontAtlas& atlas, ImFontAtlasRectId place, std::span<std::uint8_t> rgba) {
    const ImTextureRect* box = ImFontAtlasPackGetRectSafe(&atlas, place);
    if (box == nullptr) return false;  // Its font went before it was drawn.
    const bool coloured = is_coloured(rgba);
    if (coloured)
        mark_coloured(atlas, place);
    else
        whiten(rgba);
    ImTextureData* texture = atlas.TexData;
    ImFontAtlasTextureBlockConvert(
        rgba.data(), ImTextureFormat_RGBA32, box->w * 4,
        static_cast<unsigned char*>(texture->GetPixelsAt(box->x, box->y)), texture->Format,
        texture->GetPitch(), box->w, box->h);
    ImFontAtlasTextureBlockQueueUpload(&atlas, texture, box->x, box->y, box->w, box->h);
    return coloured;
}

std::size_t ink_size(const GlyphBox& box) {
    return static_cast<std::size_t>(box.width) * static_cast<std::size_t>(box.height) * 4;
}

bool init_baked(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void* data) {
    BakedFont& font = *new (data) BakedFont;  // Dear ImGui hands over raw memory.
    const float density = source->RasterizerDensity * baked->RasterizerDensity;
    font.size_px = static_cast<int>(baked->Size * density + 0.5F);
    if (font.size_px < 1) font.size_px = 1;
    font.stretch = density < 1.75F ? 2 : 1;
    for (char digit = '0'; digit <= '9'; ++digit) {
        const GlyphBox box = measure_glyph({static_cast<std::uint32_t>(digit), font.size_px,
                                            static_cast<int>(weight_of(*source)), font.stretch});
        if (box.advance > font.digit_px) font.digit_px = box.advance;
    }
    if (source->MergeMode) return true;
    const FontExtent extent = measure_font(font.size_px, static_cast<int>(weight_of(*source)));
    const float overhang = (extent.ascent + extent.descent) / density - baked->Size;
    baked->Ascent = std::round((extent.ascent / density - overhang / 2) * density) / density;
    baked->Descent = baked->Ascent - baked->Size;
    return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void* data,
                ImWchar codepoint, ImFontGlyph* out_glyph, float* out_advance_x) {
    const auto& font = *static_cast<const BakedFont*>(data);
    const float density = source->RasterizerDensity * baked->RasterizerDensity;
    const GlyphRequest request{codepoint, font.size_px, static_cast<int>(weight_of(*source)),
                               font.stretch};
    GlyphBox box = is_invisible(codepoint) ? GlyphBox{} : measure_glyph(request);
    float shift_px = 0;
    if (is_digit(codepoint)) {
        shift_px = (font.digit_px - box.advance) / 2;
        box.advance = font.digit_px;
    }
    if (out_advance_x != nullptr) {
        *out_advance_x = box.advance / density;
        return true;
    }
    out_glyph->Codepoint = codepoint;
    out_glyph->AdvanceX = box.advance / density;
    if (box.width <= 0 || box.height <= 0) return true;

    const ImFontAtlasRectId pack = ImFontAtlasPackAddRect(atlas, box.width, box.height);
    if (pack == ImFontAtlasRectId_Invalid) return false;  // The atlas is full: shown as missing.
    glyphs_without_ink().push_back({{request, box}, pack});
    const auto stretch = static_cast<float>(font.stretch);
    out_glyph->X0 = (static_cast<float>(box.left) / stretch + shift_px) / density;
    out_glyph->X1 = out_glyph->X0 + static_cast<float>(box.width) / stretch / density;
    out_glyph->Y0 = baked->Ascent + static_cast<float>(box.top) / density;
    out_glyph->Y1 = out_glyph->Y0 + static_cast<float>(box.height) / density;
    out_glyph->Visible = true;
    out_glyph->PackId = pack;
    return true;
}

static_assert(std::is_trivially_destructible_v<BakedFont>);

bool contains_glyph(ImFontAtlas*, ImFontConfig*, ImWchar) {
    return true;  // The browser falls back to another font, or shows its own sign for what is
                  // missing.
}

ImFontLoader make_loader() {
    ImFontLoader loader;
    loader.Name = "browser";
    loader.FontSrcContainsGlyph = contains_glyph;
    loader.FontBakedInit = init_baked;
    loader.FontBakedLoadGlyph = load_glyph;
    loader.FontBakedSrcLoaderDataSize = sizeof(BakedFont);
    return loader;
}

}  // namespace

ImFont* add_browser_font(FontWeight weight) {
    static const ImFontLoader loader = make_loader();  // Dear ImGui keeps the address.
    ImFontAtlas* atlas = ImGui::GetIO().Fonts;
    atlas->SetFontLoader(&loader);
    ImFontConfig source;
    source.FontLoader = &loader;
    source.FontNo = static_cast<ImU32>(weight);
    source.SizePixels = 16;
    source.OversampleH = source.OversampleV = 1;
    ImFont* font = atlas->AddFont(&source);
    BR_CHECK(font != nullptr);
    return font;
}

bool has_glyphs_without_ink() {
    return !glyphs_without_ink().empty();
}

bool ink_glyphs(std::size_t count_max) {
    std::vector<GlyphWithoutInk>& waiting = glyphs_without_ink();
    std::vector<MeasuredGlyph> glyphs;
    std::size_t size = 0;
    for (std::size_t i = 0; i < std::min(count_max, waiting.size()); ++i) {
        glyphs.push_back(waiting[i].glyph);
        size += ink_size(glyphs.back().box);
    }
    if (glyphs.empty()) return false;
    std::vector<std::uint8_t> rgba(size);
    draw_glyphs(glyphs, rgba);
    bool has_colour = false;
    std::span<std::uint8_t> rest = rgba;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        const std::size_t part = ink_size(glyphs[i].box);
        if (ink_glyph(*ImGui::GetIO().Fonts, waiting[i].place, rest.first(part))) has_colour = true;
        rest = rest.subspan(part);
    }
    waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(glyphs.size()));
    return has_colour;
}

}  // namespace br::web
