#include "ui/text_layout.h"

#include <cstddef>

namespace br::ui {
namespace {

constexpr char32_t no_break_space = 0xA0;
constexpr char32_t middle_dot = 0xB7;
constexpr char32_t times_sign = 0xD7;

bool is_blank(char32_t c) {
    return c == ' ' || c == '\t';
}

// Scripts written without spaces: CJK, kana, fullwidth forms, and emoji.
bool is_ideographic(char32_t c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x1F300 && c <= 0x1FAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_one_of(char32_t c, std::u32string_view set) {
    return set.find(c) != std::u32string_view::npos;
}

bool may_not_start_line(char32_t c) {
    return is_one_of(c, U"，。、；：！？）】》」』”’·…—％,.;:!?)]}%");
}

bool may_not_end_line(char32_t c) {
    return is_one_of(c, U"（【《「『“‘([{");
}

// Whether a line may end between two neighbouring characters that are not blanks.
bool may_break_between(char32_t before, char32_t after) {
    if (may_not_start_line(after) || may_not_end_line(before)) return false;
    if (after == no_break_space || before == no_break_space) return false;
    if (is_ideographic(before) || is_ideographic(after)) return true;
    return before == '-' || before == '/' || before == 0x2013;
}

class Wrapper {
  public:
    Wrapper(std::string_view text, float width_max, const TextMeasure& measure,
            std::vector<TextLine>& lines)
        : text_(text), width_max_(width_max), measure_(measure), lines_(lines) {}

    // How many words were too long for a line and cut.
    int run() {
        std::uint32_t at = 0;
        while (at < text_.size()) {
            const std::uint32_t start = at;
            const char32_t c = next_code_point(text_, at);
            if (c == '\n') {
                end_line(start, width_);
                start_line(at);
                continue;
            }
            note_opportunity(c, start, at);
            const float advance = measure_.advance(measure_.font, c);
            // A dot that hangs over falls away with the break behind it.
            const bool may_hang = is_blank(c) || (c == middle_dot && is_dot_between_);
            if (width_ + advance > width_max_ && !may_hang && start > line_begin_) {
                break_before(start);
            }
            width_ += advance;
            if (!is_blank(c)) inked_ = {at, width_};
            before_ = c;
        }
        end_line(static_cast<std::uint32_t>(text_.size()), width_);
        return cuts_;
    }

  private:
    struct Place {
        std::uint32_t at = 0;
        float width = 0;
    };

    // Remembers where this line could end and the next could begin.
    void note_opportunity(char32_t c, std::uint32_t start, std::uint32_t after) {
        if (c == middle_dot) is_dot_between_ = is_blank(before_) && start > line_begin_;
        if (is_blank(c)) {
            std::uint32_t next = after;
            if (before_ == times_sign || next_code_point(text_, next) == times_sign) return;
            const bool is_behind_dot = before_ == middle_dot && is_dot_between_;
            if (!is_blank(before_) && !is_behind_dot) break_end_ = {start, width_};
            break_next_ = {after, width_ + measure_.advance(measure_.font, c)};
            has_break_ = true;
        } else if (start > line_begin_ && !is_blank(before_) && may_break_between(before_, c)) {
            break_end_ = {start, width_};
            break_next_ = {start, width_};
            has_break_ = true;
        }
    }

    void break_before(std::uint32_t start) {
        if (has_break_) {
            lines_.push_back({line_begin_, break_end_.at, break_end_.width});
            width_ -= break_next_.width;
            line_begin_ = break_next_.at;
        } else {
            cuts_ += 1;
            lines_.push_back({line_begin_, start, width_});
            width_ = 0;
            line_begin_ = start;
        }
        has_break_ = false;
    }

    void end_line(std::uint32_t at, float width) {
        const bool ends_blank = inked_.at > line_begin_ && inked_.at < at;
        lines_.push_back(
            {line_begin_, ends_blank ? inked_.at : at, ends_blank ? inked_.width : width});
    }

    void start_line(std::uint32_t at) {
        line_begin_ = at;
        width_ = 0;
        has_break_ = false;
        before_ = ' ';
        inked_ = {at, 0};
    }

    std::string_view text_;
    float width_max_;
    const TextMeasure& measure_;
    std::vector<TextLine>& lines_;
    std::uint32_t line_begin_ = 0;
    float width_ = 0;
    char32_t before_ = ' ';
    Place break_end_;
    Place break_next_;
    Place inked_;
    int cuts_ = 0;
    bool has_break_ = false;
    bool is_dot_between_ = false;  // The last middle dot stands behind a blank.
};

}  // namespace

char32_t next_code_point(std::string_view text, std::uint32_t& at) {
    const auto byte = [&](std::uint32_t i) -> char32_t {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0x80;
    };
    const char32_t lead = byte(at);
    if (lead < 0x80) {
        at += 1;
        return lead;
    }
    if (lead < 0xE0) {
        const char32_t c = (lead & 0x1F) << 6 | (byte(at + 1) & 0x3F);
        at += 2;
        return c;
    }
    if (lead < 0xF0) {
        const char32_t c = (lead & 0x0F) << 12 | (byte(at + 1) & 0x3F) << 6 | (byte(at + 2) & 0x3F);
        at += 3;
        return c;
    }
    const char32_t c = (lead & 0x07) << 18 | (byte(at + 1) & 0x3F) << 12 |
                       (byte(at + 2) & 0x3F) << 6 | (byte(at + 3) & 0x3F);
    at += 4;
    return c;
}

void wrap_text(std::string_view text, float width_max, const TextMeasure& measure,
               std::vector<TextLine>& lines) {
    lines.clear();
    Wrapper(text, width_max, measure, lines).run();
}

void wrap_evenly(std::string_view text, float width_max, const TextMeasure& measure,
                 std::vector<TextLine>& lines) {
    constexpr int steps = 5;
    const auto wrap = [&](float width) {
        lines.clear();
        return Wrapper(text, width, measure, lines).run();
    };
    const int cuts = wrap(width_max);
    const std::size_t count = lines.size();
    if (count < 2) return;
    float narrow = width_max / static_cast<float>(count);
    float wide = width_max;
    for (int i = 0; i < steps; ++i) {
        const float width = (narrow + wide) / 2;
        const bool is_worse = wrap(width) > cuts || lines.size() > count;
        (is_worse ? narrow : wide) = width;
    }
    wrap(wide);
}

float line_width(std::string_view text, const TextMeasure& measure) {
    float width = 0;
    for (std::uint32_t at = 0; at < text.size();) {
        width += measure.advance(measure.font, next_code_point(text, at));
    }
    return width;
}

std::uint32_t fitting_length(std::string_view text, float width, const TextMeasure& measure) {
    float used = 0;
    std::uint32_t fits = 0;
    for (std::uint32_t at = 0; at < text.size();) {
        used += measure.advance(measure.font, next_code_point(text, at));
        if (used > width) break;
        fits = at;
    }
    return fits;
}

}  // namespace br::ui
