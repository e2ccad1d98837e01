// How many are in the system, seen at regular times, and how long a server stays busy, against the
// distributions of the reference file.
#include "core/sim/check_reference.h"

using namespace br;
using namespace br::sim;
using namespace br::sim::testing;

namespace {

constexpr int samples = 8'000;
constexpr int batches = 20;

using State = std::function<double(const Snapshot&)>;

// Every named state's mean over regular samples lies within six standard errors of the reference,
// the errors from batches.
void check_states(const ReferenceCase& c, Scenario scenario, double apart_s,
                  const std::map<std::string, State>& states) {
    CAPTURE(c.id);
    scenario.duration = from_seconds(apart_s * (samples + samples / 5));
    scenario.measures.interval = scenario.measures.window = scenario.duration / 10;
    Simulation simulation = make(scenario, 3);
    std::map<std::string, std::vector<double>> sums;
    for (const auto& [name, state] : states) sums[name].assign(batches, 0);
    simulation.run_until(from_seconds(apart_s * samples / 5));
    for (int i = 0; i < samples; ++i) {
        simulation.run_until(simulation.now() + from_seconds(apart_s));
        const Snapshot snapshot = simulation.snapshot();
        for (const auto& [name, state] : states)
            sums[name][static_cast<std::size_t>(i * batches / samples)] += state(snapshot);
    }
    for (const auto& sum_of : sums) {
        const std::string& name = sum_of.first;
        const std::vector<double>& batch = sum_of.second;
        double mean = 0;
        for (const double sum : batch) mean += sum / samples;
        double squares = 0;
        for (const double sum : batch) {
            const double off = sum * batches / samples - mean;
            squares += off * off;
        }
        const double error = std::sqrt(squares / (batches - 1) / batches);
        CAPTURE(name);
        CAPTURE(mean);
        CAPTURE(error);
        CAPTURE(c.metric(name));
        CHECK(std::abs(mean - c.metric(name)) <= 6 * error);
        CHECK(error <= 0.15 * c.metric(name) + 0.002);
    }
}

State has(std::int64_t count) {
    return [count](const Snapshot& s) { return s.in_system == count ? 1.0 : 0.0; };
}

}  // namespace

// What follows needs its whole sample, so only the optimised native build runs it.
TEST_SUITE_BEGIN("states" * doctest::skip(!br::test::full_effort));

TEST_CASE("how many are in the system") {
    for (const auto& c : reference_cases("mm1-")) {
        const double lam = c.param("lam");
        const double mean = c.metric("L");
        check_states(c, queue(c, 1), 4 / (c.param("mu") - lam),
                     {{"P0", has(0)},
                      {"P_N_ge_10", [](const Snapshot& s) { return s.in_system >= 10 ? 1.0 : 0; }},
                      {"var_N", [mean](const Snapshot& s) {
                           const double off = static_cast<double>(s.in_system) - mean;
                           return off * off;
                       }}});
    }
    for (const char* prefix : {"mm1k-", "mmck-"})
        for (const auto& c : reference_cases(prefix)) {
            if (c.metric("P0") < 0.01) continue;  // Too rare to count.
            Scenario scenario = queue(c, c.params.contains("c") ? servers_of(c) : 1);
            scenario.stations[0].line_max = static_cast<std::int64_t>(c.param("K"));
            scenario.stations[0].line_counts_service = true;
            check_states(c, scenario, 10 / c.param("mu"), {{"P0", has(0)}});
        }
}

TEST_CASE("how many share a limited server") {
    for (const auto& c : reference_cases("rps-")) {
        Scenario scenario = queue(c, 3);
        scenario.stations[0].discipline = Discipline::processor_sharing;
        std::map<std::string, State> states;
        for (int n = 0; n <= 5; ++n) states["p" + std::to_string(n)] = has(n);
        check_states(c, scenario, 10 / c.param("mu"), states);
    }
}

TEST_CASE("nobody served and nobody in orbit") {
    for (const auto& c : reference_cases("retrial-")) {
        Scenario scenario = queue(c, 1);
        scenario.stations[0].line_max = 0;
        Retry& retry = scenario.classes[0].retry;
        retry.probability = 1;
        retry.attempts_max = attempts_max;
        retry.backoff.kind = Backoff::Kind::exponential;
        retry.backoff.base = from_seconds(1 / c.param("theta"));
        check_states(c, scenario, c.param("theta") > 10 ? 4 : 20,
                     {{"P_system_empty",
                       [](const Snapshot& s) { return s.in_system + s.orbit == 0 ? 1.0 : 0.0; }}});
    }
}

TEST_CASE("how long a server stays busy") {
    for (const auto& c : reference_cases("busy-")) {
        Scenario scenario = queue(c, 1);
        scenario.duration = seconds(1'000'000);
        Simulation simulation = make(scenario, 5);
        std::vector<double> periods;
        SimTime since = never;
        for (int i = 0; i < 30'000 && simulation.step(scenario.duration); ++i) {
            const bool busy = simulation.snapshot().in_system > 0;
            if (busy && since == never) since = simulation.now();
            if (busy || since == never) continue;
            periods.push_back(to_seconds(simulation.now() - since));
            since = never;
        }
        const auto n = static_cast<double>(periods.size());
        double mean = 0;
        double within_1 = 0;
        double within_10 = 0;
        for (const double period : periods) {
            mean += period / n;
            within_1 += (period <= 1) / n;
            within_10 += (period <= 10) / n;
        }
        // Four standard errors, of the mean by the case's own variance.
        const auto near = [n](double value, double reference, double variance) {
            CAPTURE(reference);
            CHECK(std::abs(value - reference) <= 4 * std::sqrt(variance / n));
        };
        REQUIRE(n > 2'000);
        near(mean, c.metric("mean"), c.metric("var"));
        for (const auto& [name, share] : {std::pair{"P_le_1", within_1}, {"P_le_10", within_10}})
            near(share, c.metric(name), c.metric(name) * (1 - c.metric(name)));
    }
}

TEST_SUITE_END();
