#include "ui/panels/header_panel.h"

#include <algorithm>

#include "ui/paint.h"
#include "ui/panels/act_row.h"
#include "ui/text.h"
#include "ui/widgets.h"

namespace br::ui {
namespace {

constexpr TextStyle brand_style{.size = type::title, .is_bold = true, .lines_max = 1};
constexpr TextStyle step_style{.size = type::body, .is_bold = true, .lines_max = 1};
constexpr TextStyle narrow_headline{.size = type::title, .is_bold = true, .align = Align::center};
constexpr TextStyle headline_style{.size = type::headline, .is_bold = true};
constexpr TextStyle sentence_style{.size = type::lead, .token = Token::muted};
constexpr TextStyle narrow_sentence{
    .size = type::body, .token = Token::muted, .align = Align::center};
constexpr float beside_from = 900;  // Before text zoom: the task stands beside the words.
constexpr float mark_size = 24;
constexpr float step_width = space::target;  // Of one dot of the stepper.

// The mark of the page always has its place beside the switches.
float switches_width(const Frame& frame, const ViewModel& view, float width) {
    const float room = width - 2 * space::unit - mark_size - 3 * space::target - space::half;
    return segments_width(frame, view.header.languages, type::small, room);
}

float row_height(Frame& frame, const ViewModel& view, float width) {
    const float segments = switches_width(frame, view, width);
    return std::max({space::target, line_height(frame, type::title) + space::unit,
                     segments_height(frame, view.header.languages, type::small, segments)});
}

// Language switch, share and theme buttons at the right end; returns where they begin.
float draw_switches(Frame& frame, const ViewModel& view, const Rect& row) {
    const float theme = row.right() - space::target;
    const float middle = row.center().y - space::target / 2;
    draw_icon_button(frame, view.theme, {theme, middle, space::target, space::target}, Icon::theme,
                     ButtonTone::bare);
    const float about = theme - space::target;
    draw_icon_button(frame, view.truth.open, {about, middle, space::target, space::target},
                     Icon::about, ButtonTone::bare);
    const float share = about - space::target;
    draw_icon_button(frame, view.share, {share, middle, space::target, space::target}, Icon::share,
                     ButtonTone::bare);
    const float width = switches_width(frame, view, row.width);
    const float height = segments_height(frame, view.header.languages, type::small, width);
    const Rect segments{share - space::half - width, row.center().y - height / 2, width, height};
    draw_segments(frame, view.header.languages, segments, type::small);
    return segments.x;
}

// The page's mark, and its name if there is room; returns where they end.
float draw_brand(Frame& frame, const ViewModel& view, const Rect& row, float right) {
    const Point center{row.x + space::unit + mark_size / 2, row.center().y};
    draw_icon(frame, Icon::breath, center, mark_size, frame.theme[Token::accent]);
    const float left = row.x + space::unit + mark_size + space::unit;
    const float width = text_width(frame, view.header.brand, brand_style);
    if (left + width > right) return left;
    write_middle(frame, {left, row.y, width, row.height}, view.header.brand, brand_style);
    return left + width;
}

float stepper_width(const Frame& frame, const HeaderView& view, bool has_title) {
    const float dots = step_width * static_cast<float>(view.acts.size());
    if (!has_title) return dots;
    return dots + text_width(frame, view.headline, step_style) + space::gap;
}

void draw_step(Frame& frame, const ControlView& step, bool is_past, const Rect& cell, Point dot) {
    const Theme& theme = frame.theme;
    const Interaction state = interact(frame, step, cell, 999);
    const float grow = state.is_hovered ? 1.5F : 0;
    if (step.is_on) {
        fill_circle(frame, dot, 11 + grow, theme[Token::accent]);
        const std::string number = step.id.substr(4);
        write_middle(frame, {dot.x - 12, dot.y - 12, 24, 24}, number,
                     {.size = type::tiny,
                      .is_bold = true,
                      .token = Token::on_accent,
                      .align = Align::center});
    } else if (is_past) {
        fill_circle(frame, dot, 7 + grow, theme[Token::accent]);
    } else {
        stroke_circle(frame, dot, 6.5F + grow, theme[Token::edge], 1.5F);
    }
    if (state.is_hovered) {
        frame.tooltip = step.hint;
        frame.tooltip_for = cell;
    }
}

void draw_stepper(Frame& frame, const HeaderView& view, const Rect& row, bool has_title) {
    float x = row.x;
    for (std::size_t i = 0; i < view.acts.size(); ++i) {
        const ControlView& step = view.acts[i];
        float width = step_width;
        const Point dot{x + step_width / 2, row.center().y};
        if (step.is_on && has_title)
            width += text_width(frame, step.label, step_style) + space::gap;
        draw_step(frame, step, static_cast<int>(i) + 1 < view.act, {x, row.y, width, row.height},
                  dot);
        if (step.is_on && has_title) {
            write_middle(frame, {x + step_width, row.y, width - step_width, row.height}, step.label,
                         step_style);
        }
        x += width;
    }
}

// Room between the name and the switches for the stepper, with or without the act's name.
struct StepperPlan {
    bool is_own_row = false;
    bool has_title = true;
};

// What the name at the left and the switches at the right take of the first row.
float ends_width(const Frame& frame, const ViewModel& view, float width) {
    const float brand =
        3 * space::unit + mark_size + text_width(frame, view.header.brand, brand_style);
    return brand + switches_width(frame, view, width) + 3 * space::target + space::pad;
}

StepperPlan plan_stepper(const Frame& frame, const ViewModel& view, float width) {
    const float room = width - ends_width(frame, view, width) - 2 * space::wide;
    if (stepper_width(frame, view.header, true) <= room) return {false, true};
    if (stepper_width(frame, view.header, false) <= room) return {false, false};
    return {true, stepper_width(frame, view.header, true) <= width};
}

float inner_width(float width) {
    return width - 2 * space::unit;
}

// The act's words, and beside or below them its task.
struct WordsPlan {
    float words = 0;  // Their width.
    float words_height = 0;
    float row = 0;  // Width of the task's row.
    float row_height = 0;
    bool is_beside = false;
    bool has_story = false;  // In the row.

