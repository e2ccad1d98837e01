#include "ui/charts/scale.h"

#include <doctest/doctest.h>

#include <limits>

using namespace br::ui;

TEST_SUITE("scale") {
    TEST_CASE("a linear scale maps ends to ends and clamps") {
        const Scale scale(ScaleKind::linear, 0, 10, 100, 200);
        CHECK(scale.pixel(0) == doctest::Approx(100));
        CHECK(scale.pixel(5) == doctest::Approx(150));
        CHECK(scale.pixel(10) == doctest::Approx(200));
        CHECK(scale.pixel(-3) == doctest::Approx(100));
        CHECK(scale.pixel(30) == doctest::Approx(200));
        CHECK(scale.pixel(std::numeric_limits<double>::quiet_NaN()) == doctest::Approx(100));
    }

    TEST_CASE("a logarithmic scale gives every decade the same room, also upside down") {
        const Scale scale(ScaleKind::logarithmic, 10, 10'000, 300, 0);
        CHECK(scale.pixel(10) == doctest::Approx(300));
        CHECK(scale.pixel(100) == doctest::Approx(200));
        CHECK(scale.pixel(1000) == doctest::Approx(100));
        CHECK(scale.pixel(0) == doctest::Approx(300));
    }

    TEST_CASE("pixel and value are each other's way back") {
        const Scale linear(ScaleKind::linear, -5, 20, 10, 90);
        const Scale log(ScaleKind::logarithmic, 0.1, 1000, 200, 20);
        for (const double value : {0.2, 1.0, 7.5, 19.0}) {
            CHECK(linear.value(linear.pixel(value)) == doctest::Approx(value).epsilon(1e-4));
            CHECK(log.value(log.pixel(value)) == doctest::Approx(value).epsilon(1e-4));
        }
        CHECK(linear.value(-1000) == doctest::Approx(-5));
    }

    TEST_CASE("linear ticks are round and within the range") {
        struct Row {
            double low, high;
            int count_max;
            std::vector<double> ticks;
        };
        const Row rows[] = {{0, 10, 6, {0, 2, 4, 6, 8, 10}},
                            {0, 1, 3, {0, 0.5, 1}},
                            {0, 97, 5, {0, 50}},
                            {-20, 20, 5, {-20, -10, 0, 10, 20}},
                            {3, 9, 3, {5}}};
        for (const Row& row : rows) {
            CAPTURE(row.high);
            const auto ticks = linear_ticks(row.low, row.high, row.count_max);
            REQUIRE(ticks.size() == row.ticks.size());
            for (std::size_t i = 0; i < ticks.size(); ++i) {
                CHECK(ticks[i] == doctest::Approx(row.ticks[i]));
            }
        }
    }

    TEST_CASE("ticks never exceed their number") {
        for (int count = 2; count < 12; ++count) {
            for (double high = 0.013; high < 1e7; high *= 1.7) {
                CAPTURE(count);
                CAPTURE(high);
                CHECK(linear_ticks(0, high, count).size() <= static_cast<std::size_t>(count));
                CHECK(log_ticks(0.001, high, count).size() <= static_cast<std::size_t>(count));
            }
        }
    }

    TEST_CASE("logarithmic ticks are powers of ten") {
        const auto ticks = log_ticks(1, 10'000, 5);
        REQUIRE(ticks.size() == 5);
        CHECK(ticks[3] == doctest::Approx(1000));
        CHECK(log_ticks(1, 10'000, 3).size() == 3);
    }

    TEST_CASE("ranges hold the peak") {
        CHECK(log_range(1, 2500, 4).high == doctest::Approx(10'000));
        CHECK(log_range(1, 2500, 4).low == doctest::Approx(1));
        CHECK(log_range(1, 2500, 2).low == doctest::Approx(100));
        CHECK(log_range(1, 0, 4).high == doctest::Approx(10));
        CHECK(linear_range(0).high == doctest::Approx(1));
        CHECK(linear_range(47).high == doctest::Approx(50));
        CHECK(linear_range(100).high == doctest::Approx(100));
        CHECK(linear_range(101).high == doctest::Approx(150));
        CHECK(linear_range(950).high == doctest::Approx(1000));
    }

    TEST_CASE("durations are ticked as people count them") {
        CHECK(duration_ticks(1, 1000) == std::vector<double>{1, 10, 60, 600});
        CHECK(duration_ticks(10, 100) == std::vector<double>{10, 60});
        CHECK(duration_ticks(2, 5).empty());
    }

    TEST_CASE("the clock steps in spans that people know") {
        CHECK(clock_step_s(9 * 3600.0, 4) == 3 * 3600.0);
        CHECK(clock_step_s(600, 12) == 60);
        CHECK(clock_step_s(22 * 86'400.0, 5) == 7 * 86'400.0);
    }
}
