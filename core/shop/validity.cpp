#include "shop/validity.h"

namespace br::shop {

std::int64_t local_day(Instant instant) {
    // Rounded down to the second, also before 1970; shanghai_day() then rounds down to the day.
    const std::int64_t whole = instant / microseconds_per_second;
    return shanghai_day(instant % microseconds_per_second < 0 ? whole - 1 : whole);
}

Instant local_midnight(std::int64_t day) {
    return instant_of(shanghai_midnight(day));
}

EndOfValidity end_with_day(std::int64_t day) {
    return {local_midnight(day + 1), format_date(day)};
}

}  // namespace br::shop
