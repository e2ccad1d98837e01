// What the innermost arithmetic costs: one draw, one logarithm.

#include <benchmark/benchmark.h>

#include <cstdint>

#include "base/portable_math.h"
#include "base/rng.h"

namespace {

void one_draw(benchmark::State& state) {
    br::PersonId person = 0;
    for ([[maybe_unused]] auto step : state) {
        benchmark::DoNotOptimize(br::draw(1, br::Cause::patience, person++, 1));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(one_draw);

void one_exponential_variate(benchmark::State& state) {
    br::PersonId person = 0;
    for ([[maybe_unused]] auto step : state) {
        const std::uint64_t bits = br::draw(1, br::Cause::patience, person++, 1);
        benchmark::DoNotOptimize(-br::portable_log(br::unit_interval_above_zero(bits)));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(one_exponential_variate);

}  // namespace
