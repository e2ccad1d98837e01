#include "ui/panels/backend_layout.h"

#include <algorithm>
#include <span>

#include "ui/theme.h"

namespace br::ui {
namespace {

constexpr float gap = 16;
constexpr float text_reach = 4;    // Of a text into the gaps beside its column.
constexpr float fold_below = 500;  // Width at normal text size.
constexpr float box_min = 84;
constexpr float box_max = 460;
constexpr float box_max_folded = 180;
constexpr float arc_min = 34;
constexpr float arc_max = 144;
constexpr float arc_max_folded = 48;

struct Column {
    Part part;
    float weight;
};

PartPlace& place_of(BackendLayout& layout, Part part) {
    return layout.parts[static_cast<std::size_t>(part)];
}

struct RowHeights {
    float name = 0;
    float foot = 0;
};

// Gives the columns their widths and measures their texts.
RowHeights set_columns(BackendLayout& layout, const BackendLayoutInput& input,
                       std::span<const Column> columns) {
    float total = 0;
    for (const Column& column : columns) total += column.weight;
    const float room = input.area.width - gap * static_cast<float>(columns.size() - 1);
    float x = input.area.x;
    RowHeights heights;
    for (const Column& column : columns) {
        const float width = room * column.weight / total;
        PartPlace& place = place_of(layout, column.part);
        place.name = {x - text_reach, 0, width + 2 * text_reach, 0};
        place.box = {x, 0, width, 0};
        place.foot = place.name;
        const PartTextHeights text = input.measure(input.context, column.part, place.name.width);
        place.name.height = text.name;
        place.foot.height = text.foot;
        heights.name = std::max(heights.name, text.name);
        heights.foot = std::max(heights.foot, text.foot);
        x += width + gap;
    }
    return heights;
}

// Names end where boxes begin, so that short and long names stand on one line with their boxes.
void set_row(BackendLayout& layout, std::span<const Column> columns, float top,
             const RowHeights& heights, float box) {
    const float box_top = top + heights.name + space::half;
    for (const Column& column : columns) {
        PartPlace& place = place_of(layout, column.part);
        place.name.y = box_top - space::half - place.name.height;
        place.box.y = box_top;
        place.box.height = box;
        place.foot.y = box_top + box + space::half;
    }
}

float row_height(const RowHeights& heights, float box) {
    return heights.name + heights.foot + 2 * space::half + box;
}

void set_arc(BackendLayout& layout, const BackendLayoutInput& input, float top, Part from) {
    const PartPlace& crowd = place_of(layout, Part::crowd);
    const PartPlace& source = place_of(layout, from);
    const float middle = (crowd.box.center().x + source.box.center().x) / 2;
    const float half = std::min(middle - input.area.x, input.area.right() - middle);
    layout.orbit_label = {middle - half, top, 2 * half, input.orbit_label_height};
    layout.arc_top = layout.orbit_label.bottom() + space::unit;
    layout.arc_from = {source.box.center().x, source.name.y - space::half};
    layout.arc_to = {crowd.box.center().x, crowd.name.y - space::half};
    PartPlace& orbit = place_of(layout, Part::orbit);
    orbit.name = layout.orbit_label;
    orbit.box = {layout.arc_to.x, layout.arc_top, layout.arc_from.x - layout.arc_to.x,
                 layout.arc_to.y - layout.arc_top};
}

float flexible(float room, float least, float most) {
    return std::clamp(room, least, most);
}

void layout_row(BackendLayout& layout, const BackendLayoutInput& input) {
    constexpr std::array<Column, 6> columns = {Column{Part::crowd, 1.0F}, {Part::door, 0.75F},
                                               {Part::line, 1.1F},        {Part::model, 1.3F},
                                               {Part::ledger, 0.75F},     {Part::shops, 1.0F}};
    const RowHeights heights = set_columns(layout, input, columns);
    const float texts = row_height(heights, 0) + input.orbit_label_height + space::unit;
    const float room = input.area.height - texts;
    const float arc = flexible(room * 0.26F, arc_min, arc_max);
    const float box = flexible(room - arc, box_min, box_max);
    layout.height = texts + arc + box;
    const float top = input.area.y + std::max(input.area.height - layout.height, 0.0F) / 2;
    const float row = top + input.orbit_label_height + space::unit + arc;
    set_row(layout, columns, row, heights, box);
    set_arc(layout, input, top, Part::model);
}

// Room at the right, where the way turns back.
constexpr float turn = 18;

void layout_folded(BackendLayout& layout, BackendLayoutInput input) {
    input.area.width -= turn;
    constexpr std::array<Column, 3> above = {
        Column{Part::crowd, 1.0F}, {Part::door, 0.9F}, {Part::line, 1.2F}};
    constexpr std::array<Column, 3> below = {
        Column{Part::shops, 1.0F}, {Part::ledger, 0.9F}, {Part::model, 1.2F}};
    layout.is_folded = true;
    const RowHeights first = set_columns(layout, input, above);
    const RowHeights second = set_columns(layout, input, below);
    const float texts = row_height(first, 0) + row_height(second, 0) + input.orbit_label_height +
                        space::unit + space::gap;
    const float room = input.area.height - texts;
    const float arc = flexible(room * 0.16F, arc_min, arc_max_folded);
    const float box = flexible((room - arc) / 2, box_min * 0.7F, box_max_folded);
    layout.height = texts + arc + 2 * box;
    const float top = input.area.y + std::max(input.area.height - layout.height, 0.0F) / 2;
    const float row = top + input.orbit_label_height + space::unit + arc;
    set_row(layout, above, row, first, box);
    set_row(layout, below, row + row_height(first, box) + space::gap, second, box);
    set_arc(layout, input, top, Part::line);
}

}  // namespace

BackendLayout layout_backend(const BackendLayoutInput& input) {
    BackendLayout layout;
    if (input.area.width / input.text_scale < fold_below) {
        layout_folded(layout, input);
    } else {
        layout_row(layout, input);
    }
    return layout;
}

}  // namespace br::ui
