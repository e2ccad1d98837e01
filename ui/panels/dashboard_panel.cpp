#include "ui/panels/dashboard_panel.h"

#include <algorithm>
#include <cmath>

#include "ui/charts/area_chart.h"
#include "ui/charts/curve_chart.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/plot.h"
#include "ui/paint.h"
#include "ui/text.h"
#include "ui/widgets.h"

namespace br::ui {
namespace {

constexpr float pi = 3.14159265F;
constexpr float circle_size = 88;
constexpr float first_chart_least = 112;  // Gives way, so that advice stays in sight.
constexpr float chart_least = 138;
constexpr float chart_most = 216;
constexpr float gap = 11;
constexpr double without_room = 0.005;
constexpr TextStyle figure_style{.size = type::figure, .is_bold = true};
constexpr TextStyle label_style{.size = type::body, .token = Token::muted};
constexpr TextStyle small_style{.size = type::small, .token = Token::muted};
constexpr TextStyle heading_style{.size = type::small, .is_bold = true};
constexpr TextStyle row_style{.size = type::small};
constexpr TextStyle percent_style{.size = type::small, .is_bold = true, .align = Align::end};
constexpr ButtonStyle advice_button{
    .tone = ButtonTone::primary, .size = type::body, .is_bold = true};

constexpr ButtonStyle study_button{.tone = ButtonTone::outline, .size = type::body};

// The circle: its outer ring is all there is, the disc grows with the room that is left and
// breathes
// while the clock runs. Red and small only when there is none.
void draw_breath(Frame& frame, double headroom, bool is_running, Point center) {
    const Theme& theme = frame.theme;
    const bool is_out = headroom <= without_room;
    const Color color = theme[is_out ? Token::failed : Token::accent];
    const double rate = breaths_per_minute(headroom);
    if (is_running && frame.may_move() && rate > 0) {
        frame.state.breath_phase =
            std::fmod(frame.state.breath_phase + frame.step_s * rate / 60, 1.0);
        frame.is_moving = true;
    }
    const float breath =
        rate > 0 && frame.may_move()
            ? 0.5F - 0.5F * std::cos(2 * pi * static_cast<float>(frame.state.breath_phase))
            : 0.5F;
    const float most = circle_size / 2;
    const auto room = static_cast<float>(std::sqrt(std::clamp(headroom, 0.0, 1.0)));
    const float core = most * (0.22F + 0.58F * room);
    const float swing = is_out ? 0 : most * 0.13F;
    const float radius = core + swing * (breath - 0.5F);
    stroke_circle(frame, center, most - 1, mix(theme[Token::card], color, 0.35F), 1.25F);
    if (is_out) {
        stroke_circle(frame, center, most * 0.75F, mix(theme[Token::card], color, 0.6F), 1.25F);
    } else {
        const float halo = std::min(radius + most * 0.16F * (0.4F + breath * 0.6F), most - 2);
        fill_circle(frame, center, halo, mix(theme[Token::card], color, 0.18F));
    }
    fill_circle(frame, center, radius, color);
}

float draw_headroom(Frame& frame, const DashboardView& view, const Rect& box) {
    const bool is_stacked = box.width < circle_size + space::pad + 120 * frame.host.text_scale;
    const float left = is_stacked ? box.x : box.x + circle_size + space::wide;
    const float room = box.right() - left;
    const float text = text_size(frame, view.headroom, figure_style, room).height +
                       text_size(frame, view.headroom_label, label_style, room).height +
                       text_size(frame, view.utilization, small_style, room).height;
    const float row = is_stacked ? circle_size : std::max(circle_size, text);
    draw_breath(frame, view.headroom_ratio, view.is_running,
                {box.x + circle_size / 2, box.y + row / 2});
    float y = is_stacked ? box.y + circle_size + space::unit : box.y + (row - text) / 2;
    const float begin = y;
    y += write(frame, {left, y, room, 0}, view.headroom, figure_style);
    y += write(frame, {left, y, room, 0}, view.headroom_label, label_style);
    y += write(frame, {left, y, room, 0}, view.utilization, small_style);
    const float taken =
        is_stacked ? box.x + circle_size : left + text_width(frame, view.headroom, figure_style);
    const float right = box.right() + space::gap;
    draw_origin(
        frame, view.origin,
        {taken + space::unit, box.y - space::unit, right - taken - space::unit, space::target});
    place(frame, "headroom", {box.x, box.y, box.width, row});
    return is_stacked ? circle_size + space::unit + (y - begin) : row;
}

void draw_bar(Frame& frame, const DashboardView& view, const Rect& bar) {
    const Theme& theme = frame.theme;
    float x = bar.x;
    fill_rect(frame, bar, mix(theme[Token::card], theme[Token::line], 0.7F), 5);
    for (const ShareView& share : view.shares) {
        if (share.ratio <= 0) continue;
        const float width = std::max(bar.width * static_cast<float>(share.ratio), 3.0F);
        const float end = std::min(x + width, bar.right());
        const Rect part{x, bar.y, end - x - 2, bar.height};
        fill_rect(frame, part, theme[outcome_token(share.outcome)], 4);
        x = end;
    }
}

// One bar that always adds up, and a row for each outcome with shape, word and percent.
float draw_shares(Frame& frame, const DashboardView& view, const Rect& box) {
    float y = box.y + write(frame, box, view.shares_title, heading_style) + space::unit;
    if (view.has_shares) {
        draw_bar(frame, view, {box.x, y, box.width, 18});
        y += 18 + space::unit;
    } else {
        y += write(frame, {box.x, y, box.width, 0}, view.shares_empty, small_style) + space::unit;
    }
    for (const ShareView& share : view.shares) {
        const float percent = text_width(frame, share.percent, percent_style) + 1;
        const float room = box.width - 24 - percent - space::unit;
        const float height = text_size(frame, share.label, row_style, room).height;
        draw_outcome(frame, share.outcome, {box.x + 7, y + line_height(frame, type::small) / 2},
                     12);
        write(frame, {box.x + 24, y, room, 0}, share.label, row_style);
        write(frame, {box.right() - percent, y, percent, 0}, share.percent, percent_style);
        y += height + 2;
    }
    place(frame, "shares", {box.x, box.y, box.width, y - box.y});
    return y - box.y;
}

float advice_height(Frame& frame, const AdviceView& view, float width) {
    const float inner = width - 2 * space::pad;
    float height =
        text_size(frame, view.title, {.size = type::body, .is_bold = true}, inner).height +
        text_size(frame, view.body, small_style, inner).height + 2 * space::gap;
    if (view.control) {
        const float button = std::min(button_width(frame, *view.control, advice_button), inner);
        height += button_height(frame, *view.control, button, advice_button) + space::unit;
    }
    return height;
}

float draw_advice(Frame& frame, const AdviceView& view, const Rect& box) {
    const float height = advice_height(frame, view, box.width);
    const Rect card{box.x, box.y, box.width, height};
    fill_rect(frame, card, frame.theme[Token::soft], space::gap);
    place(frame, "advice.card", card);
    const Rect inner = card.inset(space::pad, space::gap);
    float y = inner.y;
    y += write(frame, {inner.x, y, inner.width, 0}, view.title,
               {.size = type::body, .is_bold = true});
    y += write(frame, {inner.x, y, inner.width, 0}, view.body, small_style);
    if (view.control) {
        const float width =
            std::min(button_width(frame, *view.control, advice_button), inner.width);
        const float button = button_height(frame, *view.control, width, advice_button);
        draw_button(frame, *view.control, {inner.x, y + space::unit, width, button}, advice_button);
    }
    return height;
}

void draw_chart(Frame& frame, const DashboardView& view, Chart which, const Rect& box,
                std::string_view language) {
    const ChartView& chart = view.chart(which);
    switch (which) {
        case Chart::rates:
            draw_line_chart(frame, chart, box, {.floor = 1, .decades_max = 4}, language);
            break;
        case Chart::waits:
            draw_line_chart(frame, chart, box,
                            {.floor = 0.1, .decades_max = 4, .is_duration = true}, language);
            break;
        case Chart::outcomes:
            draw_area_chart(frame, chart, box, language);
            break;
        case Chart::curve:
            draw_curve_chart(frame, chart, box, {.has_ideal = true}, language);
            break;
        case Chart::phase:
            draw_curve_chart(frame, chart, box, {}, language);
            break;
    }
}

}  // namespace

double breaths_per_minute(double headroom_ratio) {
    if (headroom_ratio <= without_room) return 0;
    return std::min(12 * 0.5 / headroom_ratio, 40.0);
}

void draw_dashboard(Frame& frame, const DashboardView& view, const Rect& rect,
                    std::string_view language) {
    draw_card(frame, rect);
    if (frame.state.only_chart) {
        draw_chart(frame, view, *frame.state.only_chart, rect.inset(20, space::gap), language);
        return;
    }
    const Rect area{rect.x + 4, rect.y + 4, rect.width - 8, rect.height - 8};
    const float x = rect.x + 20;
    const float width = rect.width - 40;
    ScrollScope scroll(frame, "numbers", area, frame.state.numbers_scroll);
    const float top = scroll.content_top() + space::unit;
    // The chart takes what the other parts leave, so that advice ends with the card.
    const float zoom = 130 * (frame.host.text_scale - 1);
    const float least = chart_least + zoom;
    // Names of two lines beside the chart, or above it, need its height.
    const bool has_long_words = series_label_width(frame, view.rates, width) > width * 0.4F - 1 ||
                                text_width(frame, view.rates.title, heading_style) > width * 0.75F;
    const float first_least = has_long_words ? least : first_chart_least + zoom;
    const float chart = std::clamp(area.height - frame.state.numbers_rest, first_least,
                                   std::max(chart_most, first_least));
    float y = top;
    y += draw_headroom(frame, view, {x, y, width, 0}) + gap;
    draw_chart(frame, view, Chart::rates, {x, y, width, chart}, language);
    y += chart + gap;
    y += draw_shares(frame, view, {x, y, width, 0}) + gap;
    y += draw_advice(frame, view.advice, {x - 4, y, width + 8, 0}) + gap;
    const float rest = y - top - chart + space::half;
    frame.is_moving |= std::fabs(rest - frame.state.numbers_rest) > 0.5F;
    frame.state.numbers_rest = rest;
    draw_chart(frame, view, Chart::waits, {x, y, width, least}, language);
    y += least + gap;
    draw_chart(frame, view, Chart::outcomes, {x, y, width, least}, language);
    y += least + gap;
    const float curve = least + 3 * line_height(frame, type::tiny);
    const float noted = curve + curve_note_height(frame, view.curve, width);
    draw_chart(frame, view, Chart::curve, {x, y, width, noted}, language);
    y += noted + gap;
    draw_chart(frame, view, Chart::phase, {x, y, width, curve}, language);
    y += curve + gap;
    const float study = std::min(button_width(frame, view.study, study_button), width);
    const float button = button_height(frame, view.study, study, study_button);
    draw_button(frame, view.study, {x, y, study, button}, study_button);
    y += button + space::unit;
    scroll.set_content_height(y - scroll.content_top() + space::half);
}

}  // namespace br::ui
