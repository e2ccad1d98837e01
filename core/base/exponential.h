// A standard exponential draw from 64 random bits: -log of a uniform number in (0, 1] by a table of
// 256 reciprocals and a short series. No division, no libm, one number per draw, and the same bits
// everywhere. The absolute error is below 1e-15; the largest value is 53 ln 2 = 36.7.
#pragma once

#include <array>
#include <cstdint>

namespace br {
namespace exponential_detail {

struct Entry {
    double reciprocal;  // Of the middle of the cell.
    double log;         // Minus the logarithm of that reciprocal as rounded.
};

// For 1 <= x <= 2 by log x = 2 atanh((x - 1) / (x + 1)).
constexpr double log_of(double x) {
    const double s = (x - 1) / (x + 1);
    const double z = s * s;
    double series = 0;
    for (int n = 45; n >= 1; n -= 2) series = series * z + 1.0 / n;
    return 2 * s * series;
}

constexpr std::array<Entry, 256> make_table() {
    std::array<Entry, 256> table{};
    for (int i = 0; i < 256; ++i) {
        const double reciprocal = 1.0 / (1.0 + (i + 0.5) / 256.0);
        table[static_cast<std::size_t>(i)] = {reciprocal, log_of(1.0 / reciprocal)};
    }
    return table;
}

inline constexpr std::array<Entry, 256> table = make_table();

}  // namespace exponential_detail

// bits: 64 random bits, of which the upper 53 count. The result is 0 or more.
[[nodiscard]] inline double standard_exponential(std::uint64_t bits) {
    constexpr double ln2 = 0.69314718055994530942;
    const auto x = static_cast<double>(static_cast<std::int64_t>((bits >> 11) + 1));
    const auto word = __builtin_bit_cast(std::uint64_t, x);
    const auto exponent = static_cast<std::int32_t>(word >> 52) - 1023;  // 0 to 53.
    const auto& entry = exponential_detail::table[(word >> 44) & 255];
    const double m = __builtin_bit_cast(
        double, (word & 0x000fffffffffffffULL) | 0x3ff0000000000000ULL);  // In [1, 2).
    const double r = m * entry.reciprocal - 1;                            // |r| < 0.002
    const double series = r + r * r * (-1.0 / 2 + r * (1.0 / 3 + r * (-1.0 / 4 + r * (1.0 / 5))));
    const double result = static_cast<double>(53 - exponent) * ln2 - (entry.log + series);
    return result < 0 ? 0 : result;
}

}  // namespace br
