// Backoff: the pause before the n-th retry (n = 1, 2, …). With v = min(cap, base factor^(n-1)):
//   none 0;  uniform U(base, cap);  exponential v;  equal v/2 + U(0, v/2);  full U(0, v);
//   decorrelated min(cap, U(base, 3 x the pause before)), the first from base;
//   spread v x U(1 - jitter, 1 + jitter)
// When a crowd was refused at one instant, jitter decides everything; in a long overload it is
// invisible, for the crowd is spread already, and backoff only moves demand past the peak.
// Published defaults (AWS simulator): base 5 ms, cap 2 s, factor 2.
// Source: Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015, and
// aws-samples/aws-arch-backoff-simulator (read, not copied).
#pragma once

#include <array>
#include <string_view>

#include "base/json_reader.h"
#include "base/sim_time.h"

namespace br::sim::policies {

struct Backoff {
    enum class Kind : std::uint8_t {
        none,
        uniform,
        exponential,
        equal,
        full,
        decorrelated,
        spread
    };

    Kind kind = Kind::none;
    SimDuration base = milliseconds(5);  // 0 or more.
    SimDuration cap = seconds(2);        // At least base.
    double factor = 2;                   // At least 1.
    double jitter_ratio = 0.5;           // Kind::spread. 0 to 1.
};

// The words of the file, in the order of Kind.
inline constexpr std::array<std::string_view, 7> backoff_words = {
    "none", "uniform", "exponential", "equal", "full", "decorrelated", "spread"};

// Reads "kind" and the members that it needs from the object; the caller calls finish().
[[nodiscard]] Backoff read_backoff(JsonReader& json);

// previous is the pause before the retry before (Kind::decorrelated; 0 before the first), u a draw
// in [0, 1). Requires retry >= 1. A pause is never negative.
[[nodiscard]] SimDuration backoff_pause(const Backoff& backoff, std::int64_t retry,
                                        SimDuration previous, double u);

}  // namespace br::sim::policies
