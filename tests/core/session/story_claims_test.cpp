// What the story says, held against the simulation: launch day's crowd around the moment when more
// begins to be asked for than can be served, for many seeds. The morning before, in which there is
// room for all, is left out, so that it takes seconds.
#include <doctest/doctest.h>

#include <memory>

#include "sim/scenario_reader.h"
#include "sim/simulation.h"
#include "support/effort.h"
#include "support/files.h"

using namespace br;
using namespace br::sim;

namespace {

constexpr int seeds = 20;
constexpr SimDuration length = seconds(420);
constexpr double capacity_per_s = 378 / 1.2;

// From 10:12 on: 400 a second are asked for, and more every minute; 378 servers can do 315.
Scenario friday() {
    auto read = read_scenario(test::read_source_file("public/scenarios/launch-day.json"));
    REQUIRE(read.has_value());
    Scenario scenario = std::move(read).value();
    constexpr SimTime start = seconds(11'520);
    for (CustomerClass& people : scenario.classes) {
        auto& points = std::get<RateArrivals>(people.arrivals).points;
        std::vector<RatePoint> kept;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const bool is_last_before = i + 1 < points.size() && points[i + 1].at > start;
            if (points[i].at < start && !is_last_before) continue;
            RatePoint point = points[i];
            if (point.at < start) {
                const double share = static_cast<double>(start - point.at) /
                                     static_cast<double>(points[i + 1].at - point.at);
                point.rate_per_s += share * (points[i + 1].rate_per_s - point.rate_per_s);
                point.at = start;
            }
            point.at -= start;
            kept.push_back(point);
        }
        points = std::move(kept);
    }
    scenario.stations[0].servers = 378;
    scenario.events.clear();
    scenario.milestones.clear();
    scenario.duration = minutes(30);
    return scenario;
}

// The same, and then most of the crowd goes away: fewer come than can be served.
Scenario crowd_leaves() {
    Scenario scenario = friday();
    for (CustomerClass& people : scenario.classes) {
        auto& points = std::get<RateArrivals>(people.arrivals).points;
        const double before = points[0].rate_per_s;
        std::erase_if(points, [](const RatePoint& point) { return point.at >= length; });
        points.push_back({length, before});
        points.push_back({length + seconds(1), 0.7 * before});
        points.push_back({scenario.duration, 0.7 * before});
    }
    return scenario;
}

struct Ending {
    double served = 0;
    double goodput_share = 0;  // Of what the servers could do.
    double stale_share = 0;    // Of what they did.
    double retries_per_s = 0;
    double goodput_now_share = 0;  // In the last minute, of what the servers can do.
};

Ending play(const Scenario& scenario, std::uint64_t seed, SimTime until = length) {
    Simulation simulation(std::make_shared<const Scenario>(scenario), seed);
    simulation.run_until(until);
    const Snapshot end = simulation.snapshot();
    Ending ending;
    ending.served = static_cast<double>(end.counts.served);
    ending.goodput_share =
        static_cast<double>(end.counts.goodput) / (capacity_per_s * to_seconds(until));
    ending.stale_share = static_cast<double>(end.counts.stale) /
                         static_cast<double>(end.counts.stale + end.counts.goodput);
    ending.retries_per_s = end.rates.retry_rate_per_s;
    ending.goodput_now_share = end.rates.goodput_per_s / capacity_per_s;
    return ending;
}

}  // namespace

TEST_CASE("the story's claims hold for twenty crowds") {
    Scenario open = friday();
    open.policies[0].enabled = false;
    Scenario bounded = friday();
    std::get<policies::BoundedLine>(bounded.policies[0].unit).line_max = 945;  // 3 s of work.
    Scenario honest = bounded;
    honest.policies.push_back({.id = "words",
                               .place = PlaceKind::clients,
                               .station = 0,
                               .enabled = true,
                               .unit = policies::RefusalWording{.retry_probability_factor = 0.5,
                                                                .pause_min = seconds(525),
                                                                .pause_max = seconds(675)}});
    Scenario left_open = crowd_leaves();
    left_open.policies[0].enabled = false;
    Scenario left_bounded = crowd_leaves();
    std::get<policies::BoundedLine>(left_bounded.policies[0].unit).line_max = 945;
    const int count = test::effort(seeds);
    for (int i = 0; i < count; ++i) {
        CAPTURE(i);
        const auto seed = static_cast<std::uint64_t>(1'000 + i);
        const Ending without = play(open, seed);
        const Ending with = play(bounded, seed);
        const Ending told = play(honest, seed);
        // "A system that never says no ends by serving nobody; one that refuses some, early, serves
        // as many as it can": at least twice as many already after seven minutes.
        CHECK(with.served > 2 * without.served);
        CHECK(with.goodput_share > 0.8);
        // "They go on working, but for nobody."
        CHECK(without.stale_share > 0.5);
        CHECK(with.stale_share < 0.2);
        // "An honest time": fewer than half as many ask again.
        CHECK(told.retries_per_s < 0.5 * with.retries_per_s);
        CHECK(told.goodput_share > 0.8);
        // "Nobody is served any more": not one in a hundred of those who could be.
        CHECK(without.goodput_now_share < 0.01);
        CHECK(with.goodput_now_share > 0.8);
        // "The jam stays after the crowd has left": three minutes after.
        CHECK(play(left_open, seed, minutes(10)).goodput_now_share < 0.01);
        CHECK(play(left_bounded, seed, minutes(10)).goodput_now_share > 0.8);
    }
}
