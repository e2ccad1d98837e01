// Ten further cases for each family of queues, at parameters that the reference file does not have;
// the closed forms of tests/support say what must come out. A value passes if the mean of eight
// runs lies within six standard errors, plus 0.3 %, of it: chance alone fails a right one in two
// thousand.
#include "core/sim/check_reference.h"
#include "support/closed_forms.h"

using namespace br;
using namespace br::sim;
using namespace br::sim::testing;
using namespace br::test;

namespace {

constexpr double orders = 40'000;

void check(const std::string& name, const Scenario& scenario, const Values& expected,
           const Measure& measure, double orders_in_all = orders, double error_max_ratio = 0.2) {
    check_case({name, {}, nlohmann::json(expected)}, scenario, orders_in_all, measure,
               error_max_ratio, 6);
}

// What holds of any single station.
Values at_station(const Simulation&, const Snapshot& s) {
    const StationSnapshot& t = s.stations[0];
    return {{"L", t.waiting_mean + t.busy_mean},
            {"Lq", t.waiting_mean},
            {"busy", t.busy_mean},
            {"W", t.sojourn.mean_s},
            {"Wq", t.wait.mean_s},
            {"blocked", ratio(s.counts.blocked, s.counts.attempts)}};
}

// The same, but only what is expected.
Measure only(const Values& expected) {
    return [expected](const Simulation& simulation, const Snapshot& s) {
        Values all = at_station(simulation, s);
        std::erase_if(all, [&](const auto& value) { return !expected.contains(value.first); });
        return all;
    };
}

std::string named(const char* family, std::size_t index) {
    return std::string(family) + " " + std::to_string(index);
}

}  // namespace

// What follows needs its whole sample, so only the optimised native build runs it.
TEST_SUITE_BEGIN("further closed forms" * doctest::skip(!br::test::full_effort));

TEST_CASE("M/M/1 at ten loads and scales of time") {
    const double rows[][2] = {{0.1, 1},  {0.3, 2}, {12, 40},   {0.0045, 0.01}, {600, 1000},
                              {0.65, 1}, {7, 10},  {150, 200}, {0.17, 0.2},    {90, 100}};
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        const auto [lam, mu] = rows[i];
        const LineValues v = m_m_c(lam, mu, 1);
        const double spare = mu - lam;
        check(
            named("M/M/1", i), one_station(lam, 1, 1 / mu, seconds(1)),
            {{"L", v.in_system},
             {"Wq", v.wait_mean},
             {"W", v.sojourn_mean},
             {"variance", 1 / (spare * spare)},
             {"p50", std::log(2) / spare},
             {"p95", std::log(20) / spare}},
            [](const Simulation& simulation, const Snapshot& s) {
                Values all = at_station(simulation, s);
                const TimeStats& t = s.stations[0].sojourn;
                return Values{{"L", all["L"]},  {"Wq", all["Wq"]},
                              {"W", all["W"]},  {"variance", t.variance_s2},
                              {"p50", t.p50_s}, {"p95", t.p95_s}};
            },
            2 * orders);
    }
}

TEST_CASE("M/M/c with two to two hundred servers") {
    const struct {
        double load;
        std::int64_t servers;
        double mu;
    } rows[] = {{1.2, 2, 1}, {2.7, 3, 0.5}, {4, 6, 10},  {6.5, 7, 2},  {9, 12, 1},
                {18, 20, 1}, {28, 30, 0.1}, {57, 60, 4}, {95, 100, 1}, {195, 200, 0.01}};
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        const auto& row = rows[i];
        const double lam = row.load * row.mu;
        const LineValues v = m_m_c(lam, row.mu, row.servers);
        const Values expected{
            {"L", v.in_system}, {"Lq", v.waiting}, {"busy", row.load}, {"W", v.sojourn_mean}};
        check(named("M/M/c", i), one_station(lam, row.servers, 1 / row.mu, seconds(1)), expected,
              only(expected), 3 * orders);
    }
}

