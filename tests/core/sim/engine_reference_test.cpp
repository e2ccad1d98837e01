// The engine against closed forms. Each case runs eight times with fixed seeds; a value passes if
// the mean of the runs lies within four standard errors, plus 0.3 % for the time it takes to
// forget the start, of the reference, and if the standard error itself is small enough for that
// to mean something.
#include <functional>
#include <map>

#include <doctest/doctest.h>

#include "core/sim/make_scenario.h"
#include "support/reference_cases.h"

using namespace br;
using namespace br::sim;
using namespace br::sim::testing;
using br::test::reference_cases;
using br::test::ReferenceCase;

namespace {

using Values = std::map<std::string, double>;
using Measure = std::function<Values(const Simulation&, const Snapshot&)>;

constexpr int runs = 8;

void check_case(const ReferenceCase& c, Scenario scenario, double orders, const Measure& measure,
                double error_max_ratio = 0.05) {
    CAPTURE(c.id);
    // The second half of the run counts.
    const auto* rate = std::get_if<RateArrivals>(&scenario.classes[0].arrivals);
    if (rate != nullptr) {
        double total = 0;
        for (const CustomerClass& cls : scenario.classes)
            total += std::get<RateArrivals>(cls.arrivals).points[0].rate_per_s;
        scenario.duration = from_seconds(orders / total);
    }
    scenario.measures.warm_up = scenario.duration / 5;
    scenario.measures.interval = scenario.measures.window = scenario.duration / 10;
    std::map<std::string, std::vector<double>> seen;
    const auto shared = std::make_shared<const Scenario>(scenario);
    for (std::uint64_t seed = 1; seed <= runs; ++seed) {
        Simulation simulation(shared, seed);
        REQUIRE(simulation.run_until(scenario.duration) == StopReason::reached_end);
        simulation.check_invariants();
        for (const auto& [name, value] : measure(simulation, simulation.snapshot()))
            seen[name].push_back(value);
    }
    for (const auto& [name, values] : seen) {
        double sum = 0;
        for (const double x : values) sum += x;
        const double mean = sum / runs;
        double squares = 0;
        for (const double x : values) squares += (x - mean) * (x - mean);
        const double error = std::sqrt(squares / (runs - 1) / runs);
        const double reference = c.metric(name);
        CAPTURE(name);
        CAPTURE(mean);
        CAPTURE(error);
        CAPTURE(reference);
        CHECK(std::abs(mean - reference) <= 4 * error + 0.003 * std::abs(reference));
        CHECK(error <= error_max_ratio * std::abs(reference));
    }
}

double ratio(std::uint64_t part, std::uint64_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
}

Scenario queue(const ReferenceCase& c, std::int64_t servers) {
    return one_station(c.param("lam"), servers, 1 / c.param("mu"), seconds(1));
}

std::int64_t servers_of(const ReferenceCase& c) {
    return static_cast<std::int64_t>(c.param("c"));
}

// The whole run, by station 0.
double throughput(const Snapshot& s) {
    return s.stations[0].busy_mean;  // Times mu.
}

}  // namespace

TEST_CASE("M/M/1") {
    for (const auto& c : reference_cases("mm1-"))
        check_case(
            c, queue(c, 1), 100'000,
            [](const Simulation&, const Snapshot& s) {
                const StationSnapshot& t = s.stations[0];
                return Values{{"W", t.sojourn.mean_s},          {"Wq", t.wait.mean_s},
                              {"Lq", t.waiting_mean},           {"L", t.waiting_mean + t.busy_mean},
                              {"var_T", t.sojourn.variance_s2}, {"rho", t.utilization},
                              {"T_p50", t.sojourn.p50_s},       {"T_p90", t.sojourn.p90_s},
                              {"T_p99", t.sojourn.p99_s},       {"Wq_p95", t.wait.p95_s}};
            },
            0.15);
}

