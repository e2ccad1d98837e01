#include "ui/panels/backend_panel.h"

#include <algorithm>

#include "ui/paint.h"
#include "ui/panels/backend_layout.h"
#include "ui/panels/backend_picture.h"
#include "ui/text.h"
#include "ui/widgets.h"

namespace br::ui {
namespace {

constexpr TextStyle title_style{.size = type::lead, .is_bold = true};
constexpr TextStyle scale_style{.size = type::tiny, .token = Token::muted, .align = Align::end};
constexpr TextStyle status_style{.size = type::small};
constexpr TextStyle name_style{.size = type::small, .token = Token::muted, .align = Align::center};
constexpr TextStyle figure_style{.size = type::small, .is_bold = true, .align = Align::center};
constexpr TextStyle note_style{.size = type::tiny, .token = Token::muted, .align = Align::center};
constexpr TextStyle orbit_style{
    .size = type::small, .is_bold = true, .token = Token::again_text, .align = Align::center};
constexpr TextStyle about_style{.size = type::body};
constexpr TextStyle legend_style{.size = type::tiny, .token = Token::muted};

struct Measuring {
    Frame& frame;
    const BackendView& view;
};

PartTextHeights measure_part(void* context, Part part, float width) {
    auto& measuring = *static_cast<Measuring*>(context);
    const PartView& view = measuring.view.parts[static_cast<std::size_t>(part)];
    PartTextHeights heights;
    heights.name = text_size(measuring.frame, view.control.label, name_style, width).height;
    heights.foot = text_size(measuring.frame, view.figure, figure_style, width).height +
                   text_size(measuring.frame, view.note, note_style, width).height;
    return heights;
}

float draw_title(Frame& frame, const BackendView& view, const Rect& box, bool has_title) {
    if (!has_title) {
        return write(frame, {box.x, box.y + space::half, box.width, 0}, view.scale, scale_style) +
               space::half;
    }
    const float scale = std::min(text_width(frame, view.scale, scale_style) + 1, box.width * 0.55F);
    const float room = box.width - scale - space::unit;
    const float height =
        std::max({space::target, text_size(frame, view.title, title_style, room).height,
                  text_size(frame, view.scale, scale_style, scale).height});
    write_middle(frame, {box.x, box.y, room, height}, view.title, title_style);
    write_middle(frame, {box.right() - scale, box.y, scale, height}, view.scale, scale_style);
    return height;
}

// Where the visitor's own order is, beside the star of the picture.
float draw_status(Frame& frame, const BackendView& view, const Rect& box) {
    if (view.status.empty()) return 0;
    const float indent = 22;
    fill_star(frame, {box.x + 8, box.y + line_height(frame, type::small) / 2}, 16,
              frame.theme[Token::visitor]);
    return write(frame, {box.x + indent, box.y, box.width - indent, 0}, view.status, status_style) +
           space::unit;
}

Rect joined(const Rect& a, const Rect& b) {
    const float x = std::min(a.x, b.x);
    const float y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

// A quiet frame around a part that is pointed at or whose numbers are open.
void draw_part_ground(Frame& frame, const PartView& view, const Rect& rect, bool is_open) {
    const Interaction state = interact(frame, view.control, rect, space::gap);
    if (!state.is_hovered && !is_open) return;
    if (state.is_hovered && !is_open) {
        frame.tooltip = view.control.hint;
        frame.tooltip_for = rect;
    }
    const Color ground =
        mix(frame.theme[Token::card], frame.theme[Token::soft], is_open ? 0.9F : 0.55F);
    fill_rect(frame, rect, ground, space::gap);
    if (is_open) stroke_rect(frame, rect, frame.theme[Token::edge], space::gap);
}

void draw_grounds(Frame& frame, const BackendView& view, const BackendLayout& layout) {
    for (int i = 0; i < part_count; ++i) {
        const auto part = static_cast<std::size_t>(i);
        const PartPlace& at = layout.parts[part];
        Rect rect = joined(at.name, at.box);
        if (static_cast<Part>(i) == Part::orbit) {
            // The arch's own area would cover half of the picture: its label is what one presses.
            const float width =
                std::min(text_width(frame, view.parts[part].figure, orbit_style) + 2 * space::pad,
                         at.name.width);
            rect = {at.name.center().x - width / 2, at.name.center().y - space::target / 2, width,
                    std::max(space::target, at.name.height)};
        } else {
            rect = joined(rect, at.foot);
        }
        rect = {rect.x - 2, rect.y - 2, rect.width + 4, rect.height + 6};
        draw_part_ground(frame, view.parts[part], rect, frame.state.part == static_cast<Part>(i));
    }
}

void draw_words(Frame& frame, const BackendView& view, const BackendLayout& layout) {
    for (int i = 0; i < part_count; ++i) {
        const auto part = static_cast<std::size_t>(i);
        const PartPlace& at = layout.parts[part];
        const PartView& words = view.parts[part];
        if (static_cast<Part>(i) == Part::orbit) {
            write(frame, at.name, words.figure, orbit_style);
            continue;
        }
        write(frame, at.name, words.control.label, name_style);
        const float height = write(frame, at.foot, words.figure, figure_style);
        write(frame, {at.foot.x, at.foot.y + height, at.foot.width, 0}, words.note, note_style);
    }
}

// Shapes and words of the picture's tokens, in as many rows as they need. Only measures if asked.
float flow_legend(Frame& frame, const BackendView& view, const Rect& box, bool is_drawn) {
    constexpr std::array<Outcome, 4> shown = {Outcome::served, Outcome::waiting, Outcome::again,
                                              Outcome::nobody};
    const float line = std::max(line_height(frame, type::tiny), 20.0F);
    float x = box.x;
    float y = box.y;
    for (const Outcome outcome : shown) {
        const std::string& label = view.legend[static_cast<std::size_t>(outcome)];
        const float text = std::min(text_width(frame, label, legend_style) + 1, box.width - 20);
        const float height = std::max(line, text_size(frame, label, legend_style, text).height);
        if (x > box.x && x + 20 + text > box.right()) {
            x = box.x;
            y += line;
        }
        if (is_drawn) {
            draw_outcome(frame, outcome, {x + 6, y + line / 2}, 11);
            write_middle(frame, {x + 20, y, text, height}, label, legend_style);
        }
        x += 20 + text + space::wide;
        if (height > line) y += height - line;
    }
    return y + line - box.y;
}

float facts_height(Frame& frame, const PartView& view, float width) {
    float height = 0;
    for (const FactView& fact : view.facts) {
        const float value = text_width(frame, fact.value, {.size = type::small, .is_bold = true});
        const float label = std::max(width - value - space::pad, width * 0.4F);
        height += text_size(frame, fact.label, {.size = type::small}, label).height + 2;
    }
    return height;
}

// The name of the part, with room beside it to close it.
float about_title_height(Frame& frame, const PartView& view, float inner) {
    return std::max(
        space::target,
        text_size(frame, view.control.label, title_style, inner - space::target).height);
}

// One sentence and the numbers of the part that was asked about.
float explanation_height(Frame& frame, const PartView& view, float width) {
    const float inner = width - 2 * space::pad;
    return 2 * space::gap + about_title_height(frame, view, inner) +
           text_size(frame, view.control.hint, about_style, inner).height + space::unit +
           facts_height(frame, view, inner) + space::target;
}

void draw_explanation(Frame& frame, const BackendView& view, Part part, const Rect& rect) {
    const PartView& words = view.parts[static_cast<std::size_t>(part)];
    const Theme& theme = frame.theme;
    fill_rect(frame, rect, theme[Token::soft], space::gap);
    place(frame, "part.about", rect);
    const Rect inner = rect.inset(space::pad, space::gap);
    ControlView close;
    close.id = "part.close";
    close.label = view.close;
    draw_icon_button(
        frame, close,
        {inner.right() - space::target + space::unit, inner.y, space::target, space::target},
        Icon::close, ButtonTone::bare);
    const float title = about_title_height(frame, words, inner.width);
    write_middle(frame, {inner.x, inner.y, inner.width - space::target, title}, words.control.label,
                 title_style);
    float y = inner.y + title;
    y += write(frame, {inner.x, y, inner.width, 0}, words.control.hint, about_style) + space::unit;
    for (const FactView& fact : words.facts) {
        const TextStyle bold{.size = type::small, .is_bold = true, .align = Align::end};
        const float value = text_width(frame, fact.value, bold);
        const float label = std::max(inner.width - value - space::pad, inner.width * 0.4F);
        const float height = write(frame, {inner.x, y, label, 0}, fact.label,
                                   {.size = type::small, .token = Token::muted});
        write(frame, {inner.right() - value - 1, y, value + 1, 0}, fact.value, bold);
        y += height + 2;
    }
    const float half = inner.width / 2;
    draw_origin(frame, view.origin,
                {inner.x, y, std::min(origin_width(frame, view.origin), half), space::target});
    draw_origin(frame, view.assumed, {inner.x + half, y, half, space::target});
}

// On a low panel the numbers come to lie below its edge: once opened, they are scrolled to.
void show_explanation(Frame& frame, float top, float end) {
    UiState& state = frame.state;
    if (state.part == state.part_scrolled) return;
    state.part_scrolled = state.part;
    if (!state.part) return;
    state.backend_scroll.offset = std::max(state.backend_scroll.offset, std::min(top, end));
    frame.is_moving = true;
}

BackendLayout lay_out(Frame& frame, const BackendView& view, const Rect& area) {
    Measuring measuring{frame, view};
    const float orbit = text_size(frame, view.parts[static_cast<std::size_t>(Part::orbit)].figure,
                                  orbit_style, area.width)
                            .height;
    return layout_backend({area, frame.host.text_scale, orbit, measure_part, &measuring});
}

}  // namespace

float draw_backend_picture(Frame& frame, const BackendView& view, const Rect& area) {
    const BackendLayout layout = lay_out(frame, view, area);
    draw_picture(frame, view, layout);
    draw_words(frame, view, layout);
    return std::max(layout.height, area.height);
}

void draw_backend(Frame& frame, const BackendView& view, const Rect& rect, bool has_title) {
    draw_card(frame, rect);
    const Rect inner = rect.inset(20, space::half);
    float top = inner.y + draw_title(frame, view, inner, has_title);
    const Rect seen{rect.x + 4, top, rect.width - 8, rect.bottom() - top - 4};
    ScrollScope scroll(frame, "backend", seen, frame.state.backend_scroll);
    const float begin = scroll.content_top();
    top = begin + draw_status(frame, view, {inner.x, begin, inner.width, 0});
    const float visible = rect.bottom() - space::gap - (inner.y + (top - begin)) - space::target;
    float below = flow_legend(frame, view, {inner.x, 0, inner.width, 0}, false);
    if (frame.state.part) {
        const PartView& part = view.parts[static_cast<std::size_t>(*frame.state.part)];
        below = explanation_height(frame, part, inner.width);
    }
    const Rect area{inner.x, top, inner.width, visible - below - space::unit};
    const BackendLayout layout = lay_out(frame, view, area);
    draw_grounds(frame, view, layout);
    draw_picture(frame, view, layout);
    draw_words(frame, view, layout);
    const float bottom = area.y + std::max(layout.height, area.height) + space::unit;
    if (frame.state.part) {
        draw_explanation(frame, view, *frame.state.part, {inner.x, bottom, inner.width, below});
    } else {
        flow_legend(frame, view, {inner.x, bottom, inner.width, 0}, true);
    }
    const float content = bottom + below + space::unit - begin;
    show_explanation(frame, bottom - begin, content - seen.height);
    scroll.set_content_height(content);
}

}  // namespace br::ui
