// Hedging by hand: one order whose first copy is stuck, and what becomes of both.
#include <doctest/doctest.h>

#include "core/sim/make_scenario.h"

using namespace br;
using namespace br::sim;
using namespace br::sim::testing;

namespace {

// Nearly all services take 0.1 s, a few 60 s; a copy is sent after a second.
Scenario with_copies(double slow_ratio, SimDuration delay) {
    Scenario scenario = one_station(2, 50, 0.1, seconds(600));
    scenario.stations[0].service = {.kind = Distribution::bimodal,
                                    .ratio_first = 1 - slow_ratio,
                                    .mean_first = milliseconds(100),
                                    .mean_second = seconds(60)};
    Policy hedge;
    hedge.place = PlaceKind::clients;
    policies::Hedging hedging;
    hedging.delay = delay;
    hedge.unit = hedging;
    scenario.policies.push_back(hedge);
    return scenario;
}

}  // namespace

TEST_CASE("a copy is sent only if the first takes longer, and rescues it") {
    Simulation fast = make(with_copies(0, seconds(1)));
    fast.run_until(seconds(600));
    CHECK(fast.snapshot().counts.copies == 0);

    Scenario scenario = with_copies(0.05, seconds(1));
    Simulation hedged = make(scenario);
    scenario.policies[0].enabled = false;
    Simulation plain = make(scenario);
    hedged.run_until(seconds(600));
    plain.run_until(seconds(600));
    const Snapshot a = hedged.snapshot();
    const Snapshot b = plain.snapshot();
    // One in twenty is slow; its copy is fast nineteen times in twenty.
    CHECK(static_cast<double>(a.counts.copies) ==
          doctest::Approx(0.05 * static_cast<double>(a.counts.orders)).epsilon(0.3));
    CHECK(b.attempt_time.p99_s > 50);
    CHECK(a.attempt_time.p99_s < 1.3);
    // Each order is served once, however many copies came through.
    CHECK(a.counts.served <= a.counts.orders);
    CHECK(a.counts.served == a.counts.goodput);
    CHECK(a.counts.stale > 0);
    hedged.check_invariants();
}

TEST_CASE("a copy that still waits is called off; one that is just being started runs for nobody") {
    // One server, two orders. When the first is served the second starts and the first's copy,
    // behind it in line, is called off. When the second is served the server takes its copy before
    // the order goes on: that is the stated order of things.
    Scenario scenario = with_copies(0, milliseconds(50));
    scenario.stations[0].servers = 1;
    scenario.classes[0].arrivals = TraceArrivals{{milliseconds(1'000), milliseconds(1'020)}};
    Simulation simulation = make(scenario);
    simulation.run_until(milliseconds(1'080));
    CHECK(simulation.snapshot().counts.copies == 2);
    CHECK(simulation.snapshot().stations[0].waiting == 3);
    simulation.run_until(milliseconds(1'110));
    CHECK(simulation.snapshot().counts.served == 1);
    CHECK(simulation.snapshot().counts.cancelled == 1);
    CHECK(simulation.snapshot().stations[0].waiting == 1);
    simulation.run_until(seconds(2));
    const Snapshot end = simulation.snapshot();
    CHECK(end.counts.served == 2);
    CHECK(end.counts.cancelled == 1);
    CHECK(end.counts.stale == 1);
    CHECK(end.stations[0].starts == 3);
    CHECK(end.in_system == 0);
    simulation.check_invariants();
}

TEST_CASE("a refused copy does not end the order that its first is still working on") {
    Scenario scenario = with_copies(0, milliseconds(50));
    scenario.stations[0].servers = 1;
    scenario.stations[0].line_max = 0;
    scenario.classes[0].arrivals = TraceArrivals{{seconds(1)}};
    scenario.classes[0].retry.probability = 1;
    scenario.classes[0].retry.attempts_max = 5;
    Simulation simulation = make(scenario);
    simulation.run_until(seconds(20));
    const Snapshot end = simulation.snapshot();
    CHECK(end.counts.copies == 1);
    CHECK(end.counts.blocked == 1);
    CHECK(end.counts.retries == 0);
    CHECK(end.counts.served == 1);
    simulation.check_invariants();
}

TEST_CASE("two copies at the ledger take one card in the end") {
    Scenario scenario = with_copies(0, milliseconds(50));
    scenario.stations[0].servers = 2;
    scenario.stations[0].ledger = true;
    scenario.campaign = Campaign{};
    scenario.campaign->stock = 100;
    scenario.classes[0].arrivals = TraceArrivals{{seconds(1), seconds(3), seconds(5)}};
    Simulation simulation = make(scenario);
    simulation.run_until(seconds(20));
    const Snapshot end = simulation.snapshot();
    CHECK(end.counts.copies == 3);
    CHECK(end.counts.served == 3);
    CHECK(end.campaign.redeemed == 3);
    CHECK(end.campaign.held == 0);
    simulation.check_invariants();
}
