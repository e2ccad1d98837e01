#include "sim/policies/backoff.h"

#include <cmath>

#include <doctest/doctest.h>

using namespace br;
using namespace br::sim::policies;

TEST_CASE("a growing pause doubles up to its cap") {
    const Backoff backoff{
        .base = milliseconds(5), .cap = seconds(2), .factor = 2, .jitter = Jitter::none};
    struct Row {
        int retry;
        SimDuration pause;
    };
    const Row rows[] = {{1, milliseconds(5)},     {2, milliseconds(10)}, {3, milliseconds(20)},
                        {9, milliseconds(1'280)}, {10, seconds(2)},      {1'000'000, seconds(2)}};
    for (const Row& row : rows) {
        CAPTURE(row.retry);
        CHECK(backoff_pause(backoff, row.retry, 0, 0.3) == row.pause);
    }
}

TEST_CASE("jitter draws from the published range") {
    struct Row {
        Jitter jitter;
        SimDuration low;   // At u = 0, third retry, pause before 15 ms.
        SimDuration half;  // At u = 1/2.
    };
    const Row rows[] = {{Jitter::equal, milliseconds(10), milliseconds(15)},
                        {Jitter::full, 0, milliseconds(10)},
                        {Jitter::decorrelated, milliseconds(5), milliseconds(25)},
                        {Jitter::proportional, milliseconds(15), milliseconds(20)}};
    for (const Row& row : rows) {
        CAPTURE(static_cast<int>(row.jitter));
        const Backoff backoff{.base = milliseconds(5),
                              .cap = seconds(2),
                              .factor = 2,
                              .jitter = row.jitter,
                              .jitter_ratio = 0.25};
        CHECK(backoff_pause(backoff, 3, milliseconds(15), 0) == row.low);
        CHECK(backoff_pause(backoff, 3, milliseconds(15), 0.5) == row.half);
    }
    // The first decorrelated pause is drawn between base and three times base.
    const Backoff first{.base = milliseconds(4), .cap = seconds(2), .jitter = Jitter::decorrelated};
    CHECK(backoff_pause(first, 1, 0, 0.5) == milliseconds(8));
    CHECK(backoff_pause(first, 2, seconds(2), 0.999) == seconds(2));
}

TEST_CASE("pauses without growth are uniform or exponential") {
    const Backoff uniform{
        .kind = Backoff::Kind::uniform, .low = milliseconds(500), .high = milliseconds(1'500)};
    CHECK(backoff_pause(uniform, 4, 0, 0.25) == milliseconds(750));
    const Backoff exponential{.kind = Backoff::Kind::exponential, .base = seconds(5)};
    CHECK(backoff_pause(exponential, 1, 0, 0) == 0);
    const double median_s = to_seconds(backoff_pause(exponential, 7, 0, 0.5));
    CHECK(std::abs(median_s - 5 * std::log(2.0)) < 1e-8);
}
