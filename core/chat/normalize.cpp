#include "chat/normalize.h"

#include <algorithm>
#include <string_view>

#include "base/utf8.h"
#include "chat/intent.h"

namespace br::chat {

namespace {

bool is_between(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}

// Zero-width, bidirectional, variation and tag characters.
bool is_invisible(char32_t c) {
    return c == 0xad || c == 0x61c || c == 0x180e || is_between(c, 0x200b, 0x200f) ||
           is_between(c, 0x202a, 0x202e) || is_between(c, 0x2060, 0x206f) || c == 0xfeff ||
           is_between(c, 0xfe00, 0xfe0f) || is_between(c, 0xe0000, 0xe01ef);
}

bool is_space(char32_t c) {
    return c <= 0x20 || c == 0x7f || c == 0xa0 || is_between(c, 0x2000, 0x200a) || c == 0x2028 ||
           c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

struct LetterlikePair {
    char32_t symbol;
    char32_t letter;
};

// The holes of the mathematical alphabets live among the letterlike symbols.
constexpr LetterlikePair letterlike[] = {
    {0x2102, 'C'}, {0x210a, 'g'}, {0x210b, 'H'}, {0x210c, 'H'}, {0x210d, 'H'}, {0x210e, 'h'},
    {0x2110, 'I'}, {0x2111, 'I'}, {0x2112, 'L'}, {0x2113, 'l'}, {0x2115, 'N'}, {0x2119, 'P'},
    {0x211a, 'Q'}, {0x211b, 'R'}, {0x211c, 'R'}, {0x211d, 'R'}, {0x2124, 'Z'}, {0x2128, 'Z'},
    {0x212c, 'B'}, {0x212d, 'C'}, {0x212f, 'e'}, {0x2130, 'E'}, {0x2131, 'F'}, {0x2133, 'M'},
    {0x2134, 'o'}, {0x2139, 'i'}};

char32_t letter_of_52(char32_t index) {
    return index < 26 ? U'A' + index : U'a' + (index - 26);
}

char32_t compatible_letter(char32_t c) {
    if (is_between(c, 0xff01, 0xff5e)) return c - 0xfee0;
    if (is_between(c, 0x1d400, 0x1d6a3)) return letter_of_52((c - 0x1d400) % 52);
    if (is_between(c, 0x1d7ce, 0x1d7ff)) return U'0' + (c - 0x1d7ce) % 10;
    if (is_between(c, 0x24b6, 0x24cf)) return U'A' + (c - 0x24b6);
    if (is_between(c, 0x24d0, 0x24e9)) return U'a' + (c - 0x24d0);
    if (is_between(c, 0x1f130, 0x1f149)) return U'A' + (c - 0x1f130);
    if (is_between(c, 0x2080, 0x2089)) return U'0' + (c - 0x2080);
    if (c == 0x2070 || is_between(c, 0x2074, 0x2079)) return U'0' + (c - 0x2070);
    if (c == 0xb9) return U'1';
    if (c == 0xb2 || c == 0xb3) return U'2' + (c - 0xb2);
    if (c == 0xffe5) return 0xa5;
    for (const LetterlikePair& pair : letterlike) {
        if (pair.symbol == c) return pair.letter;
    }
    return c;
}

// The compatibility form of one code point, appended.
void append_compatible(std::u32string& out, char32_t c) {
    if (is_between(c, 0x2460, 0x2473)) {  // Circled 1 to 20.
        const char32_t number = c - 0x2460 + 1;
        if (number >= 10) out += U'0' + number / 10;
        out += U'0' + number % 10;
        return;
    }
    if (is_between(c, 0xfb00, 0xfb06)) {
        constexpr std::u32string_view ligatures[] = {U"ff",  U"fi", U"fl", U"ffi",
                                                     U"ffl", U"st", U"st"};
        out += ligatures[c - 0xfb00];
        return;
    }
    out += is_space(c) ? U' ' : compatible_letter(c);
}

// Small letter without accent. Only what Malay, English and pinyin input brings along.
char32_t fold(char32_t c) {
    if (is_between(c, 'A', 'Z')) return c + 0x20;
    if (c < 0xc0) return c == 0x60 || c == 0xb4 ? U'\'' : c;
    constexpr std::u32string_view latin_1 =
        U"aaaaaaaceeeeiiiidnooooo\u00d7ouuuuytsaaaaaaaceeeeiiiidnooooo\u00f7ouuuuyty";
    if (c <= 0xff) return latin_1[c - 0xc0];
    if (is_between(c, 0x100, 0x105) || c == 0x1cd || c == 0x1ce) return U'a';
    if (is_between(c, 0x112, 0x11b)) return U'e';
    if (is_between(c, 0x128, 0x12f) || c == 0x1cf || c == 0x1d0) return U'i';
    if (is_between(c, 0x14c, 0x151) || c == 0x1d1 || c == 0x1d2) return U'o';
    if (is_between(c, 0x168, 0x173) || is_between(c, 0x1d3, 0x1dc)) return U'u';
    if (is_between(c, 0x391, 0x3a9) || is_between(c, 0x410, 0x42f)) return c + 0x20;
    if (c == 0x2018 || c == 0x2019 || c == 0x2bc) return U'\'';
    if (is_between(c, 0x2010, 0x2014)) return U'-';
    return c;
}

char32_t simplify(char32_t c, const std::vector<SimplifiedPair>& pairs) {
    if (!is_han(c)) return c;
    const auto found = std::lower_bound(
        pairs.begin(), pairs.end(), c,
        [](const SimplifiedPair& pair, char32_t sought) { return pair.traditional < sought; });
    return found != pairs.end() && found->traditional == c ? found->simplified : c;
}

bool is_combining(char32_t c) {
    return is_between(c, 0x300, 0x36f);
}

}  // namespace

bool is_han(char32_t c) {
    return is_between(c, 0x4e00, 0x9fff) || is_between(c, 0x3400, 0x4dbf) ||
           is_between(c, 0x20000, 0x323af) || is_between(c, 0xf900, 0xfaff) || c == 0x3007;
}

bool is_latin_letter(char32_t c) {
    return is_between(c, 'a', 'z') || is_between(c, 'A', 'Z') || is_between(c, 0xc0, 0x24f) ||
           is_between(c, 0x370, 0x1fff) || is_between(c, 0x3040, 0x30ff) ||
           is_between(c, 0xac00, 0xd7a3);
}

bool is_digit(char32_t c) {
    return is_between(c, '0', '9');
}

NormalText normalize(std::string_view line, const std::vector<SimplifiedPair>& simplified) {
    // One more than is read tells whether the line went on.
    std::u32string decoded = decode_utf8(line, line_length_max + 1);
    NormalText out;
    out.truncated = decoded.size() > line_length_max;
    if (out.truncated) decoded.resize(line_length_max);
    for (const char32_t c : decoded) {
        if (!is_invisible(c)) append_compatible(out.shown, c);
    }
    for (std::size_t i = 0; i < out.shown.size(); ++i) {
        const char32_t c = simplify(fold(out.shown[i]), simplified);
        if (is_combining(c)) continue;
        const std::size_t length = out.text.size();
        const bool stretched = length >= 2 && (is_latin_letter(c) || is_han(c)) &&
                               out.text[length - 1] == c && out.text[length - 2] == c;
        if (stretched) {  // Three or more become one: drop this one and the one before.
            out.text.pop_back();
            out.origin.pop_back();
            while (i + 1 < out.shown.size() && simplify(fold(out.shown[i + 1]), simplified) == c) {
                ++i;
            }
            continue;
        }
        out.text += c;
        out.origin.push_back(static_cast<std::uint32_t>(i));
    }
    return out;
}

}  // namespace br::chat
