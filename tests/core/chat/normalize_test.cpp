#include "chat/normalize.h"

#include <doctest/doctest.h>

#include <string>

#include "base/utf8.h"

namespace br::chat {
namespace {

const std::vector<SimplifiedPair> pairs = {{U'來', U'来'}, {U'熱', U'热'}};

std::string text_of(std::string_view line) {
    return encode_utf8(normalize(line, pairs).text);
}

}  // namespace

TEST_CASE("compatibility letters, capitals and marks become plain") {
    struct Row {
        const char* written;
        const char* read;
    };
    const Row rows[] = {
        {"ＨＡＰＰＹ８", "happy8"},
        {"𝐨𝐫𝐝𝐞𝐫 𝟐", "order 2"},
        {"ℋello", "hello"},
        {"①②⑩", "1210"},
        {"Ⓐⓑ", "ab"},
        {"la\u200btte", "latte"},
        {"\u202elatte", "latte"},
        {"café", "cafe"},
        {"i’d", "i'd"},
        {"來杯熱的", "来杯热的"},
        {"a　b", "a b"},
        {"ﬁn", "fin"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.written);
        CHECK(text_of(row.written) == row.read);
    }
}

TEST_CASE("stretched words shrink and double letters stay") {
    CHECK(text_of("pleaseeeee") == "please");
    CHECK(text_of("coffee") == "coffee");
    CHECK(text_of("哈哈哈哈") == "哈");
    CHECK(text_of("1000") == "1000");
}

TEST_CASE("each code point knows where it was written") {
    const NormalText normal = normalize("Ｂlock\u200b C", pairs);
    REQUIRE(normal.text.size() == normal.origin.size());
    CHECK(encode_utf8(normal.shown) == "Block C");
    for (std::size_t i = 1; i < normal.origin.size(); ++i)
        CHECK(normal.origin[i - 1] < normal.origin[i]);
    CHECK(normal.origin.back() < normal.shown.size());
}

}  // namespace br::chat
