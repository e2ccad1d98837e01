// The calendar of the campaign: Asia/Shanghai, which is UTC+8 all year (no daylight saving since
// 1991), so plain integer arithmetic replaces a time-zone database. Instants are whole seconds
// since 1970-01-01T00:00:00Z. Days are counted from 1970-01-01. The proleptic Gregorian calendar
// holds for years 1 to 9999.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace br {

using UnixSeconds = std::int64_t;
inline constexpr std::int64_t shanghai_offset_s = 8 * 3'600;
inline constexpr std::int64_t seconds_per_day = 86'400;

struct CivilDate {
    int year = 1970;  // 1 to 9999.
    int month = 1;    // 1 to 12.
    int day = 1;      // 1 to the month's length.
    friend bool operator==(const CivilDate&, const CivilDate&) = default;
};

struct CivilTime {
    CivilDate date;
    int hour = 0;    // 0 to 23.
    int minute = 0;  // 0 to 59.
    int second = 0;  // 0 to 59.
    friend bool operator==(const CivilTime&, const CivilTime&) = default;
};

[[nodiscard]] std::int64_t days_from_civil(CivilDate date);
[[nodiscard]] CivilDate civil_from_days(std::int64_t days);
[[nodiscard]] int days_in_month(int year, int month);
// 0 is Sunday, 6 is Saturday.
[[nodiscard]] int weekday(std::int64_t days);

// The Shanghai day in which an instant lies, and the instant at which that day starts there.
[[nodiscard]] std::int64_t shanghai_day(UnixSeconds instant);
[[nodiscard]] UnixSeconds shanghai_midnight(std::int64_t day);
[[nodiscard]] CivilTime shanghai_time(UnixSeconds instant);

// An ISO-8601 date ("2026-02-28") or instant with offset ("2026-02-28T16:00:00+08:00", "…Z",
// seconds may be absent). Nothing else is accepted: no leap second, no instant without offset.
struct DateOrInstant {
    bool date_only = false;
    std::int64_t day = 0;     // Valid if date_only.
    UnixSeconds instant = 0;  // Valid if not date_only.
};
[[nodiscard]] std::optional<DateOrInstant> parse_iso8601(std::string_view text);

[[nodiscard]] std::string format_date(std::int64_t day);         // "2026-02-28"
[[nodiscard]] std::string format_shanghai(UnixSeconds instant);  // "2026-02-28T16:00:00+08:00"

}  // namespace br
