#include "ui/panels/sheet_panels.h"

#include <algorithm>
#include <cmath>

#include "ui/charts/bet_chart.h"
#include "ui/charts/multiple_chart.h"
#include "ui/paint.h"
#include "ui/text.h"
#include "ui/widgets.h"

namespace br::ui {
namespace {

constexpr TextStyle title_style{.size = type::title, .is_bold = true};
constexpr TextStyle lead_style{.size = type::lead};
constexpr TextStyle body_style{.size = type::body};
constexpr TextStyle small_style{.size = type::small, .token = Token::muted};
constexpr TextStyle result_style{.size = type::lead, .is_bold = true};
constexpr TextStyle heading_style{.size = type::body, .is_bold = true};
constexpr ButtonStyle chip_style{
    .tone = ButtonTone::outline, .size = type::small, .pad = space::gap};
constexpr ButtonStyle main_style{.tone = ButtonTone::primary, .size = type::body, .is_bold = true};
constexpr ButtonStyle second_style{.tone = ButtonTone::outline, .size = type::body};
constexpr float origin_mark = 12;
constexpr float two_columns_from = 620;  // Before text zoom.

}  // namespace

Rect draw_sheet(Frame& frame, std::string_view id, const std::string& title,
                const ControlView& close, const Rect& rect) {
    place(frame, id, rect);
    draw_card(frame, rect);
    stroke_rect(frame, rect, frame.theme[Token::edge], space::radius);
    const Rect inner = rect.inset(20, space::gap);
    const float size = space::target;
    draw_icon_button(frame, close, {inner.right() - size + space::unit, inner.y, size, size},
                     Icon::close, ButtonTone::bare);
    const float room = inner.width - size;
    const float height = std::max(text_size(frame, title, title_style, room).height, size);
    write_middle(frame, {inner.x, inner.y, room, height}, title, title_style);
    const float top = inner.y + height + space::half;
    return {inner.x, top, inner.width, std::max(rect.bottom() - space::unit - top, 1.0F)};
}

namespace {

// Over the width of the card, so that the mark of scrolling stands at its edge.
Rect scrolled(const Rect& rect, const Rect& area) {
    return {rect.x + 4, area.y, rect.width - 8, area.height};
}

float draw_main(Frame& frame, const ControlView& control, const Rect& box,
                const ButtonStyle& style) {
    const float width = std::min(button_width(frame, control, style), box.width);
    const float height = button_height(frame, control, width, style);
    draw_button(frame, control, {box.x, box.y, width, height}, style);
    return height;
}

// Presets, the button and the answer, below each other. Returns the height.
float draw_bet_words(Frame& frame, const BetView& view, const Rect& box) {
    float y = box.y;
    if (!view.is_revealed) {
        y += write(frame, {box.x, y, box.width, 0}, view.how, small_style) + space::gap;
        y +=
            write(frame, {box.x, y, box.width, 0}, view.presets_label, heading_style) + space::unit;
        y += draw_chips(frame, view.presets, {box.x, y, box.width, 0}, chip_style) + space::pad;
        y += draw_main(frame, view.reveal, {box.x, y, box.width, 0}, main_style) + space::unit;
        return y - box.y;
    }
    if (!view.progress.empty())
        y += write(frame, {box.x, y, box.width, 0}, view.progress, small_style) + space::gap;
    if (!view.result.empty())
        y += write(frame, {box.x, y, box.width, 0}, view.result, result_style) + space::gap;
    y += write(frame, {box.x, y, box.width, 0}, view.note, small_style);
    draw_origin(frame, view.origin,
                {box.x, y, std::min(origin_width(frame, view.origin), box.width), space::target});
    return y + space::target + space::unit - box.y;
}

}  // namespace

Rect large_sheet(const Layout& layout, const Host& host) {
    if (layout.kind == LayoutKind::narrow)
        return {0, space::unit, host.width, std::max(host.height - space::unit, 1.0F)};
    const Rect& left = layout.backend;
    const float right = std::max(left.right(), layout.numbers.right());
    return {left.x, left.y, right - left.x,
            std::max(left.bottom(), layout.numbers.bottom()) - left.y};
}

void draw_bet_sheet(Frame& frame, const BetView& view, const Rect& rect,
                    std::string_view language) {
    const Rect inner = draw_sheet(frame, "bet", view.title, view.close, rect);
    ScrollScope scroll(frame, "sheet", scrolled(rect, inner), frame.state.sheet_scroll);
    const float scale = frame.host.text_scale;
    const float begin = scroll.content_top();
    const float question =
        write(frame, {inner.x, begin, inner.width, 0}, view.question, lead_style);
    const float top = begin + question + space::gap;
    const float left = inner.height - question - space::gap;
    if (inner.width >= two_columns_from * scale) {
        const float words = std::clamp(inner.width * 0.34F, 220 * scale, 340 * scale);
        const Rect chart{
            inner.x, top, inner.width - words - space::wide,
            std::max({left - space::unit, 220.0F,
                      bet_chart_height_least(frame, view, inner.width - words - space::wide)})};
        draw_bet_chart(frame, view, chart, language);
        const float height =
            draw_bet_words(frame, view, {chart.right() + space::wide, top, words, 0});
        scroll.set_content_height(std::max(chart.bottom(), top + height) - begin);
        return;
    }
    const Rect chart{inner.x, top, inner.width,
                     std::max(std::clamp(left * 0.52F, 210 * scale, 340 * scale),
                              bet_chart_height_least(frame, view, inner.width))};
    draw_bet_chart(frame, view, chart, language);
    const float below = chart.bottom() + space::gap;
    const float height = draw_bet_words(frame, view, {inner.x, below, inner.width, 0});
    scroll.set_content_height(below + height - begin);
}

void draw_study_sheet(Frame& frame, const StudyView& view, const Rect& rect,
                      std::string_view language) {
    const Rect inner = draw_sheet(frame, "study", view.title, view.close, rect);
    ScrollScope scroll(frame, "sheet", scrolled(rect, inner), frame.state.sheet_scroll);
    const float begin = scroll.content_top();
    float y = begin + write(frame, {inner.x, begin, inner.width, 0}, view.about, body_style) +
              space::unit;
    const std::string& told = view.result.empty() ? view.progress : view.result;
    if (!told.empty())
        y += write(frame, {inner.x, y, inner.width, 0}, told, result_style) + space::gap;
    const float scale = frame.host.text_scale;
    const int columns = std::clamp(static_cast<int>(inner.width / (230 * scale)), 1, 3);
    const float width =
        (inner.width - space::wide * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const auto rows =
        static_cast<float>((view.runs.size() + static_cast<std::size_t>(columns) - 1) /
                           static_cast<std::size_t>(columns));
    const float foot =
        draw_main(frame, view.again, {inner.x, -10'000, inner.width, 0}, second_style) +
        text_size(frame, view.note, small_style, inner.width).height + 3 * space::unit;
    const float room = rows > 0 ? (begin + inner.height - y - foot) / rows - space::gap : 0;
    const float height = std::max(room, 128 * scale);
    for (std::size_t i = 0; i < view.runs.size(); ++i) {
        const auto column = static_cast<float>(i % static_cast<std::size_t>(columns));
        draw_multiple(frame, view, i, {inner.x + column * (width + space::wide), y, width, height},
                      language);
        if (static_cast<int>(i % static_cast<std::size_t>(columns)) == columns - 1 ||
            i + 1 == view.runs.size())
            y += height + space::gap;
    }
    y += write(frame, {inner.x, y, inner.width, 0}, view.note, small_style) + space::unit;
    const float again = draw_main(frame, view.again, {inner.x, y, inner.width, 0}, second_style);
    y += again + space::unit;
    const float mark = std::min(origin_width(frame, view.origin), inner.width);
    draw_origin(frame, view.origin, {inner.x, y, mark, space::target});
    scroll.set_content_height(y + space::target + space::unit - begin);
}

namespace {

float draw_truth_row(Frame& frame, const TruthRowView& row, const TruthSectionView& section,
                     const Rect& box) {
    const float indent = 26;
    const float room = box.width - indent;
    const float height =
        text_size(frame, row.text, body_style, room).height +
        (row.origin.empty() ? 0 : text_size(frame, row.origin, small_style, room).height);
    const bool is_looked_at = !row.id.empty() && frame.state.truth_row == row.id;
    const Rect all{box.x - space::unit, box.y - space::half, box.width + 2 * space::unit,
                   height + space::unit};
    if (is_looked_at) {
        fill_rect(frame, all, frame.theme[Token::soft], space::unit);
        fill_rect(frame, {all.x, all.y, 4, all.height}, frame.theme[Token::accent], 2);
    }
    const Point mark{box.x + 8, box.y + line_height(frame, type::body) / 2};
    if (section.has_origin) {
        draw_origin_mark(frame, section.origin, mark, origin_mark, frame.theme[Token::muted]);
    } else {
        fill_circle(frame, mark, 2.5F, frame.theme[Token::muted]);
    }
    const float text = write(frame, {box.x + indent, box.y, room, 0}, row.text, body_style);
    if (!row.origin.empty())
        write(frame, {box.x + indent, box.y + text, room, 0}, row.origin, small_style);
    return height + space::gap;
}

bool is_section_looked_at(const Frame& frame, const TruthSectionView& section) {
    return section.has_origin && frame.state.truth_row == origin_id(section.origin);
}

}  // namespace

void draw_truth_sheet(Frame& frame, const TruthView& view, const Rect& rect) {
    const Rect inner = draw_sheet(frame, "truth", view.title, view.close, rect);
    ScrollScope scroll(frame, "sheet", scrolled(rect, inner), frame.state.sheet_scroll);
    const float width = std::min(inner.width, 720 * frame.host.text_scale);
    const float begin = scroll.content_top();
    float y =
        begin + write(frame, {inner.x, begin, width, 0}, view.intro, lead_style) + space::wide;
    float looked_at = -1;
    for (const TruthSectionView& section : view.sections) {
        if (is_section_looked_at(frame, section)) looked_at = y - begin;
        const float indent = section.has_origin ? 26.0F : 0.0F;
        if (section.has_origin) {
            draw_origin_mark(frame, section.origin,
                             {inner.x + 9, y + line_height(frame, type::title) / 2}, 16,
                             frame.theme[Token::accent]);
        }
        y += write(frame, {inner.x + indent, y, width - indent, 0}, section.title, title_style) + 2;
        y += write(frame, {inner.x + indent, y, width - indent, 0}, section.text, small_style) +
             space::gap;
        for (const TruthRowView& row : section.rows) {
            if (!row.id.empty() && frame.state.truth_row == row.id)
                looked_at = y - begin - space::pad;
            y += draw_truth_row(frame, row, section, {inner.x, y, width, 0});
        }
        y += space::pad;
    }
    scroll.set_content_height(y - begin);
    if (!frame.state.is_truth_new) return;
    // What was asked about is brought to the top once.
    frame.state.is_truth_new = false;
    frame.state.sheet_scroll.offset = looked_at > inner.height * 0.5F ? looked_at : 0;
    frame.is_moving = true;
}

}  // namespace br::ui
