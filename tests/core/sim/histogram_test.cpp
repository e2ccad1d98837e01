#include "sim/histogram.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/exponential.h"
#include "base/rng.h"

#include <doctest/doctest.h>

using namespace br;
using namespace br::sim;

TEST_CASE("every value lies within one percent of its cell's middle") {
    Rng rng(4);
    for (int i = 0; i < 200'000; ++i) {
        const auto value = static_cast<SimDuration>(rng.next() >> (1 + rng.below(62)));
        const SimDuration middle = Histogram::value_of(Histogram::cell_of(value));
        const double error = std::abs(static_cast<double>(middle) - static_cast<double>(value));
        CHECK(error <= 0.01 * static_cast<double>(value));
    }
    CHECK(Histogram::cell_of(INT64_MAX) == Histogram::cell_count - 1);
}

TEST_CASE("quantiles and moments agree with the sorted values") {
    Histogram histogram;
    std::vector<double> values;
    double sum = 0;
    for (std::uint64_t i = 0; i < 100'000; ++i) {
        const auto value = static_cast<SimDuration>(standard_exponential(mix64(i)) * 1e9);
        histogram.add(value);
        values.push_back(static_cast<double>(value) / 1e9);
        sum += values.back();
    }
    std::sort(values.begin(), values.end());
    const TimeStats stats = histogram.stats();
    const auto at = [&](double ratio) { return values[static_cast<std::size_t>(ratio * 1e5) - 1]; };
    CHECK(stats.count == 100'000);
    CHECK(stats.mean_s == doctest::Approx(sum / 1e5).epsilon(1e-12));
    CHECK(stats.variance_s2 == doctest::Approx(1).epsilon(0.02));
    CHECK(stats.p50_s == doctest::Approx(at(0.50)).epsilon(0.01));
    CHECK(stats.p90_s == doctest::Approx(at(0.90)).epsilon(0.01));
    CHECK(stats.p95_s == doctest::Approx(at(0.95)).epsilon(0.01));
    CHECK(stats.p99_s == doctest::Approx(at(0.99)).epsilon(0.01));
    CHECK(to_seconds(histogram.quantile(0.99)) == stats.p99_s);
    Histogram twice = histogram;
    twice.add_all(histogram);
    CHECK(twice.count() == 200'000);
    CHECK(twice.stats().p95_s == stats.p95_s);
}

TEST_CASE("an empty histogram answers zero") {
    const TimeStats stats = Histogram{}.stats();
    CHECK(stats.count == 0);
    CHECK(stats.p99_s == 0);
}
