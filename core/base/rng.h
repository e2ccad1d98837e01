// Counter-based randomness. A draw is a pure function of (seed, cause, person, attempt), not of the
// order of events: changing one policy leaves every other draw alone, two runs can be shown side by
// side, and different engines agree to the bit. No state is kept.
// The mixer is the finalizer of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom
// number generators", OOPSLA 2014), applied to a hashed seed plus a Weyl sequence.
#pragma once

#include <cstdint>

namespace br {

using PersonId = std::uint64_t;

// What a draw is for. At most 64 causes; the numbers are part of the event digest and stay.
enum class Cause : std::uint64_t {
    arrival = 0,
    service_time_0 = 1,  // Plus the station's index, up to 15.
    patience = 16,
    retry_decision = 17,
    retry_jitter = 18,
    route = 19,
    think_time = 21,
    admission = 23,
    order_of_service = 24,
    invite = 25,
    tokens = 26,
    failure = 30,
};

// Bijective 64-bit mixer; every bit of the input reaches every bit of the output.
[[nodiscard]] constexpr std::uint64_t mix64(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

// The draws of one seed, which is mixed once.
class SeededDraws {
  public:
    explicit constexpr SeededDraws(std::uint64_t seed)
        : stream_(mix64(seed + 0x9e3779b97f4a7c15ULL) + 0x9e3779b97f4a7c15ULL) {}
    // Uniform on all 64-bit values. attempt is taken modulo 2^16.
    [[nodiscard]] constexpr std::uint64_t operator()(Cause cause, PersonId person,
                                                     std::uint32_t attempt) const {
        const std::uint64_t counter = (person << 22) +
                                      (static_cast<std::uint64_t>(attempt & 0xffff) << 6) +
                                      static_cast<std::uint64_t>(cause);
        return mix64(stream_ + 0x9e3779b97f4a7c15ULL * counter);
    }

  private:
    std::uint64_t stream_;
};

// A single one of them.
[[nodiscard]] constexpr std::uint64_t draw(std::uint64_t seed, Cause cause, PersonId person,
                                           std::uint32_t attempt) {
    return SeededDraws(seed)(cause, person, attempt);
}

// In [0, 1), a multiple of 2^-53.
[[nodiscard]] constexpr double unit_interval(std::uint64_t bits) {
    return static_cast<double>(bits >> 11) * 0x1.0p-53;
}

// In (0, 1]: safe to take the logarithm of.
[[nodiscard]] constexpr double unit_interval_above_zero(std::uint64_t bits) {
    return static_cast<double>((bits >> 11) + 1) * 0x1.0p-53;
}

// A sequence of draws for tests and tools, where order does matter.
class Rng {
  public:
    explicit constexpr Rng(std::uint64_t seed) : state_(mix64(seed + 0x9e3779b97f4a7c15ULL)) {}
    constexpr std::uint64_t next() { return mix64(state_ += 0x9e3779b97f4a7c15ULL); }
    // Uniform in [0, bound), by rejection. Requires bound > 0.
    std::uint64_t below(std::uint64_t bound);
    constexpr double unit() { return unit_interval(next()); }

  private:
    std::uint64_t state_;
};

}  // namespace br
