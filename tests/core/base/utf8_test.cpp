#include "base/utf8.h"

#include <doctest/doctest.h>

#include "base/rng.h"

using namespace br;

TEST_CASE("every code point goes to UTF-8 and back") {
    for (char32_t c = 0; c <= 0x10ffff; ++c) {
        if (c >= 0xd800 && c <= 0xdfff) continue;
        std::string bytes;
        append_utf8(bytes, c);
        const std::u32string back = decode_utf8(bytes);
        REQUIRE(back.size() == 1);
        REQUIRE(back[0] == c);
    }
}

TEST_CASE("ill-formed bytes become one replacement per maximal part") {
    struct Row {
        std::string_view bytes;
        std::size_t count;
    };
    const Row rows[] = {{"\x80", 1},         {"\xc0\xaf", 2},     {"\xe0\x80\x80", 3},
                        {"\xed\xa0\x80", 3}, {"\xf0\x9f\x98", 1}, {"\xf4\x90\x80\x80", 4},
                        {"\xff", 1},         {"\xe4\xbd", 1},     {"a\xe4z", 3}};
    for (const Row& row : rows) {
        CAPTURE(row.bytes.size());
        CHECK(decode_utf8(row.bytes).size() == row.count);
        CHECK_FALSE(is_valid_utf8(row.bytes));
        CHECK(is_valid_utf8(sanitize_utf8(row.bytes)));
    }
}

TEST_CASE("any bytes decode, and what comes out is valid") {
    Rng rng(4);
    for (int run = 0; run < 2'000; ++run) {
        std::string bytes;
        for (std::uint64_t n = rng.below(20); n > 0; --n)
            bytes.push_back(static_cast<char>(rng.next()));
        CHECK(is_valid_utf8(encode_utf8(decode_utf8(bytes))));
        CHECK(decode_utf8(bytes, 3).size() <= 3);
    }
}