TEST_CASE("M/M/c") {
    for (const auto& c : reference_cases("mmc-"))
        check_case(
            c, queue(c, servers_of(c)), 100'000,
            [](const Simulation&, const Snapshot& s) {
                const StationSnapshot& t = s.stations[0];
                return Values{{"Wq", t.wait.mean_s},          {"W", t.sojourn.mean_s},
                              {"Lq", t.waiting_mean},         {"L", t.waiting_mean + t.busy_mean},
                              {"var_Wq", t.wait.variance_s2}, {"rho", t.utilization}};
            },
            0.15);
}

TEST_CASE("Erlang B, for exponential and for fixed service") {
    for (const auto& c : reference_cases("erlb-"))
        for (const bool fixed : {false, true}) {
            Scenario scenario = one_station(c.param("a"), servers_of(c), 1, seconds(1));
            scenario.stations[0].line_max = 0;
            if (fixed) scenario.stations[0].service = fixed_time(1);
            check_case(c, scenario, 100'000, [](const Simulation&, const Snapshot& s) {
                return Values{{"P_block", ratio(s.counts.blocked, s.counts.attempts)},
                              {"carried", s.stations[0].busy_mean}};
            });
        }
}

TEST_CASE("M/M/1/K and M/M/c/K, the bound counting those in service") {
    for (const char* prefix : {"mm1k-", "mmck-"})
        for (const auto& c : reference_cases(prefix)) {
            Scenario scenario = queue(c, c.params.contains("c") ? servers_of(c) : 1);
            scenario.stations[0].line_max = static_cast<std::int64_t>(c.param("K"));
            scenario.stations[0].line_counts_service = true;
            check_case(c, scenario, 300'000, [](const Simulation&, const Snapshot& s) {
                const StationSnapshot& t = s.stations[0];
                return Values{{"P_block", ratio(s.counts.blocked, s.counts.attempts)},
                              {"throughput", throughput(s)},
                              {"util", t.utilization},
                              {"L", t.waiting_mean + t.busy_mean},
                              {"Lq", t.waiting_mean},
                              {"W_accepted", t.sojourn.mean_s},
                              {"Wq_accepted", t.wait.mean_s}};
            });
        }
}

TEST_CASE("Erlang A: exponential patience in line") {
    for (const auto& c : reference_cases("erla-")) {
        Scenario scenario = queue(c, servers_of(c));
        scenario.classes[0].patience = {.limited = true,
                                        .time = exponential_time(1 / c.param("theta")),
                                        .scope = PatienceScope::line,
                                        .leaves_work_behind = false};
        check_case(c, scenario, 100'000, [](const Simulation&, const Snapshot& s) {
            const StationSnapshot& t = s.stations[0];
            return Values{{"P_abandon", ratio(s.counts.reneged, s.counts.attempts)},
                          {"Lq", t.waiting_mean},
                          {"throughput", throughput(s)},
                          {"util", t.utilization}};
        });
    }
}

TEST_CASE("M/M/c+D: fixed patience in line, by people or by a policy at the head of the line") {
    for (const auto& c : reference_cases("mmcD-"))
        for (const bool by_policy : {false, true}) {
            Scenario scenario = queue(c, servers_of(c));
            if (by_policy) {
                Policy policy;
                policy.unit = policies::DeadlineDrop{.wait_max = from_seconds(c.param("D"))};
                scenario.policies.push_back(policy);
            } else {
                scenario.classes[0].patience = {.limited = true,
                                                .time = fixed_time(c.param("D")),
                                                .scope = PatienceScope::line,
                                                .leaves_work_behind = false};
            }
            check_case(c, scenario, 100'000, [](const Simulation&, const Snapshot& s) {
                return Values{
                    {"P_abandon", ratio(s.counts.reneged + s.counts.shed, s.counts.attempts)},
                    {"throughput", throughput(s)}};
            });
        }
}

