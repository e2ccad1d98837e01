// Simulated time: whole nanoseconds since the start of the scenario, 64 bits, which is enough for
// 292 years. Conversions from and to seconds stand here and nowhere else.
#pragma once

#include <cstdint>

namespace br {

using SimTime = std::int64_t;      // A point in time, ns since the scenario's start.
using SimDuration = std::int64_t;  // A span of time, ns. May be negative.

// Later than every event; stands for "never".
inline constexpr SimTime never = INT64_MAX;

[[nodiscard]] constexpr SimDuration microseconds(std::int64_t n) {
    return n * 1'000;
}
[[nodiscard]] constexpr SimDuration milliseconds(std::int64_t n) {
    return n * 1'000'000;
}
[[nodiscard]] constexpr SimDuration seconds(std::int64_t n) {
    return n * 1'000'000'000;
}
[[nodiscard]] constexpr SimDuration minutes(std::int64_t n) {
    return seconds(60 * n);
}
[[nodiscard]] constexpr SimDuration hours(std::int64_t n) {
    return seconds(3'600 * n);
}

// Rounds to the nearest nanosecond, halves away from zero.
// Requires |s| < 9.2e9 (292 years): readers of outside data check that first.
[[nodiscard]] constexpr SimDuration from_seconds(double s) {
    const double ns = s * 1e9;
    return static_cast<SimDuration>(ns < 0 ? ns - 0.5 : ns + 0.5);
}

[[nodiscard]] constexpr double to_seconds(SimDuration d) {
    return static_cast<double>(d) / 1e9;
}

}  // namespace br
