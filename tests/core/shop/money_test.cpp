#include "shop/money.h"

#include <doctest/doctest.h>

#include "base/rng.h"

using namespace br;
using namespace br::shop;

TEST_CASE("a product of two large amounts is divided exactly") {
    struct Row {
        std::int64_t a, b, divisor, quotient, remainder;
    };
    const Row rows[] = {
        {0, 5, 3, 0, 0},
        {7, 5, 3, 11, 2},
        {1'000'000'000'000, 999'999'999'999, 1'000'000'000'000, 999'999'999'999, 0},
        {1'000'000'000'000, 999'999'999'999, 3, INT64_MAX, 0},
        {999'999'999'999, 999'999'999'999, 1'000'000'000'000, 999'999'999'998, 1},
        {fen_max, fen_max, fen_max, fen_max, 0},
        {INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX, 0},
        {INT64_MAX, 10'000, 10'000, INT64_MAX, 0},
    };
    for (const Row& row : rows) {
        CAPTURE(row.a);
        CAPTURE(row.b);
        CAPTURE(row.divisor);
        const Division got = mul_div(row.a, row.b, row.divisor);
        CHECK(got.quotient == row.quotient);
        CHECK(got.remainder == row.remainder);
    }
}

TEST_CASE("quotient and remainder give the product back") {
    // Checked modulo 2^64, where the product of 64-bit numbers wraps in the same way.
    Rng rng(1);
    for (int i = 0; i < 10'000; ++i) {
        const auto a = static_cast<std::int64_t>(rng.below(1'000'000'000'000));
        const auto divisor = static_cast<std::int64_t>(1 + rng.below(1'000'000'000'000));
        const auto b =
            static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(divisor) + 1));
        const Division got = mul_div(a, b, divisor);
        const std::uint64_t product = static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b);
        const std::uint64_t back =
            static_cast<std::uint64_t>(got.quotient) * static_cast<std::uint64_t>(divisor) +
            static_cast<std::uint64_t>(got.remainder);
        CHECK(back == product);
        CHECK(got.remainder >= 0);
        CHECK(got.remainder < divisor);
        CHECK(got.quotient <= a);  // As b <= divisor.
    }
}

TEST_CASE("a product that does not fit stays at the largest number") {
    CHECK(mul_capped(3'000'000'000, 3'000'000'000) == 9'000'000'000'000'000'000);
    CHECK(mul_capped(4'000'000'000, 4'000'000'000) == INT64_MAX);
    CHECK(mul_capped(0, INT64_MAX) == 0);
}
