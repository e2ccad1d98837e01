// Breaks text into lines for drawing. Latin text breaks at spaces and after hyphens and slashes;
// Chinese between any two characters, but no line starts with a closing mark or ends with an
// opening one (kinsoku). A middle dot between blanks falls away where a line breaks at it, and a
// number stays with the "×" behind it. A word too long for a line is cut anywhere. Pure: widths
// come in as a function, so that it is tested without a font.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace br::ui {

// Bytes [begin, end) of the text, without the blanks at which it was broken.
struct TextLine {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    float width = 0;
    friend bool operator==(const TextLine&, const TextLine&) = default;
};

// Advance of one code point.
using AdvanceFunction = float (*)(void* font, char32_t code_point);

struct TextMeasure {
    void* font = nullptr;
    AdvanceFunction advance = nullptr;
};

// A line feed always breaks. Empty text gives one empty line. Requires valid UTF-8.
void wrap_text(std::string_view text, float width_max, const TextMeasure& measure,
               std::vector<TextLine>& lines);

// The same number of lines, as even as it gets: no short rest in the last one, and no word cut for
// it.
void wrap_evenly(std::string_view text, float width_max, const TextMeasure& measure,
                 std::vector<TextLine>& lines);

[[nodiscard]] float line_width(std::string_view text, const TextMeasure& measure);

// The longest start of the text, in bytes, that fits into width together with what follows it
// ("…"): 0 if not even one character does.
[[nodiscard]] std::uint32_t fitting_length(std::string_view text, float width,
                                           const TextMeasure& measure);

// Next code point of valid UTF-8 at `at`, which moves behind it.
[[nodiscard]] char32_t next_code_point(std::string_view text, std::uint32_t& at);

}  // namespace br::ui
