#include "ui/panels/act_row.h"

#include <algorithm>

#include "ui/paint.h"
#include "ui/text.h"
#include "ui/widgets.h"

namespace br::ui {
namespace {

constexpr TextStyle task_style{.size = type::body, .is_bold = true};
constexpr ButtonStyle open_style{.tone = ButtonTone::primary, .size = type::body, .is_bold = true};
constexpr ButtonStyle why_style{
    .tone = ButtonTone::outline, .size = type::small, .pad = space::gap};
constexpr ButtonStyle story_style{.tone = ButtonTone::quiet, .size = type::small};
constexpr float tick = 28;
constexpr float task_least = 150;  // Before text zoom.

const ControlView& opener(const ViewModel& view) {
    return view.bet.is_offered ? view.bet.open : view.act.open;
}

struct Plan {
    float open = 0;
    float open_height = 0;
    float why = 0;
    float task = 0;
    float height = space::target;
    bool is_compact = false;  // What the act is about stands in the place of the task's words.
};

Plan plan_row(Frame& frame, const ViewModel& view, float width, bool has_story) {
    Plan plan;
    const ControlView& open = opener(view);
    plan.why = std::min(button_width(frame, view.act.why, why_style), width * 0.4F);
    const float least = task_least * frame.host.text_scale;
    plan.task = width - plan.why - space::unit;
    if (has_story) plan.task -= space::target + space::half;
    if (!open.id.empty()) {
        plan.open = std::min(button_width(frame, open, open_style), width);
        plan.is_compact = plan.task - plan.open - space::unit < least;
        if (plan.is_compact)
            plan.open = std::max(plan.task - tick, space::target);
        else
            plan.task -= plan.open + space::unit;
        plan.open_height = button_height(frame, open, plan.open, open_style);
    }
    const std::string& words = view.act.is_story_playing ? view.act.story_text : view.act.task;
    plan.task = std::max(plan.task, 1.0F);
    const bool has_words = !plan.is_compact || view.act.is_story_playing;
    const float room = std::max(plan.task - tick, 1.0F);
    plan.height =
        std::max({plan.height, has_words ? text_size(frame, words, task_style, room).height : 0.0F,
                  button_height(frame, view.act.why, plan.why, why_style), plan.open_height});
    return plan;
}

}  // namespace

void draw_tick(Frame& frame, RowMark mark, Point center) {
    const Theme& theme = frame.theme;
    constexpr float radius = 9;
    if (mark == RowMark::done) {
        fill_circle(frame, center, radius, theme[Token::served]);
        draw_icon(frame, Icon::check, center, 9, theme[Token::card]);
    } else if (mark == RowMark::failed) {
        draw_cross(frame, center, 12, theme[Token::failed], 2);
    } else {
        stroke_circle(frame, center, radius, theme[Token::edge], 1.5F);
        if (mark == RowMark::running) fill_circle(frame, center, 4, theme[Token::waiting]);
    }
}

float act_row_height(Frame& frame, const ViewModel& view, float width, bool has_story) {
    return plan_row(frame, view, width, has_story).height;
}

void draw_act_row(Frame& frame, const ViewModel& view, const Rect& rect, bool has_story) {
    const Plan plan = plan_row(frame, view, rect.width, has_story);
    const ActView& act = view.act;
    const float middle = rect.y + plan.height / 2;
    float x = rect.x;
    draw_tick(frame, act.is_done ? RowMark::done : RowMark::open, {x + 10, middle});
    const std::string& words = act.is_story_playing ? act.story_text : act.task;
    const Rect text{x + tick, rect.y, plan.task - tick, plan.height};
    const ControlView& open = opener(view);
    const bool has_words = !plan.is_compact || act.is_story_playing;
    if (has_words) write_middle(frame, text, words, task_style);
    if (act.is_story_playing) {
        const float y = rect.y + plan.height - 3;
        fill_rect(frame, {text.x, y, text.width, 3}, frame.theme[Token::line], 2);
        fill_rect(frame, {text.x, y, text.width * static_cast<float>(act.story_ratio), 3},
                  frame.theme[Token::accent], 2);
    }
    x += plan.task + space::unit;
    ControlView why = act.why;
    why.is_on = frame.state.is_why_open;
    const float why_height = button_height(frame, why, plan.why, why_style);
    draw_button(frame, why, {x, middle - why_height / 2, plan.why, why_height}, why_style);
    x += plan.why + space::half;
    if (has_story) {
        draw_icon_button(frame, act.story,
                         {x, middle - space::target / 2, space::target, space::target},
                         act.is_story_playing ? Icon::pause : Icon::story, ButtonTone::bare);
        x += space::target + space::half;
    }
    if (open.id.empty() || (plan.is_compact && has_words)) return;
    const float left = plan.is_compact ? text.x : rect.right() - plan.open;
    draw_button(frame, open, {left, middle - plan.open_height / 2, plan.open, plan.open_height},
                open_style);
}

void draw_reason(Frame& frame, const ActView& view, const Rect& below) {
    if (!frame.state.is_why_open) return;
    const float width = std::min(below.width, 460 * frame.host.text_scale);
    const float room = width - 2 * space::pad;
    const float task = text_size(frame, view.task, task_style, room).height;
    const float height = task + space::half +
                         text_size(frame, view.reason, {.size = type::body}, room).height +
                         2 * space::gap;
    const float most = std::max(frame.host.height - 2 * space::unit, 1.0F);
    const float shown = std::min(height, most);
    const float y = std::clamp(below.y, space::unit,
                               std::max(frame.host.height - space::unit - shown, space::unit));
    const Rect note{below.right() - width, y, width, shown};
    draw_card(frame, note);
    stroke_rect(frame, note, frame.theme[Token::edge], space::radius);
    place(frame, "why.text", note);
    const int layer = frame.layer;
    frame.layer = 5;
    const Rect inner = note.inset(space::pad, space::gap);
    {
        ScrollScope scroll(frame, "why", note, frame.state.why_scroll);
        const float top = scroll.content_top() + space::gap;
        write(frame, {inner.x, top, inner.width, 0}, view.task, task_style);
        write(frame, {inner.x, top + task + space::half, inner.width, 0}, view.reason,
              {.size = type::body});
        scroll.set_content_height(height);
    }
    frame.layer = layer;
}

float story_width(const Frame& frame, const ActView& view) {
    return button_width(frame, view.story, story_style);
}

void draw_story(Frame& frame, const ActView& view, const Rect& rect) {
    ControlView story = view.story;
    story.is_on = view.is_story_playing;
    draw_button(frame, story, rect, story_style);
}

}  // namespace br::ui
