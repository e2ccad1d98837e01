#include "core/cli/run_breathe.h"

#include <nlohmann/json.hpp>

#include <doctest/doctest.h>

using namespace br::test;
using br::cli::run_simulate;
using br::cli::run_validate;

TEST_CASE("simulate prints a summary whose numbers add up, and the series") {
    const Output run = run_breathe(run_simulate, {"-"}, small_scenario);
    REQUIRE(run.status == 0);
    CHECK(run.err.empty());
    const auto json = nlohmann::json::parse(run.out, nullptr, false);
    REQUIRE(!json.is_discarded());
    CHECK(json["orders"] ==
          json["served"].get<int>() + json["lost"].get<int>() + json["open"].get<int>());
    CHECK(json["blocked"].get<int>() > 0);
    CHECK(json["stopped_by"] == "end");
    CHECK(json["series"].size() == 20);
    int served = 0;
    for (const auto& bin : json["series"]) served += bin["served"].get<int>();
    CHECK(served == json["served"]);
    CHECK(json["rates_per_s"]["goodput"]["mean"].get<double>() == doctest::Approx(served / 100.0));
    CHECK(json["stations"][0]["utilization"].get<double>() > 0.9);
}

TEST_CASE("options change the run as they say") {
    const Output plain = run_breathe(run_simulate, {"-", "--digest"}, small_scenario);
    CHECK(plain.out.size() == 17);
    CHECK(run_breathe(run_simulate, {"-", "--digest"}, small_scenario).out == plain.out);
    CHECK(run_breathe(run_simulate, {"-", "--digest", "--seed", "3"}, small_scenario).out ==
          plain.out);
    CHECK(run_breathe(run_simulate, {"-", "--digest", "--seed=4"}, small_scenario).out !=
          plain.out);
    CHECK(run_breathe(run_simulate, {"-", "--digest", "--until", "50"}, small_scenario).out !=
          plain.out);
    // Neither the bins nor a bound that is there already change any event.
    CHECK(run_breathe(run_simulate, {"-", "--digest", "--every", "7"}, small_scenario).out ==
          plain.out);
    CHECK(run_breathe(run_simulate, {"-", "--digest", "--set", "/stations/0/line_max=20"},
                      small_scenario)
              .out == plain.out);
    CHECK(run_breathe(run_simulate, {"-", "--digest", "--set", "/stations/0/line_max=5"},
                      small_scenario)
              .out != plain.out);
    const Output csv =
        run_breathe(run_simulate, {"-", "--format", "csv", "--every", "50"}, small_scenario);
    CHECK(std::count(csv.out.begin(), csv.out.end(), '\n') == 3);
    CHECK(csv.out.starts_with("start_s,end_s,orders,"));
}

TEST_CASE("a run that meets its limits stops with what it has and says so") {
    std::string endless = small_scenario;
    endless.replace(endless.find("\"measures\""), 0, "\"limits\": { \"events_max\": 700 }, ");
    const Output run = run_breathe(run_simulate, {"-"}, endless);
    CHECK(run.status == 0);
    const auto json = nlohmann::json::parse(run.out, nullptr, false);
    REQUIRE(!json.is_discarded());
    CHECK(json["stopped_by"] == "events_max");
    CHECK(run.err.find("by the limit events_max") != std::string::npos);
    // Where the output has no room for it too.
    CHECK(run_breathe(run_simulate, {"-", "--format", "csv"}, endless).err == run.err);
    CHECK(json["events"].get<int>() >= 700);
    CHECK(json["events"].get<int>() <= 702);
    CHECK(json["orders"] ==
          json["served"].get<int>() + json["lost"].get<int>() + json["open"].get<int>());
    CHECK(json["end_s"].get<double>() < 100);

    // Nobody ever gives up and nobody is refused: the crowd grows until the bound.
    std::string crowded = small_scenario;
    crowded.replace(crowded.find("\"line_max\": 20,"), 15, "");
    crowded.replace(crowded.find("\"measures\""), 0, "\"limits\": { \"in_system_max\": 100 }, ");
    const auto stuck =
        nlohmann::json::parse(run_breathe(run_simulate, {"-"}, crowded).out, nullptr, false);
    REQUIRE(!stuck.is_discarded());
    CHECK(stuck["stopped_by"] == "in_system_max");
    CHECK(stuck["open"].get<int>() > 100);
}

TEST_CASE("bad input is refused with its place, and nothing is printed") {
    const struct {
        std::vector<std::string_view> words;
        std::string input;
        std::string_view err;
    } rows[] = {
        {{"-", "--seed", "x"}, small_scenario, "breathe: --seed: must be"},
        {{"-", "--until", "-1"}, small_scenario, "breathe: --until: must be"},
        {{"-", "--until", "nan"}, small_scenario, "breathe: --until: must be"},
        {{"-", "--every"}, small_scenario, "breathe: --every: needs a value"},
        {{"-", "--format", "xml"}, small_scenario, "breathe: --format: must be json or csv"},
        {{"-", "--set", "/stations/7/servers=1"},
         small_scenario,
         "breathe: /stations/7/servers: names nothing"},
        {{"-", "--set", "/stations/0/servers=0"},
         small_scenario,
         "breathe: - /stations/0/servers: must be above 0"},
        {{"-", "--what"}, small_scenario, "breathe: --what: is no option here"},
        {{}, "", "breathe: simulate: needs one scenario"},
        {{"/no/such/file.json"}, "", "breathe: /no/such/file.json: cannot be opened"},
        {{"-"}, "{", "breathe: -: "},
        {{"-"}, "{\"version\": 1, \"version\": 1}", "breathe: -: has the member"},
    };
    for (const auto& row : rows) {
        const Output run = run_breathe(run_simulate, row.words, row.input);
        CAPTURE(run.err);
        CAPTURE(row.err);
        CHECK(run.status == 2);
        CHECK(run.out.empty());
        CHECK(run.err.starts_with(row.err));
    }
}

TEST_CASE("validate names what it has read and lists every fault") {
    const Output good = run_breathe(run_validate, {"-"}, small_scenario);
    CHECK(good.status == 0);
    CHECK(good.out == "-: ok (scenario)\n");
    const Output bad =
        run_breathe(run_validate, {"-"},
                    R"({"version": 1, "id": "x", "duration_s": -1, "classes": [], "odd": 1})");
    CHECK(bad.status == 2);
    CHECK(bad.out.empty());
    CHECK(bad.err.find("breathe: - /duration_s: must be above 0") != std::string::npos);
    CHECK(bad.err.find("breathe: - /odd: ") != std::string::npos);
    CHECK(bad.err.find("breathe: - /stations: ") != std::string::npos);
}
