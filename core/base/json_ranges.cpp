#include "base/json_ranges.h"

#include <cstdio>
#include <limits>

namespace br {

std::string number_text(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.10g", value);
    return text;
}

std::string range_text(NumberRange range) {
    const bool has_min = range.min > -std::numeric_limits<double>::max();
    const bool has_max = range.max < std::numeric_limits<double>::max();
    const std::string low = (range.min_open ? "above " : "at least ") + number_text(range.min);
    const std::string high = (range.max_open ? "below " : "at most ") + number_text(range.max);
    if (has_min && has_max) return "must be " + low + " and " + high;
    return "must be " + (has_min ? low : high);
}

bool in_range(double value, NumberRange range) {
    if (range.min_open ? value <= range.min : value < range.min) return false;
    return range.max_open ? value < range.max : value <= range.max;
}

std::string range_text(IntegerRange range) {
    const std::string low = "at least " + std::to_string(range.min);
    const std::string high = "at most " + std::to_string(range.max);
    if (range.min != INT64_MIN && range.max != INT64_MAX) return "must be " + low + " and " + high;
    return "must be " + (range.min != INT64_MIN ? low : high);
}

std::string words_text(std::span<const std::string_view> words) {
    std::string text = "must be one of";
    for (const std::string_view word : words) text += " \"" + std::string(word) + "\"";
    return text;
}

}  // namespace br
