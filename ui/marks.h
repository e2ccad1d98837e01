// Many small marks at once: crowds, lines, streams. Each shape is made once as a little mesh with a
// soft edge, then stamped, so that thousands of marks cost a few copies each and one draw call.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/frame.h"

namespace br::ui {

enum class MarkShape : std::uint8_t { dot, ring, square, diamond, cross };

struct MarkMesh {
    std::vector<Point> points;             // Around the mark's centre.
    std::vector<bool> is_solid;            // Otherwise it is the outside of the soft edge.
    std::vector<std::uint16_t> triangles;  // Three indices each.
};

// A shape about `size` CSS px across.
[[nodiscard]] MarkMesh make_mark(MarkShape shape, float size);

// Requires a mesh of make_mark.
void stamp(Frame& frame, const MarkMesh& mesh, Point center, Color color);

}  // namespace br::ui
