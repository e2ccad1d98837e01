#include "ui/text.h"

#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "ui/paint.h"

namespace br::ui {
namespace {

constexpr std::string_view ellipsis = "…";
constexpr float line_spacing = 1.45F;

// One font at one size, as wrap_text asks for it.
struct FontAtSize {
    ImFontBaked* baked = nullptr;
    float scale = 1;
};

float advance_of(void* font, char32_t c) {
    const auto& at_size = *static_cast<FontAtSize*>(font);
    return at_size.baked->GetCharAdvance(static_cast<ImWchar>(c)) * at_size.scale;
}

ImFont* font_of(const Frame& frame, const TextStyle& style) {
    return style.is_bold ? frame.fonts.bold : frame.fonts.regular;
}

float font_size(const Frame& frame, float size) {
    return std::round(size * frame.host.text_scale);
}

FontAtSize at_size(const Frame& frame, const TextStyle& style) {
    const float size = font_size(frame, style.size);
    FontAtSize font;
    font.baked = font_of(frame, style)->GetFontBaked(size);
    font.scale = size / font.baked->Size;
    return font;
}

void report_line(Frame& frame, std::string_view text, const Rect& box, bool is_cut) {
    if (frame.report == nullptr || text.empty()) return;
    WrittenText written;
    written.text = text;
    written.box = box;
    written.surface = frame.clip;
    written.layer = frame.layer;
    written.is_cut = is_cut;
    written.is_scrolled = frame.scroll != nullptr;
    frame.report->push_back(std::move(written));
}

float aligned(Align align, const Rect& box, float width) {
    if (align == Align::start) return box.x;
    return align == Align::center ? box.x + (box.width - width) / 2 : box.right() - width;
}

// The last line that is allowed, shortened so that the ellipsis fits.
std::string shortened(std::string_view rest, float width, const TextMeasure& measure) {
    const float room = width - line_width(ellipsis, measure);
    std::string text(rest.substr(0, fitting_length(rest, room, measure)));
    while (!text.empty() && text.back() == ' ') text.pop_back();
    text += ellipsis;
    return text;
}

}  // namespace

float line_height(const Frame& frame, float size) {
    return std::round(font_size(frame, size) * line_spacing);
}

float text_width(const Frame& frame, std::string_view text, const TextStyle& style) {
    FontAtSize font = at_size(frame, style);
    return line_width(text, {&font, advance_of});
}

TextSize text_size(Frame& frame, std::string_view text, const TextStyle& style, float width_max) {
    FontAtSize font = at_size(frame, style);
    wrap_text(text, width_max, {&font, advance_of}, frame.lines);
    TextSize size;
    for (const TextLine& line : frame.lines) size.width = std::max(size.width, line.width);
    std::size_t count = frame.lines.size();
    if (style.lines_max > 0) count = std::min(count, static_cast<std::size_t>(style.lines_max));
    size.height = static_cast<float>(count) * line_height(frame, style.size);
    return size;
}

float write(Frame& frame, const Rect& box, std::string_view text, const TextStyle& style) {
    FontAtSize font = at_size(frame, style);
    const TextMeasure measure{&font, advance_of};
    const float height = line_height(frame, style.size);
    const float size = font_size(frame, style.size);
    const ImU32 color = to_u32(frame.theme[style.token]);
    const auto wrap = style.align == Align::center ? wrap_evenly : wrap_text;
    wrap(text, box.width + 0.5F, measure, frame.lines);
    std::size_t count = frame.lines.size();
    if (style.lines_max > 0) count = std::min(count, static_cast<std::size_t>(style.lines_max));
    for (std::size_t i = 0; i < count; ++i) {
        const TextLine& line = frame.lines[i];
        const float top = box.y + static_cast<float>(i) * height;
        const bool is_cut = i + 1 == count && count < frame.lines.size();
        std::string cut;
        std::string_view words = text.substr(line.begin, line.end - line.begin);
        float width = line.width;
        if (is_cut) {
            cut = shortened(text.substr(line.begin), box.width, measure);
            words = cut;
            width = line_width(words, measure);
        }
        const Rect ink{aligned(style.align, box, width), top + (height - size) / 2, width, size};
        report_line(frame, words, ink, is_cut);
        if (intersection(ink, frame.clip).is_empty()) continue;
        frame.list.AddText(font_of(frame, style), size, ImVec2(ink.x, ink.y), color, words.data(),
                           words.data() + words.size());
        if (is_cut && ink.contains(frame.pointer.at)) {
            frame.tooltip = text;
            frame.tooltip_for = ink;
        }
    }
    return static_cast<float>(count) * height;
}

void write_middle(Frame& frame, const Rect& box, std::string_view text, const TextStyle& style) {
    const float height = text_size(frame, text, style, box.width + 0.5F).height;
    write(frame, {box.x, box.y + (box.height - height) / 2, box.width, height}, text, style);
}

}  // namespace br::ui