    [[nodiscard]] float height() const {
        return is_beside ? std::max(words_height, row_height) : words_height + row_height + 4;
    }
};

WordsPlan plan_words(Frame& frame, const ViewModel& view, float width, bool has_story) {
    WordsPlan plan;
    plan.has_story = has_story;
    plan.is_beside = width >= beside_from * frame.host.text_scale;
    plan.row = plan.is_beside ? width * 0.46F : width;
    plan.words = plan.is_beside ? width - plan.row - space::wide : width;
    plan.words_height = text_size(frame, view.header.headline, headline_style, plan.words).height +
                        text_size(frame, view.header.sentence, sentence_style, plan.words).height;
    plan.row_height = act_row_height(frame, view, plan.row, has_story);
    return plan;
}

void draw_act_words(Frame& frame, const ViewModel& view, const WordsPlan& plan, const Rect& box) {
    const float headline =
        write(frame, {box.x, box.y, plan.words, 0}, view.header.headline, headline_style);
    write(frame, {box.x, box.y + headline, plan.words, 0}, view.header.sentence, sentence_style);
    const float both = plan.height();
    const Rect row = plan.is_beside
                         ? Rect{box.right() - plan.row, box.y + (both - plan.row_height) / 2,
                                plan.row, plan.row_height}
                         : Rect{box.x, box.y + both - plan.row_height, plan.row, plan.row_height};
    draw_act_row(frame, view, row, plan.has_story);
}

// Whether the story's control has room beside the stepper.
bool has_story_beside(const Frame& frame, const ViewModel& view, const StepperPlan& plan,
                      float width) {
    if (plan.is_own_row) return false;
    return stepper_width(frame, view.header, plan.has_title) + story_width(frame, view.act) +
               ends_width(frame, view, width) + 3 * space::wide + space::pad <=
           width;
}

void draw_wide(Frame& frame, const ViewModel& view, const Rect& rect) {
    const StepperPlan plan = plan_stepper(frame, view, rect.width);
    const Rect row{rect.x, rect.y + space::unit, rect.width, row_height(frame, view, rect.width)};
    const float right = draw_switches(frame, view, row);
    const float left = draw_brand(frame, view, row, right - space::unit);
    float top = row.bottom();
    if (plan.is_own_row) {
        draw_stepper(frame, view.header, {rect.x, top, rect.width, row.height}, plan.has_title);
        top += row.height;
    } else {
        const float x = left + 2 * space::wide;
        draw_stepper(frame, view.header, {x, row.y, right - x, row.height}, plan.has_title);
    }
    const float width = inner_width(rect.width);
    const bool has_story = has_story_beside(frame, view, plan, rect.width);
    if (has_story) {
        const float wanted = story_width(frame, view.act);
        draw_story(frame, view.act,
                   {right - space::wide - wanted, row.center().y - space::target / 2, wanted,
                    space::target});
    }
    draw_act_words(frame, view, plan_words(frame, view, width, !has_story),
                   {rect.x + space::unit, top, width, 0});
}

// Steps to the neighbouring acts at the headline's sides.
void draw_neighbours(Frame& frame, const HeaderView& view, const Rect& row) {
    const auto act = static_cast<std::size_t>(view.act - 1);
    const float top = row.center().y - space::target / 2;
    if (act > 0) {
        draw_icon_button(frame, view.acts[act - 1], {row.x, top, space::target, space::target},
                         Icon::chevron_left, ButtonTone::bare);
    }
    if (act + 1 < view.acts.size()) {
        draw_icon_button(frame, view.acts[act + 1],
                         {row.right() - space::target, top, space::target, space::target},
                         Icon::chevron_right, ButtonTone::bare);
    }
}

float narrow_headline_height(Frame& frame, const ViewModel& view, float width) {
    const float text =
        text_size(frame, view.header.headline, narrow_headline, width - 2 * space::target).height;
    return std::max(text, space::target);
}

void draw_narrow(Frame& frame, const ViewModel& view, const Rect& rect) {
    const Rect row{rect.x, rect.y + space::half, rect.width, row_height(frame, view, rect.width)};
    const float right = draw_switches(frame, view, row);
    draw_brand(frame, view, row, right - space::unit);
    const Rect headline{rect.x, row.bottom(), rect.width,
                        narrow_headline_height(frame, view, rect.width)};
    draw_neighbours(frame, view.header, headline);
    write_middle(frame, headline.inset(space::target, 0), view.header.headline, narrow_headline);
    const float width = inner_width(rect.width);
    const float left = rect.x + space::unit;
    float y = headline.bottom();
    y += write(frame, {left, y, width, 0}, view.header.sentence, narrow_sentence) + space::half;
    const float act = act_row_height(frame, view, width, true);
    draw_act_row(frame, view, {left, y, width, act}, true);
}

}  // namespace

float header_height(Frame& frame, const ViewModel& view, LayoutKind kind, float width) {
    if (kind == LayoutKind::narrow) {
        return space::half + row_height(frame, view, width) +
               narrow_headline_height(frame, view, width) +
               text_size(frame, view.header.sentence, narrow_sentence, inner_width(width)).height +
               act_row_height(frame, view, inner_width(width), true) + space::half + space::unit;
    }
    const StepperPlan plan = plan_stepper(frame, view, width);
    return space::unit + row_height(frame, view, width) * (plan.is_own_row ? 2.0F : 1.0F) +
           plan_words(frame, view, inner_width(width), !has_story_beside(frame, view, plan, width))
               .height() +
           space::gap;
}

void draw_header(Frame& frame, const ViewModel& view, LayoutKind kind, const Rect& rect) {
    if (kind == LayoutKind::narrow) {
        draw_narrow(frame, view, rect);
    } else {
        draw_wide(frame, view, rect);
    }
}

namespace {

constexpr TextStyle tab_style{.size = type::body, .is_bold = true, .align = Align::center};

// Beside each other, or below each other if a word would have to be split.
bool has_tab_rows(const Frame& frame, const ViewModel& view, float each) {
    for (const ControlView& tab : view.tabs) {
        std::string_view rest = tab.label;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            if (text_width(frame, rest.substr(0, end), tab_style) > each) return true;
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    return false;
}

float tab_height(Frame& frame, const ViewModel& view, float each) {
    float height = space::target;
    for (const ControlView& tab : view.tabs) {
        height = std::max(height, text_size(frame, tab.label, tab_style, each).height + space::gap);
    }
    return height;
}

}  // namespace

float tabs_height(Frame& frame, const ViewModel& view, float width) {
    const auto count = static_cast<float>(view.tabs.size());
    if (!has_tab_rows(frame, view, width / count - space::unit)) {
        return tab_height(frame, view, width / count - space::unit);
    }
    return count * tab_height(frame, view, width - space::unit);
}

void draw_tabs(Frame& frame, const ViewModel& view, const Rect& rect) {
    const Theme& theme = frame.theme;
    const auto count = static_cast<float>(view.tabs.size());
    const bool has_rows = has_tab_rows(frame, view, rect.width / count - space::unit);
    const float width = has_rows ? rect.width : rect.width / count;
    const float height = has_rows ? rect.height / count : rect.height;
    for (std::size_t i = 0; i < view.tabs.size(); ++i) {
        const auto at = static_cast<float>(i);
        const Rect cell{has_rows ? rect.x : rect.x + width * at,
                        has_rows ? rect.y + height * at : rect.y, width, height};
        const bool is_on = static_cast<std::size_t>(frame.state.tab) == i;
        const Interaction state = interact(frame, view.tabs[i], cell);
        TextStyle style = tab_style;
        style.token = is_on ? Token::accent : Token::muted;
        if (state.is_hovered) style.token = Token::ink;
        write_middle(frame, cell.inset(space::half, 0), view.tabs[i].label, style);
        const Rect mark{cell.x + space::pad, cell.bottom() - 3, cell.width - 2 * space::pad, 3};
        if (is_on) fill_rect(frame, mark, theme[Token::accent], 2);
    }
    draw_line(frame, {rect.x, rect.bottom()}, {rect.right(), rect.bottom()}, theme[Token::line]);
}

}  // namespace br::ui
