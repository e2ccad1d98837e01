// Single stations against closed forms.
#include "core/sim/check_reference.h"

using namespace br;
using namespace br::sim;
using namespace br::sim::testing;

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

// What follows needs its whole sample, so only the optimised native build runs it.
TEST_SUITE_BEGIN("closed forms" * doctest::skip(!br::test::full_effort));

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

TEST_SUITE_END();
