#include "shop/validity.h"

#include <doctest/doctest.h>

using namespace br;
using namespace br::shop;

namespace {

Instant instant(const char* text) {
    const auto parsed = parse_iso8601(text);
    REQUIRE(parsed.has_value());
    return instant_of(parsed->instant);
}

}  // namespace

TEST_CASE("an end that is only a date lasts through that day in Shanghai") {
    const auto day = parse_iso8601("2026-02-28");
    REQUIRE(day.has_value());
    const EndOfValidity end = end_with_day(day->day);
    CHECK(end.text == "2026-02-28");
    CHECK(instant("2026-02-28T23:59:59+08:00") < end.instant);
    CHECK(instant("2026-02-28T15:59:59Z") < end.instant);
    CHECK(instant("2026-03-01T00:00:00+08:00") == end.instant);
    CHECK(instant("2026-02-28T16:00:00Z") == end.instant);
}

TEST_CASE("local days start at midnight in Shanghai, also before 1970") {
    CHECK(local_day(0) == 0);
    CHECK(local_day(local_midnight(0)) == 0);
    CHECK(local_day(local_midnight(0) - 1) == -1);
    CHECK(local_day(local_midnight(-400) - 1) == -401);
    CHECK(local_day(local_midnight(20'512)) == 20'512);
    CHECK(local_day(local_midnight(20'512) - 1) == 20'511);
}
