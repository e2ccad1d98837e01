#include "session/chart_series.h"

#include <doctest/doctest.h>

using namespace br;
using namespace br::session;

namespace {

sim::Scenario one_minute_bins() {
    sim::Scenario scenario;
    sim::Station station;
    station.servers = 10;
    station.service = {.kind = sim::Distribution::fixed, .mean = seconds(2)};
    scenario.stations.push_back(station);
    return scenario;
}

std::vector<sim::SeriesBin> bins_of(std::size_t count) {
    std::vector<sim::SeriesBin> bins;
    for (std::size_t i = 0; i < count; ++i) {
        sim::SeriesBin bin;
        bin.start = minutes(static_cast<std::int64_t>(i));
        bin.end = bin.start + minutes(1);
        bin.counts.attempts = 120;
        bin.counts.goodput = 60;
        bin.counts.stale = 30;
        bin.counts.shed = 6;
        bin.counts.blocked = 6;
        bin.attempt_time_p95_s = i == 3 ? 40 : 5;
        bin.orbit = static_cast<std::int64_t>(i);
        bin.stations.push_back({.waiting = 7, .servers = 10});
        bins.push_back(bin);
    }
    return bins;
}

}  // namespace

TEST_SUITE("chart_series") {
    TEST_CASE("bins become rates") {
        const auto points = chart_series(bins_of(2), one_minute_bins(), 0);
        REQUIRE(points.size() == 2);
        CHECK(points[0].end == minutes(1));
        CHECK(points[0].asked_per_s == doctest::Approx(2));
        CHECK(points[0].goodput_per_s == doctest::Approx(1));
        CHECK(points[0].throughput_per_s == doctest::Approx(1.5));
        CHECK(points[0].refused_per_s == doctest::Approx(0.2));
        CHECK(points[0].capacity_per_s == doctest::Approx(5));
        CHECK(points[1].waiting == 7);
        CHECK(points[1].orbit == 1);
    }

    TEST_CASE("a long run is joined to at most the limit, and joining loses no order and no peak") {
        for (const std::size_t count : {359U, 360U, 361U, 720U, 721U, 5000U}) {
            CAPTURE(count);
            const auto points = chart_series(bins_of(count), one_minute_bins(), 0);
            CHECK(points.size() <= series_points_max);
            CHECK(points.size() > series_points_max / 2 - 1);
            double asked = 0;
            double peak = 0;
            SimTime before = 0;
            for (const SeriesPoint& point : points) {
                asked += point.asked_per_s * to_seconds(point.end - before);
                peak = std::max(peak, point.wait_p95_s);
                before = point.end;
            }
            CHECK(asked == doctest::Approx(120.0 * static_cast<double>(count)));
            CHECK(peak == 40);
            CHECK(before == minutes(static_cast<std::int64_t>(count)));
        }
    }

    TEST_CASE("without bins or without the station there is nothing to be wrong about") {
        CHECK(chart_series({}, one_minute_bins(), 0).empty());
        CHECK(chart_series(bins_of(1), one_minute_bins(), -1)[0].capacity_per_s == 0);
    }
}
