#include "base/exponential.h"

#include <cmath>

#include "base/rng.h"

#include <doctest/doctest.h>

using namespace br;

TEST_CASE("the draw is minus the logarithm of its uniform number") {
    for (std::uint64_t i = 0; i < 200'000; ++i) {
        const std::uint64_t bits = mix64(i) >> (i % 40);
        const double exact = -std::log(unit_interval_above_zero(bits));
        CHECK(std::abs(standard_exponential(bits) - exact) < 2e-14);
    }
    CHECK(standard_exponential(~0ULL) < 1e-16);
    CHECK(standard_exponential(0) == doctest::Approx(53 * std::log(2.0)));
}

TEST_CASE("every cell of the table is met and the result never decreases with fewer bits") {
    double last = 40;
    for (std::uint64_t x = 1; x < (1ULL << 53) - (1ULL << 42); x += 1ULL << 40) {
        const double value = standard_exponential(x << 11);
        CHECK(value <= last);
        last = value;
    }
}

TEST_CASE("the premixed draws are the draws") {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const SeededDraws draws(seed);
        CHECK(draws(Cause::patience, seed * 77, 3) == draw(seed, Cause::patience, seed * 77, 3));
    }
}
