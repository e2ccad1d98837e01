#include "sim/scenario_reader.h"

#include <algorithm>

#include "base/calendar.h"
#include "sim/scenario_reader_parts.h"

namespace br::sim {
namespace {

using namespace reading;

constexpr double orders_most = 1e11;
constexpr double bins_most = 1e6;
constexpr std::size_t events_list_max = 1'000;
constexpr std::size_t milestones_max = 100;
constexpr std::size_t languages_max = 50;
constexpr std::size_t text_bytes_max = 4'000;

UnixSeconds read_start(JsonReader& json, SimDuration duration) {
    if (!json.has("start")) {
        json.ignore("start");
        return Scenario{}.start;
    }
    const std::string text = json.text("start");
    const std::optional<DateOrInstant> parsed = parse_iso8601(text);
    if (!parsed || parsed->date_only) {
        json.fault("start", "must be an instant like 2026-02-06T07:00:00+08:00");
        return 0;
    }
    const UnixSeconds end_of_calendar = shanghai_midnight(days_from_civil({9999, 12, 31})) + 86'399;
    if (parsed->instant + duration / seconds(1) > end_of_calendar)
        json.fault("start", "must leave the end of the run within the year 9999");
    return parsed->instant;
}

std::vector<Text> read_texts(JsonReader json) {
    std::vector<Text> texts;
    json.each_member([&](const std::string& language, JsonReader entries) {
        if (texts.size() == languages_max) return;
        Text text{language, {}};
        if (!entries.is_object()) return entries.fault("must be an object");
        entries.each_member([&](const std::string& key, JsonReader words) {
            text.entries.emplace_back(key, words.as_text(text_bytes_max));
        });
        texts.push_back(std::move(text));
    });
    return texts;
}

Measures read_measures(JsonReader json, SimDuration duration) {
    Measures measures;
    measures.interval = read_time_or(json, "interval_s", measures.interval, positive_time_range);
    measures.window = read_time_or(json, "window_s", measures.window, positive_time_range);
    measures.warm_up =
        read_time_or(json, "warm_up_s", measures.warm_up, {.min = 0, .max = to_seconds(duration)});
    json.finish();
    return measures;
}

Limits read_limits(JsonReader json) {
    Limits limits;
    limits.events_max = static_cast<std::uint64_t>(
        json.integer_or("events_max", static_cast<std::int64_t>(limits.events_max),
                        {.min = 1, .max = 1'000'000'000'000}));
    limits.in_system_max =
        json.integer_or("in_system_max", limits.in_system_max, {.min = 1, .max = 100'000'000});
    json.finish();
    return limits;
}

std::vector<Milestone> read_milestones(JsonReader& root) {
    std::vector<Milestone> milestones;
    root.each_if_present(
        "milestones",
        [&](JsonReader json) {
            Milestone milestone;
            milestone.at = read_time(json, "at_s");
            milestone.served = json.integer("served", {.min = 0, .max = 1'000'000'000'000});
            if (json.has("provenance"))
                milestone.provenance = read_provenance(json);
            else
                json.ignore("provenance");
            json.finish();
            milestones.push_back(milestone);
        },
        milestones_max);
    return milestones;
}

// Lists of things that have names. Stations come first, as classes and policies name them.
void read_lists(JsonReader& root, Scenario& scenario, Names& names) {
    root.each(
        "stations",
        [&](JsonReader json) {
            scenario.stations.push_back(read_station(json, names));
            names.stations.push_back(scenario.stations.back().id);
        },
        stations_max);
    if (root.has("stations") && scenario.stations.empty())
        root.fault("stations", "must have at least one element");
    root.each(
        "classes",
        [&](JsonReader json) {
            scenario.classes.push_back(read_class(json, names));
            names.classes.push_back(scenario.classes.back().id);
        },
        classes_max);
    if (root.has("classes") && scenario.classes.empty())
        root.fault("classes", "must have at least one element");
    root.each_if_present(
        "policies",
        [&](JsonReader json) {
            scenario.policies.push_back(read_policy(json, names));
            names.policies.push_back(scenario.policies.back().id);
            names.policy_places.push_back(scenario.policies.back().place);
        },
        policies_max);
    root.each_if_present(
        "events", [&](JsonReader json) { scenario.events.push_back(read_event(json, names)); },
        events_list_max);
    std::stable_sort(scenario.events.begin(), scenario.events.end(),
                     [](const TimedAction& a, const TimedAction& b) { return a.at < b.at; });
}

bool opens_later(const Scenario& scenario, int station) {
    return std::any_of(scenario.events.begin(), scenario.events.end(), [&](const TimedAction& e) {
        const auto* set = std::get_if<SetServers>(&e.action);
        return set != nullptr && set->station == station && set->servers > 0;
    });
}

// Policies that hear the end of what they admit, from the start or after an event.
std::ptrdiff_t listeners(const Scenario& scenario) {
    std::vector<bool> hears;
    for (const Policy& policy : scenario.policies)
        hears.push_back(policies::has_hook(policy.unit, policies::Hook::end));
    for (const TimedAction& event : scenario.events)
        if (const auto* set = std::get_if<SetPolicy>(&event.action); set != nullptr && set->unit)
            if (policies::has_hook(*set->unit, policies::Hook::end))
                hears[static_cast<std::size_t>(set->policy)] = true;
    return std::count(hears.begin(), hears.end(), true);
}

// By which events may multiply the demand of a class at most.
double largest_scale(const Scenario& scenario, int customer_class) {
    double largest = 1;
    for (const TimedAction& event : scenario.events)
        if (const auto* scale = std::get_if<ScaleDemand>(&event.action);
            scale != nullptr && event.at < scenario.duration &&
            (scale->customer_class < 0 || scale->customer_class == customer_class))
            largest = std::max(largest, scale->factor);
    return largest;
}

// What no single member can be blamed for by its own range.
void check_whole(JsonReader& root, const Scenario& scenario) {
    int index = 0;
    root.each("stations", [&](JsonReader station) {
        if (scenario.stations[static_cast<std::size_t>(index)].servers == 0 &&
            !opens_later(scenario, index))
            station.fault("servers", "must be above 0, as no event gives it any");
        ++index;
    });
    if (listeners(scenario) > listeners_max)
        root.fault("policies",
                   "must not have more than 16 that have to hear how each attempt ends");
    double orders = 0;
    for (std::size_t c = 0; c < scenario.classes.size(); ++c)
        orders += expected_orders(scenario.classes[c], scenario.duration) *
                  largest_scale(scenario, static_cast<int>(c));
    if (orders > orders_most)
        root.fault("classes",
                   "ask for more than 1e11 orders in all: lower the rates or the duration");
    if (to_seconds(scenario.duration) / to_seconds(scenario.measures.interval) > bins_most)
        root.fault("measures", "must not cut the run into more than 1e6 intervals");
    if (scenario.campaign && std::none_of(scenario.stations.begin(), scenario.stations.end(),
                                          [](const Station& s) { return s.ledger; }))
        root.fault("campaign", "needs a station with \"ledger\": true");
}

}  // namespace

Result<Scenario, std::vector<Fault>> read_scenario(std::string_view json) {
    JsonDocument document = parse_json(json);
    if (!document.faults().empty()) return Unexpected{document.faults()};
    JsonReader root = document.reader();
    if (!root.is_object()) {
        root.fault("must be an object");
        return Unexpected{document.faults()};
    }
    Scenario scenario;
    const std::int64_t version = root.integer("version", {.min = 1});
    if (version > scenario_version)
        root.fault("version", "is " + std::to_string(version) + ", but only versions up to " +
                                  std::to_string(scenario_version) + " are known");
    if (!document.faults().empty()) return Unexpected{document.faults()};
    root.ignore("$schema");
    scenario.id = read_id(root, "id", {});
    scenario.seed = static_cast<std::uint64_t>(
        root.integer_or("seed", static_cast<std::int64_t>(scenario.seed), {.min = 0}));
    scenario.duration = read_time(root, "duration_s", positive_time_range);
    scenario.start = read_start(root, scenario.duration);
    scenario.orders_per_person =
        root.integer_or("orders_per_person", 1, {.min = 1, .max = 1'000'000});
    if (std::optional<JsonReader> texts = root.optional_object("texts"))
        scenario.texts = read_texts(*texts);
    if (std::optional<JsonReader> measures = root.optional_object("measures"))
        scenario.measures = read_measures(*measures, scenario.duration);
    if (std::optional<JsonReader> limits = root.optional_object("limits"))
        scenario.limits = read_limits(*limits);
    if (std::optional<JsonReader> campaign = root.optional_object("campaign"))
        scenario.campaign = read_campaign(*campaign);
    scenario.milestones = read_milestones(root);
    Names names;
    read_lists(root, scenario, names);
    root.finish();
    if (document.faults().empty()) check_whole(root, scenario);
    if (!document.faults().empty()) return Unexpected{document.faults()};
    return scenario;
}

}  // namespace br::sim
