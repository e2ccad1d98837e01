// Policies where they stand in a run: who is asked in which order, who hears of what, and what the
// less famous ones do to an overloaded station.
#include <memory>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "core/sim/make_scenario.h"
#include "sim/scenario_reader.h"

using namespace br;
using namespace br::sim;
using namespace br::sim::testing;
using Json = nlohmann::json;

namespace {

// 300 per s for 100 per s of capacity, patience 4 s; two tiers.
Snapshot run(const std::string& policies, const char* changes = "{}") {
    Json json = Json::parse(R"({
        "version": 1, "id": "overload", "seed": 3, "duration_s": 120,
        "measures": {"interval_s": 10, "window_s": 60, "warm_up_s": 0},
        "stations": [{"id": "model", "servers": 40,
                      "service": {"kind": "exponential", "mean_s": 0.4}}],
        "classes": [
            {"id": "redeem", "priority": 0, "arrivals": {"kind": "constant", "rate_per_s": 60},
             "patience": {"kind": "fixed", "mean_s": 4}},
            {"id": "claim", "priority": 1, "arrivals": {"kind": "constant", "rate_per_s": 240},
             "patience": {"kind": "fixed", "mean_s": 4}}]
    })");
    json["policies"] = Json::parse(policies);
    json.merge_patch(Json::parse(changes));
    const auto scenario = read_scenario(json.dump());
    if (!scenario) FAIL(to_text(scenario.error()));
    Simulation simulation(std::make_shared<const Scenario>(*scenario), scenario->seed);
    (void)simulation.run_until(scenario->duration);
    simulation.check_invariants();
    return simulation.snapshot();
}

double goodput_per_s(const Snapshot& snapshot) {
    return static_cast<double>(snapshot.counts.goodput) / 120;
}
double served_ratio(const Snapshot& snapshot, std::size_t customer_class) {
    const Counts& counts = snapshot.classes[customer_class].counts;
    return static_cast<double>(counts.served) / static_cast<double>(counts.orders);
}

}  // namespace

TEST_CASE("without a policy an overloaded station serves nobody in time") {
    CHECK(goodput_per_s(run("[]")) < 5);
}

TEST_CASE("the first policy in the file that refuses decides, the next are not asked") {
    const char* const tight =
        R"({"id": "tight", "at": "model", "kind": "bounded_line", "line_max": 10})";
    const char* const wide =
        R"({"id": "wide", "at": "model", "kind": "bounded_line", "line_max": 20})";
    const auto list = [](const char* a, const char* b) {
        return std::string("[") + a + ", " + b + "]";
    };
    const Snapshot tight_first = run(list(tight, wide));
    CHECK(tight_first.policies[0].refused > 1'000);
    CHECK(tight_first.policies[1].refused == 0);
    const Snapshot wide_first = run(list(wide, tight));
    // The line never grows to 20, as the second one refuses from 10 on.
    CHECK(wide_first.policies[0].refused == 0);
    CHECK(wide_first.policies[1].refused == tight_first.policies[0].refused);
    CHECK(wide_first.digest == tight_first.digest);
}

TEST_CASE("policies are asked on the way in: clients, door, station, and then the line itself") {
    const Snapshot snapshot = run(R"([
        {"at": "model", "kind": "token_bucket", "rate_per_s": 90, "id": "station"},
        {"at": "door", "kind": "token_bucket", "rate_per_s": 150, "id": "door"},
        {"at": "clients", "kind": "token_bucket", "rate_per_s": 250, "id": "clients"}])",
                                  R"({"duration_s": 120})");
    // Each takes away what is above its rate of what the one before has left.
    const auto refused_per_s = [&](std::size_t policy) {
        return static_cast<double>(snapshot.policies[policy].refused) / 120;
    };
    // (A bucket of one token lets less than its rate through, as arrivals are random.)
    CHECK(refused_per_s(2) > 50);
    CHECK(refused_per_s(1) > 40);
    CHECK(refused_per_s(0) > 25);
    CHECK(snapshot.counts.unsent > 0);
}

TEST_CASE("whoever was admitted ends exactly once for a waiting room, whatever comes after it") {
    const Snapshot snapshot = run(R"([
        {"at": "door", "kind": "waiting_room", "active_max": 60},
        {"at": "model", "kind": "bounded_line", "line_max": 5},
        {"at": "model", "kind": "deadline_drop", "wait_max_s": 0.01}])");
    // Did it lose count of those inside, it would let in nobody or everybody in the end.
    CHECK(goodput_per_s(snapshot) > 85);
    CHECK(snapshot.in_system - snapshot.policies[0].held <= 60);
}

