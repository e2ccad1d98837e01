// What is wrong with the texts of a frame, and the screens on which they have to stand.
#pragma once

#include <string>
#include <vector>

#include "ui/frame.h"

namespace br::ui::testing {

struct Screen {
    float width, height, text_scale;
};
inline constexpr Screen screens[] = {{1280, 800, 1}, {1920, 1080, 1}, {2560, 1440, 1},
                                     {1280, 800, 2}, {768, 1024, 1},  {768, 1024, 2},
                                     {360, 740, 1},  {320, 568, 1},   {320, 640, 2},
                                     {1080, 600, 1}, {740, 360, 1}};

// A line for each text that is cut, leaves its surface or covers another.
[[nodiscard]] std::vector<std::string> text_faults(const TextReport& report);

}  // namespace br::ui::testing
