#include "sim/arrival_stream.h"

#include <doctest/doctest.h>

#include <array>

using namespace br;
using namespace br::sim;

namespace {

// How many come in each of four stretches of 100 s.
std::array<int, 4> arrivals_by_100_s(const RateArrivals& rate) {
    ArrivalStream stream{Arrivals{rate}};
    const SeededDraws draws(1);
    std::array<int, 4> counts{};
    SimTime before = 0;
    for (std::uint64_t number = 0;; ++number) {
        const SimTime at = stream.next(draws, 0, number);
        if (at >= seconds(400)) return counts;
        CHECK(at >= before);
        before = at;
        ++counts[static_cast<std::size_t>(at / seconds(100))];
    }
}

}  // namespace

TEST_SUITE("arrival_stream") {
    TEST_CASE("two points at one time are a step, up or down, at any place") {
        // 5 standard deviations of a Poisson count of 10'000 are 500.
        const auto is_about = [](int count, int mean) {
            return count > mean - mean / 20 - 50 && count < mean + mean / 20 + 50;
        };
        const auto counts = arrivals_by_100_s({{{0, 5},
                                                {0, 10},
                                                {seconds(100), 10},
                                                {seconds(100), 100},
                                                {seconds(100), 100},
                                                {seconds(200), 100},
                                                {seconds(200), 20},
                                                {seconds(300), 20},
                                                {seconds(300), 0}}});
        CHECK(is_about(counts[0], 1'000));
        CHECK(is_about(counts[1], 10'000));
        CHECK(is_about(counts[2], 2'000));
        CHECK(counts[3] == 0);
    }

    TEST_CASE("a step lies at its time for whoever asks for the rate") {
        const ArrivalStream stream{
            Arrivals{RateArrivals{{{0, 1}, {seconds(10), 3}, {seconds(10), 7}}}}};
        CHECK(stream.rate_at(seconds(5)) == doctest::Approx(2));
        CHECK(stream.rate_at(seconds(10)) == 7);
        CHECK(stream.rate_at(hours(1)) == 7);
    }
}
