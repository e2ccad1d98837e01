// Where the parts of the picture stand. With room to the side they form one row from the crowd to
// the shops; in a narrow panel the way turns back like an S: crowd, door and line above, then
// chatbot, ledger and shops below. The way of those who ask again arches over it. Pure.
#pragma once

#include <array>

#include "ui/geometry.h"
#include "ui/view_model.h"

namespace br::ui {

struct PartPlace {
    Rect name;  // Above the box.
    Rect box;
    Rect foot;  // Its numbers, below the box.
};

struct BackendLayout {
    bool is_folded = false;  // Two rows.
    std::array<PartPlace, part_count> parts;
    Rect orbit_label;
    Point arc_from;  // Where those who ask again leave.
    Point arc_to;    // The crowd.
    float arc_top = 0;
    float height = 0;  // Needed; more than the area's if it does not fit.
};

// Heights of the texts, for the width that the layout gives them.
struct PartTextHeights {
    float name = 0;
    float foot = 0;
};
using MeasurePart = PartTextHeights (*)(void* context, Part part, float width);

struct BackendLayoutInput {
    Rect area;
    float text_scale = 1;
    float orbit_label_height = 20;
    MeasurePart measure = nullptr;
    void* context = nullptr;
};

[[nodiscard]] BackendLayout layout_backend(const BackendLayoutInput& input);

}  // namespace br::ui
