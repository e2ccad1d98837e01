// Scenarios for tests, built in code: one class, one station, everything else by default.
#pragma once

#include <cmath>
#include <memory>

#include "sim/simulation.h"

namespace br::sim::testing {

inline RandomTime exponential_time(double mean_s) {
    return {.kind = Distribution::exponential, .mean = from_seconds(mean_s)};
}
inline RandomTime fixed_time(double mean_s) {
    return {.kind = Distribution::fixed, .mean = from_seconds(mean_s)};
}

inline CustomerClass poisson_class(double rate_per_s, int stations = 1) {
    CustomerClass cls;
    cls.id = "orders";
    cls.arrivals = RateArrivals{{{0, rate_per_s}}};
    for (int s = 0; s < stations; ++s) cls.route.push_back(s);
    return cls;
}

inline Station exponential_station(std::int64_t servers, double mean_s) {
    Station station;
    station.id = "station";
    station.servers = servers;
    station.service = exponential_time(mean_s);
    return station;
}

inline Scenario one_station(double rate_per_s, std::int64_t servers, double mean_s,
                            SimDuration duration) {
    Scenario scenario;
    scenario.id = "test";
    scenario.duration = duration;
    scenario.classes.push_back(poisson_class(rate_per_s));
    scenario.stations.push_back(exponential_station(servers, mean_s));
    scenario.measures.interval = duration / 20;
    scenario.measures.window = duration / 20;
    return scenario;
}

// The four stages of 8, 16, 32 and 64 servers with 2 s of patience in each line and three retries.
inline Scenario tandem() {
    Scenario scenario;
    scenario.id = "tandem";
    scenario.duration = hours(1);
    CustomerClass cls = poisson_class(2'000, 4);
    cls.patience.limited = true;
    cls.patience.time = fixed_time(2);
    cls.patience.scope = PatienceScope::line;
    cls.patience.leaves_work_behind = false;
    cls.retry.probability = 1;
    cls.retry.attempts_max = 4;
    cls.retry.backoff = {.kind = Backoff::Kind::growing,
                         .base = milliseconds(500),
                         .factor = 2,
                         .jitter = Jitter::proportional,
                         .jitter_ratio = 0.5};
    scenario.classes.push_back(cls);
    const double capacities[] = {1'400, 1'300, 1'200, 1'000};
    for (int s = 0; s < 4; ++s) {
        const int servers = 8 << s;
        scenario.stations.push_back(exponential_station(servers, servers / capacities[s]));
        scenario.stations.back().id = "stage-" + std::to_string(s + 1);
    }
    return scenario;
}

inline Simulation make(Scenario scenario, std::uint64_t seed = 1) {
    return Simulation(std::make_shared<const Scenario>(std::move(scenario)), seed);
}

}  // namespace br::sim::testing
