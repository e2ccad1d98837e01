#include "text/number_format.h"

#include <array>

namespace br::text {

namespace {

// How one language writes numbers, spans of time and dates, from the keys "format.…" of its locale.
// The build makes a row of each; names in braces are filled in.
struct Style {
    std::string_view tag;
    int large_step = 1'000;                 // From each large word to the next, as 万 to 亿.
    std::array<std::string_view, 3> large;  // "{n} k": thousand, million, billion; or 万, 亿, 万亿.
    std::string_view yuan;
    std::array<std::string_view, 4> units;  // Seconds, minutes, hours, days.
    std::string_view two_units;
    std::array<std::string_view, 12> months;
    std::array<std::string_view, 7> weekdays;  // From Sunday.
    std::string_view date;
    std::string_view date_time;
};

constexpr Style styles[] = {
#include "text/number_words.inc"
};

const Style& style_of(std::string_view tag) {
    for (const Style& style : styles) {
        if (tag.starts_with(style.tag)) return style;
    }
    return styles[0];
}

bool is_finite(double value) {
    return value - value == 0;
}

constexpr std::int64_t powers_of_ten[] = {1, 10, 100, 1'000, 10'000, 100'000, 1'000'000};

// |value| times 10^decimals as a whole number, half away from zero, saturating far beyond use.
std::uint64_t scaled(double value, int decimals) {
    const double magnitude =
        (value < 0 ? -value : value) * static_cast<double>(powers_of_ten[decimals]);
    constexpr double limit = 9e18;
    return static_cast<std::uint64_t>((magnitude < limit ? magnitude : limit) + 0.5);
}

std::string grouped(std::uint64_t whole) {
    std::string digits = std::to_string(whole);
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
    return digits;
}

std::string two_digits(int value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
}

// At most three figures and at most one decimal, which is left out when it is 0.
std::string three_figures(double value) {
    if (value >= 99.95) return grouped(scaled(value, 0));
    const std::uint64_t tenths = scaled(value, 1);
    std::string text = std::to_string(tenths / 10);
    if (tenths % 10 != 0) text += "." + std::to_string(tenths % 10);
    return text;
}

// The pattern with {name} replaced.
std::string filled(std::string_view pattern, std::string_view name, std::string_view text) {
    std::string out(pattern);
    const std::size_t at = out.find(name);
    if (at != std::string::npos) out.replace(at, name.size(), text);
    return out;
}

std::string measured(std::string_view pattern, std::string_view number) {
    return filled(pattern, "{n}", number);
}

// A span in two neighbouring units; the smaller is left out when it is 0.
std::string in_units(const Style& style, std::uint64_t small, std::uint64_t per_large, int large) {
    const std::uint64_t rest = small % per_large;
    std::string text =
        measured(style.units[static_cast<std::size_t>(large)], grouped(small / per_large));
    if (rest == 0) return text;
    text = filled(style.two_units, "{large}", text);
    return filled(text, "{small}",
                  measured(style.units[static_cast<std::size_t>(large - 1)], std::to_string(rest)));
}

}  // namespace

std::string format_number(std::string_view, double value, int decimals) {
    if (!is_finite(value)) return "\u2013";
    decimals = decimals < 0 ? 0 : decimals > 6 ? 6 : decimals;
    const std::uint64_t units = scaled(value, decimals);
    const auto power = static_cast<std::uint64_t>(powers_of_ten[decimals]);
    std::string text = value < 0 && units > 0 ? "\u2212" : "";
    text += grouped(units / power);
    if (decimals > 0) text += "." + std::to_string(power + units % power).substr(1);
    return text;
}

std::string format_number_short(std::string_view tag, double value) {
    const Style& style = style_of(tag);
    if (!is_finite(value) || value < 0) return format_number(tag, value);
    double unit = style.large_step;
    const double ratio = unit;
    if (value < 9'999.5) return format_number(tag, value);
    std::size_t name = 0;
    // Rounding must not give "1,000 k": the next unit starts where three figures would round up.
    while (name + 1 < style.large.size() && value >= unit * (ratio - 0.5)) {
        unit *= ratio;
        ++name;
    }
    return measured(style.large[name], three_figures(value / unit));
}

std::string format_percent(std::string_view tag, double ratio, int decimals) {
    return format_number(tag, ratio * 100, decimals) + "%";
}

std::string format_money_fen(std::string_view tag, std::int64_t fen) {
    const std::uint64_t magnitude =
        fen < 0 ? 0 - static_cast<std::uint64_t>(fen) : static_cast<std::uint64_t>(fen);
    std::string text = fen < 0 ? "\u2212" : "";
    text += grouped(magnitude / 100) + "." + two_digits(static_cast<int>(magnitude % 100));
    return measured(style_of(tag).yuan, text);
}

std::string format_duration(std::string_view tag, double seconds) {
    const Style& style = style_of(tag);
    if (!is_finite(seconds)) return "\u2013";
    if (seconds < 0) seconds = 0;
    if (seconds < 9.95) {
        const std::string text = seconds < 0.05 ? "0" : three_figures(seconds);
        return measured(style.units[0], text);
    }
    if (seconds < 99.5) return measured(style.units[0], grouped(scaled(seconds, 0)));
    const std::uint64_t whole_minutes = scaled(seconds / 60, 0);
    if (whole_minutes < 100) return measured(style.units[1], grouped(whole_minutes));
    if (whole_minutes < 48 * 60) return in_units(style, whole_minutes, 60, 2);
    return in_units(style, scaled(seconds / 3'600, 0), 24, 3);
}

std::string format_clock(std::string_view, UnixSeconds instant, bool with_seconds) {
    const CivilTime time = shanghai_time(instant);
    std::string text = two_digits(time.hour) + ":" + two_digits(time.minute);
    if (with_seconds) text += ":" + two_digits(time.second);
    return text;
}

std::string format_date(std::string_view tag, std::int64_t day) {
    const Style& style = style_of(tag);
    const CivilDate date = civil_from_days(day);
    const std::string_view month = style.months[static_cast<std::size_t>(date.month - 1)];
    return filled(filled(style.date, "{day}", std::to_string(date.day)), "{month}", month);
}

std::string format_date_time(std::string_view tag, UnixSeconds instant) {
    const Style& style = style_of(tag);
    const std::int64_t day = shanghai_day(instant);
    const std::string_view name = style.weekdays[static_cast<std::size_t>(weekday(day))];
    const std::string text = filled(style.date_time, "{date}", format_date(tag, day));
    return filled(filled(text, "{weekday}", name), "{clock}", format_clock(tag, instant, false));
}

}  // namespace br::text
