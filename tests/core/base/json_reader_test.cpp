#include "base/json_reader.h"

#include <doctest/doctest.h>

using namespace br;

namespace {

std::string faults_of(const JsonDocument& document) {
    return to_text(document.faults());
}

}  // namespace

TEST_CASE("all faults of one document are reported by path") {
    JsonDocument document = parse_json(
        R"({"rate": -1, "n": 2.5, "word": "blue", "list": [1, "x"], "inner": {"deep": 3, "odd/name": 1}})");
    JsonReader root = document.reader();
    root.number("rate", {.min = 0, .min_open = true});
    root.integer("n", {0, 9});
    constexpr std::string_view words[] = {"red", "green"};
    root.choice("word", words);
    root.each("list", [](JsonReader element) { element.as_number(); });
    JsonReader inner = root.object("inner");
    inner.number("deep", {.min = 0, .max = 2});
    inner.finish();
    root.number("absent");
    root.finish();
    CHECK(faults_of(document) ==
          "/rate must be above 0, but is -1\n"
          "/n must be a whole number\n"
          "/word must be one of \"red\" \"green\"\n"
          "/list/1 must be a number\n"
          "/inner/deep must be at least 0 and at most 2, but is 3\n"
          "/inner/odd~1name is not a member that is known here\n"
          "/absent is missing\n");
}

TEST_CASE("text that is no JSON is one fault, never a crash") {
    const char* bad[] = {"", "{", "[1,]", "{\"a\":}", "\xff\xfe", "{\"a\":1}{", "nul", "1e999"};
    for (const char* text : bad) {
        CAPTURE(text);
        JsonDocument document = parse_json(text);
        CHECK(document.faults().size() == 1);
        CHECK(document.reader().is_object());
    }
}

TEST_CASE("a member given twice is a fault, with its path") {
    const JsonDocument document = parse_json(R"({"a": [{"b": 1}, {"c": 1, "c": 2}]})");
    CHECK(faults_of(document) == "/a/1 has the member \"c\" twice\n");
}

TEST_CASE("a document that nests too deep is refused") {
    const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
    CHECK(faults_of(parse_json(deep)) == "the document nests deeper than 64\n");
    const std::string fine = std::string(64, '[') + std::string(64, ']');
    CHECK(faults_of(parse_json(fine)).empty());
}

TEST_CASE("missing and null members take the fallback") {
    JsonDocument document = parse_json(R"({"a": null, "b": 4})");
    JsonReader root = document.reader();
    CHECK(root.number_or("a", 7) == 7);
    CHECK(root.integer_or("b", 7) == 4);
    CHECK(root.text_or("c", "none") == "none");
    CHECK(root.boolean_or("d", true));
    root.finish();
    CHECK(document.faults().empty());
}

TEST_CASE("whole numbers keep 64 bits") {
    JsonDocument document =
        parse_json(R"({"a": 9223372036854775807, "b": 9223372036854775808, "c": 3.0})");
    JsonReader root = document.reader();
    CHECK(root.integer("a") == INT64_MAX);
    CHECK(root.integer("c") == 3);
    CHECK(document.faults().empty());
    root.integer("b");
    CHECK(faults_of(document) == "/b must be a whole number\n");
}
