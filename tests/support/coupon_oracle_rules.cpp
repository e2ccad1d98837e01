#include "support/coupon_oracle_rules.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <utility>

namespace br::test::oracle {
namespace {

__extension__ using Wide = __int128;

constexpr Int day_ms = 86'400'000;

bool leap(Int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

Int month_length(Int year, Int month) {
    if (month == 2) return leap(year) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// Days since 1970-01-01, by walking there.
Int day_number(Int year, Int month, Int day) {
    Int days = day - 1;
    for (Int y = 1970; y < year; ++y) days += leap(y) ? 366 : 365;
    for (Int m = 1; m < month; ++m) days += month_length(year, m);
    return days;
}

Int digits(const Text& text, std::size_t from, std::size_t count) {
    Int value = 0;
    for (std::size_t i = from; i < from + count; ++i) value = value * 10 + (text[i] - '0');
    return value;
}

Int date_of(const Text& text) {
    return day_number(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
}

Int local_midnight_ms(Int day) {
    return (day * 24 - 8) * 3'600'000;
}

// The largest q with q * b <= n, by doubling and adding.
Int divide(Wide n, Wide b) {
    Wide q = 0;
    for (Wide step = Wide{1} << 62; step > 0; step >>= 1) {
        if ((q + step) * b <= n) q += step;
    }
    return static_cast<Int>(q);
}

}  // namespace

Text day_text(Int days) {
    Int year = 1970;
    Int month = 1;
    while (days >= (leap(year) ? 366 : 365)) days -= leap(year++) ? 366 : 365;
    while (days >= month_length(year, month)) days -= month_length(year, month++);
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", static_cast<int>(year),
                  static_cast<int>(month), static_cast<int>(days + 1));
    return text;
}

Int local_day(Int at_ms) {
    return (at_ms + 8 * 3'600'000) / day_ms;  // The cases lie after 1970.
}

Int floor_of(Int a, Int b, Int divisor) {
    return divide(static_cast<Wide>(a) * b, divisor);
}

// "2026-02-06T12:00:00.250+08:00", fraction optional.
Int time_of(const Text& text) {
    Int ms = date_of(text) * day_ms + digits(text, 11, 2) * 3'600'000 +
             digits(text, 14, 2) * 60'000 + digits(text, 17, 2) * 1'000;
    std::size_t zone = 19;
    if (text[zone] == '.') {
        ms += digits(text, 20, 3);
        zone = 23;
    }
    if (text[zone] == 'Z') return ms;
    const Int offset = digits(text, zone + 1, 2) * 3'600'000 + digits(text, zone + 4, 2) * 60'000;
    return text[zone] == '-' ? ms + offset : ms - offset;
}

Int start_of(const Json& holder, const char* name) {
    if (!holder.contains(name)) return -far;
    const Text text = holder[name];
    return text.size() == 10 ? local_midnight_ms(date_of(text)) : time_of(text);
}

Int end_of(const Json& holder, const char* name) {
    if (!holder.contains(name)) return far;
    const Text text = holder[name];
    return text.size() == 10 ? local_midnight_ms(date_of(text) + 1) : time_of(text);
}

bool covers(const Json& coupon, const Json& line) {
    if (!coupon.contains("scope")) return true;
    const Json& scope = coupon["scope"];
    const auto listed = [&](const char* list, const char* field) {
        return std::count(scope[list].begin(), scope[list].end(), line[field]) > 0;
    };
    if (scope.contains("categories") && !listed("categories", "category")) return false;
    if (scope.contains("merchants") && !listed("merchants", "merchant")) return false;
    if (scope.contains("skus") && !listed("skus", "sku")) return false;
    return !(scope.contains("exclude_skus") && listed("exclude_skus", "sku"));
}

int layer_rank(const Json& coupon) {
    const Text words[] = {"item", "shop", "platform", "delivery", "free"};
    const Text layer = coupon["layer"];
    return static_cast<int>(std::find(words, words + 5, layer) - words);
}

// Hands out d over the parts: floors first, then a fen at a time to whoever misses the most.
std::vector<Int> shares_of(Int d, const std::vector<Int>& parts) {
    Wide whole = 0;
    for (const Int part : parts) whole += part;
    std::vector<Int> shares;
    Int given = 0;
    for (const Int part : parts) {
        shares.push_back(divide(static_cast<Wide>(d) * part, whole));
        given += shares.back();
    }
    for (; given < d; ++given) {
        std::size_t neediest = 0;
        Wide most = -1;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const Wide missing = static_cast<Wide>(d) * parts[i] - whole * shares[i];
            if (missing > most) {
                most = missing;
                neediest = i;
            }
        }
        ++shares[neediest];
    }
    return shares;
}

// Discounts of an nth_item coupon by line, from a list of all units.
std::vector<Int> nth_units(const Json& coupon, const Json& cart) {
    std::vector<std::pair<Int, std::size_t>> units;
    for (std::size_t i = 0; i < cart["lines"].size(); ++i) {
        const Json& line = cart["lines"][i];
        const Int count = covers(coupon, line) ? line["qty"].get<Int>() : 0;
        for (Int n = 0; n < count; ++n) units.emplace_back(-line["unit_fen"].get<Int>(), i);
    }
    std::sort(units.begin(), units.end());
    std::vector<Int> off(cart["lines"].size() + 2, 0);
    const auto nth = static_cast<std::size_t>(coupon["nth"].get<Int>());
    for (std::size_t n = nth; n <= units.size(); n += nth) {
        const Wide unit = -units[n - 1].first;
        off[units[n - 1].second] += divide(unit * coupon["rate_bp"].get<Int>(), 10'000);
    }
    return off;
}

// The raw discount on goods worth G; nothing below the threshold.
std::optional<Int> raw_of(const Json& coupon, Int goods) {
    const Int threshold = coupon.value("threshold_fen", Int{0});
    const Text type = coupon["type"];
    if (goods < threshold) return {};
    if (type == "free_card") return coupon["cap_fen"].get<Int>();
    if (type == "percent_off")
        return divide(static_cast<Wide>(goods) * coupon["rate_bp"].get<Int>(), 10'000);
    if (type == "tiered") {
        std::map<Int, Int> by_threshold;
        for (const Json& tier : coupon["tiers"]) {
            if (tier["threshold_fen"] <= goods) {
                by_threshold[tier["threshold_fen"].get<Int>()] = tier["off_fen"].get<Int>();
            }
        }
        if (by_threshold.empty()) return {};
        return by_threshold.rbegin()->second;
    }
    Int times = 1;
    if (type == "amount_off" && coupon.value("repeat", false)) {
        times = threshold > 0 ? goods / threshold : 1;
        if (coupon.contains("max_repeat") && coupon["max_repeat"] < times)
            times = coupon["max_repeat"];
    }
    const Wide raw = static_cast<Wide>(coupon.value("off_fen", Int{0})) * times;
    return static_cast<Int>(raw < far ? raw : Wide{far});
}

}  // namespace br::test::oracle
