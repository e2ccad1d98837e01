#include "session/message_text.h"

#include <doctest/doctest.h>

#include "base/calendar.h"

using namespace br;
using namespace br::session;

namespace {

const char* const words = R"({"@language": "en",
    "format.list_middle": "{first}, {next}", "format.list_end": "{first} and {next}",
    "format.sentences": "{first} {next}",
    "tea": "tea", "say": "{what}", "n": {"one": "{count} tea for {price}", "other": "{count} teas for {price}"},
    "family": ["first", "second"]})";

text::Catalog catalog() {
    auto read = text::Catalog::read(words);
    REQUIRE(read.has_value());
    return std::move(read).value();
}

std::string say(MessageArgument argument) {
    return to_text(Message{.key = "say", .variant = 0, .arguments = {std::move(argument)}},
                   catalog());
}

}  // namespace

TEST_CASE("each kind of argument is written in the manner of the language") {
    CHECK(say(text_argument("what", "{what}")) == "{what}");
    CHECK(say(number_argument("what", 14'203)) == "14,203");
    CHECK(say(money_argument("what", 1)) == "0.01\u00a0yuan");
    CHECK(say(ratio_argument("what", 0.5)) == "50%");
    CHECK(say(duration_argument("what", 40)) == "40\u00a0s");
    CHECK(say(clock_argument("what", parse_iso8601("2026-02-06T11:42:00+08:00")->instant)) ==
          "11:42");
    CHECK(say(date_argument("what", days_from_civil({2026, 2, 28}))) == "28\u00a0Feb");
    CHECK(say(message_argument("what", "tea")) == "tea");
}

TEST_CASE("lists follow the pattern of the language") {
    const Message tea{.key = "tea", .variant = 0, .arguments = {}};
    CHECK(say(list_argument("what", {})) == "");
    CHECK(say(list_argument("what", {tea})) == "tea");
    CHECK(say(list_argument("what", {tea, tea, tea})) == "tea, tea, tea");
    CHECK(say(list_and_argument("what", {tea, tea, tea})) == "tea, tea and tea");
}

TEST_CASE("the first number chooses the plural form, wherever it stands") {
    const Message one{.key = "n",
                      .variant = 0,
                      .arguments = {money_argument("price", 500), number_argument("count", 1)}};
    CHECK(to_text(one, catalog()) == "1 tea for 5.00\u00a0yuan");
}

TEST_CASE("a line is its messages, or the visitor's own words") {
    ChatLine line;
    line.text = "two teas";
    CHECK(to_text(line, catalog()) == "two teas");
    line.messages = {{.key = "tea", .variant = 0, .arguments = {}},
                     {.key = "family", .variant = 3, .arguments = {}}};
    CHECK(to_text(line, catalog()) == "tea second");
}
