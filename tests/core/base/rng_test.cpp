#include "base/rng.h"

#include <cmath>
#include <set>

#include <doctest/doctest.h>

using namespace br;

TEST_CASE("a draw depends on seed, cause, person and attempt, and on nothing else") {
    std::set<std::uint64_t> seen;
    for (std::uint64_t seed = 0; seed < 8; ++seed)
        for (std::uint64_t person = 0; person < 8; ++person)
            for (std::uint32_t attempt = 0; attempt < 8; ++attempt)
                for (const Cause cause : {Cause::arrival, Cause::patience, Cause::retry_jitter})
                    seen.insert(draw(seed, cause, person, attempt));
    CHECK(seen.size() == 8 * 8 * 8 * 3);
    CHECK(draw(1, Cause::patience, 2, 3) == draw(1, Cause::patience, 2, 3));
}

TEST_CASE("draws are uniform in 64 cells, for neighbours in every argument") {
    // Chi-squared with 63 degrees of freedom stays below 120 with probability above 1 - 2e-5.
    const auto chi_squared = [](auto value_at) {
        int cells[64] = {};
        for (std::uint64_t i = 0; i < 64'000; ++i) ++cells[value_at(i) >> 58];
        double sum = 0;
        for (const int n : cells) sum += (n - 1000.0) * (n - 1000.0) / 1000.0;
        return sum;
    };
    CHECK(chi_squared([](std::uint64_t i) { return draw(7, Cause::patience, i, 1); }) < 120);
    CHECK(chi_squared([](std::uint64_t i) { return draw(i, Cause::patience, 5, 1); }) < 120);
    CHECK(chi_squared([](std::uint64_t i) {
              return draw(7, Cause::arrival, i / 8, static_cast<std::uint32_t>(i % 8));
          }) < 120);
}

TEST_CASE("the unit interval ends where it says") {
    CHECK(unit_interval(0) == 0);
    CHECK(unit_interval(~0ULL) < 1);
    CHECK(unit_interval_above_zero(0) > 0);
    CHECK(unit_interval_above_zero(~0ULL) == 1);
}

TEST_CASE("a bounded draw stays below its bound and reaches every value") {
    Rng rng(9);
    int seen[7] = {};
    for (int i = 0; i < 7'000; ++i) ++seen[rng.below(7)];
    for (const int n : seen) CHECK(std::abs(n - 1000) < 150);
}
