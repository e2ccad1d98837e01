// The engine and the plain engine on the same work. Each pair must give the same digest; the item
// rate is events per second. BR_SOURCE_DIR has the launch day.
#include <fstream>
#include <iterator>

#include <benchmark/benchmark.h>

#include "base/check.h"
#include "bench/plain_engine.h"
#include "core/sim/make_scenario.h"
#include "sim/scenario_reader.h"

namespace {

using namespace br;
using namespace br::sim;

Scenario mm1() {
    return testing::one_station(0.8, 1, 1.0, seconds(500'000));
}

Scenario mmck() {
    Scenario scenario = testing::one_station(60.8, 64, 1.0, seconds(10'000));
    scenario.stations[0].line_max = 256;
    scenario.stations[0].line_counts_service = true;
    return scenario;
}

// Servers and demand times the scale: about 8,500 attempts in the system for each unit.
Scenario tandem(std::int64_t scale, double demand_per_s, SimDuration duration) {
    Scenario scenario = testing::tandem();
    scenario.duration = duration;
    std::get<RateArrivals>(scenario.classes[0].arrivals).points[0].rate_per_s =
        demand_per_s * static_cast<double>(scale);
    for (Station& station : scenario.stations) station.servers *= scale;
    return scenario;
}

void play(benchmark::State& state, const Scenario& scenario) {
    const auto shared = std::make_shared<const Scenario>(scenario);
    std::uint64_t events = 0;
    std::int64_t people = 0;
    for (auto _ : state) {
        Simulation simulation(shared, 1);
        simulation.run_until(scenario.duration);
        events += simulation.events();
        state.PauseTiming();
        const Snapshot end = simulation.snapshot();
        people = end.in_system + end.orbit;
        state.ResumeTiming();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(events));
    state.counters["people_at_end"] = static_cast<double>(people);
}

void play_plain(benchmark::State& state, const Scenario& scenario) {
    Simulation check(std::make_shared<const Scenario>(scenario), 1);
    check.run_until(scenario.duration);
    std::uint64_t events = 0;
    for (auto _ : state) {
        bench::PlainEngine engine(scenario, 1);
        engine.run_until(scenario.duration);
        events += engine.events();
        BR_CHECK(engine.digest() == check.digest());
        BR_CHECK(engine.events() == check.events());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(events));
}

Scenario launch_day() {
    std::ifstream file(BR_SOURCE_DIR "/public/scenarios/launch-day.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    auto scenario = read_scenario(text);
    BR_CHECK(scenario.has_value());
    return std::move(scenario).value();
}

Scenario standard_tandem() {
    return tandem(1, 2'000, seconds(100));
}

BENCHMARK_CAPTURE(play, mm1, mm1())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(play_plain, mm1, mm1())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(play, mmck, mmck())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(play_plain, mmck, mmck())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(play, tandem, standard_tandem())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(play_plain, tandem, standard_tandem())->Unit(benchmark::kMillisecond);
// How the cost of an event grows with the people in the system.
BENCHMARK_CAPTURE(play, tandem_x10, tandem(10, 2'000, seconds(40)))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(play, tandem_x100, tandem(100, 2'000, seconds(15)))
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(play, launch_day, launch_day())->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
