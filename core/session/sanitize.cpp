#include "session/sanitize.h"

#include "base/utf8.h"

namespace br::session {

namespace {

bool is_space(char32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool is_invisible(char32_t c) {
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0xad || c == 0x61c || c == 0x180e ||
           (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) ||
           (c >= 0xe0000 && c <= 0xe007f);
}

}  // namespace

std::string sanitize_line(std::string_view bytes) {
    // One code point more than is shown tells whether something is cut off.
    const std::u32string points = decode_utf8(bytes, line_shown_max + 1);
    std::u32string shown;
    for (const char32_t c : points) {
        if (is_space(c)) {
            if (!shown.empty() && shown.back() != ' ') shown += U' ';
        } else if (!is_invisible(c)) {
            shown += c;
        }
    }
    while (!shown.empty() && shown.back() == ' ') shown.pop_back();
    if (points.size() > line_shown_max) {
        shown.resize(shown.size() < line_shown_max ? shown.size() : line_shown_max - 1);
        shown += U'\u2026';
    }
    return encode_utf8(shown);
}

}  // namespace br::session
