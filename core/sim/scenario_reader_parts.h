// The parts of the scenario reader, one function a part; only scenario_reader*.cpp include this.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "sim/scenario.h"

namespace br::sim::reading {

// Ids that other parts of the file may name, in file order.
struct Names {
    std::vector<std::string> classes;
    std::vector<std::string> stations;
    std::vector<std::string> policies;
    std::vector<PlaceKind> policy_places;
};

inline constexpr double seconds_max = 180.0 * 86'400.0;
inline constexpr NumberRange time_range{.min = 0, .max = seconds_max};
inline constexpr NumberRange positive_time_range{.min = 0, .max = seconds_max, .min_open = true};
inline constexpr std::int64_t servers_max = 10'000'000;

// A member that is a span of seconds.
[[nodiscard]] SimDuration read_time(JsonReader& json, std::string_view name,
                                    NumberRange range = time_range);
[[nodiscard]] SimDuration read_time_or(JsonReader& json, std::string_view name,
                                       SimDuration fallback, NumberRange range = time_range);
// Small letters, digits, - and _; at most 64, and not yet among those taken.
[[nodiscard]] std::string read_id(JsonReader& json, std::string_view name,
                                  const std::vector<std::string>& taken);
// The index of the name in the list; a fault and 0 if it is not there.
[[nodiscard]] int read_name(JsonReader& json, std::string_view name,
                            const std::vector<std::string>& known, std::string_view what);
[[nodiscard]] Provenance read_provenance(JsonReader& json);
// A whole number or, if the member is missing or null, unlimited.
[[nodiscard]] std::int64_t read_limit(JsonReader& json, std::string_view name, std::int64_t min);
// A whole number or "unlimited".
[[nodiscard]] std::int64_t read_servers(JsonReader& json);
// The time's own members; the caller reads nothing else from the object but may.
[[nodiscard]] RandomTime read_random_time(JsonReader& json, Distribution kind);
// The words of Distribution in order.
[[nodiscard]] std::span<const std::string_view> distribution_words();

[[nodiscard]] Arrivals read_arrivals(JsonReader json, Provenance& provenance);
[[nodiscard]] Patience read_patience(JsonReader json);
[[nodiscard]] Retry read_retry(JsonReader json);
[[nodiscard]] CustomerClass read_class(JsonReader json, const Names& names);
[[nodiscard]] Station read_station(JsonReader json, const Names& names);
[[nodiscard]] Campaign read_campaign(JsonReader json);
[[nodiscard]] Policy read_policy(JsonReader json, const Names& names);
[[nodiscard]] TimedAction read_event(JsonReader json, const Names& names);

// First tries that a class is expected to make during the run, invited ones left out.
[[nodiscard]] double expected_orders(const CustomerClass& customer_class, SimDuration duration);

}  // namespace br::sim::reading
