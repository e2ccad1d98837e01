#include "ui/layout.h"

#include <algorithm>

namespace br::ui {
namespace {

constexpr float wide_from = 1060;
constexpr float tablet_from = 700;
constexpr float body_least = 300;   // Of a tab's panel on a low screen.
constexpr float body_growth = 160;  // More of it at double text size.
constexpr float tall_from = 600;    // Below this, parts side by side get too flat.

void place_wide(Layout& layout, const Rect& body) {
    const float gap = space::gap;
    const float chat = std::clamp(body.width * 0.255F, 300.0F, 440.0F);
    const float numbers = std::clamp(body.width * 0.25F, 304.0F, 460.0F);
    layout.chat = {body.x, body.y, chat, body.height};
    layout.numbers = {body.right() - numbers, body.y, numbers, body.height};
    layout.backend = {layout.chat.right() + gap, body.y,
                      layout.numbers.x - layout.chat.right() - 2 * gap, body.height};
}

void place_tablet(Layout& layout, const Rect& body) {
    const float gap = space::gap;
    const float chat = std::clamp(body.width * 0.4F, 280.0F, 360.0F);
    const float rest = body.width - chat - gap;
    const float picture = std::max((body.height - gap) * 0.56F, body.height - gap - 560);
    layout.chat = {body.x, body.y, chat, body.height};
    layout.backend = {layout.chat.right() + gap, body.y, rest, picture};
    layout.numbers = {layout.backend.x, layout.backend.bottom() + gap, rest,
                      body.bottom() - layout.backend.bottom() - gap};
}

void place_tab(Layout& layout, const Rect& body, Tab tab) {
    if (tab == Tab::chat) layout.chat = body;
    if (tab == Tab::backend) layout.backend = body;
    if (tab == Tab::numbers) layout.numbers = body;
}

}  // namespace

LayoutKind layout_kind(float width, float height, float text_scale) {
    const float ems = width / text_scale;
    if (height / text_scale < tall_from || ems < tablet_from) return LayoutKind::narrow;
    return ems < wide_from ? LayoutKind::tablet : LayoutKind::wide;
}

float page_margin(LayoutKind kind) {
    return kind == LayoutKind::narrow ? space::unit : space::pad;
}

Layout make_layout(const LayoutInput& input) {
    Layout layout;
    layout.kind = input.is_single ? LayoutKind::narrow
                                  : layout_kind(input.width, input.height, input.text_scale);
    const bool is_narrow = layout.kind == LayoutKind::narrow;
    const float margin = page_margin(layout.kind);
    const float gap = is_narrow ? space::unit : space::gap;
    const float inner = std::max(input.width - 2 * margin, 1.0F);
    layout.header = {margin, 0, inner, input.header_height};
    float top = layout.header.bottom();
    if (is_narrow) {
        layout.tabs = {margin, top, inner, input.tabs_height};
        top = layout.tabs.bottom() + space::unit;
    }
    const float least = is_narrow ? 0 : top;
    const float bottom = std::max(input.height - margin - input.timeline_height, least);
    layout.timeline = {margin, bottom, inner, input.timeline_height};
    Rect body{margin, top, inner, std::max(bottom - gap - top, 0.0F)};
    if (layout.kind == LayoutKind::wide) place_wide(layout, body);
    if (layout.kind == LayoutKind::tablet) place_tablet(layout, body);
    if (is_narrow) {
        layout.page = {0, 0, input.width, std::max(bottom - gap / 2, 0.0F)};
        body.height = std::max(body.height, body_least + body_growth * (input.text_scale - 1));
        layout.page_height = body.bottom() + gap / 2;
        place_tab(layout, body, input.tab);
    }
    const float sheet = std::min(input.height - 3 * space::unit, 640.0F * input.text_scale);
    if (is_narrow) {
        layout.sheet = {0, input.height - sheet, input.width, sheet};
    } else {
        const float width = std::min(460.0F * input.text_scale, inner);
        // Below the first row of the header, whose buttons stay whole.
        const float first_row = space::target + space::gap;
        const float height =
            std::min(sheet, std::max(bottom - space::gap - first_row * input.text_scale, 1.0F));
        layout.sheet = {layout.timeline.right() - width, bottom - space::gap - height, width,
                        height};
    }
    return layout;
}

}  // namespace br::ui
