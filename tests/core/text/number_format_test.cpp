#include "text/number_format.h"

#include <doctest/doctest.h>

#include <limits>

using namespace br;
using namespace br::text;

namespace {

// No-break spaces are written as "_" in the tables.
std::string shown(std::string text) {
    for (std::size_t at = 0; (at = text.find("\u00a0", at)) != std::string::npos;)
        text.replace(at, 2, "_");
    return text;
}

}  // namespace

TEST_CASE("numbers are grouped and rounded half away from zero") {
    struct Row {
        double value;
        int decimals;
        const char* text;
    };
    const Row rows[] = {
        {0, 0, "0"},
        {999, 0, "999"},
        {1'000, 0, "1,000"},
        {14'203, 0, "14,203"},
        {2.5, 0, "3"},
        {-2.5, 0, "\u22123"},
        {-0.2, 0, "0"},
        {1'234'567.891, 2, "1,234,567.89"},
        {0.05, 1, "0.1"},
        {1, 3, "1.000"},
        {0.000001, 6, "0.000001"},
    };
    for (const Row& row : rows) CHECK(format_number("en", row.value, row.decimals) == row.text);
    CHECK(format_number("zh", std::numeric_limits<double>::infinity()) == "\u2013");
    CHECK(format_number("en", std::numeric_limits<double>::quiet_NaN()) == "\u2013");
    CHECK(format_number("en", 1e300) == "9,000,000,000,000,000,000");
}

TEST_CASE("short numbers keep three figures") {
    struct Row {
        double value;
        const char* en;
        const char* ms;
        const char* zh;
    };
    const Row rows[] = {
        {0, "0", "0", "0"},
        {9'999, "9,999", "9,999", "9,999"},
        {10'000, "10_k", "10_ribu", "1万"},
        {41'880, "41.9_k", "41.9_ribu", "4.2万"},
        {999'499, "999_k", "999_ribu", "99.9万"},
        {999'500, "1_M", "1_juta", "100万"},
        {10'000'000, "10_M", "10_juta", "1,000万"},
        {324.5e9, "325_bn", "325_bilion", "3,245亿"},
    };
    for (const Row& row : rows) {
        CHECK(shown(format_number_short("en", row.value)) == row.en);
        CHECK(shown(format_number_short("ms", row.value)) == row.ms);
        CHECK(shown(format_number_short("zh", row.value)) == row.zh);
    }
}

TEST_CASE("percentages and money") {
    CHECK(format_percent("en", 0.345) == "35%");
    CHECK(format_percent("ms", 0.345, 1) == "34.5%");
    CHECK(shown(format_money_fen("en", 1)) == "0.01_yuan");
    CHECK(shown(format_money_fen("ms", 123'456)) == "1,234.56_yuan");
    CHECK(format_money_fen("zh", 2'500) == "25.00元");
    CHECK(shown(format_money_fen("en", -5)) == "\u22120.05_yuan");
}

TEST_CASE("durations use the unit that people would say") {
    struct Row {
        double seconds;
        const char* en;
        const char* ms;
        const char* zh;
    };
    const Row rows[] = {
        {-1, "0_s", "0_saat", "0秒"},
        {0.4, "0.4_s", "0.4_saat", "0.4秒"},
        {9.96, "10_s", "10_saat", "10秒"},
        {38.2, "38_s", "38_saat", "38秒"},
        {180, "3_min", "3_minit", "3分钟"},
        {5'400, "90_min", "90_minit", "90分钟"},
        {7'200, "2_h", "2_jam", "2小时"},
        {8'100, "2_h_15_min", "2_jam_15_minit", "2小时15分钟"},
        {266'400, "3_d_2_h", "3_hari_2_jam", "3天2小时"},
    };
    for (const Row& row : rows) {
        CHECK(shown(format_duration("en", row.seconds)) == row.en);
        CHECK(shown(format_duration("ms", row.seconds)) == row.ms);
        CHECK(shown(format_duration("zh", row.seconds)) == row.zh);
    }
}

TEST_CASE("times and dates are those of Shanghai") {
    const UnixSeconds instant = parse_iso8601("2026-02-06T03:42:07Z")->instant;
    CHECK(format_clock("en", instant, false) == "11:42");
    CHECK(format_clock("zh", instant, true) == "11:42:07");
    const std::int64_t day = days_from_civil({2026, 2, 28});
    CHECK(shown(br::text::format_date("en", day)) == "28_Feb");
    CHECK(br::text::format_date("zh", day) == "2月28日");
    CHECK(shown(br::text::format_date("ms", days_from_civil({2026, 8, 1}))) == "1_Ogos");
    CHECK(shown(format_date_time("en", instant)) == "Fri 6_Feb 11:42");
    CHECK(shown(format_date_time("ms", instant)) == "Jum 6_Feb 11:42");
    CHECK(format_date_time("zh", instant) == "2月6日周五 11:42");
}

TEST_CASE("an unknown language is written as English") {
    CHECK(shown(format_duration("x-marked", 40)) == "40_s");
}
