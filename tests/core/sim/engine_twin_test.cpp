// The engine and a textbook engine, written apart from each other, play the same scenarios and must
// agree to the bit: digest, events, every total.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>

#include "base/rng.h"
#include "bench/reference_engine.h"
#include "make_scenario.h"
#include "sim/scenario_reader.h"
#include "support/files.h"

namespace {

using namespace br;
using namespace br::sim;
using namespace br::sim::testing;

void check_class(const Counts& engine, const Counts& reference) {
    CHECK(engine.orders == reference.orders);
    CHECK(engine.attempts == reference.attempts);
    CHECK(engine.retries == reference.retries);
    CHECK(engine.served == reference.served);
    CHECK(engine.lost == reference.lost);
    CHECK(engine.goodput == reference.goodput);
    CHECK(engine.stale == reference.stale);
    CHECK(engine.blocked == reference.blocked);
    CHECK(engine.shed == reference.shed);
    CHECK(engine.stale_shed == reference.stale_shed);
    CHECK(engine.balked == reference.balked);
    CHECK(engine.reneged == reference.reneged);
    CHECK(engine.failed == reference.failed);
    CHECK(engine.timed_out == reference.timed_out);
}

void check_station(const StationSnapshot& engine, const ReferenceStation& reference) {
    CHECK(engine.waiting == reference.waiting);
    CHECK(engine.busy == reference.busy);
    CHECK(engine.arrivals == reference.arrivals);
    CHECK(engine.starts == reference.starts);
    CHECK(engine.completions == reference.completions);
    CHECK(engine.completions_stale == reference.completions_stale);
    CHECK(engine.blocked == reference.blocked);
    CHECK(engine.shed == reference.shed);
    CHECK(engine.balked == reference.balked);
    CHECK(engine.reneged == reference.reneged);
    CHECK(engine.failed == reference.failed);
}

void check_agree(const Scenario& scenario, std::uint64_t seed) {
    const auto shared = std::make_shared<const Scenario>(scenario);
    REQUIRE(ReferenceEngine::supports(scenario));
    Simulation simulation(shared, seed);
    ReferenceEngine reference(shared, seed);
    simulation.run_until(scenario.duration);
    reference.run_until(scenario.duration);
    REQUIRE_FALSE(reference.campaign_ran_out());
    CHECK(simulation.digest() == reference.digest());
    CHECK(simulation.events() == reference.events());
    const Snapshot end = simulation.snapshot();
    CHECK(end.in_system == reference.in_system());
    CHECK(end.orbit == reference.orbit());
    for (std::size_t c = 0; c < scenario.classes.size(); ++c) {
        check_class(end.classes[c].counts, reference.counts()[c]);
        const TimeStats& time = end.classes[c].order_time;
        const auto n = static_cast<double>(time.count);
        if (n > 0) CHECK(time.mean_s == reference.order_time_ns()[c] / n / 1e9);
    }
    const auto stations = reference.stations();
    for (std::size_t s = 0; s < stations.size(); ++s) check_station(end.stations[s], stations[s]);
}

Scenario read_file(const std::string& name, SimDuration duration) {
    auto read = read_scenario(br::test::read_source_file(name));
    REQUIRE(read);
    read->duration = std::min(read->duration, duration);
    return *read;
}

// --- Random scenarios: small numbers, so that many things happen at the same time.

int between(Rng& rng, int low, int high) {
    return low + static_cast<int>(rng.below(static_cast<std::uint64_t>(high - low + 1)));
}

RandomTime random_time(Rng& rng) {
    const SimDuration mean = milliseconds(250) * between(rng, 1, 16);
    RandomTime time;
    time.mean = mean;
    switch (between(rng, 0, 3)) {
        case 0:
            time.kind = Distribution::exponential;
            break;
        case 1:
            time.kind = Distribution::bimodal;
            time.ratio_first = 0.5;
            time.mean_first = mean;
            time.mean_second = 2 * mean;
            break;
        case 2:
            time.kind = Distribution::uniform;
            time.low = mean / 2;
            time.high = 2 * mean;
            break;
        default:
            time.kind = Distribution::fixed;
    }
    return time;
}

Arrivals random_arrivals(Rng& rng) {
    if (between(rng, 0, 3) == 0) {
        BurstArrivals burst;
        burst.at = milliseconds(250) * between(rng, 0, 8);
        burst.count = between(rng, 1, 40);
        burst.period = milliseconds(500) * between(rng, 0, 8);
        burst.bursts = burst.period > 0 ? between(rng, 1, 20) : 1;
        return burst;
    }
    if (between(rng, 0, 3) == 0) {
        TraceArrivals trace;
        for (int i = 0; i < 150; ++i) trace.at.push_back(milliseconds(250) * (i - i % 3));
        return trace;
    }
    RateArrivals rates;
    for (int i = 0; i < 3; ++i)
        rates.points.push_back({seconds(15 * i), static_cast<double>(between(rng, 0, 12))});
    return rates;
}

Patience random_patience(Rng& rng) {
    Patience patience;
    patience.limited = between(rng, 0, 3) > 0;
    patience.time = random_time(rng);
    patience.scope = between(rng, 0, 1) == 0 ? PatienceScope::attempt : PatienceScope::line;
    patience.leaves_work_behind = between(rng, 0, 1) == 0;
    if (between(rng, 0, 3) == 0) patience.balk_above = between(rng, 0, 5);
    return patience;
}

Retry random_retry(Rng& rng) {
    Retry retry;
    retry.probability = between(rng, 0, 1) == 0 ? 1 : 0.7;
    retry.attempts_max = between(rng, 1, 5);
    retry.after_refusal = between(rng, 0, 4) > 0;
    retry.after_giving_up = between(rng, 0, 4) > 0;
    retry.backoff.base = milliseconds(250) * between(rng, 0, 4);
    retry.backoff.jitter = static_cast<Jitter>(between(rng, 0, 4));
    return retry;
}

CustomerClass random_class(Rng& rng, int number, int stations) {
    CustomerClass cls;
    cls.id = "class-" + std::to_string(number);
    cls.arrivals = random_arrivals(rng);
    cls.patience = random_patience(rng);
    cls.retry = random_retry(rng);
    if (between(rng, 0, 3) == 0) cls.service_factor = 0.5;
    for (int s = 0; s < stations; ++s) cls.route.push_back(s);
    if (between(rng, 0, 2) == 0) std::reverse(cls.route.begin(), cls.route.end());
    if (between(rng, 0, 2) == 0 && cls.route.size() > 1) cls.route.erase(cls.route.begin());
    if (between(rng, 0, 2) == 0) cls.go_on_ratio.assign(cls.route.size(), 0.75);
    return cls;
}

Station random_station(Rng& rng, int number) {
    Station station;
    station.id = "station-" + std::to_string(number);
    // The last choice is above what the engine keeps in one tournament.
    const int servers[] = {1, 2, 3, 8, 1500};
    station.servers = servers[between(rng, 0, 4)];
    station.service = random_time(rng);
    if (between(rng, 0, 2) == 0) station.line_max = between(rng, 0, 12);
    station.line_counts_service = between(rng, 0, 3) == 0;
    if (between(rng, 0, 2) == 0) station.refusal_cost_ratio = 0.25;
    if (between(rng, 0, 2) == 0) station.failure_ratio = 0.1;
    return station;
}

Action random_action(Rng& rng, const Scenario& scenario) {
    const int station = between(rng, 0, static_cast<int>(scenario.stations.size()) - 1);
    switch (between(rng, 0, scenario.policies.empty() ? 3 : 4)) {
        case 0:
            return SetServers{station, between(rng, 0, 6), 0};
        case 1:
            return SetSlowdown{station, 2.0, seconds(between(rng, 1, 10))};
        case 2:
            return SetLineMax{station, between(rng, 0, 10)};
        case 3:
            return SetRetry{-1, random_retry(rng)};
        default:
            return SetPolicy{0, between(rng, 0, 1) == 0, std::nullopt};
    }
}

Scenario random_scenario(Rng& rng) {
    Scenario scenario;
    scenario.id = "random";
    scenario.duration = seconds(60);
    scenario.measures.interval = seconds(10);
    scenario.measures.window = seconds(10);
    const int stations = between(rng, 1, 3);
    for (int s = 0; s < stations; ++s) scenario.stations.push_back(random_station(rng, s));
    const int classes = between(rng, 1, 3);
    for (int c = 0; c < classes; ++c) scenario.classes.push_back(random_class(rng, c, stations));
    if (between(rng, 0, 1) == 0)
        scenario.policies.push_back({"bound", PlaceKind::station, between(rng, 0, stations - 1),
                                     between(rng, 0, 3) > 0,
                                     policies::BoundedLine{between(rng, 0, 8)}});
    if (between(rng, 0, 1) == 0)
        scenario.policies.push_back(
            {"deadline", PlaceKind::station, between(rng, 0, stations - 1), between(rng, 0, 3) > 0,
             policies::DeadlineDrop{milliseconds(500) * between(rng, 1, 6)}});
    for (int e = between(rng, 0, 3); e > 0; --e)
        scenario.events.push_back({seconds(15) * (4 - e), random_action(rng, scenario), {}});
    return scenario;
}

}  // namespace

TEST_CASE("the engine and the textbook engine agree on what is measured") {
    check_agree(read_file("tests/data/bench/mm1.json", seconds(50'000)), 1);
    check_agree(read_file("tests/data/bench/mmck.json", seconds(1'000)), 2);
    check_agree(read_file("tests/data/bench/tandem.json", seconds(60)), 3);
}

TEST_CASE("the engine and the textbook engine agree on the first day") {
    // From the opening into the rush, 300 times as fast, at the same load.
    Scenario day = read_file("public/scenarios/launch-day.json", hours(9));
    check_agree(read_file("public/scenarios/launch-day.json", seconds(600)), 1);
    for (CustomerClass& cls : day.classes)
        for (RatePoint& point : std::get<RateArrivals>(cls.arrivals).points) point.at /= 300;
    for (TimedAction& event : day.events) event.at /= 300;
    day.duration /= 300;
    check_agree(day, 2);
}

TEST_CASE("the engine and the textbook engine agree on 400 random scenarios") {
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        CAPTURE(seed);
        Rng rng(seed);
        const Scenario scenario = random_scenario(rng);
        check_agree(scenario, seed);
    }
}
