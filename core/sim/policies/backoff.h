// Backoff: the pause before the k-th retry. A growing pause is v = min(cap, base factor^(k-1)) and
// then jitter:
//   none v;  equal v/2 + U(0, v/2);  full U(0, v);  proportional v U(1 - ratio, 1 + ratio);
//   decorrelated min(cap, U(base, 3 x the pause before)), the first one from base
// When a crowd was refused at one instant, jitter decides everything; in a long overload it is
// invisible, for the crowd is spread already, and backoff only moves demand past the peak.
// Published defaults (AWS simulator): base 5 ms, cap 2 s, factor 2; ours are for people, not
// programs.
// Source: Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015, and
// aws-samples/aws-arch-backoff-simulator (read, not copied).
#pragma once

#include <cstdint>

#include "base/sim_time.h"

namespace br::sim::policies {

enum class Jitter : std::uint8_t { none, equal, full, decorrelated, proportional };

// Uniform and exponential pauses ignore factor and jitter.
struct Backoff {
    enum class Kind : std::uint8_t { growing, uniform, exponential };
    Kind kind = Kind::growing;
    SimDuration base = seconds(1);  // growing: first pause; exponential: mean. 0 or more.
    SimDuration cap = hours(24);    // growing only. At least base.
    double factor = 2;              // growing only. 1 to 100.
    Jitter jitter = Jitter::full;   // growing only.
    double jitter_ratio = 0.5;      // proportional only. 0 to 1.
    SimDuration low = seconds(1);   // uniform only. 0 or more.
    SimDuration high = seconds(1);  // uniform only. At least low.
};

// `previous` is the pause before the retry before (decorrelated jitter; 0 for the first), `u` a
// draw in [0, 1). Requires retry >= 1. A pause is never negative.
[[nodiscard]] SimDuration backoff_pause(const Backoff& backoff, std::int64_t retry,
                                        SimDuration previous, double u);

}  // namespace br::sim::policies
