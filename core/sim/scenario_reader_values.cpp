// Small values that several parts of a scenario are made of.
#include <algorithm>

#include "sim/scenario_reader_parts.h"

namespace br::sim::reading {
namespace {

constexpr std::string_view provenances[] = {"none", "reported", "assumed", "derived"};
constexpr std::string_view distributions[] = {
    "fixed",     "exponential", "erlang",  "hyperexponential",
    "lognormal", "bimodal",     "weibull", "uniform"};

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

}  // namespace

SimDuration read_time(JsonReader& json, std::string_view name, NumberRange range) {
    return from_seconds(json.number(name, range));
}

SimDuration read_time_or(JsonReader& json, std::string_view name, SimDuration fallback,
                         NumberRange range) {
    return json.has(name) ? read_time(json, name, range) : (json.ignore(name), fallback);
}

std::string read_id(JsonReader& json, std::string_view name,
                    const std::vector<std::string>& taken) {
    std::string id = json.text(name);
    if (!json.has(name)) return id;
    if (!is_id(id))
        json.fault(name, "must be 1 to 64 small letters, digits, - or _");
    else if (std::find(taken.begin(), taken.end(), id) != taken.end())
        json.fault(name, "is there twice: " + id);
    return id;
}

int read_name(JsonReader& json, std::string_view name, const std::vector<std::string>& known,
              std::string_view what) {
    const std::string word = json.text(name);
    if (!json.has(name)) return 0;
    const auto found = std::find(known.begin(), known.end(), word);
    if (found != known.end()) return static_cast<int>(found - known.begin());
    json.fault(name, std::string("names no ").append(what).append(" of this scenario: ") + word);
    return 0;
}

Provenance read_provenance(JsonReader& json) {
    return static_cast<Provenance>(json.choice_or("provenance", 0, provenances));
}

std::int64_t read_limit(JsonReader& json, std::string_view name, std::int64_t min) {
    return json.integer_or(name, unlimited, {.min = min, .max = 1'000'000'000'000});
}

std::int64_t read_servers(JsonReader& json) {
    std::optional<JsonReader> member = json.optional_member("servers");
    if (!member) {
        json.fault("servers", "is missing");
        return 1;
    }
    if (!member->is_string()) return member->as_integer({.min = 0, .max = servers_max});
    if (member->as_text() != "unlimited") member->fault("must be a whole number or \"unlimited\"");
    return unlimited;
}

std::span<const std::string_view> distribution_words() {
    return distributions;
}

RandomTime read_random_time(JsonReader& json, Distribution kind) {
    const NumberRange ratio{.min = 0, .max = 1, .min_open = true, .max_open = true};
    RandomTime time;
    time.kind = kind;
    switch (kind) {
        case Distribution::fixed:
            time.mean = read_time(json, "mean_s");
            return time;
        case Distribution::uniform:
            time.low = read_time(json, "min_s");
            time.high = read_time(
                json, "max_s", {.min = to_seconds(time.low), .max = seconds_max, .min_open = true});
            break;
        case Distribution::hyperexponential:
        case Distribution::bimodal:
            time.ratio_first = json.number("ratio_first", ratio);
            time.mean_first = read_time(json, "mean_first_s", positive_time_range);
            time.mean_second = read_time(json, "mean_second_s", positive_time_range);
            break;
        case Distribution::erlang:
            time.shape = static_cast<double>(json.integer("shape", {.min = 1, .max = 100}));
            time.mean = read_time(json, "mean_s", positive_time_range);
            return time;
        case Distribution::weibull:
            time.shape = json.number("shape", {.min = 0.2, .max = 20});
            time.mean = read_time(json, "mean_s", positive_time_range);
            return time;
        case Distribution::lognormal:
            time.variation = json.number("variation", {.min = 0, .max = 20, .min_open = true});
            time.mean = read_time(json, "mean_s", positive_time_range);
            return time;
        case Distribution::exponential:
            time.mean = read_time(json, "mean_s", positive_time_range);
            return time;
    }
    // Two values with their shares, or a span with its middle.
    const double first_s =
        to_seconds(time.kind == Distribution::uniform ? time.low : time.mean_first);
    const double second_s =
        to_seconds(time.kind == Distribution::uniform ? time.high : time.mean_second);
    const double share = time.kind == Distribution::uniform ? 0.5 : time.ratio_first;
    time.mean = from_seconds(share * first_s + (1 - share) * second_s);
    return time;
}

}  // namespace br::sim::reading
