// Feeds any bytes to the readers of text: UTF-8 decoding, the chat's normaliser and the cleaning of
// a visitor's line. What comes out is valid UTF-8, as long as is promised, and stays as it is when
// it goes through once more.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/utf8.h"
#include "chat/intent.h"
#include "chat/normalize.h"
#include "chat/parser.h"
#include "session/sanitize.h"

namespace {

using namespace br;

void check_utf8(std::string_view text) {
    const std::u32string decoded = decode_utf8(text);
    BR_CHECK(decoded.size() <= text.size());
    const std::string clean = encode_utf8(decoded);
    BR_CHECK(is_valid_utf8(clean) && sanitize_utf8(text) == clean);
    BR_CHECK(decode_utf8(clean) == decoded);
    BR_CHECK((clean == text) == is_valid_utf8(text));
    BR_CHECK(decode_utf8(text, 7) == decoded.substr(0, 7));
}

void check_normal_text(std::string_view text) {
    const chat::NormalText normal =
        chat::normalize(text, chat::parser_in_use().tables().simplified);
    BR_CHECK(normal.text.size() == normal.origin.size());
    BR_CHECK(normal.shown.size() <= 4 * chat::line_length_max);
    BR_CHECK(normal.truncated == (decode_utf8(text).size() > chat::line_length_max));
    for (std::size_t i = 0; i < normal.origin.size(); ++i) {
        BR_CHECK(normal.origin[i] < normal.shown.size());
        BR_CHECK(i == 0 || normal.origin[i - 1] < normal.origin[i]);
    }
    for (const char32_t c : normal.text) BR_CHECK(c < U'A' || c > U'Z');
}

void check_shown_line(std::string_view text) {
    const std::string line = session::sanitize_line(text);
    BR_CHECK(is_valid_utf8(line));
    BR_CHECK(decode_utf8(line).size() <= session::line_shown_max);
    BR_CHECK(session::sanitize_line(line) == line);
    for (const char32_t c : decode_utf8(line)) {
        const bool turns = c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
                           (c >= 0x2066 && c <= 0x2069);
        BR_CHECK(c >= 0x20 && c != 0x7f && !turns);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_utf8(text);
    check_normal_text(text);
    check_shown_line(text);
    return 0;
}
