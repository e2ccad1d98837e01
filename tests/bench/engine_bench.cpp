// The engine and the textbook engine on the same work, which they must do to the same digest. Items
// are events; ns_per_event is what a reader compares. Also what people in the system cost: in time
// as their number grows, and in memory.
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <new>
#include <string>

#include "base/check.h"
#include "bench/reference_engine.h"
#include "core/sim/make_scenario.h"
#include "sim/scenario_reader.h"

namespace {

// Heap in use, counted by the operators below.
std::int64_t heap_bytes = 0;

}  // namespace

void* operator new(std::size_t size) {
    void* const memory = std::malloc(size);
    if (memory == nullptr) std::abort();
    heap_bytes += static_cast<std::int64_t>(malloc_usable_size(memory));
    return memory;
}
void operator delete(void* memory) noexcept {
    heap_bytes -= static_cast<std::int64_t>(malloc_usable_size(memory));
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    operator delete(memory);
}

namespace {

using namespace br;
using namespace br::sim;

using Shared = std::shared_ptr<const Scenario>;

// A file of the source tree, cut to a part of its duration.
Shared read_file(const std::string& name, SimDuration duration = duration_max) {
    std::ifstream file(BR_SOURCE_DIR "/" + name);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    auto scenario = read_scenario(text);
    BR_CHECK(scenario.has_value());
    scenario->duration = std::min(scenario->duration, duration);
    return std::make_shared<const Scenario>(std::move(*scenario));
}

// So many people want to be served at once by 64 servers that need 20 s for all of them. A tenth
// may wait; the others come back after 1 to 10 s, again and again.
Scenario crowd(std::int64_t people) {
    Scenario scenario =
        testing::one_station(1, 64, 64 * 20.0 / static_cast<double>(people), seconds(8));
    scenario.stations[0].line_max = people / 10;
    CustomerClass& cls = scenario.classes[0];
    cls.arrivals = BurstArrivals{0, people, 0, 1};
    cls.retry.probability = 1;
    cls.retry.attempts_max = attempts_max;
    cls.retry.backoff.kind = Backoff::Kind::uniform;
    cls.retry.backoff.low = seconds(1);
    cls.retry.backoff.high = seconds(10);
    return scenario;
}

void set_rates(benchmark::State& state, std::uint64_t events) {
    state.SetItemsProcessed(static_cast<std::int64_t>(events));
    state.counters["ns_per_event"] = benchmark::Counter(
        static_cast<double>(events), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void play(benchmark::State& state, const Shared& scenario) {
    std::uint64_t events = 0;
    for ([[maybe_unused]] auto round : state) {
        Simulation simulation(scenario, scenario->seed);
        simulation.run_until(scenario->duration);
        events += simulation.events();
    }
    set_rates(state, events);
}

void play_plain(benchmark::State& state, const Shared& scenario) {
    Simulation check(scenario, scenario->seed);
    check.run_until(scenario->duration);
    std::uint64_t events = 0;
    for ([[maybe_unused]] auto round : state) {
        testing::ReferenceEngine engine(scenario, scenario->seed);
        engine.run_until(scenario->duration);
        events += engine.events();
        BR_CHECK(engine.digest() == check.digest());
        BR_CHECK(engine.events() == check.events());
    }
    set_rates(state, events);
}

// From here on the scenario is built when the benchmark runs: 10^7 people take a while.
void play_crowd(benchmark::State& state) {
    const auto scenario = std::make_shared<const Scenario>(crowd(state.range(0)));
    std::uint64_t events = 0;
    double bytes = 0;
    for ([[maybe_unused]] auto round : state) {
        const std::int64_t before = heap_bytes;
        Simulation simulation(scenario, 1);
        const std::int64_t empty = heap_bytes;
        simulation.run_until(scenario->duration);
        events += simulation.events();
        bytes = static_cast<double>(heap_bytes - empty) / static_cast<double>(state.range(0));
        BR_CHECK(empty >= before);
    }
    set_rates(state, events);
    state.counters["bytes_per_person"] = bytes;
}

// The others wait in one line that hardly moves.
void wait_in_line(benchmark::State& state) {
    Scenario scenario = testing::one_station(1, 64, 1000, seconds(10));
    scenario.classes[0].arrivals = RateArrivals{{{0, static_cast<double>(state.range(0)) / 10}}};
    const auto shared = std::make_shared<const Scenario>(scenario);
    std::uint64_t events = 0;
    double bytes = 0;
    for ([[maybe_unused]] auto round : state) {
        Simulation simulation(shared, 1);
        const std::int64_t empty = heap_bytes;
        simulation.run_until(scenario.duration);
        events += simulation.events();
        bytes = static_cast<double>(heap_bytes - empty) /
                static_cast<double>(simulation.snapshot().in_system);
    }
    set_rates(state, events);
    state.counters["bytes_per_person"] = bytes;
}

const auto mm1 = "tests/data/bench/mm1.json";
const auto mmck = "tests/data/bench/mmck.json";
const auto tandem = "tests/data/bench/tandem.json";
const auto launch_day = "public/scenarios/launch-day.json";

BENCHMARK_CAPTURE(play, mm1, read_file(mm1))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(play_plain, mm1, read_file(mm1))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(play, mmck, read_file(mmck))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(play_plain, mmck, read_file(mmck))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(play, tandem, read_file(tandem))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(play_plain, tandem, read_file(tandem))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(play, launch_day, read_file(launch_day))
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);
BENCHMARK_CAPTURE(play_plain, launch_day, read_file(launch_day))
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);
BENCHMARK(play_crowd)->RangeMultiplier(10)->Range(1'000, 10'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(wait_in_line)
    ->RangeMultiplier(10)
    ->Range(1'000, 10'000'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