// One after the other is let in, refused at once and so lets in the next: hundreds of thousands in
// one moment, none of them inside of another.
TEST_CASE("a waiting room empties at once when everybody behind it is refused") {
    const Snapshot snapshot = run(R"([
        {"id": "room", "at": "door", "kind": "waiting_room", "active_max": 90},
        {"id": "bound", "at": "model", "kind": "bounded_line", "line_max": 1000}])",
                                  R"({
        "classes": [{"id": "crowd", "arrivals": {"kind": "burst", "at_s": 1, "count": 300000}}],
        "stations": [{"id": "model", "servers": 1, "service": {"kind": "fixed", "mean_s": 10}}],
        "events": [{"at_s": 5, "kind": "set_policy", "policy": "bound",
                    "with": {"kind": "bounded_line", "line_max": 20}}]})");
    // The first of the 90 inside is served at 11 s, when 88 wait. Whoever is let in from then on is
    // refused and makes room for the next.
    CHECK(snapshot.policies[0].held == 0);
    CHECK(snapshot.policies[1].refused == 300'000 - 90);
    CHECK(snapshot.counts.served == 11);
    CHECK(snapshot.in_system == 90 - 11);
}

TEST_CASE("each of these keeps an overloaded station useful") {
    struct Row {
        const char* policy;
        double goodput_per_s;
    };
    const Row rows[] = {
        {R"({"at": "model", "kind": "breakwater", "target_s": 0.5, "round_trip_s": 0.1,
             "clients": 1000})",
         90},
        {R"({"at": "model", "kind": "seda", "target_s": 1, "rate_first_per_s": 100,
             "increase_per_s": 4})",
         70},
        {R"({"at": "model", "kind": "adaptive_concurrency", "interval_s": 2, "limit_max": 150})",
         60},
        {R"({"at": "model", "kind": "system_rule", "decay_ratio": 0.5})", 80},
        {R"({"at": "model", "kind": "random_early_drop", "line_min": 20, "line_max": 120,
             "probability_max": 1, "weight": 0.02})",
         90},
        {R"({"at": "model", "kind": "priority_shedder", "controller": "linear"})", 90},
        {R"({"at": "model", "kind": "criticality_tiers", "in_system_max": 140})", 95},
        {R"({"at": "model", "kind": "pacing", "rate_per_s": 95})", 90},
        {R"({"at": "model", "kind": "warm_up", "rate_per_s": 95})", 85},
        {R"({"at": "model", "kind": "aimd_limit", "timeout_s": 2})", 85},
    };
    for (const Row& row : rows) {
        CAPTURE(row.policy);
        const Snapshot snapshot = run(std::string("[") + row.policy + "]");
        CAPTURE(goodput_per_s(snapshot));
        CHECK(goodput_per_s(snapshot) >= row.goodput_per_s);
    }
}

TEST_CASE("tiers go dark from the bottom") {
    for (
        const char* const policy :
        {R"([{"at": "model", "kind": "criticality_tiers", "in_system_max": 140, "shares": [1, 0.6]}])",
         R"([{"at": "model", "kind": "priority_shedder", "controller": "linear"}])",
         R"([{"at": "model", "kind": "dagor", "window_s": 0.1, "window_attempts": 200},
              {"at": "model", "kind": "bounded_line", "line_max": 100}])"}) {
        CAPTURE(policy);
        const Snapshot snapshot = run(policy);
        CHECK(served_ratio(snapshot, 0) > 0.85);
        CHECK(served_ratio(snapshot, 1) < 0.35);
    }
}

TEST_CASE("fair share gives a small class its own, however long the line of the other") {
    const char* const leave = R"({"classes": [
        {"id": "few", "arrivals": {"kind": "constant", "rate_per_s": 40},
         "patience": {"kind": "fixed", "mean_s": 4, "leaves_work_behind": false}},
        {"id": "many", "arrivals": {"kind": "constant", "rate_per_s": 260},
         "patience": {"kind": "fixed", "mean_s": 4, "leaves_work_behind": false}}]})";
    const Snapshot fifo = run("[]", leave);
    const Snapshot fair = run(R"([{"at": "model", "kind": "fair_share"}])", leave);
    CHECK(served_ratio(fifo, 0) < 0.4);
    CHECK(served_ratio(fair, 0) > 0.95);
    CHECK(served_ratio(fair, 1) > 0.2);
}

TEST_CASE("degraded answers raise the goodput itself") {
    const char* const bound = R"({"at": "model", "kind": "bounded_line", "line_max": 100})";
    const double plain = goodput_per_s(run(std::string("[") + bound + "]"));
    const double degraded = goodput_per_s(run(
        std::string("[") + bound +
        R"(, {"at": "model", "kind": "degraded_answers", "line_on": 50, "service_ratio": 0.5}])"));
    CHECK(plain == doctest::Approx(100).epsilon(0.03));
    CHECK(degraded > 180);
}

