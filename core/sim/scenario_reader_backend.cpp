// Stations, policies, the campaign and what changes during a run.
#include <algorithm>

#include "sim/scenario_reader_parts.h"

namespace br::sim::reading {
namespace {

using policies::Hook;

BatchService read_batch(JsonReader& json) {
    constexpr std::string_view token_kinds[] = {"exponential", "fixed"};
    BatchService batch;
    batch.iteration_base = read_time(json, "iteration_base_s");
    batch.iteration_per_attempt = read_time(json, "iteration_per_attempt_s");
    if (json.has("iteration_base_s") && json.has("iteration_per_attempt_s") &&
        batch.iteration_base + batch.iteration_per_attempt == 0)
        json.fault("iteration_base_s", "must be above 0 if the time per attempt is 0");
    batch.batch_max = static_cast<int>(json.integer("batch_max", {.min = 1, .max = 4'096}));
    batch.tokens_mean = json.number("tokens_mean", {.min = 1, .max = 1e6});
    batch.tokens_exponential = json.choice_or("tokens", 0, token_kinds) == 0;
    return batch;
}

void read_service(JsonReader json, Station& station) {
    std::vector<std::string_view> kinds(distribution_words().begin(), distribution_words().end());
    kinds.push_back("batch");
    const std::size_t kind = json.choice("kind", kinds);
    if (kind + 1 == kinds.size())
        station.batch = read_batch(json);
    else
        station.service = read_random_time(json, static_cast<Distribution>(kind));
    json.finish();
}

// Where a policy can do anything follows from what it can say. The member is the one at fault.
void check_place(JsonReader& json, std::string_view member, const policies::Unit& unit,
                 PlaceKind place) {
    const auto has = [&](Hook hook) { return policies::has_hook(unit, hook); };
    const bool of_clients = has(Hook::may_retry) || has(Hook::hedge);
    const bool of_stations = has(Hook::dequeue) || has(Hook::newest_first) ||
                             has(Hook::pick_line) || has(Hook::service_factor) ||
                             std::holds_alternative<policies::Autoscaler>(unit);
    const std::string where(member == "at" ? "must be " : "is of a kind that must be at ");
    if (of_clients && place != PlaceKind::clients)
        json.fault(member, where + "\"clients\"" + (member == "at" ? " for this kind" : ""));
    if (of_stations && place != PlaceKind::station)
        json.fault(member, where + "a station" + (member == "at" ? " for this kind" : ""));
}

SetServers read_set_servers(JsonReader& json, const Names& names) {
    SetServers action;
    action.station = read_name(json, "station", names.stations, "station");
    action.servers = read_servers(json);
    action.delay = read_time_or(json, "delay_s", 0);
    return action;
}

SetSlowdown read_slowdown(JsonReader& json, const Names& names) {
    SetSlowdown action;
    action.station = read_name(json, "station", names.stations, "station");
    action.factor = json.number("factor", {.min = 0, .max = 1'000, .min_open = true});
    action.duration = read_time_or(json, "duration_s", action.duration, positive_time_range);
    return action;
}

StartOutage read_outage(JsonReader& json, const Names& names) {
    StartOutage action;
    action.station = read_name(json, "station", names.stations, "station");
    action.duration = read_time(json, "duration_s", positive_time_range);
    action.fails_running = json.boolean_or("fails_running", false);
    return action;
}

ExtendValidity read_extension(JsonReader& json) {
    ExtendValidity action;
    action.days_left_before =
        json.number("days_left_before", {.min = 0, .max = 3'660, .min_open = true});
    action.days_left_after =
        json.number("days_left_after", {.min = action.days_left_before, .max = 3'660});
    return action;
}

int read_class_or_all(JsonReader& json, const Names& names) {
    if (json.has("class")) return read_name(json, "class", names.classes, "class");
    json.ignore("class");
    return -1;
}

SetPolicy read_set_policy(JsonReader& json, const Names& names) {
    SetPolicy action;
    action.policy = read_name(json, "policy", names.policies, "policy");
    action.enabled = json.boolean_or("enabled", true);
    if (std::optional<JsonReader> with = json.optional_object("with")) {
        action.unit = policies::read_unit(*with);
        if (action.unit && json.has("policy") && !names.policy_places.empty())
            check_place(*with, "kind", *action.unit,
                        names.policy_places[static_cast<std::size_t>(action.policy)]);
        with->finish();
    }
    return action;
}

ScaleDemand read_scale(JsonReader& json, const Names& names) {
    ScaleDemand action;
    action.customer_class = read_class_or_all(json, names);
    action.factor = json.number("factor", {.min = 0, .max = 1'000});
    return action;
}

SetRetry read_set_retry(JsonReader& json, const Names& names) {
    SetRetry action;
    action.customer_class = read_class_or_all(json, names);
    action.retry = read_retry(json.object("retry"));
    return action;
}

Purge read_purge(JsonReader& json, const Names& names) {
    Purge action;
    if (json.has("station"))
        action.station = read_name(json, "station", names.stations, "station");
    else
        json.ignore("station");
    return action;
}

SetLineMax read_set_line_max(JsonReader& json, const Names& names) {
    SetLineMax action;
    action.station = read_name(json, "station", names.stations, "station");
    action.line_max = read_limit(json, "line_max", 0);
    return action;
}

Action read_action(JsonReader& json, const Names& names) {
    constexpr std::string_view kinds[] = {"set_servers",      "set_slowdown",    "outage",
                                          "pause_issuing",    "resume_issuing",  "pause_redeeming",
                                          "resume_redeeming", "extend_validity", "scale_demand",
                                          "set_retry",        "set_policy",      "purge",
                                          "set_line_max"};
    switch (json.choice("kind", kinds)) {
        case 0:
            return read_set_servers(json, names);
        case 1:
            return read_slowdown(json, names);
        case 2:
            return read_outage(json, names);
        case 3:
            return PauseIssuing{.purge = json.boolean_or("purge", false)};
        case 4:
            return ResumeIssuing{};
        case 5:
            return PauseRedeeming{};
        case 6:
            return ResumeRedeeming{};
        case 7:
            return read_extension(json);
        case 8:
            return read_scale(json, names);
        case 9:
            return read_set_retry(json, names);
        case 10:
            return read_set_policy(json, names);
        case 11:
            return read_purge(json, names);
        default:
            return read_set_line_max(json, names);
    }
}

}  // namespace

Station read_station(JsonReader json, const Names& names) {
    constexpr std::string_view disciplines[] = {
        "fifo", "lifo", "random", "processor_sharing", "priority", "preemptive_priority"};
    Station station;
    station.id = read_id(json, "id", names.stations);
    if (station.id == "clients" || station.id == "door")
        json.fault("id", "must not be the name of a place: clients, door");
    station.servers = read_servers(json);
    read_service(json.object("service"), station);
    station.line_max = read_limit(json, "line_max", 0);
    station.line_counts_service = json.boolean_or("line_counts_service", false);
    station.discipline = static_cast<Discipline>(json.choice_or("discipline", 0, disciplines));
    if (station.discipline == Discipline::processor_sharing)
        station.sharing_max = read_limit(json, "sharing_max", 1);
    if (station.batch && (station.discipline == Discipline::processor_sharing ||
                          station.discipline == Discipline::preemptive_priority))
        json.fault("discipline", "must not be this one for a batch service");
    station.refusal_cost_ratio = json.number_or("refusal_cost_ratio", 0, {.min = 0, .max = 1});
    station.failure_ratio = json.number_or("failure_ratio", 0, {.min = 0, .max = 1});
    station.ledger = json.boolean_or("ledger", false);
    station.provenance = read_provenance(json);
    json.finish();
    return station;
}

Policy read_policy(JsonReader json, const Names& names) {
    Policy policy;
    if (json.has("id")) {
        policy.id = read_id(json, "id", names.policies);
    } else {
        json.ignore("id");
    }
    const std::string at = json.text("at");
    if (at == "clients") {
        policy.place = PlaceKind::clients;
    } else if (at == "door") {
        policy.place = PlaceKind::door;
    } else if (json.has("at")) {
        policy.station = read_name(json, "at", names.stations, "place: clients, door or a station");
    }
    policy.enabled = json.boolean_or("enabled", true);
    if (std::optional<policies::Unit> unit = policies::read_unit(json)) {
        policy.unit = *unit;
        check_place(json, "at", policy.unit, policy.place);
        json.finish();
    }
    if (policy.id.empty()) {
        policy.id = policies::kind_of(policy.unit);
        for (int n = 2; std::find(names.policies.begin(), names.policies.end(), policy.id) !=
                        names.policies.end();
             ++n)
            policy.id = std::string(policies::kind_of(policy.unit)) + "-" + std::to_string(n);
    }
    return policy;
}

Campaign read_campaign(JsonReader json) {
    Campaign campaign;
    campaign.stock = read_limit(json, "stock", 0);
    campaign.budget_fen =
        json.integer_or("budget_fen", unlimited, {.min = 0, .max = INT64_MAX / 2});
    campaign.card_fen =
        json.integer_or("card_fen", campaign.card_fen, {.min = 0, .max = 1'000'000'000});
    campaign.hold_ttl = read_time_or(json, "hold_ttl_s", campaign.hold_ttl, positive_time_range);
    campaign.idempotent = json.boolean_or("idempotent", campaign.idempotent);
    campaign.check_then_write = json.boolean_or("check_then_write", campaign.check_then_write);
    campaign.people = json.integer_or("people", campaign.people, {.min = 0, .max = 10'000'000});
    campaign.cards_per_person =
        json.integer_or("cards_per_person", campaign.cards_per_person, {.min = 1, .max = 65'535});
    if (campaign.people == 0 && campaign.cards_per_person > 1)
        json.fault("people", "must be given: it says who has several cards");
    json.finish();
    return campaign;
}

TimedAction read_event(JsonReader json, const Names& names) {
    TimedAction event;
    event.at = read_time(json, "at_s");
    event.note_key = json.text_or("note_key", "");
    event.action = read_action(json, names);
    json.finish();
    return event;
}

}  // namespace br::sim::reading
