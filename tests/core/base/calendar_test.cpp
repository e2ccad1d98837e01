#include "base/calendar.h"

#include <doctest/doctest.h>

using namespace br;

TEST_CASE("every day of 800 years goes to a date and back") {
    const std::int64_t first = days_from_civil({1600, 1, 1});
    const std::int64_t last = days_from_civil({2400, 1, 1});
    CivilDate before = civil_from_days(first - 1);
    for (std::int64_t day = first; day < last; ++day) {
        const CivilDate date = civil_from_days(day);
        REQUIRE(days_from_civil(date) == day);
        const bool next_day = date.day == before.day + 1 && date.month == before.month;
        const bool first_of_month =
            date.day == 1 && before.day == days_in_month(before.year, before.month);
        REQUIRE((next_day || first_of_month));
        before = date;
    }
}

TEST_CASE("a Shanghai day starts at 16:00 UTC of the day before") {
    const auto instant = parse_iso8601("2026-02-27T16:00:00Z");
    REQUIRE(instant);
    CHECK(format_date(shanghai_day(instant->instant)) == "2026-02-28");
    CHECK(format_date(shanghai_day(instant->instant - 1)) == "2026-02-27");
    CHECK(format_shanghai(instant->instant) == "2026-02-28T00:00:00+08:00");
}

TEST_CASE("the same instant may be written with any offset") {
    const char* same[] = {"2026-02-28T16:00:00+00:00", "2026-03-01T00:00:00+08:00",
                          "2026-02-28T11:00:00-05:00", "2026-02-28T16:00Z",
                          "2026-02-28T21:30:00+05:30", "2026-02-28T21:30:00+0530"};
    for (const char* text : same) {
        CAPTURE(text);
        const auto read = parse_iso8601(text);
        REQUIRE(read);
        CHECK_FALSE(read->date_only);
        CHECK(read->instant == 1'772'294'400);
    }
}

TEST_CASE("what is no date or instant is refused") {
    const char* bad[] = {"",
                         "2026-2-6",
                         "2026-02-29",
                         "2026-13-01",
                         "0000-01-01",
                         "2026-02-06T",
                         "2026-02-06T24:00:00Z",
                         "2026-02-06T10:00:00",
                         "2026-02-06T10:00:00+08:00x",
                         "2026-02-06 10:00:00Z",
                         "2026-02-06T10:00:60Z"};
    for (const char* text : bad) {
        CAPTURE(text);
        CHECK_FALSE(parse_iso8601(text));
    }
}

TEST_CASE("6 February 2026 is a Friday") {
    CHECK(weekday(days_from_civil({2026, 2, 6})) == 5);
    CHECK(weekday(-4) == 0);
}
