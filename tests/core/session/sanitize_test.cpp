#include "session/sanitize.h"

#include <doctest/doctest.h>

#include "base/utf8.h"

using namespace br;
using namespace br::session;

TEST_CASE("a line is shown without marks that nobody sees") {
    struct Row {
        const char* bytes;
        const char* shown;
    };
    const Row rows[] = {
        {"", ""},
        {"  two\t\nteas  ", "two teas"},
        {"a\u200bb\u202ec\u2066d\ufeffe", "abcde"},
        {"\x01\x7f\u0085x", "x"},
        {"caf\xc3\xa9 \xff\xfe", "caf\u00e9 \ufffd\ufffd"},
        {"两杯\u3000奶茶", "两杯\u3000奶茶"},
        {"a\u2028b", "a b"},
    };
    for (const Row& row : rows) CHECK(sanitize_line(row.bytes) == row.shown);
}

TEST_CASE("a very long line is cut, visibly") {
    const std::string shown = sanitize_line(std::string(1'000'000, 'a'));
    CHECK(decode_utf8(shown).size() == line_shown_max);
    CHECK(sanitize_line(shown) == shown);
    CHECK(shown.ends_with("\u2026"));
    CHECK(sanitize_line(std::string(line_shown_max, 'a')).size() == line_shown_max);
    CHECK(is_valid_utf8(sanitize_line(std::string(1'000'000, '\xe4'))));
}
