// Ten further cases for each family of networks, priorities, retrials, loops and batches; see
// engine_closed_forms_test.cpp.
#include "core/sim/check_reference.h"
#include "support/closed_forms.h"

using namespace br;
using namespace br::sim;
using namespace br::sim::testing;
using namespace br::test;

namespace {

constexpr double orders = 40'000;

void check(const std::string& family, std::size_t index, const Scenario& scenario,
           const Values& expected, const Measure& measure, double orders_in_all = orders) {
    check_case({family + " " + std::to_string(index), {}, nlohmann::json(expected)}, scenario,
               orders_in_all, measure, 0.2, 6);
}

}  // namespace

// What follows needs its whole sample, so only the optimised native build runs it.
TEST_SUITE_BEGIN("further closed networks" * doctest::skip(!br::test::full_effort));

TEST_CASE("priorities, waiting and interrupting") {
    const struct {
        std::vector<double> lams;
        std::int64_t servers;
    } rows[] = {{{0.1, 0.5}, 1},          {{0.6, 0.2}, 1}, {{0.25, 0.25, 0.25}, 1},
                {{0.05, 0.1, 0.7}, 1},    {{0.4, 0.4}, 1}, {{1, 0.5}, 2},
                {{0.5, 1, 1}, 3},         {{2, 6}, 10},    {{5, 5, 5}, 18},
                {{0.2, 0.2, 0.2, 0.2}, 1}};
    for (std::size_t i = 0; i < std::size(rows); ++i)
        for (const bool preemptive : {false, true}) {
            const auto& row = rows[i];
            if (preemptive && row.servers > 1) continue;
            Scenario scenario = one_station(1, row.servers, 1, seconds(1));
            scenario.stations[0].discipline =
                preemptive ? Discipline::preemptive_priority : Discipline::priority;
            scenario.classes.clear();
            const std::vector<double> waits = preemptive ? preemptive_sojourns(row.lams, 1)
                                                         : priority_waits(row.lams, 1, row.servers);
            Values expected;
            for (std::size_t k = 0; k < row.lams.size(); ++k) {
                CustomerClass cls = poisson_class(row.lams[k]);
                cls.id = "class" + std::to_string(k);
                cls.priority = static_cast<int>(k);
                scenario.classes.push_back(cls);
                expected["W" + std::to_string(k)] = waits[k] + (preemptive ? 0 : 1);
            }
            check(
                preemptive ? "preemptive" : "priority", i, scenario, expected,
                [](const Simulation&, const Snapshot& s) {
                    Values values;
                    for (std::size_t k = 0; k < s.classes.size(); ++k)
                        values["W" + std::to_string(k)] = s.classes[k].attempt_time.mean_s;
                    return values;
                },
                3 * orders);
        }
}

TEST_CASE("networks of Jackson, in which some leave early") {
    struct Stage {
        double mu;
        std::int64_t servers;
        double go_on;
    };
    const struct {
        double lam;
        std::vector<Stage> stages;
    } rows[] = {{1, {{2, 1, 1}, {1.5, 1, 1}}},
                {1, {{0.6, 2, 1}, {3, 1, 1}}},
                {4, {{5, 1, 0.5}, {1, 3, 1}}},
                {10, {{1, 12, 1}, {12, 1, 1}}},
                {0.1, {{0.2, 1, 0.8}, {0.1, 1, 1}}},
                {2, {{3, 1, 1}, {1, 3, 1}, {0.5, 6, 1}}},
                {20, {{2, 12, 0.9}, {20, 1, 0.9}, {5, 4, 1}}},
                {100, {{150, 1, 1}, {30, 4, 0.3}, {1, 40, 1}}},
                {5, {{6, 1, 1}, {6, 1, 1}, {6, 1, 1}}},
                {1, {{4, 1, 0.75}, {1, 1, 0.75}, {0.75, 1, 1}}}};
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        Scenario scenario;
        scenario.classes.push_back(poisson_class(rows[i].lam, 0));
        CustomerClass& cls = scenario.classes[0];
        double lam = rows[i].lam;
        Values expected;
        for (const Stage& stage : rows[i].stages) {
            const auto s = scenario.stations.size();
            scenario.stations.push_back(exponential_station(stage.servers, 1 / stage.mu));
            cls.route.push_back(static_cast<int>(s));
            cls.go_on_ratio.push_back(stage.go_on);
            const LineValues v = m_m_c(lam, stage.mu, stage.servers);
            expected["L" + std::to_string(s)] = v.in_system;
            expected["W" + std::to_string(s)] = v.sojourn_mean;
            lam *= stage.go_on;
        }
        check(
            "network", i, scenario, expected,
            [](const Simulation&, const Snapshot& snapshot) {
                Values values;
                for (std::size_t s = 0; s < snapshot.stations.size(); ++s) {
                    const StationSnapshot& t = snapshot.stations[s];
                    values["L" + std::to_string(s)] = t.waiting_mean + t.busy_mean;
                    values["W" + std::to_string(s)] = t.sojourn.mean_s;
                }
                return values;
            },
            2 * orders);
    }
}

