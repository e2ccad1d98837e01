#include "cli/coupon_case.h"
#include "cli/subcommands.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace br;
using namespace br::cli;
using Json = nlohmann::json;

namespace {

struct Output {
    int status = 0;
    std::string out;
    std::string err;
};

Output run(const std::string& input, std::vector<std::string_view> arguments = {}) {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    const int status = run_coupons(arguments, {in, out, err});
    return {status, out.str(), err.str()};
}

// Every member of an expected object must be there and equal; lists must be equal in full.
bool agrees(const Json& expected, const Json& got) {
    if (expected.is_object()) {
        if (!got.is_object()) return false;
        for (const auto& [name, value] : expected.items()) {
            if (!got.contains(name) || !agrees(value, got.at(name))) return false;
        }
        return true;
    }
    if (expected.is_array()) {
        if (!got.is_array() || got.size() != expected.size()) return false;
        for (std::size_t i = 0; i < expected.size(); ++i) {
            if (!agrees(expected[i], got[i])) return false;
        }
        return true;
    }
    return expected == got;
}

// Answers a line of a table of cases and compares each step with its "expect".
void check_case(const std::string& line) {
    const Json wanted = Json::parse(line, nullptr, false);
    REQUIRE(wanted.is_object());
    const std::string title = wanted.value("title", "");
    CAPTURE(title);
    const Output output = run(line + "\n");
    CHECK(output.err == "");
    REQUIRE(output.status == 0);
    const Json answer = Json::parse(output.out, nullptr, false);
    REQUIRE(answer.is_object());
    CHECK(answer["id"] == wanted["id"]);
    REQUIRE(answer["results"].size() == wanted["steps"].size());
    for (std::size_t i = 0; i < wanted["steps"].size(); ++i) {
        const std::string expected = wanted["steps"][i]["expect"].dump();
        const std::string got = answer["results"][i].dump();
        CAPTURE(i);
        CAPTURE(expected);
        CAPTURE(got);
        CHECK(agrees(wanted["steps"][i]["expect"], answer["results"][i]));
    }
}

void check_table(const char* name, std::size_t cases_min) {
    std::ifstream file(std::string(BR_SOURCE_DIR "/tests/data/coupons/") + name);
    REQUIRE(file.good());
    std::size_t cases = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.empty()) continue;
        check_case(line);
        ++cases;
    }
    CHECK(cases >= cases_min);
}

}  // namespace

TEST_CASE("the worked cases are answered as written") {
    check_table("dev.jsonl", 20);
}
