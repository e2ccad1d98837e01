// A small software rasteriser of what Dear ImGui draws, for pictures in golden files. Triangles
// with the texture of the atlas; text is shown as a bar over its ink, as the font of the tests has
// no outlines.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/frame.h"

struct ImDrawData;

namespace br::ui::testing {

struct Picture {
    int width = 0;
    int height = 0;
    std::vector<float> rgb;  // Three a pixel, 0 to 255, row by row.
};

// Draws at half size and averages over squares of `square` of those pixels.
[[nodiscard]] Picture rasterise(const ImDrawData& data, const TextReport& texts, Color ink,
                                int square);

// As a binary PPM.
[[nodiscard]] std::string to_ppm(const Picture& picture);

// Compares with tests/golden/NAME, with a little room for rounding; BR_UPDATE_GOLDEN=1 writes it.
void check_golden_picture(const std::string& name, const Picture& picture);

}  // namespace br::ui::testing
