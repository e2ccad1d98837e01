#include "sim/scenario_reader.h"
#include "support/source_path.h"

#include <algorithm>
#include <fstream>
#include <span>

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
    std::ifstream stream(test::source_path("tests/data/scenario_everything.json"));
    return Json::parse(stream);
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
    CHECK(s.campaign->people == 5'000);
    CHECK(s.campaign->cards_per_person == 21);
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

struct FaultRow {
    const char* pointer;  // What to write over,
    const char* value;    // with what,
    const char* path;     // and what is at fault then.
};

void check_faults(std::span<const FaultRow> rows) {
    for (const FaultRow& row : rows) {
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

TEST_CASE("each fault of the run, a station or a class is reported by its path") {
    const FaultRow rows[] = {
        {"/duration_s", "0", "/duration_s"},
        {"/duration_s", "-5", "/duration_s"},
        {"/duration_s", "1e8", "/duration_s"},
        {"/seed", "-1", "/seed"},
        {"/seed", "0.5", "/seed"},
        {"/start", "\"yesterday\"", "/start"},
        {"/start", "\"2026-02-06\"", "/start"},
        {"/start", "\"9999-12-31T23:59:59+08:00\"", "/start"},
        {"/stations", "[]", "/stations"},
        {"/stations/0/servers", "0", "/stations/0/servers"},
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
    };
    check_faults(rows);
}

TEST_CASE("each fault of a policy, an event or the rest is reported by its path") {
    const FaultRow rows[] = {
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
        {"/campaign", "{\"cards_per_person\": 2}", "/campaign/people"},
        {"/limits", "{\"events_max\": 0}", "/limits/events_max"},
    };
    check_faults(rows);
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
    // Events may raise the demand.
    json["classes"][0]["arrivals"]["rate_per_s"] = 100;
    CHECK(paths_of(json).empty());
    json["events"] = Json::parse(R"([{"at_s": 5, "kind": "scale_demand", "factor": 110}])");
    CHECK(paths_of(json) == Paths{"/classes"});
}

TEST_CASE("an event gives a policy nothing that it cannot be at its place") {
    Json json = small();
    json["policies"] = Json::parse(R"([{"at": "door", "kind": "token_bucket", "id": "gate"}])");
    json["events"] = Json::parse(R"([{"at_s": 5, "kind": "set_policy", "policy": "gate",
        "with": {"kind": "deadline_drop", "wait_max_s": 1}}])");
    json["policies"][0]["rate_per_s"] = 1;
    CHECK(paths_of(json) == Paths{"/events/0/with/kind"});
    json["policies"][0]["at"] = "model";
    CHECK(paths_of(json).empty());
}

TEST_CASE("no more policies hear of endings than an attempt can remember") {
    Json json = small();
    const auto aimd = [](int i) {
        return Json{{"id", "aimd-" + std::to_string(i)}, {"at", "model"}, {"kind", "aimd_limit"}};
    };
    for (int i = 0; i < listeners_max; ++i) json["policies"].push_back(aimd(i));
    CHECK(paths_of(json).empty());
    json["policies"].push_back({{"at", "model"}, {"kind", "bounded_line"}, {"line_max", 9}});
    CHECK(paths_of(json).empty());
    json["events"] = Json::parse(R"([{"at_s": 5, "kind": "set_policy", "policy": "bounded_line",
        "with": {"kind": "aimd_limit"}}])");
    CHECK(paths_of(json) == Paths{"/policies"});
    json.erase("events");
    json["policies"][listeners_max] = aimd(listeners_max);
    CHECK(paths_of(json) == Paths{"/policies"});
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
