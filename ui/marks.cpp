#include "ui/marks.h"

#include <cmath>

#include <imgui.h>

#include "ui/paint.h"

namespace br::ui {
namespace {

constexpr float pi = 3.14159265F;
constexpr float soft = 0.5F;  // Half the width of the soft edge, CSS px.

// A closed polygon, convex, filled, with its soft edge around.
void add_polygon(MarkMesh& mesh, const std::vector<Point>& corners) {
    const auto count = static_cast<std::uint16_t>(corners.size());
    const auto first = static_cast<std::uint16_t>(mesh.points.size());
    for (const Point& corner : corners) {
        const float length = std::sqrt(corner.x * corner.x + corner.y * corner.y);
        const float scale = length > 0 ? soft / length : 0;
        mesh.points.push_back({corner.x * (1 - scale), corner.y * (1 - scale)});
        mesh.is_solid.push_back(true);
        mesh.points.push_back({corner.x * (1 + scale), corner.y * (1 + scale)});
        mesh.is_solid.push_back(false);
    }
    const auto inner = [&](int i) { return static_cast<std::uint16_t>(first + 2 * (i % count)); };
    const auto outer = [&](int i) { return static_cast<std::uint16_t>(inner(i) + 1); };
    for (int i = 1; i + 1 < count; ++i) {
        mesh.triangles.insert(mesh.triangles.end(), {inner(0), inner(i), inner(i + 1)});
    }
    for (int i = 0; i < count; ++i) {
        mesh.triangles.insert(mesh.triangles.end(), {inner(i), outer(i), outer(i + 1)});
        mesh.triangles.insert(mesh.triangles.end(), {inner(i), outer(i + 1), inner(i + 1)});
    }
}

std::vector<Point> regular(int corners, float radius, float turn) {
    std::vector<Point> points;
    for (int i = 0; i < corners; ++i) {
        const float angle = turn + 2 * pi * static_cast<float>(i) / static_cast<float>(corners);
        points.push_back({radius * std::cos(angle), radius * std::sin(angle)});
    }
    return points;
}

std::vector<Point> rounded_square(float half) {
    const float cut = half * (half < 4 ? 0.15F : 0.45F);  // A small one would pass for a dot.
    return {{-half + cut, -half}, {half - cut, -half}, {half, -half + cut}, {half, half - cut},
            {half - cut, half},   {-half + cut, half}, {-half, half - cut}, {-half, -half + cut}};
}

// Four circles: soft outside, solid ring, soft inside.
void add_ring(MarkMesh& mesh, float radius, float thickness) {
    constexpr int corners = 10;
    const float radii[] = {radius + soft, radius - soft, radius - thickness + soft,
                           radius - thickness - soft};
    for (const float r : radii) {
        const bool is_edge = r == radii[0] || r == radii[3];
        for (const Point& point : regular(corners, r > 0 ? r : 0, 0)) {
            mesh.points.push_back(point);
            mesh.is_solid.push_back(!is_edge);
        }
    }
    for (int band = 0; band < 3; ++band) {
        for (int i = 0; i < corners; ++i) {
            const auto a = static_cast<std::uint16_t>(band * corners + i);
            const auto b = static_cast<std::uint16_t>(band * corners + (i + 1) % corners);
            const auto c = static_cast<std::uint16_t>(a + corners);
            const auto d = static_cast<std::uint16_t>(b + corners);
            mesh.triangles.insert(mesh.triangles.end(), {a, b, d, a, d, c});
        }
    }
}

// One bar of a cross: a thin box turned by 45 degrees.
void add_bar(MarkMesh& mesh, float half, float thickness, float turn) {
    const float along_x = std::cos(turn);
    const float along_y = std::sin(turn);
    const auto corner = [&](float a, float b) {
        return Point{along_x * a - along_y * b, along_y * a + along_x * b};
    };
    const float t = thickness / 2;
    add_polygon(mesh, {corner(-half, -t), corner(half, -t), corner(half, t), corner(-half, t)});
}

}  // namespace

MarkMesh make_mark(MarkShape shape, float size) {
    MarkMesh mesh;
    const float half = size / 2;
    switch (shape) {
        case MarkShape::dot:
            add_polygon(mesh, regular(8, half, pi / 8));
            break;
        case MarkShape::ring:
            add_ring(mesh, half, size * 0.28F);
            break;
        case MarkShape::square:
            add_polygon(mesh, rounded_square(half));
            break;
        case MarkShape::diamond:
            add_polygon(mesh, regular(4, half * 1.2F, 0));
            break;
        case MarkShape::cross:
            add_bar(mesh, half, size * 0.24F, pi / 4);
            add_bar(mesh, half, size * 0.24F, -pi / 4);
            break;
    }
    return mesh;
}

void stamp(Frame& frame, const MarkMesh& mesh, Point center, Color color) {
    ImDrawList& list = frame.list;
    const ImU32 solid = to_u32(color);
    const ImU32 clear = to_u32(color, 0);
    const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
    list.PrimReserve(static_cast<int>(mesh.triangles.size()), static_cast<int>(mesh.points.size()));
    const unsigned int base = list._VtxCurrentIdx;
    for (const std::uint16_t index : mesh.triangles) {
        list.PrimWriteIdx(static_cast<ImDrawIdx>(base + index));
    }
    for (std::size_t i = 0; i < mesh.points.size(); ++i) {
        list.PrimWriteVtx({center.x + mesh.points[i].x, center.y + mesh.points[i].y}, white,
                          mesh.is_solid[i] ? solid : clear);
    }
}

}  // namespace br::ui
