// Money is whole fen (1/100 yuan) in 64 bits, never floating point. Products of two amounts need
// up to 128 bits; they appear only inside mul_div(), which divides again before it returns.
#pragma once

#include <cstdint>

#include "base/check.h"

namespace br::shop {

using Fen = std::int64_t;

// No cart adds up to more, and no single amount of a cart or coupon is larger: a thousand times the
// 10^12 fen that must be exact, and small enough that sums of thousands of them fit 64 bits.
inline constexpr Fen fen_max = 1'000'000'000'000'000;

struct Division {
    std::int64_t quotient = 0;   // Rounded down.
    std::int64_t remainder = 0;  // 0 or more, below the divisor.
};

// a * b / divisor with all bits of the product; a quotient that does not fit becomes INT64_MAX.
// Requires a >= 0, b >= 0, divisor > 0.
[[nodiscard]] inline Division mul_div(std::int64_t a, std::int64_t b, std::int64_t divisor) {
    BR_CHECK(a >= 0);
    BR_CHECK(b >= 0);
    BR_CHECK(divisor > 0);
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * static_cast<Wide>(b);
    const Wide wide_divisor = static_cast<Wide>(divisor);
    const Wide quotient = product / wide_divisor;
    const auto remainder = static_cast<std::int64_t>(product % wide_divisor);
    if (quotient > static_cast<Wide>(INT64_MAX)) return {INT64_MAX, remainder};
    return {static_cast<std::int64_t>(quotient), remainder};
}

// a * b, or INT64_MAX if that is less. Requires a >= 0, b >= 0.
[[nodiscard]] inline std::int64_t mul_capped(std::int64_t a, std::int64_t b) {
    return mul_div(a, b, 1).quotient;
}

}  // namespace br::shop
