#include "cli/coupon_case.h"
#include "cli/subcommands.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "shop/coupon_rules.h"
#include "support/coupon_oracle.h"
#include "support/source_path.h"

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
    CHECK(answer["results"] == test::coupon_oracle(wanted));
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
    std::ifstream file(test::source_path(std::string("tests/data/coupons/") + name));
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

TEST_CASE("each rule is answered as its hand-written cases say") {
    struct Table {
        const char* name;
        std::size_t cases;
    };
    const Table tables[] = {{"dates.jsonl", 15}, {"checks.jsonl", 24}, {"stacking.jsonl", 9},
                            {"types.jsonl", 21}, {"split.jsonl", 6},   {"budget.jsonl", 8},
                            {"orders.jsonl", 9}, {"refund.jsonl", 9},  {"issuing.jsonl", 8},
                            {"keys.jsonl", 4},   {"auto.jsonl", 7},    {"edges.jsonl", 59}};
    for (const Table& table : tables) {
        CAPTURE(table.name);
        check_table(table.name, table.cases);
    }
}

TEST_CASE("every reason and every operation stands in a hand-written case") {
    std::string cases;
    for (const auto& entry :
         std::filesystem::directory_iterator(test::source_path("tests/data/coupons"))) {
        std::ifstream file(entry.path());
        std::ostringstream text;
        text << file.rdbuf();
        cases += text.str();
    }
    const auto quoted = [](std::string_view word) { return '"' + std::string(word) + '"'; };
    for (int reason = 0; reason < shop::reason_count; ++reason) {
        const std::string word = quoted(shop::reason_word(static_cast<shop::Reason>(reason)));
        CAPTURE(word);
        CHECK(cases.find(word) != std::string::npos);
    }
    for (const char* op : {"quote", "reserve", "commit", "release", "refund", "claim", "invite",
                           "extend", "set", "state"}) {
        CAPTURE(op);
        CHECK(cases.find("\"op\": " + quoted(op)) != std::string::npos);
    }
}

TEST_CASE("members stand in a fixed order") {
    const Output output =
        run(R"({"id":"x","state":{"campaigns":{"c":{"stock":3}},"coupons":[{"id":"F","owner":"u",)"
            R"("campaign":"c","type":"free_card","layer":"free","cap_fen":100}]},"steps":[)"
            R"({"op":"reserve","at":"2026-02-07T12:00:00Z","order":"o","user":"u","key":"k",)"
            R"("cart":{"lines":[{"unit_fen":900,"qty":1}]},"coupons":["F"]},)"
            R"({"op":"state","at":"2026-02-07T12:00:00Z","campaign":"c","coupon":"F"}]})"
            "\n");
    CHECK(output.err == "");
    CHECK(output.out ==
          R"({"id":"x","results":[{"status":"ok","total_fen":900,"discount_fen":100,)"
          R"("charge_fen":800,"applied":[{"coupon":"F","discount_fen":100,"lines":[100],)"
          R"("fees":{"delivery":0,"packaging":0}}],"rejected":[]},{"status":"ok","spent_fen":0,)"
          R"("reserved_fen":100,"used":0,"stock":3,"coupon_status":"reserved"}]})"
          "\n");
}

TEST_CASE("a bad case is reported by line and path, and the others are still answered") {
    const std::string good = R"({"id":"g","state":{},"steps":[]})";
    const std::string bad = R"({"id":"b","state":{"campaigns":{"a/b":{"stock":-1}}},"steps":[]})";
    const Output output = run(good + "\n\n" + bad + "\r\n" + good + "\nnot JSON\n" + good);
    CHECK(output.status == 2);
    CHECK(output.out == R"({"id":"g","results":[]})"
                        "\n"
                        R"({"id":"g","results":[]})"
                        "\n"
                        R"({"id":"g","results":[]})"
                        "\n");
    CHECK(output.err ==
          "breathe: coupons: line 3: /state/campaigns/a~1b/stock must be at least 0 and at most "
          "1000000000000000, but is -1\n"
          "breathe: coupons: line 5: the case is not valid JSON: unexpected text at byte 2\n");
}

