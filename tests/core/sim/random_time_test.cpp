// What is told of a drawn time without working it out agrees with the time as worked out.
#include "sim/random_time.h"

#include "sim/backoff.h"

#include <doctest/doctest.h>

namespace br::sim {
namespace {

TEST_CASE("a time that is surely above a limit is above it") {
    RandomTime time;
    time.kind = Distribution::exponential;
    time.mean = seconds(20);
    const RandomTimeSampler sampler(time);
    const SeededDraws draws(1);
    int told = 0;
    int above = 0;
    for (PersonId person = 0; person < 100'000; ++person) {
        const std::uint64_t bits = draws(Cause::patience, person, 1);
        // Also limits that the time just reaches, or misses by little.
        for (const SimDuration limit : {seconds(1), sampler.sample(bits) - 2, sampler.sample(bits),
                                        sampler.sample(bits) + 2}) {
            if (sampler.sample(bits) > limit) ++above;
            if (!sampler.is_surely_above(bits, limit)) continue;
            ++told;
            CHECK(sampler.sample(bits) > limit);
        }
    }
    CHECK(told > above * 2 / 5);
    for (const std::uint64_t bits : {std::uint64_t{0}, UINT64_MAX, std::uint64_t{1} << 63})
        for (const SimDuration limit : {SimDuration{-1}, SimDuration{0}, never})
            if (sampler.is_surely_above(bits, limit)) CHECK(sampler.sample(bits) > limit);
}

TEST_CASE("pauses worked out before are the pauses of the backoff") {
    const SeededDraws draws(2);
    for (const auto kind :
         {Backoff::Kind::uniform, Backoff::Kind::growing, Backoff::Kind::exponential}) {
        Backoff backoff;
        backoff.kind = kind;
        backoff.low = milliseconds(4'900);
        backoff.high = milliseconds(60'100);
        const Pauses pauses(backoff);
        for (PersonId person = 0; person < 1'000; ++person)
            for (std::uint32_t attempt = 1; attempt < 5; ++attempt)
                CHECK(pauses.after(draws, person, attempt) ==
                      pause_after(backoff, draws, person, attempt));
    }
}

}  // namespace
}  // namespace br::sim
