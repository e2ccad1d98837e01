#include "ui/panels/act_panels.h"

#include <algorithm>

#include "ui/charts/line_chart.h"
#include "ui/paint.h"
#include "ui/panels/act_row.h"
#include "ui/panels/backend_panel.h"
#include "ui/panels/sheet_panels.h"
#include "ui/text.h"
#include "ui/widgets.h"

namespace br::ui {
namespace {

constexpr TextStyle body_style{.size = type::body};
constexpr TextStyle small_style{.size = type::small, .token = Token::muted};
constexpr TextStyle name_style{.size = type::body, .is_bold = true};
constexpr TextStyle value_style{.size = type::body, .token = Token::accent, .align = Align::end};
constexpr TextStyle quote_style{.size = type::title};
constexpr TextStyle result_style{.size = type::title, .is_bold = true};
constexpr TextStyle figure_style{.size = type::figure, .is_bold = true};
constexpr TextStyle cell_style{.size = type::body, .align = Align::end};
constexpr ButtonStyle chip_style{
    .tone = ButtonTone::outline, .size = type::small, .pad = space::gap};
constexpr float two_columns_from = 620;  // Before text zoom.
constexpr float indent = 30;             // Of a row that can be ticked.

Rect scrolled(const Rect& rect, const Rect& area) {
    return {rect.x + 4, area.y, rect.width - 8, area.height};
}

// Name and value on one line if they fit; what it does and how it stands below. Returns the height.
float draw_row_words(Frame& frame, const ActRowView& row, const Rect& box) {
    TextStyle style = value_style;
    style.is_bold = row.is_changed;
    const float value =
        row.value.empty() ? 0 : std::min(text_width(frame, row.value, style) + 2, box.width * 0.5F);
    const float room = box.width - value - (value > 0 ? space::gap : 0);
    float y = write(frame, {box.x, box.y, room, 0}, row.control.label, name_style);
    if (value > 0)
        y = std::max(y, write(frame, {box.right() - value, box.y, value, 0}, row.value, style));
    for (const std::string* text : {&row.control.hint, &row.note}) {
        if (text->empty()) continue;
        TextStyle below = small_style;
        if (text == &row.note) below.token = Token::ink;
        y += write(frame, {box.x, box.y + y + 2, box.width, 0}, *text, below) + 2;
    }
    return y;
}

// A goal: ticked, with its button at the right where there is room. Returns the height.
float draw_wide_row(Frame& frame, const ActRowView& row, Rect box) {
    const float chip = button_width(frame, row.choices[0], chip_style);
    const float height = button_height(frame, row.choices[0], chip, chip_style);
    draw_button(frame, row.choices[0], {box.right() - chip, box.y, chip, height}, chip_style);
    box.width -= chip + space::pad;
    return std::max(draw_row_words(frame, row, box), height);
}

float draw_row(Frame& frame, const ActRowView& row, Rect box) {
    const float top = box.y;
    if (row.mark != RowMark::none) {
        draw_tick(frame, row.mark, {box.x + 10, box.y + line_height(frame, type::body) / 2});
        box.x += indent;
        box.width -= indent;
        const bool has_button = row.choices.size() == 1 && row.max <= row.min;
        if (has_button && box.width > 480 * frame.host.text_scale)
            return draw_wide_row(frame, row, box);
    }
    box.y += draw_row_words(frame, row, box);
    if (row.max > row.min) {
        // A short button stands beside its slider.
        const float chip =
            row.choices.size() == 1
                ? std::min(button_width(frame, row.choices[0], chip_style), box.width * 0.45F)
                : 0;
        const float room = box.width - (chip > 0 ? chip + space::gap : 0);
        draw_slider(frame, row.control, {box.x - 10, box.y, room + 20, space::target},
                    {row.min, row.max, row.step, row.now});
        float height = space::target;
        if (chip > 0) {
            height = std::max(height, button_height(frame, row.choices[0], chip, chip_style));
            draw_button(frame, row.choices[0], {box.right() - chip, box.y, chip, height},
                        chip_style);
        }
        box.y += height;
    } else if (!row.choices.empty()) {
        box.y += space::half;
        box.y += draw_chips(frame, row.choices, {box.x, box.y, box.width, 0}, chip_style);
    }
    return box.y - top;
}

float draw_rows(Frame& frame, const ActSheetView& view, const Rect& box) {
    float y = box.y;
    for (const ActRowView& row : view.rows) {
        y += draw_row(frame, row, {box.x, y, box.width, 0}) + space::unit;
        draw_line(frame, {box.x, y}, {box.right(), y}, frame.theme[Token::line]);
        y += space::unit;
    }
    return y - box.y;
}

// What stands above the rows: a quote on its own paper, then the remarks.
float draw_remarks(Frame& frame, const ActSheetView& view, const Rect& box) {
    float y = box.y;
    if (!view.quote.empty()) {
        const float height =
            text_size(frame, view.quote, quote_style, box.width - 2 * space::pad).height;
        const Rect paper{box.x, y, box.width, height + 2 * space::gap};
        fill_rect(frame, paper, frame.theme[Token::soft], space::gap);
        fill_rect(frame, {paper.x, paper.y, 4, paper.height}, frame.theme[Token::accent], 2);
        write(frame, {box.x + space::pad, y + space::gap, box.width - 2 * space::pad, 0},
              view.quote, quote_style);
        y = paper.bottom() + space::gap;
    }
    for (const std::string& remark : view.remarks)
        y += write(frame, {box.x, y, box.width, 0}, remark, body_style) + space::unit;
    return y - box.y;
}

float draw_source(Frame& frame, const OriginView& view, const Rect& box) {
    draw_origin(frame, view,
                {box.x, box.y, std::min(origin_width(frame, view), box.width), space::target});
    return space::target;
}

// --- Two worlds

float draw_side(Frame& frame, const TwinView& view, const BackendView& backend, std::size_t side,
                const Rect& box, float picture) {
    float y = box.y;
    y += write(frame, {box.x, y, box.width, 0}, view.titles[side], name_style);
    const float figure = text_width(frame, view.served[side], figure_style) + 1;
    const float height = write(frame, {box.x, y, box.width, 0}, view.served[side], figure_style);
    const float room = box.width - figure - space::unit;
    const bool fits = room > 90 * frame.host.text_scale;
    const TextSize label =
        text_size(frame, view.served_label, small_style, fits ? room : box.width);
    if (fits) {
        write(frame, {box.x + figure + space::unit, y + height - label.height - 7, room, 0},
              view.served_label, small_style);
        y += height;
    } else {
        y += height;
        y += write(frame, {box.x, y, box.width, 0}, view.served_label, small_style);
    }
    if (!view.orders[side].empty()) {
        fill_star(frame, {box.x + 8, y + line_height(frame, type::small) / 2}, 15,
                  frame.theme[Token::visitor]);
        y += write(frame, {box.x + 22, y, box.width - 22, 0}, view.orders[side],
                   {.size = type::small});
    }
    // What differs is marked below; a line at the side tells the two worlds apart.
    y += space::unit;
    UiState& state = frame.state;
    if (side == 0) {
        std::swap(state.flow_phases, state.other_phases);
        std::swap(state.work_phase, state.other_work_phase);
    }
    y += draw_backend_picture(frame, backend, {box.x, y, box.width, picture});
    if (side == 0) {
        std::swap(state.flow_phases, state.other_phases);
        std::swap(state.work_phase, state.other_work_phase);
    }
    return y - box.y;
}

// A row for each number, the better of the two bold and marked.
float draw_comparison(Frame& frame, const TwinView& view, const Rect& box) {
    float y = box.y;
    const float cell = box.width * 0.27F;
    const float label = box.width - 2 * cell - 2 * space::gap;
    for (const TwinRowView& row : view.rows) {
        float height = text_size(frame, row.label, body_style, label).height;
        for (std::size_t i = 0; i < 2; ++i)
            height = std::max(height, text_size(frame, row.values[i], cell_style, cell).height);
        write(frame, {box.x, y, label, 0}, row.label, body_style);
        for (std::size_t i = 0; i < 2; ++i) {
            const float right = box.right() - (i == 0 ? cell + space::gap : 0.0F);
            TextStyle style = cell_style;
            const bool is_better = row.better == static_cast<int>(i);
            style.is_bold = is_better;
            if (is_better) style.token = Token::served_text;
            write(frame, {right - cell, y, cell, 0}, row.values[i], style);
            if (!is_better) continue;
            const float text = text_width(frame, row.values[i], style);
            draw_icon(
                frame, Icon::check,
                {right - std::min(text, cell - 12) - 10, y + line_height(frame, type::body) / 2}, 9,
                frame.theme[Token::served]);
        }
        y += height + space::half;
        draw_line(frame, {box.x, y}, {box.right(), y}, frame.theme[Token::line]);
        y += space::half;
    }
    return y - box.y;
}

}  // namespace

void draw_act_sheet(Frame& frame, const ViewModel& view, const Rect& rect) {
    const ActSheetView& act = view.act_sheet;
    const Rect inner = draw_sheet(frame, "act", act.title, act.close, rect);
    ScrollScope scroll(frame, "sheet", scrolled(rect, inner), frame.state.sheet_scroll);
    const float scale = frame.host.text_scale;
    const float begin = scroll.content_top();
    float y = begin + write(frame, {inner.x, begin, inner.width, 0}, act.intro, body_style);
    y += space::gap;
    const bool is_split = act.has_chart && inner.width >= two_columns_from * scale;
    const float width = is_split ? (inner.width - space::wide) / 2 : inner.width;
    float left = y;
    float right = y;
    const float x = is_split ? inner.x + width + space::wide : inner.x;
    right += draw_remarks(frame, act, {x, right, width, 0});
    if (act.has_chart) {
        const float height = 180 * scale;
        if (is_split) {
            draw_line_chart(frame, view.dashboard.rates, {x, right, width, height},
                            {.floor = 1, .decades_max = 4}, view.language);
            right += height + space::gap;
            right += draw_source(frame, act.origin, {x, right, width, 0});
        }
    }
    if (!is_split) left = right;
    left += draw_rows(frame, act, {inner.x, left, width, 0});
    if (!is_split) {
        if (act.has_chart) {
            const float height = 180 * scale;
            draw_line_chart(frame, view.dashboard.rates, {inner.x, left, width, height},
                            {.floor = 1, .decades_max = 4}, view.language);
            left += height + space::gap;
        }
        left += draw_source(frame, act.origin, {inner.x, left, width, 0});
    }
    scroll.set_content_height(std::max(left, right) + space::unit - begin);
}

void draw_twin_sheet(Frame& frame, const ViewModel& view, const Rect& rect) {
    const TwinView& twin = view.twin;
    const Rect inner = draw_sheet(frame, "twin", twin.title, twin.close, rect);
    ScrollScope scroll(frame, "sheet", scrolled(rect, inner), frame.state.sheet_scroll);
    const float scale = frame.host.text_scale;
    const float begin = scroll.content_top();
    float y = begin;
    if (twin.is_on) {
        y += write(frame, {inner.x, y, inner.width, 0}, twin.sentence, result_style) + space::gap;
        const bool is_split = inner.width >= two_columns_from * scale;
        const float gap = space::wide;
        const float width = is_split ? (inner.width - gap) / 2 : inner.width;
        const float picture = 250 * scale;
        const float first =
            draw_side(frame, twin, view.other_backend, 0, {inner.x, y, width, 0}, picture);
        const float x = is_split ? inner.x + width + gap : inner.x;
        if (is_split) {
            draw_line(frame, {x - gap / 2, y}, {x - gap / 2, y + first}, frame.theme[Token::line]);
        } else {
            y += first + space::gap;
        }
        const float second = draw_side(frame, twin, view.backend, 1, {x, y, width, 0}, picture);
        y += (is_split ? std::max(first, second) : second) + space::gap;
        y += draw_comparison(frame, twin, {inner.x, y, inner.width, 0}) + space::unit;
    }
    y += draw_chips(frame, twin.choices, {inner.x, y, inner.width, 0}, chip_style) + space::unit;
    if (twin.is_on) y += draw_source(frame, twin.origin, {inner.x, y, inner.width, 0});
    scroll.set_content_height(y + space::unit - begin);
}

}  // namespace br::ui