TEST_CASE("Erlang B does not look at the law of service") {
    const struct {
        double load;
        std::int64_t servers;
    } rows[] = {{0.5, 1}, {2, 2},   {1, 3},   {4, 4},   {9, 6},
                {7, 8},   {12, 15}, {25, 20}, {30, 40}, {100, 100}};
    const RandomTime laws[] = {
        exponential_time(1),
        fixed_time(1),
        {.kind = Distribution::lognormal, .mean = seconds(1), .variation = 1.5},
        {.kind = Distribution::erlang, .mean = seconds(1), .shape = 4},
        {.kind = Distribution::uniform, .mean = seconds(1), .low = 0, .high = seconds(2)}};
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        Scenario scenario = one_station(rows[i].load, rows[i].servers, 1, seconds(1));
        scenario.stations[0].service = laws[i % std::size(laws)];
        scenario.stations[0].line_max = 0;
        const double blocked = erlang_b(rows[i].load, rows[i].servers);
        const Values expected{{"blocked", blocked}, {"busy", rows[i].load * (1 - blocked)}};
        check(named("Erlang B", i), scenario, expected, only(expected), 2 * orders);
    }
}

TEST_CASE("M/M/c/K, the bound with or without those in service") {
    const struct {
        double lam;
        std::int64_t servers;
        std::int64_t bound;
    } rows[] = {{0.5, 1, 1}, {1.2, 1, 4}, {3, 1, 8},    {1.5, 2, 3},  {4, 3, 12},
                {6, 5, 5},   {8, 8, 20},  {25, 16, 40}, {60, 64, 80}, {64, 64, 256}};
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        const auto& row = rows[i];
        Scenario scenario = one_station(row.lam, row.servers, 1, seconds(1));
        const bool counts = i % 2 == 0;
        scenario.stations[0].line_counts_service = counts;
        scenario.stations[0].line_max = counts ? row.bound : row.bound - row.servers;
        const BoundedValues v = m_m_c_k(row.lam, 1, row.servers, row.bound);
        Values expected{{"L", v.in_system}, {"busy", v.throughput}, {"W", v.sojourn_accepted}};
        if (v.block_ratio > 0.01) expected["blocked"] = v.block_ratio;
        check(named("M/M/c/K", i), scenario, expected, only(expected), 3 * orders);
    }
}

TEST_CASE("Erlang A, and a fixed patience in line") {
    const struct {
        double lam;
        std::int64_t servers;
        double patience_s;
    } rows[] = {{0.9, 1, 1}, {3, 1, 0.5},   {2, 2, 4},     {5, 4, 2},   {12, 10, 1},
                {10, 10, 5}, {30, 20, 0.3}, {44, 45, 0.5}, {90, 80, 1}, {150, 100, 0.5}};
    for (std::size_t i = 0; i < std::size(rows); ++i)
        for (const bool fixed : {false, true}) {
            const auto& row = rows[i];
            Scenario scenario = one_station(row.lam, row.servers, 1, seconds(1));
            scenario.classes[0].patience = {
                .limited = true,
                .time = fixed ? fixed_time(row.patience_s) : exponential_time(row.patience_s),
                .scope = PatienceScope::line,
                .leaves_work_behind = false};
            const PatienceValues v = fixed ? m_m_c_deadline(row.lam, 1, row.servers, row.patience_s)
                                           : erlang_a(row.lam, 1, row.servers, 1 / row.patience_s);
            check(
                named(fixed ? "M/M/c+D" : "Erlang A", i), scenario,
                {{"gave up", v.abandon_ratio}, {"busy", v.throughput}},
                [](const Simulation&, const Snapshot& s) {
                    return Values{{"gave up", ratio(s.counts.reneged, s.counts.attempts)},
                                  {"busy", s.stations[0].busy_mean}};
                },
                2 * orders);
        }
}

