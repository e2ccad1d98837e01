// Brings a line into the one form that the lexicon knows: compatibility letters become plain ones,
// capitals small, traditional characters simplified, invisible marks vanish, stretched words
// shrink. Each code point of the result knows where it came from, so that spans can be quoted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace br::chat {

// Traditional to simplified, sorted by the traditional character.
struct SimplifiedPair {
    char32_t traditional;
    char32_t simplified;
};

struct NormalText {
    std::u32string text;
    std::vector<std::uint32_t> origin;  // For each code point of text its place in shown.
    std::u32string shown;               // Compatibility forms replaced, all else as written.
    bool truncated = false;
};

// Reads at most line_length_max code points; the result is at most 4 times as long, as some
// compatibility forms are several letters. Any bytes are accepted.
[[nodiscard]] NormalText normalize(std::string_view line,
                                   const std::vector<SimplifiedPair>& simplified);

[[nodiscard]] bool is_han(char32_t c);
[[nodiscard]] bool is_latin_letter(char32_t c);  // After normalising: a to z and other letters.
[[nodiscard]] bool is_digit(char32_t c);

}  // namespace br::chat
