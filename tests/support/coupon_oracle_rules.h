// The parts of the coupon oracle that look at one value: the calendar, a coupon's scope and raw
// discount, the split. Written from the contract alone, by other means than core/shop.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace br::test::oracle {

using Json = nlohmann::json;
using Text = std::string;
using Int = std::int64_t;
inline constexpr Int far = INT64_MAX;

// Times are milliseconds since 1970 in UTC, days those of Shanghai.
[[nodiscard]] Int time_of(const Text& text);
[[nodiscard]] Int local_day(Int at_ms);
[[nodiscard]] Text day_text(Int days);
[[nodiscard]] Int start_of(const Json& holder, const char* name);
[[nodiscard]] Int end_of(const Json& holder, const char* name);

// a * b / divisor, rounded down.
[[nodiscard]] Int floor_of(Int a, Int b, Int divisor);
[[nodiscard]] bool covers(const Json& coupon, const Json& line);
[[nodiscard]] int layer_rank(const Json& coupon);
[[nodiscard]] std::vector<Int> shares_of(Int d, const std::vector<Int>& parts);
// Discounts of an nth_item coupon by line (and two zeros for the fees), from a list of all units.
[[nodiscard]] std::vector<Int> nth_units(const Json& coupon, const Json& cart);
// The raw discount on goods worth this much; nothing below the threshold.
[[nodiscard]] std::optional<Int> raw_of(const Json& coupon, Int goods);

}  // namespace br::test::oracle
