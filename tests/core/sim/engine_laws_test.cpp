// Laws that hold in every run, over random scenarios that mix all that the model has.
#include <algorithm>
#include <cstdlib>

#include <doctest/doctest.h>

#include "core/sim/make_scenario.h"
#include "support/effort.h"

using namespace br;
using namespace br::sim;
using namespace br::sim::testing;

namespace {

double between(Rng& rng, double low, double high) {
    return low + rng.unit() * (high - low);
}

RandomTime random_time(Rng& rng, double mean_s) {
    switch (rng.below(6)) {
        case 0:
            return fixed_time(mean_s);
        case 1:
            return {.kind = Distribution::erlang, .mean = from_seconds(mean_s), .shape = 3};
        case 2:
            return {.kind = Distribution::hyperexponential,
                    .ratio_first = 0.9,
                    .mean_first = from_seconds(mean_s / 2),
                    .mean_second = from_seconds(mean_s * 5.5)};
        case 3:
            return {
                .kind = Distribution::lognormal, .mean = from_seconds(mean_s), .variation = 1.5};
        default:
            return exponential_time(mean_s);
    }
}

Arrivals random_arrivals(Rng& rng) {
    switch (rng.below(5)) {
        case 0:
            return LoopArrivals{static_cast<std::int64_t>(1 + rng.below(60)),
                                from_seconds(between(rng, 0.2, 5))};
        case 1:
            return BurstArrivals{from_seconds(between(rng, 0, 5)),
                                 static_cast<std::int64_t>(1 + rng.below(300)),
                                 seconds(static_cast<std::int64_t>(3 + rng.below(5))), 4};
        default: {
            const double rate = between(rng, 1, 60);
            return RateArrivals{{{0, rate}, {seconds(8), rate * 3}, {seconds(15), rate / 2}}};
        }
    }
}

Patience random_patience(Rng& rng) {
    Patience patience;
    patience.limited = rng.below(4) != 0;
    patience.time = random_time(rng, between(rng, 0.3, 5));
    patience.scope = rng.below(2) == 0 ? PatienceScope::attempt : PatienceScope::line;
    patience.leaves_work_behind = rng.below(2) == 0;
    if (rng.below(4) == 0) patience.balk_above = static_cast<std::int64_t>(rng.below(40));
    return patience;
}

Station random_station(Rng& rng) {
    Station station = exponential_station(static_cast<std::int64_t>(1 + rng.below(12)), 1);
    station.service = random_time(rng, between(rng, 0.02, 0.6));
    constexpr Discipline disciplines[] = {Discipline::fifo,
                                          Discipline::lifo,
                                          Discipline::random_order,
                                          Discipline::priority,
                                          Discipline::processor_sharing,
                                          Discipline::preemptive_priority};
    station.discipline = disciplines[rng.below(6)];
    if (rng.below(3) == 0) station.line_max = static_cast<std::int64_t>(rng.below(50));
    station.line_counts_service = rng.below(4) == 0;
    if (station.line_counts_service && station.line_max < 1) station.line_max = 1;
    if (station.discipline == Discipline::processor_sharing && rng.below(2) == 0)
        station.sharing_max = static_cast<std::int64_t>(1 + rng.below(20));
    if (station.discipline == Discipline::fifo && rng.below(4) == 0)
        station.batch = BatchService{milliseconds(2), microseconds(200), 8, 20, true};
    if (rng.below(4) == 0) station.failure_ratio = 0.1;
    if (rng.below(4) == 0) station.refusal_cost_ratio = 0.05;
    if (rng.below(12) == 0) station.servers = 2'000;
    return station;
}

void add_random_policies(Rng& rng, Scenario& scenario) {
    const int stations = static_cast<int>(scenario.stations.size());
    const auto add = [&](PlaceKind place, policies::Unit unit) {
        Policy policy;
        policy.place = place;
        policy.station = static_cast<int>(rng.below(static_cast<std::uint64_t>(stations)));
        policy.id = "p" + std::to_string(scenario.policies.size());
        policy.enabled = rng.below(4) != 0;
        policy.unit = std::move(unit);
        scenario.policies.push_back(policy);
    };
    if (rng.below(3) == 0)
        add(PlaceKind::station,
            policies::BoundedLine{.line_max = static_cast<std::int64_t>(rng.below(30))});
    if (rng.below(3) == 0)
        add(PlaceKind::station,
            policies::DeadlineDrop{.wait_max = from_seconds(between(rng, 0.1, 2))});
    if (rng.below(3) == 0) {
        policies::WaitingRoom room;
        room.active_max = static_cast<std::int64_t>(1 + rng.below(30));
        add(PlaceKind::door, room);
    }
    if (rng.below(4) == 0) add(PlaceKind::door, policies::TokenBucket{});
    if (rng.below(3) == 0) {
        policies::Hedging hedging;
        hedging.delay = from_seconds(between(rng, 0.05, 1));
        add(PlaceKind::clients, hedging);
    }
    if (rng.below(4) == 0) add(PlaceKind::station, policies::AimdLimit{});
    if (rng.below(4) == 0) add(PlaceKind::station, policies::AdaptiveLifo{});
}

void add_random_events(Rng& rng, Scenario& scenario) {
    const auto station = [&] { return static_cast<int>(rng.below(scenario.stations.size())); };
    const int count = static_cast<int>(rng.below(7));
    for (int i = 0; i < count; ++i) {
        TimedAction event;
        event.at = from_seconds(between(rng, 0, 20));
        switch (rng.below(9)) {
            case 0:
                event.action = SetServers{station(), static_cast<std::int64_t>(rng.below(15)),
                                          from_seconds(between(rng, 0, 2))};
                break;
            case 1:
                event.action = SetSlowdown{station(), 3, seconds(4)};
                break;
            case 2:
                event.action = StartOutage{station(), seconds(2), rng.below(2) == 0};
                break;
            case 3:
                event.action = PauseIssuing{rng.below(2) == 0};
                break;
            case 4:
                event.action = ResumeIssuing{};
                break;
            case 5:
                event.action = ScaleDemand{-1, between(rng, 0, 3)};
                break;
            case 6:
                event.action = Purge{};
                break;
            case 7:
                if (!scenario.policies.empty())
                    event.action = SetPolicy{0, rng.below(2) == 0, std::nullopt};
                break;
            default:
                event.action = SetLineMax{station(), static_cast<std::int64_t>(rng.below(20))};
        }
        scenario.events.push_back(event);
    }
    std::stable_sort(scenario.events.begin(), scenario.events.end(),
                     [](const TimedAction& a, const TimedAction& b) { return a.at < b.at; });
}

Scenario random_scenario(Rng& rng) {
    Scenario scenario;
    scenario.duration = seconds(25);
    scenario.measures.interval = milliseconds(2'500);
    scenario.measures.window = seconds(3);
    const auto stations = static_cast<std::size_t>(1 + rng.below(4));
    for (std::size_t s = 0; s < stations; ++s) scenario.stations.push_back(random_station(rng));
    const auto classes = static_cast<std::size_t>(1 + rng.below(3));
    for (std::size_t c = 0; c < classes; ++c) {
        CustomerClass cls = poisson_class(1, static_cast<int>(stations));
        cls.arrivals = random_arrivals(rng);
        cls.patience = random_patience(rng);
        cls.priority = static_cast<int>(rng.below(3));
        cls.retry.probability = rng.unit();
        cls.retry.attempts_max = static_cast<int>(1 + rng.below(6));
        cls.retry.backoff.base = from_seconds(between(rng, 0.01, 1));
        cls.retry.backoff.jitter = static_cast<Jitter>(rng.below(5));
        cls.wants_coupon = rng.below(4) != 0;
        cls.go_on_ratio.assign(stations, rng.below(3) == 0 ? 0.8 : 1.0);
        if (rng.below(4) == 0) cls.invite = {0.3, 2, seconds(2), 200};
        scenario.classes.push_back(cls);
    }
    if (rng.below(2) == 0) {
        scenario.stations.back().ledger = true;
        Campaign campaign;
        campaign.stock = static_cast<std::int64_t>(rng.below(400));
        campaign.hold_ttl = seconds(1);
        campaign.idempotent = rng.below(2) == 0;
        campaign.check_then_write = rng.below(4) == 0;
        scenario.campaign = campaign;
    }
    add_random_policies(rng, scenario);
    add_random_events(rng, scenario);
    return scenario;
}

template <class Test>
void for_each_seed(int count, Test test) {
    for (std::uint64_t seed = 1; seed <= static_cast<std::uint64_t>(count); ++seed) {
        CAPTURE(seed);
        Rng rng(seed);
        test(rng, seed);
    }
}

bool same(const Simulation& a, const Simulation& b) {
    const Snapshot x = a.snapshot();
    const Snapshot y = b.snapshot();
    return x.digest == y.digest && x.events == y.events && x.counts.served == y.counts.served &&
           x.orbit == y.orbit && x.in_system == y.in_system &&
           x.attempt_time.mean_s == y.attempt_time.mean_s &&
           x.order_time.p95_s == y.order_time.p95_s;
}

}  // namespace

TEST_CASE("every person, attempt and card is in exactly one place at every event") {
    for_each_seed(br::test::effort(300), [](Rng& rng, std::uint64_t seed) {
        Simulation simulation = make(random_scenario(rng), seed);
        SimTime last = 0;
        for (int i = 0; simulation.step(seconds(25)); ++i) {
            CHECK(simulation.now() >= last);
            last = simulation.now();
            if (i % 7 == 0) simulation.check_invariants();
        }
        simulation.check_invariants();
    });
}

TEST_CASE("slices, a copy and one go give the same bits") {
    for_each_seed(br::test::effort(300), [](Rng& rng, std::uint64_t seed) {
        const Scenario scenario = random_scenario(rng);
        Simulation whole = make(scenario, seed);
        whole.run_until(seconds(25));
        Simulation sliced = make(scenario, seed);
        SimTime until = 0;
        while (until < seconds(25)) {
            until = std::min(seconds(25), until + static_cast<SimTime>(rng.below(3'000'000'000)));
            while (sliced.run_until(until, 1 + rng.below(400)) == StopReason::event_budget) {
            }
        }
        CHECK(same(whole, sliced));
        Simulation first = make(scenario, seed);
        first.run_until(seconds(9));
        Simulation copy = first;
        first.run_until(seconds(25));
        copy.run_until(seconds(13));
        copy.run_until(seconds(25));
        CHECK(same(whole, first));
        CHECK(same(whole, copy));
    });
}

TEST_CASE("the seed decides the run") {
    int different = 0;
    const int seeds = br::test::effort(300);
    for_each_seed(seeds, [&](Rng& rng, std::uint64_t seed) {
        const Scenario scenario = random_scenario(rng);
        Simulation a = make(scenario, seed);
        Simulation b = make(scenario, seed);
        Simulation c = make(scenario, seed + 1'000);
        for (Simulation* s : {&a, &b, &c}) s->run_until(seconds(25));
        CHECK(same(a, b));
        different += a.digest() != c.digest();
    });
    CHECK(different * 10 > seeds * 9);
}

TEST_CASE("a policy that never acts leaves the digest alone") {
    for_each_seed(br::test::effort(300), [](Rng& rng, std::uint64_t seed) {
        Scenario scenario = random_scenario(rng);
        Simulation plain = make(scenario, seed);
        Policy bound;
        bound.id = "idle-bound";
        bound.unit = policies::BoundedLine{.line_max = 1'000'000'000};
        Policy deadline;
        deadline.id = "idle-deadline";
        deadline.unit = policies::DeadlineDrop{.wait_max = hours(10)};
        // Last, so that the salts of the others stay.
        scenario.policies.push_back(bound);
        scenario.policies.push_back(deadline);
        Simulation guarded = make(scenario, seed);
        plain.run_until(seconds(25));
        guarded.run_until(seconds(25));
        CHECK(plain.digest() == guarded.digest());
    });
}

TEST_CASE("a policy leaves arrivals and service draws alone") {
    // The first station has room for all, so what it counts in each bin shows when people came and
    // how long each was served. Whatever refuses them at the second station must not move any of
    // it.
    for_each_seed(br::test::effort(300), [](Rng& rng, std::uint64_t seed) {
        Scenario scenario = one_station(between(rng, 30, 60), unlimited, 0.1, seconds(10));
        scenario.stations[0].service = random_time(rng, between(rng, 0.05, 2));
        scenario.stations.push_back(exponential_station(2, 0.1));
        scenario.stations[1].id = "second";
        scenario.classes[0].route = {0, 1};
        scenario.measures.interval = milliseconds(50);
        Simulation open = make(scenario, seed);
        Policy policy;
        policy.station = 1;
        if (rng.below(2) == 0)
            policy.unit = policies::BoundedLine{.line_max = 0};
        else
            policy.unit = policies::DeadlineDrop{.wait_max = milliseconds(100)};
        scenario.policies.push_back(policy);
        Simulation refusing = make(scenario, seed);
        open.run_until(seconds(10));
        refusing.run_until(seconds(10));
        CHECK(refusing.snapshot().counts.shed > 0);
        REQUIRE(open.series().size() == refusing.series().size());
        for (std::size_t i = 0; i < open.series().size(); ++i) {
            const SeriesStation& a = open.series()[i].stations[0];
            const SeriesStation& b = refusing.series()[i].stations[0];
            REQUIRE(a.arrivals == b.arrivals);
            REQUIRE(a.completions == b.completions);
            REQUIRE(a.busy == b.busy);
        }
    });
}

TEST_CASE("Little's law holds exactly for a station that has run empty") {
    for_each_seed(br::test::effort(300), [](Rng& rng, std::uint64_t seed) {
        Scenario scenario = one_station(between(rng, 1, 20), 3, 0.2, seconds(30));
        scenario.stations[0].service = random_time(rng, 0.15);
        scenario.stations[0].discipline = rng.below(2) == 0 ? Discipline::fifo : Discipline::lifo;
        auto& rate = std::get<RateArrivals>(scenario.classes[0].arrivals);
        rate.points = {{0, between(rng, 1, 20)}, {seconds(20), 5}, {seconds(20) + 1, 0}};
        Simulation simulation = make(scenario, seed);
        simulation.run_until(seconds(10'000));
        const Snapshot s = simulation.snapshot();
        const StationSnapshot& t = s.stations[0];
        REQUIRE(t.busy + t.waiting == 0);
        const double waited = t.wait.mean_s * static_cast<double>(t.wait.count);
        const double stayed = t.sojourn.mean_s * static_cast<double>(t.sojourn.count);
        CHECK(t.waiting_mean * 10'000 == doctest::Approx(waited).epsilon(1e-9));
        CHECK((t.waiting_mean + t.busy_mean) * 10'000 == doctest::Approx(stayed).epsilon(1e-9));
    });
}

TEST_CASE("work is conserved: the busy time does not depend on the order of service") {
    for_each_seed(br::test::effort(300), [](Rng& rng, std::uint64_t seed) {
        Scenario scenario = one_station(9, 1, 0.1, seconds(30));
        scenario.stations[0].service = random_time(rng, 0.1);
        std::vector<double> busy;
        for (const Discipline discipline :
             {Discipline::fifo, Discipline::lifo, Discipline::random_order,
              Discipline::processor_sharing, Discipline::preemptive_priority}) {
            scenario.stations[0].discipline = discipline;
            Simulation simulation = make(scenario, seed);
            simulation.run_until(seconds(60));
            busy.push_back(simulation.snapshot().stations[0].utilization);
        }
        // To within the rounding of processor sharing's virtual clock.
        for (const double b : busy) CHECK(b == doctest::Approx(busy[0]).epsilon(1e-6));
    });
}

TEST_CASE("a visitor goes the way of everybody, and the crowd's draws stay") {
    Scenario scenario = one_station(5, 2, 0.1, seconds(60));
    Simulation crowd = make(scenario, 3);
    Simulation visited = make(scenario, 3);
    crowd.run_until(seconds(10));
    visited.run_until(seconds(10));
    const PersonId id = visited.add_visitor(0);
    while (visited.visitor(id).phase != VisitorPhase::served) REQUIRE(visited.step(seconds(60)));
    const VisitorState state = visited.visitor(id);
    CHECK(state.steps.front().phase == VisitorPhase::on_the_way);
    CHECK(state.steps.front().at == seconds(10));
    CHECK(state.steps.back().phase == VisitorPhase::served);
    crowd.run_until(seconds(60));
    visited.run_until(seconds(60));
    CHECK(visited.snapshot().counts.orders == crowd.snapshot().counts.orders + 1);
}

TEST_CASE("a refused visitor asks again and is served") {
    Scenario scenario = one_station(200, 1, 0.5, seconds(60));
    scenario.stations[0].line_max = 0;
    auto& rate = std::get<RateArrivals>(scenario.classes[0].arrivals);
    rate.points = {{0, 200}, {seconds(20), 200}, {seconds(20) + 1, 0}};
    Simulation simulation = make(scenario, 3);
    simulation.run_until(seconds(10));
    const PersonId id = simulation.add_visitor(0);
    CHECK(simulation.visitor(id).phase == VisitorPhase::refused);
    CHECK(simulation.visitor(id).refusal == Refusal::blocked);
    simulation.check_invariants();
    simulation.run_until(seconds(40));
    simulation.retry_visitor(id);
    CHECK(simulation.visitor(id).phase == VisitorPhase::in_service);
    CHECK(simulation.visitor(id).attempt == 2);
    simulation.run_until(seconds(60));
    CHECK(simulation.visitor(id).phase == VisitorPhase::served);
    simulation.check_invariants();
}
