// Plays a scenario from beginning to end in slices, as the page does, and prints what it took as
// JSON. Native and as WebAssembly in Node it is the same work: the digests must agree.
//
//   engine_run SCENARIO.json [--plain | --preview] [--until=SECONDS]
//
// With --plain the textbook engine plays it, with --preview its mean flows are worked out instead
// (every minute; the digest is of the numbers). With --until only the beginning is played. Seconds
// are of the processor; WebAssembly knows those of the clock only. memory_mb
// is the most that the process, or the heap of WebAssembly, has held.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

#if defined(__EMSCRIPTEN__)
#include <emscripten/emscripten.h>
#include <emscripten/heap.h>
#else
#define EMSCRIPTEN_KEEPALIVE
#include <sys/resource.h>
#endif

#include "bench/reference_engine.h"
#include "sim/fluid_preview.h"
#include "sim/scenario_reader.h"
#include "sim/simulation.h"

// V8 keeps one long call in its slow tier; the page never makes one either. As in the page, a slice
// is a function that the program exports: else the linker puts the engine's loop into main, which
// is one long call.
extern "C" EMSCRIPTEN_KEEPALIVE bool play_slice(br::sim::Simulation* simulation, br::SimTime end) {
    constexpr std::uint64_t events_per_slice = 200'000;
    return simulation->run_until(end, events_per_slice) == br::sim::StopReason::event_budget;
}

namespace {

struct Run {
    std::uint64_t events = 0;
    std::uint64_t digest = 0;
};

using Shared = std::shared_ptr<const br::sim::Scenario>;

Run play(const Shared& scenario) {
    br::sim::Simulation simulation(scenario, scenario->seed);
    while (play_slice(&simulation, scenario->duration)) {
    }
    return {simulation.events(), simulation.digest()};
}

Run play_plain(const Shared& scenario) {
    br::sim::testing::ReferenceEngine engine(scenario, scenario->seed);
    engine.run_until(scenario->duration);
    return {engine.events(), engine.digest()};
}

// The page asks again and again while a slider moves, so all but the first of these are as there.
constexpr int previews = 20;

Run preview(const Shared& scenario) {
    Run run;
    for (int i = 0; i < previews; ++i) {
        const auto flows = br::sim::fluid_preview(*scenario, br::minutes(1));
        run.digest = 0;
        for (const double value : flows.served)
            run.digest = br::mix64(run.digest + __builtin_bit_cast(std::uint64_t, value));
    }
    run.events = previews;
    return run;
}

double memory_mb() {
#if defined(__EMSCRIPTEN__)
    // The heap grows and never shrinks.
    return static_cast<double>(emscripten_get_heap_size()) / 1e6;
#else
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
#endif
}

}  // namespace

int main(int count, char** words) {
    if (count < 2) {
        std::fputs("usage: engine_run SCENARIO.json [--plain | --preview] [--until=SECONDS]\n",
                   stderr);
        return 2;
    }
    std::ifstream file(words[1], std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    auto read = br::sim::read_scenario(text);
    if (!read) {
        std::fprintf(stderr, "%s: %s\n", words[1], br::to_text(read.error()).c_str());
        return 1;
    }
    bool plain = false;
    bool previewed = false;
    for (int i = 2; i < count; ++i) {
        const std::string_view word = words[i];
        plain = plain || word == "--plain";
        previewed = previewed || word == "--preview";
        if (word.substr(0, 8) == "--until=")
            read->duration = br::seconds(std::strtoll(words[i] + 8, nullptr, 10));
    }
    const auto scenario = std::make_shared<const br::sim::Scenario>(std::move(*read));
    if (plain && !br::sim::testing::ReferenceEngine::supports(*scenario)) {
        std::fprintf(stderr, "%s: the textbook engine does not know all of this\n", words[1]);
        return 1;
    }

    const std::clock_t started = std::clock();
    const Run run = previewed ? preview(scenario) : plain ? play_plain(scenario) : play(scenario);
    const double took = static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC;

    const auto events = static_cast<double>(run.events);
    std::printf(
        "{\"events\": %.0f, \"seconds\": %.6f, \"events_per_s\": %.0f, \"memory_mb\": %.1f, "
        "\"digest\": \"%016llx\"}\n",
        events, took, events / took, memory_mb(), static_cast<unsigned long long>(run.digest));
    return 0;
}
