#include "core/cli/run_breathe.h"

#include <set>

#include <nlohmann/json.hpp>

#include <doctest/doctest.h>

using namespace br::test;
using br::cli::run_sweep;

namespace {

std::vector<nlohmann::json> lines_of(const std::string& text) {
    std::vector<nlohmann::json> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(nlohmann::json::parse(line, nullptr, false));
    return lines;
}

}  // namespace

TEST_CASE("a sweep plays every combination with every seed, in order") {
    const Output run = run_breathe(run_sweep,
                                   {"-", "--vary", "/stations/0/line_max=0..20/10", "--vary",
                                    "/stations/0/servers=5,10", "--seeds", "2", "--until", "20"},
                                   small_scenario);
    REQUIRE(run.status == 0);
    const auto lines = lines_of(run.out);
    REQUIRE(lines.size() == 12);
    std::set<std::string> digests;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        CHECK(lines[i]["run"] == i + 1);
        CHECK(lines[i]["seed"] == 3 + i % 2);
        CHECK(lines[i]["varied"]["/stations/0/line_max"] == 10 * (i / 4));
        CHECK(lines[i]["varied"]["/stations/0/servers"] == (i / 2 % 2 == 0 ? 5 : 10));
        digests.insert(lines[i]["digest"].get<std::string>());
    }
    CHECK(digests.size() == 12);
}

TEST_CASE("jobs and shards change nothing but who does the work") {
    const std::vector<std::string_view> words = {
        "-", "--vary", "/stations/0/servers=1..9/2", "--seeds", "3", "--until", "10"};
    const auto with = [&](std::vector<std::string_view> more) {
        std::vector<std::string_view> all = words;
        all.insert(all.end(), more.begin(), more.end());
        return run_breathe(run_sweep, all, small_scenario);
    };
    const Output alone = with({"--jobs", "1"});
    CHECK(lines_of(alone.out).size() == 15);
    CHECK(with({"--jobs", "4"}).out == alone.out);
    std::multiset<std::string> whole;
    std::multiset<std::string> parts;
    for (const auto& line : lines_of(alone.out)) whole.insert(line.dump());
    for (const char* shard : {"1/4", "2/4", "3/4", "4/4"})
        for (const auto& line : lines_of(with({"--shard", shard}).out)) parts.insert(line.dump());
    CHECK(whole == parts);
}

TEST_CASE("a sweep refuses what it cannot do before anything runs") {
    const struct {
        std::vector<std::string_view> words;
        std::string_view err;
    } rows[] = {
        {{"-", "--vary", "/stations/0/servers=3,0"},
         "breathe: - /stations/0/servers: must be above 0"},
        {{"-", "--vary", "/stations/0/servers=1..5/0"}, "breathe: --vary: FROM..TO/STEP"},
        {{"-", "--vary", "/stations/0/servers=1,,2"}, "breathe: --vary: has an empty value"},
        {{"-", "--vary", "servers=1"}, "breathe: --vary: must be /json/pointer=VALUE"},
        {{"-", "--vary", "/seed=0..999999/1", "--seeds", "3"}, "breathe: sweep: would be more"},
        {{"-", "--shard", "5/4"}, "breathe: --shard: must be I/N"},
        {{"-", "--jobs", "0"}, "breathe: --jobs: must be"},
    };
    for (const auto& row : rows) {
        const Output run = run_breathe(run_sweep, row.words, small_scenario);
        CAPTURE(run.err);
        CHECK(run.status == 2);
        CHECK(run.out.empty());
        CHECK(run.err.starts_with(row.err));
    }
}
