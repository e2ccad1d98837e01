#include "base/calendar.h"

#include <cstdio>

#include "base/check.h"

namespace br {
namespace {

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - (a % b != 0 && (a % b < 0) != (b < 0) ? 1 : 0);
}

// Reads exactly `count` digits at `position` and moves past them.
std::optional<int> take_digits(std::string_view text, std::size_t& position, int count) {
    int value = 0;
    for (int i = 0; i < count; ++i) {
        if (position >= text.size() || text[position] < '0' || text[position] > '9') return {};
        value = value * 10 + (text[position] - '0');
        ++position;
    }
    return value;
}

bool take_char(std::string_view text, std::size_t& position, char wanted) {
    if (position >= text.size() || text[position] != wanted) return false;
    ++position;
    return true;
}

std::optional<std::int64_t> take_date(std::string_view text, std::size_t& position) {
    const auto year = take_digits(text, position, 4);
    if (!year || !take_char(text, position, '-')) return {};
    const auto month = take_digits(text, position, 2);
    if (!month || !take_char(text, position, '-')) return {};
    const auto day = take_digits(text, position, 2);
    if (!day || *year < 1 || *month < 1 || *month > 12) return {};
    if (*day < 1 || *day > days_in_month(*year, *month)) return {};
    return days_from_civil({*year, *month, *day});
}

std::optional<std::int64_t> take_clock(std::string_view text, std::size_t& position) {
    const auto hour = take_digits(text, position, 2);
    if (!hour || !take_char(text, position, ':')) return {};
    const auto minute = take_digits(text, position, 2);
    if (!minute || *hour > 23 || *minute > 59) return {};
    int second = 0;
    if (take_char(text, position, ':')) {
        const auto read = take_digits(text, position, 2);
        if (!read || *read > 59) return {};
        second = *read;
    }
    return *hour * 3'600 + *minute * 60 + second;
}

std::optional<std::int64_t> take_offset(std::string_view text, std::size_t& position) {
    if (take_char(text, position, 'Z')) return 0;
    const bool negative = take_char(text, position, '-');
    if (!negative && !take_char(text, position, '+')) return {};
    const auto hour = take_digits(text, position, 2);
    if (!hour) return {};
    take_char(text, position, ':');
    const auto minute = take_digits(text, position, 2);
    if (!minute || *hour > 23 || *minute > 59) return {};
    const std::int64_t offset_s = *hour * 3'600 + *minute * 60;
    return negative ? -offset_s : offset_s;
}

}  // namespace

// Both directions: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
std::int64_t days_from_civil(CivilDate date) {
    BR_CHECK(date.month >= 1 && date.month <= 12);
    const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    const std::int64_t era = floor_div(year, 400);
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t shifted_month = date.month + (date.month > 2 ? -3 : 9);
    const std::int64_t day_of_year = (153 * shifted_month + 2) / 5 + date.day - 1;
    const std::int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146'097 + day_of_era - 719'468;
}

CivilDate civil_from_days(std::int64_t days) {
    const std::int64_t shifted = days + 719'468;
    const std::int64_t era = floor_div(shifted, 146'097);
    const std::int64_t day_of_era = shifted - era * 146'097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
    CivilDate date;
    date.day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
    date.month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
    date.year = static_cast<int>(year_of_era + era * 400 + (date.month <= 2 ? 1 : 0));
    return date;
}

int days_in_month(int year, int month) {
    BR_CHECK(month >= 1 && month <= 12);
    constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : lengths[month - 1];
}

int weekday(std::int64_t days) {
    const std::int64_t from_sunday = (days + 4) % 7;  // 1970-01-01 was a Thursday.
    return static_cast<int>(from_sunday < 0 ? from_sunday + 7 : from_sunday);
}

std::int64_t shanghai_day(UnixSeconds instant) {
    return floor_div(instant + shanghai_offset_s, seconds_per_day);
}

UnixSeconds shanghai_midnight(std::int64_t day) {
    return day * seconds_per_day - shanghai_offset_s;
}

CivilTime shanghai_time(UnixSeconds instant) {
    const std::int64_t day = shanghai_day(instant);
    const std::int64_t second = instant - shanghai_midnight(day);
    return {civil_from_days(day), static_cast<int>(second / 3'600),
            static_cast<int>(second / 60 % 60), static_cast<int>(second % 60)};
}

std::optional<DateOrInstant> parse_iso8601(std::string_view text) {
    std::size_t position = 0;
    const auto day = take_date(text, position);
    if (!day) return {};
    if (position == text.size()) return DateOrInstant{true, *day, 0};
    if (!take_char(text, position, 'T')) return {};
    const auto clock_s = take_clock(text, position);
    if (!clock_s) return {};
    const auto offset_s = take_offset(text, position);
    if (!offset_s || position != text.size()) return {};
    return DateOrInstant{false, 0, *day * seconds_per_day + *clock_s - *offset_s};
}

std::string format_date(std::int64_t day) {
    const CivilDate date = civil_from_days(day);
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
    return text;
}

std::string format_shanghai(UnixSeconds instant) {
    const CivilTime t = shanghai_time(instant);
    char text[64];
    std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d+08:00", t.date.year,
                  t.date.month, t.date.day, t.hour, t.minute, t.second);
    return text;
}

}  // namespace br
