// The engine against closed forms. Each case runs eight times with fixed seeds; a value passes if
// the mean of the runs lies within four standard errors, plus 0.3 % for the time it takes to
// forget the start, of the reference, and if the standard error itself is small enough for that
// to mean something.
#pragma once

#include <functional>
#include <map>

#include <doctest/doctest.h>

#include "core/sim/make_scenario.h"
#include "support/effort.h"
#include "support/reference_cases.h"

namespace br::sim::testing {

using br::test::reference_cases;
using br::test::ReferenceCase;

using Values = std::map<std::string, double>;
using Measure = std::function<Values(const Simulation&, const Snapshot&)>;

inline constexpr int runs = 8;

inline void check_case(const ReferenceCase& c, Scenario scenario, double orders,
                       const Measure& measure, double error_max_ratio = 0.05, double errors = 4) {
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
    for (const auto& measured : seen) {
        const std::string& name = measured.first;
        const std::vector<double>& values = measured.second;
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
        CHECK(std::abs(mean - reference) <= errors * error + 0.003 * std::abs(reference));
        CHECK(error <= error_max_ratio * std::abs(reference));
    }
}

inline double ratio(std::uint64_t part, std::uint64_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
}

inline Scenario queue(const ReferenceCase& c, std::int64_t servers) {
    return one_station(c.param("lam"), servers, 1 / c.param("mu"), seconds(1));
}

inline std::int64_t servers_of(const ReferenceCase& c) {
    return static_cast<std::int64_t>(c.param("c"));
}

// The whole run, by station 0.
inline double throughput(const Snapshot& s) {
    return s.stations[0].busy_mean;  // Times mu.
}

}  // namespace br::sim::testing