TEST_CASE("retrials, persistent and not") {
    const struct {
        double lam;
        int servers;
        double theta;
        double h;
    } rows[] = {{0.3, 1, 1, 1}, {0.6, 1, 0.5, 1}, {0.7, 1, 5, 1}, {0.2, 1, 0.1, 1},
                {1, 2, 1, 1},   {2, 3, 0.5, 1},   {1, 1, 1, 0.5}, {3, 2, 2, 0.7},
                {5, 5, 1, 0.9}, {12, 8, 3, 0.6}};
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        const auto& row = rows[i];
        Scenario scenario = one_station(row.lam, row.servers, 1, seconds(1));
        scenario.stations[0].line_max = 0;
        Retry& retry = scenario.classes[0].retry;
        retry.probability = row.h;
        retry.attempts_max = attempts_max;
        retry.backoff.kind = Backoff::Kind::exponential;
        retry.backoff.base = from_seconds(1 / row.theta);
        const RetrialValues v = m_m_c_retrial(row.lam, 1, row.servers, row.theta, row.h, 300);
        Values expected{{"utilization", v.utilization}, {"attempts", v.attempt_rate / row.lam}};
        if (row.h < 1) expected["lost"] = 1 - v.throughput / row.lam;
        check(
            "retrials", i, scenario, expected,
            [](const Simulation& simulation, const Snapshot& s) {
                Values values{{"utilization", s.stations[0].utilization},
                              {"attempts", ratio(s.counts.attempts, s.counts.orders)}};
                if (simulation.scenario().classes[0].retry.probability < 1)
                    values["lost"] = ratio(s.counts.lost, s.counts.orders);
                return values;
            },
            2 * orders);
    }
}

TEST_CASE("closed loops") {
    const struct {
        std::int64_t users;
        double think_s;
        std::int64_t servers;
    } rows[] = {{1, 3, 1},  {5, 2, 1},   {10, 20, 1}, {8, 1, 4},     {30, 10, 2},
                {50, 4, 8}, {100, 9, 9}, {3, 0.5, 5}, {200, 20, 12}, {40, 40, 1}};
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        const auto& row = rows[i];
        const LoopValues v = closed_loop(row.users, row.think_s, 1, row.servers);
        Scenario scenario =
            one_station(1, row.servers, 1, from_seconds(std::round(orders / v.throughput)));
        scenario.classes[0].arrivals = LoopArrivals{row.users, from_seconds(row.think_s)};
        check("loop", i, scenario, {{"R", v.response}, {"L", v.in_system}},
              [](const Simulation&, const Snapshot& s) {
                  const StationSnapshot& t = s.stations[0];
                  return Values{{"R", t.sojourn.mean_s}, {"L", t.waiting_mean + t.busy_mean}};
              });
    }
}

TEST_CASE("goodput against what is asked: the cliff without a bound, and none with one") {
    // 40 servers, 100 a second together, patience 4 s, no retries; late work is done all the same.
    const double loads[] = {90, 99, 105, 125, 300};
    const std::int64_t bounds[] = {440, 240, 140, 60};
    std::size_t index = 0;
    const auto goodput = [](const Simulation& simulation, const Snapshot&) {
        double good = 0;
        double span_s = 0;
        for (const SeriesBin& bin : simulation.series()) {
            if (bin.start < simulation.scenario().duration / 5) continue;
            good += static_cast<double>(bin.counts.goodput);
            span_s += to_seconds(bin.end - bin.start);
        }
        return Values{{"goodput", good / span_s}};
    };
    for (const double lam : loads) {
        Scenario scenario = one_station(lam, 40, 0.4, seconds(1));
        scenario.classes[0].patience = {.limited = true, .time = fixed_time(4)};
        for (const std::int64_t bound : bounds) {
            scenario.stations[0].line_max = bound;
            scenario.stations[0].line_counts_service = true;
            check("goodput", index++, scenario, {{"goodput", goodput_fifo(lam, 2.5, 40, bound, 4)}},
                  goodput, 3 * orders);
        }
        if (lam < 100) continue;
        scenario.stations[0].line_max = unlimited;
        scenario.stations[0].discipline = Discipline::lifo;
        check("goodput, last come first", index++, scenario,
              {{"goodput", goodput_lifo(lam, 2.5, 40, 4)}}, goodput, 3 * orders);
    }
}

TEST_CASE("batches of a language model") {
    const struct {
        double lam;
        double tokens;
        double base_s;
        double per_attempt_s;
        int batch_max;
        std::int64_t bound;
    } rows[] = {{1, 100, 0.02, 0.001, 8, 20},       {2, 100, 0.02, 0.001, 8, 40},
                {4, 150, 0.02, 0.0005, 32, 64},     {7, 150, 0.02, 0.0005, 32, 100},
                {10, 50, 0.01, 0.0002, 16, 60},     {25, 50, 0.01, 0.0002, 16, 60},
                {0.5, 1000, 0.015, 0.0001, 64, 80}, {3, 300, 0.005, 0.001, 4, 30},
                {1, 20, 0.04, 0.002, 1, 12},        {40, 10, 0.03, 0.0003, 128, 300}};
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        const auto& row = rows[i];
        Scenario scenario = one_station(row.lam, 1, 1, seconds(1));
        Station& station = scenario.stations[0];
        station.batch = BatchService{from_seconds(row.base_s), from_seconds(row.per_attempt_s),
                                     row.batch_max, row.tokens, true};
        station.line_max = row.bound;
        station.line_counts_service = true;
        const BatchValues v = batch_decoding(row.lam, row.tokens, row.base_s, row.per_attempt_s,
                                             row.batch_max, row.bound);
        const bool blocks = v.block_ratio > 0.02;
        Values expected{{"L", v.in_system}, {"batch", v.batch}, {"W", v.sojourn_mean}};
        if (blocks) expected["blocked"] = v.block_ratio;
        check("batches", i, scenario, expected, [blocks](const Simulation&, const Snapshot& s) {
            const StationSnapshot& t = s.stations[0];
            Values values{{"L", t.waiting_mean + t.busy_mean},
                          {"batch", t.busy_mean},
                          {"W", t.sojourn.mean_s}};
            if (blocks) values["blocked"] = ratio(s.counts.blocked, s.counts.attempts);
            return values;
        });
    }
}

TEST_SUITE_END();