TEST_CASE("M/G/1 by Pollaczek and Khinchin") {
    for (const auto& c : reference_cases("mg1-")) {
        const std::string law = c.params["S"];
        Scenario scenario = one_station(c.param("lam"), 1, 1, seconds(1));
        RandomTime& service = scenario.stations[0].service;
        if (law == "det 1") {
            service = fixed_time(1);
        } else if (law == "Erlang-2 mean 1") {
            service = {.kind = Distribution::erlang, .mean = seconds(1), .shape = 2};
        } else if (law.starts_with("H2")) {
            service = {.kind = Distribution::hyperexponential,
                       .ratio_first = 0.5 + std::sqrt(0.15),
                       .mean_first = from_seconds(1 / (1 + std::sqrt(0.6))),
                       .mean_second = from_seconds(1 / (1 - std::sqrt(0.6)))};
        } else if (law.starts_with("0.999")) {
            service = {.kind = Distribution::hyperexponential,
                       .ratio_first = 0.999,
                       .mean_first = milliseconds(100),
                       .mean_second = seconds(10)};
        } else {
            service = {.kind = Distribution::weibull, .mean = milliseconds(100), .shape = 2};
        }
        check_case(
            c, scenario, law.starts_with("0.999") ? 1e6 : 3e5,
            [](const Simulation&, const Snapshot& s) {
                const StationSnapshot& t = s.stations[0];
                return Values{{"Wq", t.wait.mean_s},
                              {"W", t.sojourn.mean_s},
                              {"Lq", t.waiting_mean},
                              {"L", t.waiting_mean + t.busy_mean},
                              {"rho", t.utilization}};
            },
            0.15);
    }
}

TEST_CASE("second moments of waiting by discipline") {
    for (const auto& c : reference_cases("disc-")) {
        const struct {
            Discipline discipline;
            const char* name;
        } rows[] = {{Discipline::fifo, "E_Wq2_fifo"},
                    {Discipline::random_order, "E_Wq2_ros"},
                    {Discipline::lifo, "E_Wq2_lifo_np"}};
        for (const auto& row : rows) {
            Scenario scenario = queue(c, 1);
            scenario.stations[0].discipline = row.discipline;
            check_case(
                c, scenario, 300'000,
                [&](const Simulation&, const Snapshot& s) {
                    const TimeStats& wait = s.stations[0].wait;
                    return Values{{"E_Wq", wait.mean_s},
                                  {row.name, wait.variance_s2 + wait.mean_s * wait.mean_s}};
                },
                0.15);
        }
    }
}

TEST_CASE("processor sharing, also with a limit, whatever the law of service") {
    for (const auto& c : reference_cases("ps-"))
        for (const bool fixed : {false, true}) {
            Scenario scenario = queue(c, 1);
            scenario.stations[0].discipline = Discipline::processor_sharing;
            if (fixed) scenario.stations[0].service = fixed_time(1 / c.param("mu"));
            check_case(c, scenario, 100'000, [](const Simulation&, const Snapshot& s) {
                return Values{{"W", s.stations[0].sojourn.mean_s}};
            });
        }
    for (const auto& c : reference_cases("rps-")) {
        // Rate min(n, 3) / n a job, times mu: three servers that share. Mean number from p0, p1, ….
        const double rho = c.param("lam") / (3 * c.param("mu"));
        const double p2 = c.metric("p2");
        const double mean =
            c.metric("p1") + 2 * p2 + p2 * rho * (3 - 2 * rho) / ((1 - rho) * (1 - rho));
        ReferenceCase with_mean = c;
        with_mean.metrics["L"] = mean;
        Scenario scenario = queue(c, 3);
        scenario.stations[0].discipline = Discipline::processor_sharing;
        check_case(with_mean, scenario, 100'000, [](const Simulation&, const Snapshot& s) {
            return Values{{"L", s.stations[0].busy_mean}};
        });
    }
}

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
