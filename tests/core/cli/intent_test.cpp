#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

#include "cli/subcommands.h"

namespace br::cli {
namespace {

struct Run {
    int status;
    std::string out;
    std::string err;
};

Run run(const std::string& input, std::vector<std::string_view> arguments = {}) {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    const int status = run_intent(arguments, {in, out, err});
    return {status, out.str(), err.str()};
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("each line is answered with its id") {
    const Run result =
        run("{\"id\":\"a\",\"text\":\"two "
            "lattes\"}\n\n{\"id\":7,\"text\":\"hello\",\"lang\":\"en\"}\n");
    CHECK(result.status == exit_ok);
    CHECK(result.out.starts_with(
        "{\"id\":\"a\",\"lang\":\"en\",\"intent\":\"order\",\"intents\":[\"order\"],"
        "\"slots\":{\"items\":[{\"item\":\"latte\",\"qty\":2}]},\"reason\":"));
    CHECK(has(result.out, "\n{\"id\":7,\"lang\":\"en\",\"intent\":\"greet\""));
    CHECK(result.err.empty());
}

TEST_CASE("a bad line is reported by number and the others are still answered") {
    const Run result =
        run("{\"id\":\"a\"}\nnonsense\n{\"id\":\"b\",\"text\":\"\"}\n{\"id\":\"c\",\"text\":\"hi\","
            "\"lang\":\"fr\"}\n");
    CHECK(result.status == exit_bad_input);
    CHECK(has(result.err, "breathe: intent: line 1: /text "));
    CHECK(has(result.err, "breathe: intent: line 2: the line "));
    CHECK(has(result.err, "breathe: intent: line 4: /lang "));
    CHECK(result.out.starts_with("{\"id\":\"b\",\"lang\":\"en\",\"intent\":\"oos\""));
}

TEST_CASE("plain text is numbered, and any bytes will do") {
    const Run result = run("teh tarik satu\n\n\xff\xfe\x80\n", {"--text"});
    CHECK(result.status == exit_ok);
    CHECK(has(result.out, "{\"id\":1,\"lang\":\"ms\",\"intent\":\"order\""));
    CHECK(has(result.out, "{\"id\":2,\"lang\":\"en\",\"intent\":\"oos\""));
    CHECK(has(result.out, "{\"id\":3,"));
}

TEST_CASE("a missing file and unknown options are bad input") {
    CHECK(run("", {"/nowhere/at/all"}).status == exit_bad_input);
    CHECK(run("", {"--what"}).status == exit_bad_input);
    CHECK(run("", {"a", "b"}).status == exit_bad_input);
}

}  // namespace br::cli
