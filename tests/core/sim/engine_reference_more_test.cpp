// Priorities, networks, retrials, goodput, closed loops, batches and transients against closed
// forms.
#include "core/sim/check_reference.h"

using namespace br;
using namespace br::sim;
using namespace br::sim::testing;

// What follows needs its whole sample, so only the optimised native build runs it.
TEST_SUITE_BEGIN("closed forms" * doctest::skip(!br::test::full_effort));

TEST_CASE("priorities, waiting and interrupting") {
    for (const auto& c : reference_cases("prio-"))
        for (const bool preemptive : {false, true}) {
            if (preemptive && !c.metrics.contains("W_preempt_class0")) continue;
            Scenario scenario = one_station(1, servers_of(c), 1 / c.param("mu"), seconds(1));
            scenario.stations[0].discipline =
                preemptive ? Discipline::preemptive_priority : Discipline::priority;
            scenario.classes.clear();
            for (std::size_t i = 0; i < c.params["lams"].size(); ++i) {
                CustomerClass cls = poisson_class(c.params["lams"][i].get<double>());
                cls.id = "class" + std::to_string(i);
                cls.priority = static_cast<int>(i);
                scenario.classes.push_back(cls);
            }
            const std::string prefix = preemptive ? "W_preempt_class" : "W_class";
            check_case(
                c, scenario, 300'000,
                [&](const Simulation&, const Snapshot& s) {
                    Values values;
                    for (std::size_t i = 0; i < s.classes.size(); ++i)
                        values[prefix + std::to_string(i)] = s.classes[i].attempt_time.mean_s;
                    return values;
                },
                0.15);
        }
}

TEST_CASE("a tandem of Jackson") {
    for (const auto& c : reference_cases("jack-")) {
        Scenario scenario;
        scenario.classes.push_back(poisson_class(c.param("lam"), 3));
        for (const auto& stage : c.params["stages"])
            scenario.stations.push_back(
                exponential_station(stage["c"].get<std::int64_t>(), 1 / stage["mu"].get<double>()));
        check_case(c, scenario, 100'000, [](const Simulation&, const Snapshot& s) {
            Values values{{"W_total", s.order_time.mean_s}};
            for (std::size_t i = 0; i < 3; ++i) {
                const StationSnapshot& t = s.stations[i];
                values["W_stage" + std::to_string(i)] = t.sojourn.mean_s;
                values["L_stage" + std::to_string(i)] = t.waiting_mean + t.busy_mean;
            }
            return values;
        });
    }
}

TEST_CASE("retrials: the orbit of M/M/1/1 and M/M/c/c") {
    for (const char* prefix : {"retrial-", "retrialc-"})
        for (const auto& c : reference_cases(prefix)) {
            const bool several = c.params.contains("c");
            Scenario scenario = queue(c, several ? servers_of(c) : 1);
            scenario.stations[0].line_max = 0;
            Retry& retry = scenario.classes[0].retry;
            retry.probability = several ? c.param("h") : 1;
            retry.attempts_max = attempts_max;
            retry.backoff.kind = Backoff::Kind::exponential;
            retry.backoff.base = from_seconds(1 / c.param("theta"));
            const double lam = c.param("lam");
            check_case(
                c, scenario, c.param("theta") > 10 ? 30'000 : 300'000,
                [&](const Simulation& simulation, const Snapshot& s) {
                    double orbit = 0;  // Mean over the run, by Little from the attempts' pauses.
                    std::size_t bins = 0;
                    for (const SeriesBin& bin : simulation.series()) {
                        if (bin.start < simulation.scenario().duration / 5) continue;
                        orbit += static_cast<double>(bin.counts.retries) /
                                 to_seconds(bin.end - bin.start) / c.param("theta");
                        ++bins;
                    }
                    orbit /= static_cast<double>(bins);
                    Values values{{"E_orbit", orbit}};
                    const double attempts = ratio(s.counts.attempts, s.counts.orders);
                    if (several) {
                        values["util"] = s.stations[0].utilization;
                        values["attempt_rate"] = attempts * lam;
                        if (c.metric("P_lost") > 0)
                            values["P_lost"] = ratio(s.counts.lost, s.counts.orders);
                    } else {
                        values["P_busy"] = s.stations[0].utilization;
                        values["attempts_per_customer"] = attempts;
                    }
                    return values;
                },
                0.15);
        }
}