TEST_CASE("every kind of fault is found") {
    const std::string quote = R"({"op":"quote","user":"u","at":"2026-02-07T12:00:00Z",)";
    const std::string cart = R"("cart":{"lines":[{"unit_fen":5,"qty":1}]})";
    struct Row {
        std::string state;
        std::string step;
        std::string fault;
    };
    const Row rows[] = {
        {"{}", R"({"op":"zap","at":"2026-02-07T12:00:00Z"})", "/steps/0/op must be one of"},
        {"{}", R"({"op":"state"})", "/steps/0/at is missing"},
        {"{}", R"({"op":"state","at":"2026-02-07"})", "/steps/0/at must be a time with offset"},
        {"{}", R"({"op":"state","at":"2026-02-07T12:00:00"})", "/steps/0/at must be a date"},
        {"{}", R"({"op":"state","at":"2026-02-29T12:00:00Z"})", "/steps/0/at must be a date"},
        {"{}", R"({"op":"state","at":"2026-02-07T12:00:00.Z"})", "/steps/0/at must be a date"},
        {"{}", R"({"op":"state","at":"2026-02-07T12:00.5Z"})", "/steps/0/at must be a date"},
        {"{}", R"({"op":"state","at":5})", "/steps/0/at must be a string"},
        {"{}", "5", "/steps/0 must be an object"},
        {"{}", R"({"op":"claim","at":"2026-02-07T12:00:00Z","user":"u","campaign":"x"})",
         "/steps/0/campaign names no campaign of the state"},
        {"{}", quote + R"("coupons":"all",)" + cart + "}", "/steps/0/coupons must be \"auto\""},
        {"{}", quote + R"("coupons":[1],)" + cart + "}", "/steps/0/coupons/0 must be a string"},
        {"{}", quote + R"("cart":{"lines":[{"unit_fen":1.5,"qty":1}]}})",
         "/steps/0/cart/lines/0/unit_fen must be a whole number"},
        {"{}", quote + R"("cart":{"lines":[{"unit_fen":1,"qty":0}]}})",
         "/steps/0/cart/lines/0/qty must be at least 1"},
        {"{}", quote + R"("cart":{"lines":[{"unit_fen":1000000000000000,"qty":2}]}})",
         "/steps/0/cart adds up to more than 1000000000000000 fen"},
        {"{}", quote + R"("cart":{"lines":[{"unit_fen":99999999999999999999,"qty":2}]}})",
         "/steps/0/cart/lines/0/unit_fen must be"},
        {R"({"campaigns":[]})", "", "/state/campaigns must be an object"},
        {R"({"campaigns":{"c":5}})", "", "/state/campaigns/c must be an object"},
        {R"({"campaigns":{"c":{"redeeming":"shut"}}})", "",
         "/state/campaigns/c/redeeming must be one of"},
        {R"({"campaigns":{"c":{"template":{"type":"tiered","layer":"shop"}}}})", "",
         "/state/campaigns/c/template/tiers is missing"},
        {R"({"campaigns":{"c":{}},"coupons":[{"id":"A","owner":"u","campaign":"c",)"
         R"("type":"nth_item","layer":"shop","nth":0,"rate_bp":10001}]})",
         "", "/state/coupons/0/rate_bp must be at least 0 and at most 10000, but is 10001"},
        {R"({"campaigns":{"c":{}},"coupons":[{"id":"A","owner":"u","campaign":"c",)"
         R"("type":"free_card","layer":"free","cap_fen":1},{"id":"A","owner":"u","campaign":"c",)"
         R"("type":"free_card","layer":"free","cap_fen":1}]})",
         "", "/state/coupons/1/id is the id of an earlier coupon too"},
        {R"({"users":{"u":{"new_user":"yes"}}})", "", "/state/users/u/new_user must be true"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.fault);
        const Output output =
            run(R"({"id":"x","state":)" + row.state + R"(,"steps":[)" + row.step + "]}\n");
        CHECK(output.status == 2);
        CHECK(output.out == "");
        CHECK(output.err.find(row.fault) != std::string::npos);
    }
}

TEST_CASE("a file can be named; options and missing files are refused") {
    const std::string path = test::source_path("tests/data/coupons/dev.jsonl");
    const std::vector<std::string_view> file = {path};
    CHECK(run("", file).status == 0);
    CHECK(run("", {"/nowhere/at/all"}).status == 2);
    CHECK(run("", {"--fast"}).status == 2);
    CHECK(run("", {"a", "b"}).status == 2);
}
