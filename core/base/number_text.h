// Numbers as text for JSON and CSV, the same bytes native and in the browser: whole numbers without
// a point, others with nine significant digits, which every C library rounds alike.
#pragma once

#include <cstdint>
#include <string>

namespace br {

// "12", "0.25", "1.5e-07". Not-a-number and infinity, which JSON cannot hold, become "null".
[[nodiscard]] std::string decimal_text(double value);
// "00ff" and so on, sixteen digits.
[[nodiscard]] std::string hex_text(std::uint64_t value);

}  // namespace br
