#include "base/number_text.h"

#include <cinttypes>
#include <cstdio>
#include <string_view>

namespace br {

std::string decimal_text(double value) {
    constexpr double exact_max = 9'007'199'254'740'992;  // 2^53
    char text[40];
    if (!(value - value == 0)) return "null";
    if (value >= -exact_max && value <= exact_max &&
        static_cast<double>(static_cast<std::int64_t>(value)) == value) {
        std::snprintf(text, sizeof text, "%" PRId64, static_cast<std::int64_t>(value));
    } else {
        std::snprintf(text, sizeof text, "%.9g", value);
    }
    return text;
}

std::string hex_text(std::uint64_t value) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4) text += digits[(value >> shift) & 15U];
    return text;
}

}  // namespace br
