// Draws random times of the scenario's distributions from the bits of one draw. All constants are
// worked out once; drawing an exponential or a fixed time takes some nanoseconds.
#pragma once

#include <cstdint>

#include "base/exponential.h"
#include "base/rng.h"
#include "sim/scenario.h"

namespace br::sim {

class RandomTimeSampler {
  public:
    RandomTimeSampler() = default;
    explicit RandomTimeSampler(const RandomTime& time);

    // In nanoseconds, as a real number, 0 or more.
    [[nodiscard]] double sample_ns(std::uint64_t bits) const {
        if (kind_ == Distribution::exponential) return standard_exponential(bits) * a_;
        if (kind_ == Distribution::fixed) return a_;
        return sample_other(bits);
    }
    [[nodiscard]] SimDuration sample(std::uint64_t bits) const {
        return static_cast<SimDuration>(sample_ns(bits) + 0.5);
    }
    // Whether sample(bits) is above the limit, as far as that can be told without a logarithm:
    // often, if the limit is short. As -log u is at least 1 - u; rounding stays far below what is
    // taken off.
    [[nodiscard]] bool is_surely_above(std::uint64_t bits, SimDuration limit) const {
        return kind_ == Distribution::exponential &&
               (unit_interval(~bits) - 1e-12) * a_ > static_cast<double>(limit) + 1;
    }
    [[nodiscard]] double mean_ns() const { return mean_ns_; }

  private:
    [[nodiscard]] double sample_other(std::uint64_t bits) const;

    Distribution kind_ = Distribution::fixed;
    int phases_ = 1;
    double a_ = 0;  // What a, b and c are depends on the kind; see the constructor.
    double b_ = 0;
    double c_ = 0;
    double mean_ns_ = 0;
};

// The mean that follows from the parts, in nanoseconds.
[[nodiscard]] double mean_ns_of(const RandomTime& time);

}  // namespace br::sim
