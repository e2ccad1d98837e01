#include "ui/panels/chat_bubbles.h"

#include <algorithm>

#include "ui/paint.h"
#include "ui/text.h"
#include "ui/widgets.h"

namespace br::ui {
namespace {

constexpr float pad_x = 14;
constexpr float pad_y = 9;
constexpr float bar = 3;  // Beside quotes and refusals.
constexpr float widest = 0.88F;
constexpr TextStyle words_style{.size = type::body};
constexpr TextStyle note_style{.size = type::tiny, .token = Token::muted};
constexpr TextStyle quote_style{.size = type::tiny, .is_bold = true, .token = Token::muted};

bool shows_reading(const Frame& frame, const LineView& line) {
    return frame.state.is_reading_open && !line.reading.empty();
}

float text_room(float width) {
    return width * widest - 2 * pad_x - bar;
}

float reading_height(Frame& frame, const LineView& line, float room) {
    float height = space::half;
    for (const std::string& note : line.reading)
        height += text_size(frame, note, note_style, room).height;
    return height;
}

// Of all that a bubble says: its notes and labels change with the language of the page.
std::uint32_t words_hash(const LineView& line, bool has_reading) {
    std::uint32_t hash = 2'166'136'261U;  // FNV-1a.
    const auto add = [&hash](const std::string& words) {
        for (const char c : words) hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
    };
    add(line.text);
    add(line.quote_label);
    if (has_reading) {
        for (const std::string& note : line.reading) add(note);
    }
    return hash;
}

// Measured anew only when something that matters has changed.
const BubbleSize& measure(Frame& frame, const LineView& line, float width) {
    BubbleSize& size = frame.state.bubbles[line.number];
    const bool reading = shows_reading(frame, line);
    const float font = frame.host.text_scale;
    const std::uint32_t words = words_hash(line, reading);
    if (size.for_width == width && size.for_font == font && size.for_words == words) return size;
    const float room = text_room(width);
    const TextSize text = text_size(frame, line.text, words_style, room);
    size.width = text.width + 2 * pad_x;
    size.height = text.height + 2 * pad_y;
    if (line.is_quote) {
        const TextSize label = text_size(frame, line.quote_label, quote_style, room);
        size.height += label.height;
        size.width = std::max(size.width, label.width + 2 * pad_x + bar);
    }
    if (line.is_quote || line.is_refusal) size.width += bar;
    size.bubble_height = size.height;
    if (reading) size.height += reading_height(frame, line, room);
    size.for_width = width;
    size.for_font = font;
    size.for_words = words;
    return size;
}

void draw_bubble(Frame& frame, const LineView& line, const BubbleSize& size, float left, float top,
                 float width) {
    const Theme& theme = frame.theme;
    const float x = line.is_visitor ? left + width - size.width : left;
    const Rect box{x, top, size.width, size.bubble_height};
    fill_rect(frame, box, theme[line.is_visitor ? Token::bubble : Token::soft], space::radius);
    const bool has_bar = line.is_quote || line.is_refusal;
    if (has_bar) {
        const Token token = line.is_refusal ? Token::again : Token::edge;
        fill_rect(frame, {box.x + space::unit, box.y + 10, bar, box.height - 20}, theme[token], 2);
    }
    const float text_x = box.x + pad_x + (has_bar ? bar : 0);
    const float room = box.right() - pad_x - text_x;
    float y = box.y + pad_y;
    if (line.is_quote) y += write(frame, {text_x, y, room, 0}, line.quote_label, quote_style);
    TextStyle style = words_style;
    style.token = line.is_visitor ? Token::on_bubble : Token::ink;
    if (line.is_pending) style.token = Token::muted;
    write(frame, {text_x, y, room, 0}, line.text, style);
    if (!shows_reading(frame, line)) return;
    TextStyle note = note_style;
    const float notes = text_room(width);
    if (line.is_visitor) note.align = Align::end;
    const float notes_x = line.is_visitor ? left + width - notes - 2 : left + pad_x;
    y = box.bottom() + space::half;
    for (const std::string& reading : line.reading) {
        y += write(frame, {notes_x, y, notes, 0}, reading, note);
    }
}

void draw_step_mark(Frame& frame, StepMark mark, Point center) {
    const Theme& theme = frame.theme;
    constexpr float radius = 8;
    switch (mark) {
        case StepMark::done:
            fill_circle(frame, center, radius, theme[Token::served]);
            draw_icon(frame, Icon::check, center, 9, theme[Token::card]);
            break;
        case StepMark::current:
            stroke_circle(frame, center, radius - 1, theme[Token::waiting], 2.5F);
            break;
        case StepMark::failed:
            draw_cross(frame, center, 10, theme[Token::failed], 2.5F);
            break;
        case StepMark::pending:
        case StepMark::skipped:
            stroke_circle(frame, center, radius - 1, theme[Token::edge], 1.25F);
            if (mark == StepMark::skipped) {
                draw_line(frame, {center.x - 4, center.y}, {center.x + 4, center.y},
                          theme[Token::edge], 1.5F);
            }
            break;
    }
}

TextStyle step_style(StepMark mark) {
    const bool is_open = mark == StepMark::pending || mark == StepMark::skipped;
    TextStyle style{.size = type::small, .token = is_open ? Token::muted : Token::ink};
    style.is_bold = mark == StepMark::current || mark == StepMark::failed;
    return style;
}

// The order's steps, ticked as the backend reaches them. Returns the height.
float draw_steps(Frame& frame, const ChatView& view, float left, float top, float width) {
    constexpr float mark_room = 28;
    const float card = std::min(width * widest, 380 * frame.host.text_scale);
    const float room = card - pad_x - mark_room - pad_x;
    float height = space::gap;
    for (const StepView& step : view.steps) {
        height += text_size(frame, step.text, step_style(step.mark), room).height + space::half;
    }
    height += space::unit;
    const Rect box{left, top, card, height};
    stroke_rect(frame, box, frame.theme[Token::line], space::radius);
    float y = top + space::gap;
    const float line = line_height(frame, type::small);
    for (const StepView& step : view.steps) {
        draw_step_mark(frame, step.mark, {left + pad_x + 8, y + line / 2});
        const float used =
            write(frame, {left + pad_x + mark_room, y, room, 0}, step.text, step_style(step.mark));
        y += used + space::half;
    }
    place(frame, "chat.steps", box);
    return height;
}

// Three dots that come and go while the bot writes.
float draw_typing(Frame& frame, float left, float top) {
    const Rect box{left, top, 64, 36};
    fill_rect(frame, box, frame.theme[Token::soft], space::radius);
    for (int i = 0; i < 3; ++i) {
        const double phase = frame.host.time_s * 1.5 - i * 0.2;
        const bool is_up = frame.may_move() && phase - static_cast<int>(phase) < 0.35;
        const Point dot{box.x + 20 + 12 * static_cast<float>(i),
                        box.center().y - (is_up ? 2.0F : 0)};
        fill_circle(frame, dot, 3.5F, frame.theme[is_up ? Token::muted : Token::edge]);
    }
    frame.is_moving |= frame.may_move();
    return box.height;
}

}  // namespace

float draw_talk(Frame& frame, const ChatView& view, float left, float top, float width) {
    float y = top;
    bool has_steps = view.steps.empty();
    for (std::size_t i = 0; i < view.lines.size(); ++i) {
        const LineView& line = view.lines[i];
        const BubbleSize size = measure(frame, line, width);
        const Rect whole{left, y, width, size.height};
        if (!intersection(whole, frame.clip).is_empty()) {
            draw_bubble(frame, line, size, left, y, width);
            place(frame, line.id, whole);
        }
        y += size.height + space::unit;
        if (!has_steps && line.number == view.steps_after) {
            y += draw_steps(frame, view, left, y, width) + space::unit;
            has_steps = true;
        }
    }
    if (!has_steps) y += draw_steps(frame, view, left, y, width) + space::unit;
    if (view.is_typing) y += draw_typing(frame, left, y) + space::unit;
    return y - top;
}

}  // namespace br::ui
