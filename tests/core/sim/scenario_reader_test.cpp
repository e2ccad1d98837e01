#include "sim/scenario_reader.h"

#include <algorithm>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace br;
using namespace br::sim;
using Json = nlohmann::json;

namespace {

Json small() {
    return Json::parse(R"({
        "version": 1, "id": "small", "duration_s": 60,
        "stations": [{"id": "model", "servers": 2, "service": {"kind": "exponential", "mean_s": 1}}],
        "classes": [{"id": "orders", "arrivals": {"kind": "constant", "rate_per_s": 1}}]
    })");
}

Json everything() {
    return Json::parse(R"({
        "$schema": "../schema/scenario.schema.json",
        "version": 1, "id": "everything", "seed": 7, "start": "2026-02-06T07:00:00+08:00",
        "duration_s": 3600, "orders_per_person": 100,
        "texts": {"en": {"title": "All", "note": "Of it."}},
        "measures": {"interval_s": 10, "window_s": 30, "warm_up_s": 60},
        "limits": {"events_max": 1000000, "in_system_max": 1000},
        "campaign": {"stock": 1000, "budget_fen": 2500000, "card_fen": 2500, "hold_ttl_s": 900,
                     "idempotent": false, "check_then_write": true},
        "milestones": [{"at_s": 1800, "served": 500}, {"at_s": 3600, "served": 900,
                        "provenance": "derived"}],
        "stations": [
            {"id": "model", "servers": 40, "line_max": 100, "line_counts_service": true,
             "service": {"kind": "batch", "iteration_base_s": 0.02, "iteration_per_attempt_s": 0.0005,
                         "batch_max": 64, "tokens_mean": 150, "tokens": "fixed"},
             "refusal_cost_ratio": 0.02, "failure_ratio": 0.01, "provenance": "assumed"},
            {"id": "ledger", "servers": 1, "ledger": true, "discipline": "processor_sharing",
             "sharing_max": 3, "service": {"kind": "erlang", "shape": 2, "mean_s": 0.005}},
            {"id": "shops", "servers": "unlimited", "line_max": null,
             "service": {"kind": "hyperexponential", "ratio_first": 0.9, "mean_first_s": 60,
                         "mean_second_s": 600}}],
        "classes": [
            {"id": "coupon", "priority": 1, "wants_coupon": true, "service_factor": 1.5,
             "route": ["model", {"station": "ledger", "go_on_ratio": 0.5}, "shops"],
             "arrivals": {"kind": "piecewise", "points": [[0, 10], [60, 20]], "provenance": "assumed"},
             "patience": {"kind": "lognormal", "mean_s": 20, "variation": 0.5, "scope": "line",
                          "leaves_work_behind": false, "balk_above": 50},
             "retry": {"probability": 0.85, "attempts_max": 8, "after_giving_up": false,
                       "backoff": {"kind": "growing", "base_s": 1, "cap_s": 60, "factor": 3,
                                   "jitter": "decorrelated"}},
             "invite": {"probability": 0.1, "invitations_max": 20, "delay_mean_s": 60,
                        "total_max": 5000}},
            {"id": "loop", "arrivals": {"kind": "closed_loop", "users": 5, "think_mean_s": 2}},
            {"id": "burst", "arrivals": {"kind": "burst", "at_s": 5, "count": 100, "period_s": 60,
                                         "bursts": 3}},
            {"id": "trace", "arrivals": {"kind": "trace", "at_s": [1, 1, 2.5]}}],
        "policies": [
            {"at": "model", "kind": "bounded_line", "line_max": 10},
            {"at": "shops", "kind": "bounded_line", "line_max": 20, "enabled": false},
            {"at": "clients", "kind": "retry_budget", "ratio": 0.2},
            {"at": "door", "kind": "waiting_room", "active_max": 100, "id": "hall"}],
        "events": [
            {"at_s": 300, "kind": "set_policy", "policy": "hall", "enabled": false},
            {"at_s": 100, "kind": "set_servers", "station": "model", "servers": 80, "delay_s": 45,
             "note_key": "timeline.more"},
            {"at_s": 300, "kind": "set_policy", "policy": "bounded_line-2", "with":
             {"kind": "bounded_line", "line_max": 5}},
            {"at_s": 400, "kind": "set_slowdown", "station": "shops", "factor": 3, "duration_s": 30},
            {"at_s": 400, "kind": "outage", "station": "model", "duration_s": 9,
             "fails_running": true},
            {"at_s": 500, "kind": "pause_issuing", "purge": true}, {"at_s": 510, "kind": "resume_issuing"},
            {"at_s": 520, "kind": "pause_redeeming"}, {"at_s": 530, "kind": "resume_redeeming"},
            {"at_s": 600, "kind": "extend_validity", "days_left_before": 17, "days_left_after": 22},
            {"at_s": 700, "kind": "scale_demand", "class": "coupon", "factor": 2},
            {"at_s": 800, "kind": "set_retry", "retry": {"probability": 0, "attempts_max": 1}},
            {"at_s": 900, "kind": "purge"}, {"at_s": 900, "kind": "purge", "station": "model"},
            {"at_s": 950, "kind": "set_line_max", "station": "model", "line_max": 7}]
    })");
}

