// Numbers, money, durations, times and dates in the manner of a language. Pure functions of the
// tag: the machine's or the browser's locale is never asked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/calendar.h"

namespace br::text {

// "14,203" in en and ms, "14,203" in zh; decimals 0 to 6, rounded half away from zero.
[[nodiscard]] std::string format_number(std::string_view tag, double value, int decimals = 0);
// Short: "41.9 k", "10 M"; in zh by 万 and 亿.
[[nodiscard]] std::string format_number_short(std::string_view tag, double value);
[[nodiscard]] std::string format_percent(std::string_view tag, double ratio, int decimals = 0);
[[nodiscard]] std::string format_money_fen(std::string_view tag, std::int64_t fen);
[[nodiscard]] std::string format_duration(std::string_view tag, double seconds);
[[nodiscard]] std::string format_clock(std::string_view tag, UnixSeconds instant,
                                       bool with_seconds);
[[nodiscard]] std::string format_date(std::string_view tag, std::int64_t day);  // "28 Feb"
[[nodiscard]] std::string format_date_time(std::string_view tag,
                                           UnixSeconds instant);  // "Fri 6 Feb 11:42"

}  // namespace br::text
