// UTF-8 in and out. Any bytes are accepted: what is no valid sequence becomes U+FFFD, one for each
// maximal ill-formed part (Unicode 15, section 3.9, "U+FFFD Substitution of Maximal Subparts").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace br {

inline constexpr char32_t replacement_character = 0xfffd;

// Decodes at most count_max code points.
[[nodiscard]] std::u32string decode_utf8(std::string_view bytes, std::size_t count_max = SIZE_MAX);
[[nodiscard]] std::string encode_utf8(std::u32string_view text);
void append_utf8(std::string& out, char32_t code_point);
[[nodiscard]] bool is_valid_utf8(std::string_view bytes);
// The same text with every ill-formed part replaced.
[[nodiscard]] std::string sanitize_utf8(std::string_view bytes);

}  // namespace br