TEST_CASE("final words end the retries") {
    const char* const retry =
        R"({"classes": [{"id": "claim", "arrivals": {"kind": "constant", "rate_per_s": 300},
            "retry": {"probability": 0.85, "attempts_max": 8,
                      "backoff": {"kind": "uniform", "min_s": 0.5, "max_s": 1.5}}}]})";
    const char* const bound = R"({"at": "model", "kind": "bounded_line", "line_max": 50})";
    CHECK(run(std::string("[") + bound + "]", retry).counts.retries > 20'000);
    CHECK(run(std::string("[") + bound +
                  R"(, {"at": "door", "kind": "refusal_wording", "final": true}])",
              retry)
              .counts.retries == 0);
}

TEST_CASE("a burst beyond what may be in the system stops the run before it fills the memory") {
    Scenario scenario = one_station(1, 1, 1, seconds(1'000));
    scenario.classes[0].arrivals = BurstArrivals{0, 100'000'000, 0, 1};
    scenario.limits.in_system_max = 10'000;
    Simulation simulation = make(scenario);
    CHECK(simulation.run_until(scenario.duration) == StopReason::in_system_max);
    const Snapshot snapshot = simulation.snapshot();
    CHECK(snapshot.now == 0);
    CHECK(snapshot.in_system > 10'000);
    CHECK(snapshot.in_system < 20'000);
    simulation.check_invariants();
    // Going on changes nothing.
    CHECK(simulation.run_until(scenario.duration) == StopReason::in_system_max);
    CHECK(simulation.snapshot().in_system == snapshot.in_system);
}

TEST_CASE("a policy that an event turns into one that listens hears what it must") {
    // Two servers, four asking at once: a limit of concurrency that hears no end would close.
    Scenario scenario = one_station(4, 2, 1, seconds(600));
    Policy policy;
    policy.unit = policies::BoundedLine{.line_max = 1'000'000};
    scenario.policies.push_back(policy);
    TimedAction change{0, SetPolicy{0, true, policies::AimdLimit{}}, ""};
    scenario.events.push_back(change);
    const auto served = [](const Scenario& one) {
        Simulation simulation = make(one);
        simulation.run_until(one.duration);
        simulation.check_invariants();
        return simulation.snapshot();
    };
    const Snapshot changed = served(scenario);
    scenario.policies[0].unit = policies::AimdLimit{};
    scenario.events.clear();
    const Snapshot from_start = served(scenario);
    CHECK(changed.counts.served == from_start.counts.served);
    CHECK(changed.digest == from_start.digest);
}

TEST_CASE("who finds too many waiting does not join, moment by moment") {
    // An order every 5 s, services of 21 s, nobody joins two who wait (a test of the Ciw library).
    Scenario scenario = one_station(1, 1, 1, seconds(60));
    TraceArrivals trace;
    for (int i = 1; i <= 10; ++i) trace.at.push_back(seconds(5 * i));
    scenario.classes[0].arrivals = trace;
    scenario.classes[0].patience.balk_above = 1;
    scenario.stations[0].service = fixed_time(21);
    Simulation simulation = make(scenario);
    const struct {
        int at_s;
        std::uint64_t balked;
    } rows[] = {{19, 0}, {20, 1}, {25, 2}, {34, 2}, {35, 3}, {40, 4}, {45, 5}, {50, 5}};
    for (const auto& row : rows) {
        CAPTURE(row.at_s);
        simulation.run_until(seconds(row.at_s));
        CHECK(simulation.snapshot().counts.balked == row.balked);
    }
    // The first did not wait, the second from 10 to 26 s, the third from 15 to 47 s.
    const TimeStats wait = simulation.snapshot().stations[0].wait;
    CHECK(wait.count == 3);
    CHECK(wait.mean_s == doctest::Approx(48.0 / 3));
}

TEST_CASE("a bound that decides alone refuses the same people as one among others") {
    // With an outage, and with servers that share.
    for (const Discipline discipline : {Discipline::fifo, Discipline::processor_sharing}) {
        Scenario scenario = one_station(30, 10, 1, seconds(300));
        scenario.stations[0].discipline = discipline;
        scenario.stations[0].sharing_max = discipline == Discipline::fifo ? unlimited : 12;
        scenario.classes[0].retry.probability = 0.5;
        scenario.classes[0].retry.attempts_max = 3;
        scenario.events.push_back({seconds(100), StartOutage{0, seconds(20), false}, ""});
        Policy bound;
        bound.unit = policies::BoundedLine{.line_max = 5};
        scenario.policies = {bound};
        Simulation alone = make(scenario);
        alone.run_until(scenario.duration);
        bound.unit = policies::BoundedLine{.line_max = 1'000'000};
        scenario.policies.push_back(bound);
        Simulation among = make(scenario);
        among.run_until(scenario.duration);
        CHECK(alone.snapshot().counts.shed > 1'000);
        CHECK(alone.digest() == among.digest());
        CHECK(alone.snapshot().policies[0].refused == among.snapshot().policies[0].refused);
    }
}
