#include "base/utf8.h"

namespace br {
namespace {

struct Decoded {
    char32_t code_point = replacement_character;
    std::size_t length = 1;
    bool valid = false;
};

struct Lead {
    int trailing = 0;  // Continuation bytes to come; 0 if the byte cannot lead.
    unsigned char second_min = 0x80;
    unsigned char second_max = 0xbf;
    char32_t bits = 0;
};

Lead classify_lead(unsigned char byte) {
    if (byte >= 0xc2 && byte <= 0xdf) return {1, 0x80, 0xbf, byte & 0x1fU};
    if (byte == 0xe0) return {2, 0xa0, 0xbf, 0};
    if (byte == 0xed) return {2, 0x80, 0x9f, 0xd};
    if (byte >= 0xe1 && byte <= 0xef) return {2, 0x80, 0xbf, byte & 0xfU};
    if (byte == 0xf0) return {3, 0x90, 0xbf, 0};
    if (byte >= 0xf1 && byte <= 0xf3) return {3, 0x80, 0xbf, byte & 0x7U};
    if (byte == 0xf4) return {3, 0x80, 0x8f, 4};
    return {};
}

Decoded decode_one(std::string_view bytes, std::size_t position) {
    const auto lead_byte = static_cast<unsigned char>(bytes[position]);
    if (lead_byte < 0x80) return {lead_byte, 1, true};
    const Lead lead = classify_lead(lead_byte);
    Decoded result;
    if (lead.trailing == 0) return result;
    char32_t code_point = lead.bits;
    for (int i = 0; i < lead.trailing; ++i) {
        const std::size_t at = position + result.length;
        if (at >= bytes.size()) return result;
        const auto byte = static_cast<unsigned char>(bytes[at]);
        const unsigned char low = i == 0 ? lead.second_min : 0x80;
        const unsigned char high = i == 0 ? lead.second_max : 0xbf;
        if (byte < low || byte > high) return result;
        code_point = (code_point << 6) | (byte & 0x3fU);
        ++result.length;
    }
    return {code_point, result.length, true};
}

}  // namespace

std::u32string decode_utf8(std::string_view bytes, std::size_t count_max) {
    std::u32string text;
    for (std::size_t position = 0; position < bytes.size() && text.size() < count_max;) {
        const Decoded decoded = decode_one(bytes, position);
        text.push_back(decoded.code_point);
        position += decoded.length;
    }
    return text;
}

void append_utf8(std::string& out, char32_t c) {
    if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) c = replacement_character;
    const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xc0 | (c >> 6));
        put(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        put(0xe0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3f));
        put(0x80 | (c & 0x3f));
    } else {
        put(0xf0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3f));
        put(0x80 | ((c >> 6) & 0x3f));
        put(0x80 | (c & 0x3f));
    }
}

std::string encode_utf8(std::u32string_view text) {
    std::string out;
    for (const char32_t c : text) append_utf8(out, c);
    return out;
}

bool is_valid_utf8(std::string_view bytes) {
    for (std::size_t position = 0; position < bytes.size();) {
        const Decoded decoded = decode_one(bytes, position);
        if (!decoded.valid) return false;
        position += decoded.length;
    }
    return true;
}

std::string sanitize_utf8(std::string_view bytes) {
    if (is_valid_utf8(bytes)) return std::string(bytes);
    return encode_utf8(decode_utf8(bytes));
}

}  // namespace br
