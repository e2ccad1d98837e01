#include "ui/panels/chat_panel.h"

#include <algorithm>

#include "ui/paint.h"
#include "ui/panels/chat_bubbles.h"
#include "ui/text.h"
#include "ui/widgets.h"

namespace br::ui {
namespace {

constexpr TextStyle title_style{.size = type::lead, .is_bold = true};
constexpr ButtonStyle reply_style{
    .tone = ButtonTone::outline, .size = type::small, .pad = 14, .inset_y = 4, .gap_y = 0};
constexpr ButtonStyle link_style{.tone = ButtonTone::bare, .size = type::tiny, .pad = space::unit};

float draw_title(Frame& frame, const ChatView& view, const Rect& box) {
    const float link = std::min(button_width(frame, view.reading, link_style), box.width * 0.6F);
    const float title = box.width - link - space::unit;
    const float text = text_size(frame, view.title, title_style, title).height;
    const float button = button_height(frame, view.reading, link, link_style);
    const float height = std::max(text, button);
    write_middle(frame, {box.x, box.y, title, height}, view.title, title_style);
    draw_button(frame, view.reading, {box.right() - link, box.y, link, height}, link_style);
    if (frame.state.is_reading_open) {
        const float y = box.y + height - 10;
        draw_line(frame, {box.right() - link + space::unit, y}, {box.right() - space::unit, y},
                  frame.theme[Token::accent]);
    }
    return height;
}

// "The clock is slow while your order is under way", with the way out.
float slowed_height(Frame& frame, const ChatView& view, float width) {
    if (!view.skip) return 0;
    const float button = button_width(frame, *view.skip, reply_style);
    const float text = width - button - space::unit;
    const TextStyle style{.size = type::tiny, .token = Token::muted};
    return std::max(space::target, text_size(frame, view.slowed, style, text).height) + space::unit;
}

void draw_slowed(Frame& frame, const ChatView& view, const Rect& box) {
    if (!view.skip) return;
    const float button = button_width(frame, *view.skip, reply_style);
    write_middle(frame, {box.x, box.y, box.width - button - space::unit, box.height}, view.slowed,
                 {.size = type::tiny, .token = Token::muted});
    draw_button(frame, *view.skip,
                {box.right() - button, box.center().y - space::target / 2, button, space::target},
                reply_style);
}

Rect draw_composer(Frame& frame, const ChatView& view, const Rect& box) {
    const Theme& theme = frame.theme;
    fill_rect(frame, box, theme[Token::soft], 999);
    stroke_rect(frame, box, theme[Token::edge], 999);
    const float size = space::target;
    const Rect send{box.right() - size - 2, box.center().y - size / 2, size, size};
    const Interaction state = interact(frame, view.send, send, 999);
    const Color ground =
        mix(theme[Token::accent], theme[Token::card], state.is_hovered ? 0.12F : 0);
    fill_circle(frame, send.center(), 17, ground);
    draw_icon(frame, Icon::send, send.center(), 16, theme[Token::on_accent]);
    place(frame, "chat.composer", box);
    return {box.x + space::pad, box.y + 2, send.x - box.x - space::pad - space::half,
            box.height - 4};
}

}  // namespace

Rect draw_chat(Frame& frame, const ChatView& view, const Rect& rect) {
    draw_card(frame, rect);
    const Rect inner = rect.inset(space::pad, space::unit);
    const float title = draw_title(frame, view, inner);
    const float composer = std::max(space::target + 4, line_height(frame, type::lead) + space::pad);
    float bottom = rect.bottom() - space::gap - composer;
    const Rect place_of_input = draw_composer(
        frame, view, {rect.x + space::gap, bottom, rect.width - 2 * space::gap, composer});
    // Replies and the note on slow time never take more than half of the talk's room; then they
    // scroll.
    const float slowed = slowed_height(frame, view, inner.width);
    const float wanted = slowed + chips_height(frame, view.replies, inner.width, reply_style);
    const float most = std::max((bottom - inner.y - title) * 0.5F, space::target);
    if (wanted > 0) {
        // Whole rows, so that no reply is cut through.
        const float rows =
            chips_height_within(frame, view.replies, inner.width, reply_style, most - slowed);
        const float height = wanted <= most || rows <= 0 ? std::min(wanted, most) : slowed + rows;
        bottom -= height + space::unit;
        const Rect area{inner.x - 2, bottom, inner.width + 4, height};
        ScrollScope scroll(frame, "chat.replies", area, frame.state.replies_scroll);
        const float top = scroll.content_top();
        draw_slowed(frame, view, {inner.x, top, inner.width, slowed});
        draw_chips(frame, view.replies, {inner.x, top + slowed, inner.width, 0}, reply_style);
        scroll.set_content_height(wanted);
    }
    const Rect talk{rect.x + space::unit, inner.y + title, rect.width - 2 * space::unit,
                    bottom - space::unit - inner.y - title};
    if (talk.height < 1) return place_of_input;
    ScrollScope scroll(frame, "chat.log", talk, frame.state.chat_scroll);
    place(frame, "chat.log", talk);
    scroll.set_content_height(draw_talk(frame, view, inner.x, scroll.content_top(), inner.width));
    return place_of_input;
}

}  // namespace br::ui