TEST_CASE("M/G/1 by Pollaczek and Khinchine, for every law that there is") {
    const auto parts = [](Distribution kind, double share, double first_s, double second_s) {
        return RandomTime{.kind = kind,
                          .ratio_first = share,
                          .mean_first = from_seconds(first_s),
                          .mean_second = from_seconds(second_s)};
    };
    const auto square_of = [](double share, double first, double second) {
        return share * first * first + (1 - share) * second * second;
    };
    const auto of = [](Distribution kind, double shape, double variation = 1) {
        return RandomTime{.kind = kind, .mean = seconds(1), .shape = shape, .variation = variation};
    };
    const struct {
        RandomTime law;
        double mean;
        double second;  // Moment.
        double load;
    } rows[] = {{fixed_time(1), 1, 1, 0.3},
                {fixed_time(0.004), 0.004, 1.6e-5, 0.6},
                {fixed_time(30), 30, 900, 0.9},
                {exponential_time(2), 2, 8, 0.5},
                {of(Distribution::erlang, 3), 1, erlang_moments(3, 1).second, 0.7},
                {of(Distribution::erlang, 10), 1, erlang_moments(10, 1).second, 0.85},
                {parts(Distribution::hyperexponential, 0.8, 0.5, 3), 1,
                 hyperexponential_moments(0.8, 0.5, 3).second, 0.6},
                {of(Distribution::weibull, 0.7), 1, weibull_moments(0.7, 1).second, 0.5},
                {of(Distribution::weibull, 3), 1, weibull_moments(3, 1).second, 0.8},
                {of(Distribution::lognormal, 1, 0.5), 1, lognormal_moments(1, 0.5).second, 0.75},
                {of(Distribution::lognormal, 1, 1.5), 1, lognormal_moments(1, 1.5).second, 0.6},
                {parts(Distribution::bimodal, 0.9, 0.5, 5.5), 1, square_of(0.9, 0.5, 5.5), 0.7},
                {RandomTime{.kind = Distribution::uniform,
                            .mean = seconds(2),
                            .low = seconds(1),
                            .high = seconds(3)},
                 2, 13.0 / 3, 0.8}};
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        const auto& row = rows[i];
        const double lam = row.load / row.mean;
        Scenario scenario = one_station(lam, 1, 1, seconds(1));
        scenario.stations[0].service = row.law;
        const double wait = lam * row.second / (2 * (1 - row.load));
        const Values expected{
            {"Wq", wait}, {"W", wait + row.mean}, {"Lq", lam * wait}, {"busy", row.load}};
        check(named("M/G/1", i), scenario, expected, only(expected), 4 * orders);
    }
}

TEST_CASE("processor sharing: one server whatever the law, several like M/M/c") {
    const RandomTime laws[] = {
        fixed_time(1),
        exponential_time(1),
        {.kind = Distribution::lognormal, .mean = seconds(1), .variation = 2},
        {.kind = Distribution::erlang, .mean = seconds(1), .shape = 2},
        {.kind = Distribution::bimodal,
         .ratio_first = 0.9,
         .mean_first = milliseconds(500),
         .mean_second = milliseconds(5'500)}};
    const double loads[] = {0.3, 0.5, 0.6, 0.7, 0.8};
    const std::int64_t servers[] = {2, 3, 5, 8, 20};
    for (std::size_t i = 0; i < 5; ++i) {
        Scenario scenario = one_station(loads[i], 1, 1, seconds(1));
        scenario.stations[0].discipline = Discipline::processor_sharing;
        scenario.stations[0].service = laws[i];
        const Values one{{"W", 1 / (1 - loads[i])}};
        check(named("sharing", i), scenario, one, only(one), 4 * orders);
        const double load = 0.9 * static_cast<double>(servers[i]);
        scenario = one_station(load, servers[i], 1, seconds(1));
        scenario.stations[0].discipline = Discipline::processor_sharing;
        const LineValues v = m_m_c(load, 1, servers[i]);
        const Values several{{"L", v.in_system}, {"W", v.sojourn_mean}};
        check(named("sharing servers", i), scenario, several, only(several), 3 * orders);
    }
}

TEST_SUITE_END();
