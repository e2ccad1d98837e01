#include "ui/text_layout.h"

#include <doctest/doctest.h>

#include <string>

using namespace br::ui;

namespace {

// Latin letters are 1 wide, everything from the CJK blocks on is 2.
float advance(void*, char32_t c) {
    return c >= 0x2E80 ? 2.0F : 1.0F;
}

std::vector<std::string> wrapped(std::string_view text, float width) {
    std::vector<TextLine> lines;
    wrap_text(text, width, {nullptr, advance}, lines);
    std::vector<std::string> out;
    for (const TextLine& line : lines) {
        out.emplace_back(text.substr(line.begin, line.end - line.begin));
        CHECK(line.width == doctest::Approx(line_width(out.back(), {nullptr, advance})));
    }
    return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_SUITE("text_layout") {
    TEST_CASE("Latin text breaks at blanks, which then belong to no line") {
        CHECK(wrapped("one two three", 7) == Lines{"one two", "three"});
        CHECK(wrapped("one two three", 6) == Lines{"one", "two", "three"});
        CHECK(wrapped("one  two", 4) == Lines{"one", "two"});
        CHECK(wrapped("one two ", 20) == Lines{"one two"});
    }

    TEST_CASE("a word longer than a line is cut") {
        CHECK(wrapped("abcdefgh", 3) == Lines{"abc", "def", "gh"});
        CHECK(wrapped("a bcdefgh", 3) == Lines{"a", "bcd", "efg", "h"});
    }

    TEST_CASE("Chinese breaks between characters but never before a closing mark") {
        CHECK(wrapped("帮我点奶茶", 4) == Lines{"帮我", "点奶", "茶"});
        CHECK(wrapped("帮我点，奶茶", 6) == Lines{"帮我", "点，奶", "茶"});
        CHECK(wrapped("我要（奶茶）", 6) == Lines{"我要", "（奶", "茶）"});
    }

    TEST_CASE("evenly broken, as many lines hold the same text without a short rest") {
        const auto evenly = [](std::string_view text, float width) {
            std::vector<TextLine> lines;
            wrap_evenly(text, width, {nullptr, advance}, lines);
            Lines out;
            for (const TextLine& line : lines)
                out.emplace_back(text.substr(line.begin, line.end - line.begin));
            return out;
        };
        CHECK(evenly("优惠券账本", 8.5F) == Lines{"优惠券", "账本"});
        CHECK(evenly("one two three four", 14) == Lines{"one two", "three four"});
        CHECK(evenly("refusing some", 9) == Lines{"refusing", "some"});
        CHECK(evenly("one", 14) == Lines{"one"});
        CHECK(evenly("one\ntwo three", 30) == Lines{"one", "two three"});
        CHECK(evenly("abcdefghij", 4) == wrapped("abcdefghij", 4));
    }

    TEST_CASE("mixed text breaks at the border of scripts") {
        CHECK(wrapped("下单abc", 4) == Lines{"下单", "abc"});
    }

    TEST_CASE("no-break spaces hold together, line feeds always break") {
        CHECK(wrapped("wait 40\u00a0s now", 9) == Lines{"wait 40\u00a0s", "now"});
        CHECK(wrapped("a\n\nb", 9) == Lines{"a", "", "b"});
        CHECK(wrapped("", 9) == Lines{""});
    }

    TEST_CASE("a dot between two parts falls away where a line breaks at it") {
        CHECK(wrapped("2,927 \u00b7 9.4 s", 20) == Lines{"2,927 \u00b7 9.4 s"});
        for (const float width : {5.0F, 6.0F, 7.0F, 8.0F})
            CHECK(wrapped("2,927 \u00b7 9.4\u00a0s", width) == Lines{"2,927", "9.4\u00a0s"});
        CHECK(wrapped("\u00b7 one two", 5) == Lines{"\u00b7 one", "two"});
        CHECK(wrapped("a \u00b7 b \u00b7 c", 5) == Lines{"a \u00b7 b", "c"});
    }

    TEST_CASE("how many stays with the sign behind it") {
        CHECK(wrapped("sent off: 2 \u00d7 milk tea", 14) ==
              Lines{"sent off:", "2 \u00d7 milk tea"});
        CHECK(wrapped("sent off: 2 \u00d7 milk tea", 11) ==
              Lines{"sent off:", "2 \u00d7 milk", "tea"});
    }

    TEST_CASE("every character is in exactly one line, whatever the width") {
        const std::string text = "Mixed 文字 with（括号）, numbers 14,203 and-hyphens/slashes。";
        for (int width = 1; width < 80; ++width) {
            CAPTURE(width);
            std::string joined;
            for (const std::string& line : wrapped(text, static_cast<float>(width))) joined += line;
            std::string kept;
            for (const char c : text) {
                if (c != ' ') kept += c;
            }
            std::erase(joined, ' ');
            CHECK(joined == kept);
        }
    }

    TEST_CASE("fitting_length cuts between characters") {
        CHECK(fitting_length("abc", 2, {nullptr, advance}) == 2);
        CHECK(fitting_length("奶茶", 3, {nullptr, advance}) == 3);
        CHECK(fitting_length("奶茶", 1, {nullptr, advance}) == 0);
    }
}