std::vector<Fault> faults_of(const Json& json) {
    const auto result = read_scenario(json.dump());
    return result ? std::vector<Fault>{} : result.error();
}

// The paths at fault, in order.
std::vector<std::string> paths_of(const Json& json) {
    std::vector<std::string> paths;
    for (const Fault& fault : faults_of(json)) paths.push_back(fault.path);
    return paths;
}

using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("a small scenario takes all else from the defaults") {
    const auto result = read_scenario(small().dump());
    REQUIRE(result);
    CHECK(result->seed == 1);
    CHECK(result->duration == seconds(60));
    CHECK(result->classes[0].route == std::vector<int>{0});
    CHECK_FALSE(result->classes[0].patience.limited);
    CHECK(result->classes[0].retry.attempts_max == 1);
    CHECK(result->stations[0].line_max == unlimited);
    CHECK(result->stations[0].discipline == Discipline::fifo);
    CHECK(result->policies.empty());
    CHECK_FALSE(result->campaign);
}

TEST_CASE("every member is read into its place") {
    const auto result = read_scenario(everything().dump());
    if (!result) MESSAGE(to_text(result.error()));
    REQUIRE(result);
    const Scenario& s = *result;
    CHECK(s.seed == 7);
    CHECK(format_shanghai(s.start) == "2026-02-06T07:00:00+08:00");
    CHECK(s.orders_per_person == 100);
    CHECK(s.measures.warm_up == seconds(60));
    CHECK(s.limits.in_system_max == 1'000);
    CHECK(s.campaign->budget_fen == 2'500'000);
    CHECK(s.campaign->check_then_write);
    CHECK(s.milestones[0].provenance == Provenance::reported);
    CHECK(s.milestones[1].provenance == Provenance::derived);
    CHECK(s.texts[0].entries[0] == std::pair<std::string, std::string>("note", "Of it."));

    CHECK(s.stations[0].batch->batch_max == 64);
    CHECK_FALSE(s.stations[0].batch->tokens_exponential);
    CHECK(s.stations[0].line_counts_service);
    CHECK(s.stations[1].discipline == Discipline::processor_sharing);
    CHECK(s.stations[1].sharing_max == 3);
    CHECK(s.stations[1].ledger);
    CHECK(s.stations[2].servers == unlimited);
    CHECK(s.stations[2].service.mean == seconds(114));

    const CustomerClass& coupon = s.classes[0];
    CHECK(coupon.route == std::vector<int>{0, 1, 2});
    CHECK(coupon.go_on_ratio == std::vector<double>{1, 0.5, 1});
    CHECK(coupon.provenance == Provenance::assumed);
    CHECK(std::get<RateArrivals>(coupon.arrivals).points[1].at == seconds(60));
    CHECK(coupon.patience.scope == PatienceScope::line);
    CHECK_FALSE(coupon.patience.leaves_work_behind);
    CHECK(coupon.patience.balk_above == 50);
    CHECK(coupon.retry.backoff.jitter == Jitter::decorrelated);
    CHECK(coupon.retry.after_refusal);
    CHECK_FALSE(coupon.retry.after_giving_up);
    CHECK(coupon.invite.total_max == 5'000);
    CHECK(std::get<LoopArrivals>(s.classes[1].arrivals).users == 5);
    CHECK(std::get<BurstArrivals>(s.classes[2].arrivals).bursts == 3);
    CHECK(std::get<TraceArrivals>(s.classes[3].arrivals).at[2] == milliseconds(2'500));

    CHECK(s.policies[0].id == "bounded_line");
    CHECK(s.policies[1].id == "bounded_line-2");
    CHECK(s.policies[1].station == 2);
    CHECK_FALSE(s.policies[1].enabled);
    CHECK(s.policies[2].place == PlaceKind::clients);
    CHECK(s.policies[3].place == PlaceKind::door);
    CHECK(s.policies[3].id == "hall");
}

TEST_CASE("events are in order of time, and of the file where the time is the same") {
    const auto result = read_scenario(everything().dump());
    REQUIRE(result);
    CHECK(std::get<SetServers>(result->events[0].action).delay == seconds(45));
    CHECK(result->events[0].note_key == "timeline.more");
    CHECK(std::get<SetPolicy>(result->events[1].action).policy == 3);
    const auto& anew = std::get<SetPolicy>(result->events[2].action);
    CHECK(anew.policy == 1);
    CHECK(std::get<policies::BoundedLine>(*anew.unit).line_max == 5);
    CHECK(std::is_sorted(result->events.begin(), result->events.end(),
                         [](const auto& a, const auto& b) { return a.at < b.at; }));
    CHECK(std::get<SetLineMax>(result->events.back().action).line_max == 7);
    CHECK(std::get<ScaleDemand>(result->events[10].action).customer_class == 0);
    CHECK(std::get<SetRetry>(result->events[11].action).customer_class == -1);
}

TEST_CASE("bad documents are refused as a whole") {
    CHECK(read_scenario("").error().size() == 1);
    CHECK(read_scenario("[]").error()[0].message == "must be an object");
    CHECK(read_scenario("{").error().size() == 1);
    CHECK(read_scenario("{\"version\": 1, \"version\": 1}").error()[0].message.find("twice") !=
          std::string::npos);
    CHECK(paths_of(Json{{"version", 2}}) == Paths{"/version"});
    Json json = small();
    json["duration_s"] = "soon";
    json["colour"] = 1;
    json.erase("id");
    CHECK(paths_of(json) == Paths{"/id", "/duration_s", "/colour"});
    // Not a number, infinite: no JSON at all, or too large.
    CHECK(read_scenario("{\"version\": 1, \"duration_s\": NaN}").error().size() == 1);
    CHECK(read_scenario("{\"version\": 1, \"duration_s\": 1e999}").error().size() == 1);
}

TEST_CASE("each fault is reported by its path") {
    struct Row {
        const char* pointer;  // What to write over,
        const char* value;    // with what,
        const char* path;     // and what is at fault then.
    };
    const Row rows[] = {
        {"/duration_s", "0", "/duration_s"},
        {"/duration_s", "-5", "/duration_s"},
        {"/duration_s", "1e8", "/duration_s"},
        {"/seed", "-1", "/seed"},
        {"/seed", "0.5", "/seed"},
        {"/start", "\"yesterday\"", "/start"},
        {"/start", "\"2026-02-06\"", "/start"},
        {"/start", "\"9999-12-31T23:59:59+08:00\"", "/start"},
        {"/stations", "[]", "/stations"},
        {"/stations/0/servers", "0", "/stations"},
        {"/stations/0/servers", "-1", "/stations/0/servers"},
        {"/stations/0/servers", "2.5", "/stations/0/servers"},
        {"/stations/0/servers", "\"many\"", "/stations/0/servers"},
        {"/stations/0/id", "\"Model 1\"", "/stations/0/id"},
        {"/stations/0/id", "\"door\"", "/stations/0/id"},
        {"/stations/0/service/mean_s", "0", "/stations/0/service/mean_s"},
        {"/stations/0/service/kind", "\"normal\"", "/stations/0/service/kind"},
        {"/stations/0/line_max", "-1", "/stations/0/line_max"},
        {"/stations/0/refusal_cost_ratio", "2", "/stations/0/refusal_cost_ratio"},
        {"/stations/0/colour", "1", "/stations/0/colour"},
        {"/classes", "[]", "/classes"},
        {"/classes", "null", "/classes"},
        {"/classes/0/arrivals/rate_per_s", "-1", "/classes/0/arrivals/rate_per_s"},
        {"/classes/0/arrivals/rate_per_s", "1e12", "/classes/0/arrivals/rate_per_s"},
        {"/classes/0/priority", "16", "/classes/0/priority"},
        {"/classes/0/route", "[\"nowhere\"]", "/classes/0/route/0"},
        {"/classes/0/route", "[\"model\", \"model\"]", "/classes/0/route/1"},
        {"/classes/0/route", "[]", "/classes/0/route"},
        {"/classes/0/retry", "{\"probability\": 1}", "/classes/0/retry/attempts_max"},
        {"/classes/0/retry", "{\"probability\": 1.5, \"attempts_max\": 2}",
         "/classes/0/retry/probability"},
        {"/classes/0/patience", "{\"kind\": \"exponential\", \"mean_s\": -4}",
         "/classes/0/patience/mean_s"},
        {"/policies", "[{\"at\": \"nowhere\", \"kind\": \"bounded_line\", \"line_max\": 1}]",
         "/policies/0/at"},
        {"/policies", "[{\"at\": \"model\", \"kind\": \"magic\"}]", "/policies/0/kind"},
        {"/policies", "[{\"at\": \"door\", \"kind\": \"deadline_drop\", \"wait_max_s\": 1}]",
         "/policies/0/at"},
        {"/policies", "[{\"at\": \"model\", \"kind\": \"retry_budget\"}]", "/policies/0/at"},
        {"/policies", "[{\"at\": \"model\", \"kind\": \"deadline_drop\", \"wait_max_s\": 0}]",
         "/policies/0/wait_max_s"},
        {"/events",
         "[{\"at_s\": 1, \"kind\": \"set_servers\", \"station\": \"x\", \"servers\": 1}]",
         "/events/0/station"},
        {"/events", "[{\"at_s\": -1, \"kind\": \"resume_issuing\"}]", "/events/0/at_s"},
        {"/measures", "{\"interval_s\": 1e-6}", "/measures"},
        {"/measures", "{\"interval_s\": 0}", "/measures/interval_s"},
        {"/campaign", "{\"stock\": 5}", "/campaign"},
        {"/limits", "{\"events_max\": 0}", "/limits/events_max"},
    };
    for (const Row& row : rows) {
        Json json = small();
        json[Json::json_pointer(row.pointer)] = Json::parse(row.value);
        CAPTURE(row.pointer);
        CAPTURE(row.value);
        const std::vector<Fault> faults = faults_of(json);
        REQUIRE(faults.size() == 1);
        CHECK(faults[0].path == row.path);
        CHECK_FALSE(faults[0].message.empty());
    }
}

TEST_CASE("ids stand once, and a route must go forward") {
    Json json = small();
    json["stations"].push_back(json["stations"][0]);
    json["classes"].push_back(json["classes"][0]);
    CHECK(paths_of(json) == Paths{"/stations/1/id", "/classes/1/id"});
    json = small();
    const Json bounded = {{"id", "q"}, {"at", "model"}, {"kind", "bounded_line"}, {"line_max", 1}};
    json["policies"] = {bounded, bounded};
    CHECK(paths_of(json) == Paths{"/policies/1/id"});
}

TEST_CASE("demand that would need more than 1e11 orders is refused") {
    Json json = small();
    json["duration_s"] = 1e7;
    json["measures"] = {{"interval_s", 100}};
    json["classes"][0]["arrivals"]["rate_per_s"] = 1e4;
    CHECK(paths_of(json).empty());
    json["classes"][0]["arrivals"]["rate_per_s"] = 1.1e4;
    CHECK(paths_of(json) == Paths{"/classes"});
}

TEST_CASE("a station without servers is fine if an event opens it") {
    Json json = small();
    json["stations"][0]["servers"] = 0;
    json["events"] =
        Json::parse(R"([{"at_s": 5, "kind": "set_servers", "station": "model", "servers": 3}])");
    CHECK(paths_of(json).empty());
}

TEST_CASE("at most a hundred faults are kept") {
    Json json = small();
    for (int i = 0; i < 500; ++i) json["member_" + std::to_string(i)] = i;
    CHECK(faults_of(json).size() == json_faults_max);
}