TEST_CASE("goodput: late work is served all the same") {
    const auto deadline = [](const ReferenceCase& c, Discipline discipline) {
        Scenario scenario = queue(c, c.params.contains("c") ? servers_of(c) : 1);
        scenario.stations[0].discipline = discipline;
        scenario.classes[0].patience = {.limited = true, .time = fixed_time(c.param("tau"))};
        return scenario;
    };
    const Measure goodput = [](const Simulation& simulation, const Snapshot& s) {
        double good = 0;
        double span_s = 0;
        for (const SeriesBin& bin : simulation.series()) {
            if (bin.start < simulation.scenario().duration / 5) continue;
            good += static_cast<double>(bin.counts.goodput);
            span_s += to_seconds(bin.end - bin.start);
        }
        Values values{{"goodput", good / span_s}};
        if (simulation.scenario().stations[0].discipline == Discipline::fifo)
            values["throughput"] = throughput(s);
        return values;
    };
    for (const auto& c : reference_cases("good-fifo-")) {
        if (c.metric("goodput") < 0.01) continue;  // Too rare to count.
        Scenario scenario = deadline(c, Discipline::fifo);
        scenario.stations[0].line_max = static_cast<std::int64_t>(c.param("K"));
        scenario.stations[0].line_counts_service = true;
        check_case(c, scenario, 100'000, goodput, 0.05);
    }
    for (const auto& c : reference_cases("good-lifo-"))
        check_case(c, deadline(c, Discipline::lifo), 100'000, goodput, 0.05);
    for (const auto& c : reference_cases("good-mm1-"))
        check_case(
            c, deadline(c, Discipline::fifo), 300'000,
            [&](const Simulation& simulation, const Snapshot& s) {
                return Values{{"goodput", goodput(simulation, s)["goodput"]}};
            },
            0.05);
}

TEST_CASE("a closed loop") {
    for (const auto& c : reference_cases("closed-")) {
        Scenario scenario = one_station(1, servers_of(c), 1 / c.param("mu"), seconds(20'000));
        scenario.classes[0].arrivals =
            LoopArrivals{static_cast<std::int64_t>(c.param("N")), from_seconds(c.param("Z"))};
        check_case(c, scenario, 0, [](const Simulation&, const Snapshot& s) {
            const StationSnapshot& t = s.stations[0];
            return Values{{"R", t.sojourn.mean_s},
                          {"util", t.utilization},
                          {"L", t.waiting_mean + t.busy_mean}};
        });
    }
}

TEST_CASE("batch decoding is a birth and death process") {
    for (const auto& c : reference_cases("llm-")) {
        Scenario scenario = one_station(c.param("lam"), 1, 1, seconds(1));
        Station& station = scenario.stations[0];
        station.batch = BatchService{from_seconds(c.param("t0")), from_seconds(c.param("t1")),
                                     static_cast<int>(c.param("B")), c.param("tok"), true};
        station.line_max = static_cast<std::int64_t>(c.param("K"));
        station.line_counts_service = true;
        check_case(
            c, scenario, 100'000,
            [&](const Simulation&, const Snapshot& s) {
                const StationSnapshot& t = s.stations[0];
                Values values{{"mean_batch", t.busy_mean},
                              {"mean_in_system", t.waiting_mean + t.busy_mean},
                              {"W", t.sojourn.mean_s}};
                if (c.metric("P_block") > 0.01)
                    values["P_block"] = ratio(s.counts.blocked, s.counts.attempts);
                return values;
            },
            0.05);
    }
}

TEST_CASE("a burst is worked off as the formula says") {
    for (const auto& c : reference_cases("burst-")) {
        Scenario scenario = one_station(1, servers_of(c), 1 / c.param("mu"), seconds(1'000));
        scenario.classes[0].arrivals = BurstArrivals{0, static_cast<std::int64_t>(c.param("n"))};
        const auto shared = std::make_shared<const Scenario>(scenario);
        double wait = 0;
        double makespan = 0;
        const int seeds = 2'000;
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            Simulation simulation(shared, seed);
            SimTime last = 0;
            while (simulation.step(scenario.duration)) last = simulation.now();
            makespan += to_seconds(last) / seeds;
            wait += simulation.snapshot().stations[0].wait.mean_s / seeds;
        }
        CHECK(makespan == doctest::Approx(c.metric("makespan_mean")).epsilon(0.01));
        CHECK(wait == doctest::Approx(c.metric("mean_wait")).epsilon(0.01));
    }
}

TEST_CASE("infinitely many servers fill as the transient formula says") {
    for (const auto& c : reference_cases("mtminf-")) {
        Scenario scenario = queue(c, 1);
        scenario.stations[0].servers = unlimited;
        const auto shared = std::make_shared<const Scenario>(scenario);
        const int seeds = 4'000;
        double sum = 0;
        double squares = 0;
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            Simulation simulation(shared, seed);
            simulation.run_until(from_seconds(c.param("t")));
            const auto n = static_cast<double>(simulation.snapshot().stations[0].busy);
            sum += n / seeds;
            squares += n * n / seeds;
        }
        CHECK(sum == doctest::Approx(c.metric("mean_N")).epsilon(0.02));
        CHECK(squares - sum * sum == doctest::Approx(c.metric("var_N")).epsilon(0.08));
    }
}

TEST_SUITE_END();
