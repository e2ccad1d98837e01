#include "base/portable_math.h"

#include <cmath>
#include <cstring>
#include <limits>

#include <doctest/doctest.h>

#include "base/rng.h"

using namespace br;

namespace {

double relative_error(double got, double wanted) {
    return wanted == 0 ? std::abs(got) : std::abs(got - wanted) / std::abs(wanted);
}

std::uint64_t hash_bits(std::uint64_t hash, double value) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    return mix64(hash ^ bits);
}

}  // namespace

TEST_CASE("log, exp, pow and sin agree with the C library to 1e-15") {
    Rng rng(1);
    for (int i = 0; i < 100'000; ++i) {
        const double u = rng.unit();
        const double x = std::exp((u - 0.5) * 1400);
        CAPTURE(x);
        REQUIRE(relative_error(portable_log(x), std::log(x)) < 1e-15);
        const double y = (rng.unit() - 0.5) * 1400;
        REQUIRE(relative_error(portable_exp(y), std::exp(y)) < 1e-15);
        const double angle = (rng.unit() - 0.5) * 200;
        REQUIRE(std::abs(portable_sin(angle) - std::sin(angle)) < 1e-15 * 4);
        const double base = 0.01 + rng.unit() * 10;
        const double power = (rng.unit() - 0.5) * 10;
        REQUIRE(relative_error(portable_pow(base, power), std::pow(base, power)) < 1e-14);
    }
}

TEST_CASE("log near 1 keeps its relative precision") {
    Rng rng(2);
    for (int i = 0; i < 10'000; ++i) {
        const double x = 1 + (rng.unit() - 0.5) * 1e-6;
        CHECK(relative_error(portable_log(x), std::log(x)) < 1e-15);
    }
    CHECK(portable_log(1) == 0);
}

TEST_CASE("the ends of the range of exp are 0 and infinity") {
    CHECK(portable_exp(-1000) == 0);
    CHECK(portable_exp(710) == std::numeric_limits<double>::infinity());
    CHECK(portable_exp(0) == 1);
}

TEST_CASE("the bits of 100000 values are the same in every build") {
    Rng rng(3);
    std::uint64_t hash = 0;
    for (int i = 0; i < 100'000; ++i) {
        hash = hash_bits(hash, portable_log(unit_interval_above_zero(rng.next())));
        hash = hash_bits(hash, portable_exp((rng.unit() - 0.5) * 100));
        hash = hash_bits(hash, portable_sin(rng.unit() * 100));
    }
    CHECK(hash == 16067336030519748816ULL);
}
