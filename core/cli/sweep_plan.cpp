#include "cli/sweep_plan.h"

#include <algorithm>

#include "base/number_text.h"
#include "cli/options.h"

namespace br::cli {
namespace {

std::vector<std::string> split_values(std::string_view text) {
    std::vector<std::string> values(1);
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"' && (i == 0 || text[i - 1] != '\\')) quoted = !quoted;
        if (!quoted && (c == '[' || c == '{')) ++depth;
        if (!quoted && (c == ']' || c == '}')) --depth;
        if (c == ',' && depth == 0 && !quoted) {
            values.emplace_back();
        } else {
            values.back() += c;
        }
    }
    return values;
}

// FROM..TO/STEP; nothing if the text is no range, an empty list if it is one that makes no sense.
std::optional<std::vector<std::string>> range_values(std::string_view text) {
    const std::size_t dots = text.find("..");
    const std::size_t slash = text.rfind('/');
    if (dots == std::string_view::npos || slash == std::string_view::npos || slash < dots)
        return std::nullopt;
    const auto from = parse_number(text.substr(0, dots));
    const auto to = parse_number(text.substr(dots + 2, slash - dots - 2));
    const auto step = parse_number(text.substr(slash + 1));
    if (!from || !to || !step) return std::nullopt;
    std::vector<std::string> values;
    if (*step <= 0 || *to < *from || (*to - *from) / *step > 1e6) return values;
    // A step may miss the end by rounding only.
    const double last = *to + *step * 1e-9;
    for (int k = 0; *from + k * *step <= last; ++k)
        values.push_back(decimal_text(*from + k * *step));
    return values;
}

}  // namespace

std::optional<Variation> parse_variation(std::string_view text, Console console) {
    auto change = parse_change(text, "--vary", console);
    if (!change) return std::nullopt;
    Variation variation{std::move(change->pointer), {}};
    if (auto range = range_values(change->value)) {
        variation.values = std::move(*range);
        if (variation.values.empty()) {
            complain(
                console.err, "--vary",
                "FROM..TO/STEP needs a step above 0, TO at or above FROM, at most a million steps");
            return std::nullopt;
        }
    } else {
        variation.values = split_values(change->value);
    }
    for (const std::string& value : variation.values) {
        if (!value.empty()) continue;
        complain(console.err, "--vary", "has an empty value");
        return std::nullopt;
    }
    return variation;
}

std::int64_t SweepPlan::combinations() const {
    std::int64_t count = 1;
    for (const Variation& variation : variations) {
        count *= static_cast<std::int64_t>(variation.values.size());
        if (count > sweep_runs_max) return sweep_runs_max + 1;
    }
    return count;
}

std::int64_t SweepPlan::runs() const {
    return std::min(combinations() * std::min(seeds, sweep_runs_max + 1), sweep_runs_max + 1);
}

std::vector<Change> SweepPlan::changes(std::int64_t combination) const {
    std::vector<Change> changes(variations.size());
    for (std::size_t v = variations.size(); v-- > 0;) {
        const auto count = static_cast<std::int64_t>(variations[v].values.size());
        changes[v] = {variations[v].pointer,
                      variations[v].values[static_cast<std::size_t>(combination % count)]};
        combination /= count;
    }
    return changes;
}

}  // namespace br::cli
