#include "ui/support/raster.h"
#include "support/source_path.h"

#include <doctest/doctest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace br::ui::testing {
namespace {

constexpr float scale = 0.5F;

struct Canvas {
    Picture picture;

    void blend(int x, int y, const float* color, float alpha) {
        float* at =
            &picture
                 .rgb[3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                           static_cast<std::size_t>(x))];
        for (int i = 0; i < 3; ++i) at[i] += (color[i] - at[i]) * alpha;
    }
};

// The atlas's coverage at a place; solid if there is no texture.
float coverage(const ImTextureData* texture, ImVec2 uv) {
    if (texture == nullptr || texture->Pixels == nullptr) return 1;
    const int x = std::clamp(static_cast<int>(uv.x * static_cast<float>(texture->Width)), 0,
                             texture->Width - 1);
    const int y = std::clamp(static_cast<int>(uv.y * static_cast<float>(texture->Height)), 0,
                             texture->Height - 1);
    const unsigned char* pixel =
        texture->Pixels + (y * texture->Width + x) * texture->BytesPerPixel;
    return static_cast<float>(pixel[texture->BytesPerPixel - 1]) / 255;
}

float cross(ImVec2 a, ImVec2 b, ImVec2 c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

void fill(Canvas& canvas, const ImDrawVert* const (&v)[3], const ImVec4& clip,
          const ImTextureData* texture) {
    ImVec2 p[3];
    for (int i = 0; i < 3; ++i) p[i] = {v[i]->pos.x * scale, v[i]->pos.y * scale};
    const float area = cross(p[0], p[1], p[2]);
    if (area == 0) return;
    const float left = std::max(std::min({p[0].x, p[1].x, p[2].x}), clip.x * scale);
    const float right = std::min(std::max({p[0].x, p[1].x, p[2].x}), clip.z * scale);
    const float top = std::max(std::min({p[0].y, p[1].y, p[2].y}), clip.y * scale);
    const float bottom = std::min(std::max({p[0].y, p[1].y, p[2].y}), clip.w * scale);
    const int x0 = std::max(static_cast<int>(std::ceil(left - 0.5F)), 0);
    const int x1 = std::min(static_cast<int>(std::ceil(right - 0.5F)), canvas.picture.width);
    const int y0 = std::max(static_cast<int>(std::ceil(top - 0.5F)), 0);
    const int y1 = std::min(static_cast<int>(std::ceil(bottom - 0.5F)), canvas.picture.height);
    for (int y = y0; y < y1; ++y) {
        for (int x = x0; x < x1; ++x) {
            const ImVec2 at{static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F};
            const float w[3] = {cross(p[1], p[2], at) / area, cross(p[2], p[0], at) / area,
                                cross(p[0], p[1], at) / area};
            if (w[0] < 0 || w[1] < 0 || w[2] < 0) continue;
            float color[4] = {};
            ImVec2 uv{0, 0};
            for (int i = 0; i < 3; ++i) {
                for (int c = 0; c < 4; ++c)
                    color[c] += w[i] * static_cast<float>(v[i]->col >> (8 * c) & 255U);
                uv.x += w[i] * v[i]->uv.x;
                uv.y += w[i] * v[i]->uv.y;
            }
            canvas.blend(x, y, color, color[3] / 255 * coverage(texture, uv));
        }
    }
}

void draw_lists(Canvas& canvas, const ImDrawData& data) {
    const auto& textures = ImGui::GetPlatformIO().Textures;
    const ImTextureData* texture = textures.empty() ? nullptr : textures.back();
    for (const ImDrawList* list : data.CmdLists) {
        for (const ImDrawCmd& command : list->CmdBuffer) {
            const ImDrawIdx* index = list->IdxBuffer.Data + command.IdxOffset;
            const ImDrawVert* vertex = list->VtxBuffer.Data + command.VtxOffset;
            for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
                const ImDrawVert* const corners[3] = {vertex + index[i], vertex + index[i + 1],
                                                      vertex + index[i + 2]};
                fill(canvas, corners, command.ClipRect, texture);
            }
        }
    }
}

// The middle of each line of ink, about as dark as words are.
void draw_texts(Canvas& canvas, const TextReport& texts, Color ink) {
    const float color[3] = {static_cast<float>(ink.red), static_cast<float>(ink.green),
                            static_cast<float>(ink.blue)};
    for (const WrittenText& text : texts) {
        const Rect box = intersection(text.box, text.surface);
        const int y0 = std::max(static_cast<int>(box.y * scale), 0);
        const int y1 = std::min(static_cast<int>(box.bottom() * scale), canvas.picture.height);
        const int x0 = std::max(static_cast<int>(box.x * scale), 0);
        const int x1 = std::min(static_cast<int>(box.right() * scale), canvas.picture.width);
        for (int y = y0; y < y1; ++y) {
            for (int x = x0; x < x1; ++x) canvas.blend(x, y, color, 0.35F);
        }
    }
}

Picture smaller(const Picture& large, int square) {
    Picture small{large.width / square, large.height / square, {}};
    for (int y = 0; y < small.height; ++y) {
        for (int x = 0; x < small.width; ++x) {
            for (int c = 0; c < 3; ++c) {
                float sum = 0;
                for (int i = 0; i < square * square; ++i) {
                    const int row = y * square + i / square;
                    const int column = x * square + i % square;
                    sum +=
                        large.rgb[static_cast<std::size_t>(3 * (row * large.width + column) + c)];
                }
                small.rgb.push_back(sum / static_cast<float>(square * square));
            }
        }
    }
    return small;
}

}  // namespace

Picture rasterise(const ImDrawData& data, const TextReport& texts, Color ink, int square) {
    Canvas canvas;
    canvas.picture.width = static_cast<int>(data.DisplaySize.x * scale);
    canvas.picture.height = static_cast<int>(data.DisplaySize.y * scale);
    canvas.picture.rgb.resize(3 * static_cast<std::size_t>(canvas.picture.width) *
                              static_cast<std::size_t>(canvas.picture.height));
    draw_lists(canvas, data);
    draw_texts(canvas, texts, ink);
    return smaller(canvas.picture, square);
}

std::string to_ppm(const Picture& picture) {
    std::string out =
        "P6\n" + std::to_string(picture.width) + " " + std::to_string(picture.height) + "\n255\n";
    for (const float value : picture.rgb)
        out +=
            static_cast<char>(static_cast<unsigned char>(std::clamp(value + 0.5F, 0.0F, 255.0F)));
    return out;
}

void check_golden_picture(const std::string& name, const Picture& picture) {
    const std::string path = test::source_path("tests/golden/" + name);
    const std::string made = to_ppm(picture);
    if (const char* update = std::getenv("BR_UPDATE_GOLDEN"); update != nullptr && *update == '1') {
        std::ofstream(path, std::ios::binary) << made;
        return;
    }
    std::ifstream in(path, std::ios::binary);
    const std::string wanted{std::istreambuf_iterator<char>(in), {}};
    CAPTURE(name);
    REQUIRE(made.size() == wanted.size());
    int differing = 0;
    for (std::size_t i = 0; i < made.size(); ++i) {
        const int apart =
            static_cast<unsigned char>(made[i]) - static_cast<unsigned char>(wanted[i]);
        if (std::abs(apart) > 6) ++differing;
    }
    // Rounding moves an edge here and there; a part that moved or changed its colour is far more.
    CHECK(differing < static_cast<int>(made.size()) / 500);
}

}  // namespace br::ui::testing
