#include "ui/panels/levers_panel.h"

#include <algorithm>

#include "ui/charts/line_chart.h"
#include "ui/paint.h"
#include "ui/text.h"
#include "ui/widgets.h"

namespace br::ui {
namespace {

constexpr TextStyle title_style{.size = type::title, .is_bold = true};
constexpr TextStyle intro_style{.size = type::small, .token = Token::muted};
constexpr TextStyle name_style{.size = type::body, .is_bold = true};
constexpr TextStyle value_style{.size = type::body, .token = Token::accent, .align = Align::end};
constexpr ButtonStyle choice_style{
    .tone = ButtonTone::outline, .size = type::small, .pad = space::gap};
constexpr ButtonStyle reset_style{.tone = ButtonTone::outline, .size = type::body};

struct HeadWidths {
    float name = 0;
    float value = 0;
};

HeadWidths head_widths(const Frame& frame, const LeverView& lever, float width) {
    TextStyle bold = value_style;
    bold.is_bold = true;
    const float value = std::min(text_width(frame, lever.value, bold) + 2, width * 0.5F);
    return {width - value - space::gap, value};
}

// Name at the left, value at the right, below both what the lever does. Returns the height.
float draw_head(Frame& frame, const LeverView& lever, const Rect& box) {
    const HeadWidths widths = head_widths(frame, lever, box.width);
    const float name =
        write(frame, {box.x, box.y, widths.name, 0}, lever.control.label, name_style);
    TextStyle style = value_style;
    style.is_bold = lever.is_changed;
    const float value =
        write(frame, {box.right() - widths.value, box.y, widths.value, 0}, lever.value, style);
    float y = std::max(name, value) + 2;
    y += write(frame, {box.x, box.y + y, box.width, 0}, lever.control.hint, intro_style);
    return y;
}

float draw_lever(Frame& frame, const LeverView& lever, const Rect& box) {
    if (lever.is_switch) {
        // The switch stands beside the words; all of it is pressable.
        const float room = box.width - 60;
        const float words = text_size(frame, lever.control.label, name_style, room).height + 2 +
                            text_size(frame, lever.control.hint, intro_style, room).height;
        const float height = std::max(words, space::target);
        draw_switch(frame, lever.control, {box.x, box.y, box.width, height});
        const float name = write(frame, {box.x, box.y, room, 0}, lever.control.label, name_style);
        write(frame, {box.x, box.y + name + 2, room, 0}, lever.control.hint, intro_style);
        return height;
    }
    float y = draw_head(frame, lever, box) + space::half;
    if (!lever.choices.empty()) {
        return y + space::half +
               draw_chips(frame, lever.choices, {box.x, box.y + y + space::half, box.width, 0},
                          choice_style);
    }
    draw_slider(frame, lever.control, {box.x - 10, box.y + y, box.width + 20, space::target},
                {lever.min, lever.max, lever.step, lever.now});
    return y + space::target;
}

}  // namespace

void draw_levers(Frame& frame, const LeversView& view, const Rect& rect) {
    const Theme& theme = frame.theme;
    place(frame, "levers", rect);
    draw_card(frame, rect);
    stroke_rect(frame, rect, theme[Token::edge], space::radius);
    const Rect inner = rect.inset(20, space::gap);
    const float close = space::target;
    draw_icon_button(frame, view.close,
                     {inner.right() - close + space::unit, inner.y, close, close}, Icon::close,
                     ButtonTone::bare);
    const float title = std::max(
        text_size(frame, view.title, title_style, inner.width - close).height, space::target);
    write_middle(frame, {inner.x, inner.y, inner.width - close, title}, view.title, title_style);
    const float button = std::min(button_width(frame, view.reset, reset_style), inner.width);
    const float reset = button_height(frame, view.reset, button, reset_style);
    draw_button(frame, view.reset, {inner.x, inner.bottom() - reset, button, reset}, reset_style);
    const float undo_x = inner.x + button + space::unit;
    const float undo =
        std::min(button_width(frame, view.undo, reset_style), inner.right() - undo_x);
    if (undo >= space::target) {
        draw_button(frame, view.undo, {undo_x, inner.bottom() - reset, undo, reset}, reset_style);
    }
    const float top = inner.y + title;
    const Rect area{rect.x + 4, top, rect.width - 8, inner.bottom() - reset - space::unit - top};
    draw_line(frame, {rect.x, area.bottom()}, {rect.right(), area.bottom()}, theme[Token::line]);
    ScrollScope scroll(frame, "levers.list", area, frame.state.levers_scroll);
    float y = scroll.content_top();
    y += write(frame, {inner.x, y, inner.width, 0}, view.intro, intro_style);
    draw_origin(
        frame, view.origin,
        {inner.x, y, std::min(origin_width(frame, view.origin), inner.width), space::target});
    y += space::target + space::half;
    for (const LeverView& lever : view.levers) {
        y += draw_lever(frame, lever, {inner.x, y, inner.width, 0}) + space::pad;
        draw_line(frame, {inner.x, y - space::unit}, {inner.right(), y - space::unit},
                  theme[Token::line]);
    }
    scroll.set_content_height(y - scroll.content_top());
}

void draw_lever_preview(Frame& frame, const LeversView& view, const Rect& sheet,
                        std::string_view language) {
    const float scale = frame.host.text_scale;
    const float beside = 430 * scale;
    const TextStyle title{.size = type::small, .is_bold = true};
    const float words =
        text_size(frame, view.preview.title, title, std::min(beside, sheet.width) - 5 * space::pad)
            .height;
    const float height = std::min(170 * scale + words, frame.host.height);
    Rect card{sheet.x - beside - space::gap, sheet.bottom() - height, beside, height};
    if (card.x < space::pad) {
        const float top = std::max(sheet.y - height - space::unit, space::unit);
        card = {sheet.x + space::unit, top, sheet.width - 2 * space::unit, height};
    }
    fill_rect(frame, card, frame.theme[Token::card], space::radius);
    stroke_rect(frame, card, frame.theme[Token::edge], space::radius, 1.5F);
    draw_line_chart(frame, view.preview, card.inset(space::pad, space::gap),
                    {.floor = 1, .decades_max = 4}, language);
}

}  // namespace br::ui
