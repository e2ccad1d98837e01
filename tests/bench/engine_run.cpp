// Plays a scenario from beginning to end in slices, as the page does, and prints what it took as
// JSON. Native and as WebAssembly in Node it is the same work: the digests must agree.
//
//   engine_run SCENARIO.json [SEED]

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "sim/scenario_reader.h"
#include "sim/simulation.h"

namespace {

// V8 keeps one long call in its slow tier; the page never makes one either.
constexpr std::uint64_t events_per_slice = 200'000;

}  // namespace

int main(int count, char** words) {
    if (count < 2) {
        std::fputs("usage: engine_run SCENARIO.json [SEED]\n", stderr);
        return 2;
    }
    std::ifstream file(words[1], std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    auto read = br::sim::read_scenario(text);
    if (!read) {
        std::fprintf(stderr, "%s: %s\n", words[1], br::to_text(read.error()).c_str());
        return 1;
    }
    const auto scenario = std::make_shared<const br::sim::Scenario>(std::move(*read));
    const std::uint64_t seed = count > 2 ? std::strtoull(words[2], nullptr, 10) : scenario->seed;

    const auto started = std::chrono::steady_clock::now();
    br::sim::Simulation simulation(scenario, seed);
    const br::SimTime end = scenario->duration;
    while (simulation.run_until(end, events_per_slice) == br::sim::StopReason::event_budget) {
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;

    const auto events = static_cast<double>(simulation.events());
    std::printf(
        "{\"events\": %.0f, \"seconds\": %.6f, \"events_per_s\": %.0f, \"digest\": \"%016llx\"}\n",
        events, took.count(), events / took.count(),
        static_cast<unsigned long long>(simulation.digest()));
    return 0;
}
