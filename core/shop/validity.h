// From when and until when something holds. An instant is whole microseconds since
// 1970-01-01T00:00:00Z, because an ISO-8601 time may carry a fraction of a second. Days are those
// of Shanghai: a start that is only a date is its midnight, an end that is only a date lasts
// through that day. Both become half-open instants here, so every later test is one comparison.
#pragma once

#include <cstdint>
#include <string>

#include "base/calendar.h"

namespace br::shop {

using Instant = std::int64_t;

inline constexpr std::int64_t microseconds_per_second = 1'000'000;
inline constexpr Instant since_ever = INT64_MIN;
inline constexpr Instant for_ever = INT64_MAX;

// Days of validity or grace that a campaign may add at most: some 270 years.
inline constexpr std::int64_t days_added_max = 100'000;

struct EndOfValidity {
    Instant instant = for_ever;  // The first instant at which it holds no longer.
    std::string text;            // As it was written; "" if it never ends.
    friend bool operator==(const EndOfValidity&, const EndOfValidity&) = default;
};

[[nodiscard]] constexpr Instant instant_of(UnixSeconds seconds) {
    return seconds * microseconds_per_second;
}
[[nodiscard]] std::int64_t local_day(Instant instant);
[[nodiscard]] Instant local_midnight(std::int64_t day);
// Holds through the whole of this Shanghai day.
[[nodiscard]] EndOfValidity end_with_day(std::int64_t day);

}  // namespace br::shop
