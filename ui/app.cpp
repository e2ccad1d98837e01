#include "ui/app.h"

#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "base/check.h"
#include "ui/frame.h"
#include "ui/layout.h"
#include "ui/paint.h"
#include "ui/panels/act_panels.h"
#include "ui/panels/act_row.h"
#include "ui/panels/backend_panel.h"
#include "ui/panels/chat_panel.h"
#include "ui/panels/dashboard_panel.h"
#include "ui/panels/header_panel.h"
#include "ui/panels/levers_panel.h"
#include "ui/panels/sheet_panels.h"
#include "ui/panels/timeline_panel.h"
#include "ui/text.h"
#include "ui/widgets.h"

namespace br::ui {
namespace {

constexpr double step_most_s = 0.1;  // A longer pause between frames is no motion.

Pointer read_pointer() {
    const ImGuiIO& io = ImGui::GetIO();
    Pointer pointer;
    pointer.at = {io.MousePos.x, io.MousePos.y};
    pointer.is_down = io.MouseDown[0];
    pointer.went_down = ImGui::IsMouseClicked(ImGuiMouseButton_Left);
    pointer.went_up = ImGui::IsMouseReleased(ImGuiMouseButton_Left);
    pointer.wheel = io.MouseWheel;
    return pointer;
}

double time_step(UiState& state, double time_s) {
    const double step = state.last_time_s < 0 ? 0 : time_s - state.last_time_s;
    state.last_time_s = time_s;
    return std::clamp(step, 0.0, step_most_s);
}

Layout lay_out(Frame& frame, const ViewModel& view) {
    LayoutInput input;
    input.width = frame.host.width;
    input.height = frame.host.height;
    input.text_scale = frame.host.text_scale;
    const UiState& state = frame.state;
    input.tab = state.only.value_or(state.tab);
    input.is_single = state.only.has_value();
    const LayoutKind kind = input.is_single
                                ? LayoutKind::narrow
                                : layout_kind(input.width, input.height, input.text_scale);
    const float inner = std::max(input.width - 2 * page_margin(kind), 1.0F);
    input.header_height = state.is_compact ? space::unit : header_height(frame, view, kind, inner);
    if (kind == LayoutKind::narrow && !input.is_single)
        input.tabs_height = tabs_height(frame, view, inner);
    input.timeline_height = timeline_height(frame, view.timeline, kind, inner);
    return make_layout(input);
}

// What an open sheet or menu covers takes the pointer; a press beside it closes it.
void raise_shield(Frame& frame, const Layout& layout) {
    UiState& state = frame.state;
    if (state.is_levers_open) {
        frame.shield = layout.sheet;
    } else if (state.is_speed_open) {
        const auto menu = state.places.find("speed.menu");
        if (menu != state.places.end()) frame.shield = menu->second.rect;
    } else if (state.sheet != Sheet::none) {
        frame.shield = large_sheet(layout, frame.host);
    }
    const auto opener =
        state.places.find(state.is_levers_open ? "timeline.levers" : "timeline.speed");
    const bool is_opener =
        opener != state.places.end() && opener->second.rect.contains(frame.pointer.at);
    if (frame.pointer.went_down && !frame.shield.is_empty() && !is_opener &&
        !frame.shield.contains(frame.pointer.at)) {
        state.is_speed_open = false;
        if (layout.kind == LayoutKind::narrow) state.is_levers_open = false;
    }
}

// Another act: its tab, and no sheet of the one before but the two worlds, when they begin. Any
// press takes the story over.
void follow_act(Frame& frame, const ViewModel& view) {
    UiState& state = frame.state;
    const bool is_first = state.act == 0;
    if (state.act != view.header.act) {
        state.act = view.header.act;
        state.is_why_open = false;
        if (!is_first) {
            state.sheet = Sheet::none;
            state.tab = tab_of_act(state.act);
        }
    }
    if (view.twin.is_on && !state.had_twin) state.sheet = Sheet::twin;
    if (!view.twin.is_on && state.had_twin && state.sheet == Sheet::twin) state.sheet = Sheet::none;
    state.had_twin = view.twin.is_on;
}

Rect moved(Rect rect, float dy) {
    rect.y += dy;
    return rect;
}

Rect draw_panels(Frame& frame, const ViewModel& view, const Layout& layout, float dy) {
    Rect composer;
    if (!frame.state.is_compact) draw_header(frame, view, layout.kind, moved(layout.header, dy));
    frame.state.has_tabs = !layout.tabs.is_empty();
    if (frame.state.has_tabs) draw_tabs(frame, view, moved(layout.tabs, dy));
    if (!layout.chat.is_empty()) composer = draw_chat(frame, view.chat, moved(layout.chat, dy));
    if (!layout.backend.is_empty()) {
        draw_backend(frame, view.backend, moved(layout.backend, dy), layout.tabs.is_empty());
    }
    if (!layout.numbers.is_empty()) {
        draw_dashboard(frame, view.dashboard, moved(layout.numbers, dy), view.language);
    }
    return composer;
}

Rect draw_parts(Frame& frame, const ViewModel& view, const Layout& layout) {
    Rect composer;
    if (layout.page.is_empty()) {
        composer = draw_panels(frame, view, layout, 0);
    } else {
        ScrollScope page(frame, "page", layout.page, frame.state.page_scroll);
        composer = draw_panels(frame, view, layout, page.content_top());
        page.set_content_height(layout.page_height);
        // What is scrolled half away is no place to type.
        const Rect seen = intersection(composer, layout.page);
        if (seen.height < composer.height * 0.75F) composer = {};
    }
    draw_timeline(frame, view.timeline, layout.kind, layout.timeline);
    return composer;
}

void draw_large_sheet(Frame& frame, const ViewModel& view, const Rect& rect) {
    // One that has just been opened is there with the next frame.
    if (view.sheet && *view.sheet != frame.state.sheet) return;
    switch (frame.state.sheet) {
        case Sheet::bet:
            draw_bet_sheet(frame, view.bet, rect, view.language);
            break;
        case Sheet::study:
            draw_study_sheet(frame, view.study, rect, view.language);
            break;
        case Sheet::truth:
            draw_truth_sheet(frame, view.truth, rect);
            break;
        case Sheet::act:
            draw_act_sheet(frame, view, rect);
            break;
        case Sheet::twin:
            draw_twin_sheet(frame, view, rect);
            break;
        case Sheet::none:
            break;
    }
}

void draw_sheets(Frame& frame, const ViewModel& view, const Layout& layout) {
    frame.layer = 1;
    if (frame.state.is_levers_open) {
        draw_levers(frame, view.levers, layout.sheet);
    } else if (frame.state.is_speed_open) {
        draw_speed_menu(frame, view.timeline, layout.timeline);
    } else if (frame.state.sheet != Sheet::none) {
        draw_large_sheet(frame, view, large_sheet(layout, frame.host));
    }
    frame.layer = 5;
    if (view.levers.has_preview && frame.state.is_levers_open)
        draw_lever_preview(frame, view.levers, layout.sheet, view.language);
    frame.layer = 0;
}

// While a slider is dragged, or has been moved by keyboard and keeps the focus, the whole scenario
// is previewed.
void watch_levers(const UiState& state, const ViewModel& view, session::Commands& commands) {
    const bool is_moving = state.is_levers_open && !state.previewed.empty() &&
                           (state.dragging == state.previewed || state.focus == state.previewed);
    if (is_moving != view.levers.has_preview) commands.push_back(session::ShowPreview{is_moving});
}

// What could not be done, above the timeline.
void draw_notice(Frame& frame, const ViewModel& view, const Layout& layout) {
    if (view.notices.empty()) return;
    const TextStyle style{.size = type::small, .token = Token::on_tip, .align = Align::center};
    const std::string& notice = view.notices.back();
    const float room =
        std::min(layout.timeline.width - 2 * space::pad, 520.0F * frame.host.text_scale);
    const TextSize text = text_size(frame, notice, style, room - 2 * space::pad);
    const float width = text.width + 2 * space::pad;
    const float height = text.height + 2 * space::unit;
    const Rect rect{layout.timeline.center().x - width / 2,
                    layout.timeline.y - height - space::unit, width, height};
    fill_rect(frame, rect, frame.theme[Token::tip], space::gap);
    place(frame, "notice", rect);
    frame.layer = 3;
    write(frame, rect.inset(space::pad, space::unit), notice, style);
    frame.layer = 0;
}

void draw_tooltip(Frame& frame) {
    if (frame.tooltip.empty() || frame.host.has_touch) return;
    const TextStyle style{.size = type::small, .token = Token::on_tip};
    const float room = std::min(280 * frame.host.text_scale, frame.host.width - 4 * space::unit);
    const TextSize text = text_size(frame, frame.tooltip, style, room);
    const float width = text.width + 2 * space::gap;
    const float height = text.height + space::gap;
    const Rect target = frame.tooltip_for;
    const float x = std::clamp(target.center().x - width / 2, space::half,
                               std::max(frame.host.width - width - space::half, space::half));
    float y = target.y - height - space::unit;
    if (y < space::half) y = target.bottom() + space::unit;
    y = std::clamp(y, 0.0F, std::max(frame.host.height - height, 0.0F));
    const Rect rect{x, y, width, height};
    fill_rect(frame, rect, frame.theme[Token::tip], space::unit);
    frame.layer = 4;
    write(frame, rect.inset(space::gap, space::gap / 2), frame.tooltip, style);
    frame.layer = 0;
}

void draw_focus(Frame& frame) {
    if (frame.focus_ring.is_empty()) return;
    const Rect ring = frame.focus_ring.inset(-2);
    stroke_rect(frame, ring.inset(-1), frame.theme[Token::card], frame.focus_radius + 3, 2);
    stroke_rect(frame, ring, frame.theme[Token::focus], frame.focus_radius + 2, 2.5F);
}

void finish_pointer(Frame& frame) {
    UiState& state = frame.state;
    state.is_focus_new = false;
    if (frame.pointer.is_down) return;
    state.active.clear();
    state.dragging.clear();
    state.drag_candidate.clear();
}

}  // namespace

Tab tab_of_act(int act) {
    return act <= 1 ? Tab::chat : Tab::backend;
}

ThemeKind theme_in_use(const UiState& state, const Host& host) {
    if (state.theme) return *state.theme;
    if (host.prefers_contrast) return ThemeKind::high_contrast;
    return host.prefers_dark ? ThemeKind::dark : ThemeKind::light;
}

FrameResult draw_app(const ViewModel& view, UiState& state, session::Commands& commands,
                     const Fonts& fonts, const Host& host, TextReport* report) {
    BR_CHECK(fonts.regular != nullptr);
    BR_CHECK(fonts.bold != nullptr);
    // Dear ImGui tells how sharp the screen is to the font that it holds for the current one alone.
    fonts.bold->CurrentRasterizerDensity = fonts.regular->CurrentRasterizerDensity;
    std::vector<Request> requests;
    state.theme_drawn = theme_in_use(state, host);
    state.frame += 1;
    Frame frame{*ImGui::GetBackgroundDrawList(),
                theme_of(state.theme_drawn),
                fonts,
                host,
                state,
                read_pointer(),
                requests};
    frame.report = report;
    frame.clip = {0, 0, host.width, host.height};
    frame.step_s = time_step(state, host.time_s);
    fill_rect(frame, frame.clip, frame.theme[Token::ground]);

    follow_act(frame, view);
    const Layout layout = lay_out(frame, view);
    raise_shield(frame, layout);
    const Rect composer = draw_parts(frame, view, layout);
    draw_notice(frame, view, layout);
    draw_sheets(frame, view, layout);
    draw_reason(frame, view.act,
                {layout.header.x, layout.header.bottom() - space::half, layout.header.width, 0});
    draw_focus(frame);
    draw_tooltip(frame);
    finish_pointer(frame);
    watch_levers(state, view, commands);
    const bool is_touched = frame.pointer.went_up && requests.empty();
    if (is_touched && view.act.is_story_playing) commands.push_back(session::TakeOver{});
    for (const Request& request : requests) perform(view, state, commands, request);

    FrameResult result;
    const bool is_covered = !intersection(frame.shield, composer).is_empty();
    if (is_covered)
        state.places.erase("chat.composer");  // The page would lay its input over the sheet.
    else
        result.composer = composer;
    result.wants_send = state.wants_send;
    state.wants_send = false;
    result.wants_share = state.wants_share;
    state.wants_share = false;
    result.is_moving = frame.is_moving || !requests.empty();
    result.cursor = frame.cursor;
    result.can_scroll_up = frame.can_scroll_up;
    result.can_scroll_down = frame.can_scroll_down;
    return result;
}

}  // namespace br::ui
