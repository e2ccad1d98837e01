#include "text/catalog.h"

#include <doctest/doctest.h>

using namespace br;
using namespace br::text;

namespace {

Catalog read(std::string_view json) {
    auto catalog = Catalog::read(json);
    if (!catalog) FAIL(to_text(catalog.error()));
    return std::move(catalog).value();
}

std::string faults(std::string_view json) {
    const auto catalog = Catalog::read(json);
    return catalog ? "" : to_text(catalog.error());
}

}  // namespace

TEST_CASE("placeholders are filled by name, in any order, more than once") {
    const Catalog catalog = read(R"({"@language": "en", "a.b": "{y}, {x} and {y}"})");
    const Placeholder values[] = {{"x", "1"}, {"y", "{x}"}};
    CHECK(catalog.format("a.b", values) == "{x}, 1 and {x}");
    CHECK(catalog.format("a.b") == "{y}, {x} and {y}");
    CHECK(catalog.placeholders("a.b") == std::vector<std::string>{"x", "y"});
}

TEST_CASE("the language decides which plural form a count takes") {
    const char* messages = R"("k": {"one": "one {n}", "other": "many {n}"}})";
    struct Row {
        const char* tag;
        double count;
        const char* text;
    };
    const Row rows[] = {{"en", 1, "one {n}"},    {"en", 0, "many {n}"}, {"en", 1.5, "many {n}"},
                        {"en-MY", 1, "one {n}"}, {"ms", 1, "many {n}"}, {"zh", 1, "many {n}"}};
    for (const Row& row : rows) {
        CAPTURE(row.tag);
        CAPTURE(row.count);
        const Catalog catalog =
            read(std::string(R"({"@language": ")") + row.tag + "\", " + messages);
        CHECK(catalog.format("k", {}, 0, row.count) == row.text);
    }
}

TEST_CASE("a family has variants, counted round") {
    const Catalog catalog = read(R"({"@language": "en", "f": ["a", "b", "c"], "p": "x"})");
    CHECK(catalog.variant_count("f") == 3);
    CHECK(catalog.variant_count("p") == 1);
    CHECK(catalog.variant_count("absent") == 0);
    CHECK(catalog.format("f", {}, 2) == "c");
    CHECK(catalog.format("f", {}, 4) == "b");
    CHECK(catalog.format("f", {}, -1) == "a");
}

TEST_CASE("an unknown key is seen, not hidden") {
    const Catalog catalog = read(R"({"@language": "en", "a": "x"})");
    CHECK(catalog.format("b.c") == "\u27e6b.c\u27e7");
    CHECK_FALSE(catalog.has("b.c"));
}

TEST_CASE("every fault of a locale file is reported by path") {
    CHECK(faults(R"({"a": 1, "b": "{x", "c": "x}", "d": [], "e": {"one": "1"}, "F": "f", "g": "",
                     "h": {"one": ["1", "2"], "other": ["n"], "two": "2"}, "i": "{X}", "j": ["", 3]})") ==
          "/@language is missing\n"
          "/a must be a string, an array of strings or an object of plural forms\n"
          "/b has a placeholder that is not closed or not named in a-z, 0-9 and _\n"
          "/c has a closing brace without a placeholder\n"
          "/d must have at least one wording\n"
          "/e must have the form \"other\"\n"
          "/F is not a key in a-z, 0-9, _ and dots\n"
          "/g must not be empty\n"
          "/h must have as many wordings in \"one\" as in \"other\"\n"
          "/h/two is not a member that is known here\n"
          "/i has a placeholder that is not closed or not named in a-z, 0-9 and _\n"
          "/j/0 must not be empty\n"
          "/j/1 must be a string\n");
    CHECK(faults("") != "");
    CHECK(faults("[]") != "");
    CHECK(faults("{\"@language\": \"en\", \"a\": \"\xff\"}") ==
          "the document is not valid UTF-8\n");
    CHECK(faults(R"({"@language": "en", "a": "x", "a": "y"})") != "");
}

TEST_CASE("pseudo-locales disguise every message and leave placeholders alone") {
    const Catalog catalog = read(
        R"({"@language": "en", "a": {"one": "{n} tea", "other": "{n} teas"}, "b": ["x", "y"]})");
    const Placeholder values[] = {{"n", "7"}};
    CHECK(make_pseudo_locale(catalog, "x-marked").format("a", values, 0, 7) ==
          "\u27e67 teas\u27e7");
    CHECK(make_pseudo_locale(catalog, "x-double").format("a", values, 0, 1) == "7 tea 7 tea");
    CHECK(make_pseudo_locale(catalog, "x-rtl").format("b", {}, 1) == "\u202ey\u202c");
    CHECK(make_pseudo_locale(catalog, "x-long").format("a", values, 0, 7).size() >= 9);
    CHECK(make_pseudo_locale(catalog, "x-marked").tag() == "x-marked");
}
