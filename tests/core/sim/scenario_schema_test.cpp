// The schema and the reader say the same: of documents that are all right, and of documents with
// one thing wrong. What a schema cannot say (that a name exists, that one number is above another)
// only the reader refuses; that it refuses it is tested with the reader.
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>

#include <doctest/doctest.h>

#include "sim/scenario_reader.h"
#include "support/effort.h"
#include "support/json_schema.h"
#include "support/source_path.h"

using namespace br;
using Json = nlohmann::json;

namespace {

Json load(const std::string& path) {
    std::ifstream stream(path);
    Json json = Json::parse(stream, nullptr, false);
    REQUIRE_FALSE(json.is_discarded());
    return json;
}

const Json& schema() {
    static const Json file = load(test::source_path("public/schema/scenario.schema.json"));
    return file;
}

Json everything() {
    return load(test::source_path("tests/data/scenario_everything.json"));
}

void check_valid(const Json& json) {
    const auto result = sim::read_scenario(json.dump());
    if (!result) FAIL_CHECK(to_text(result.error()));
    CHECK(test::schema_fault(schema(), json) == "");
}

// Calls back with the pointer of every value in the document.
void each_pointer(const Json& json, const Json::json_pointer& at,
                  const std::function<void(const Json::json_pointer&)>& use) {
    if (!at.empty()) use(at);
    if (json.is_object())
        for (const auto& [name, member] : json.items()) each_pointer(member, at / name, use);
    if (json.is_array())
        for (std::size_t i = 0; i < json.size(); ++i) each_pointer(json[i], at / i, use);
}

// For every kind of policy a small document with each of its members written out, by the schema's
// own defaults.
std::vector<Json> one_policy_each() {
    std::vector<Json> documents;
    for (const Json& kind : schema()["$defs"]["policy"]["oneOf"]) {
        Json policy;
        for (const auto& [name, member] : kind["properties"].items()) {
            if (member.contains("const"))
                policy[name] = member["const"];
            else if (member.contains("default"))
                policy[name] = member["default"];
        }
        if (!policy.contains("at")) policy["at"] = "model";
        for (const auto& name : kind["required"])
            if (!policy.contains(name.get<std::string>()))
                policy[name.get<std::string>()] = name == "service_ratio" ? 0.5 : 10;
        Json json = everything();
        for (const char* const name : {"events", "texts", "campaign", "milestones"})
            json.erase(name);
        json["classes"].erase(3);
        json["policies"] = Json::array({policy});
        documents.push_back(json);
    }
    return documents;
}

// Counts what is refused when one value is replaced, taken away, or given a member too many.
struct Tally {
    int both = 0;
    int only_reader = 0;
    int changes = 0;
};

// A slow build tries one change in five, other ones at each place.
constexpr int change_step = test::full_effort ? 1 : 5;

void try_changes(const Json& document, const Json::json_pointer& at, Tally& tally) {
    const Json values[] = {nullptr, true, -1,  0.5,           0,
                           1e300,   "",   "x", Json::array(), Json::object()};
    constexpr std::size_t taken_away = std::size(values);
    constexpr std::size_t member_too_many = taken_away + 1;
    for (std::size_t i = 0; i <= member_too_many; ++i) {
        if (tally.changes++ % change_step != 0) continue;
        Json json = document;
        if (i < taken_away) {
            json[at] = values[i];
        } else if (i == taken_away) {
            Json& parent = json[at.parent_pointer()];
            if (parent.is_object()) parent.erase(at.back());
        } else if (json[at].is_object()) {
            json[at]["nobody_knows_me"] = 1;
        }
        const bool read = sim::read_scenario(json.dump()).has_value();
        const std::string fault = test::schema_fault(schema(), json);
        CAPTURE(at.to_string());
        CAPTURE(fault);
        // Never is the schema stricter than the reader.
        if (read) CHECK(fault == "");
        if (!read) ++(fault.empty() ? tally.only_reader : tally.both);
    }
}

}  // namespace

TEST_CASE("schema and reader accept what has every member") {
    check_valid(everything());
    for (const Json& json : one_policy_each()) check_valid(json);
}

TEST_CASE("the schema describes every kind of policy") {
    std::set<std::string> described;
    for (const Json& kind : schema()["$defs"]["policy"]["oneOf"])
        described.insert(kind["properties"]["kind"]["const"].get<std::string>());
    std::set<std::string> known;
    for (const std::string_view kind : sim::policies::all_kinds()) known.emplace(kind);
    CHECK(described == known);
}

TEST_CASE("schema and reader refuse the same documents with one thing wrong") {
    // A change that names something else or breaks a relation between two members is for the
    // reader.
    Tally tally;
    each_pointer(everything(), Json::json_pointer(), [&](const Json::json_pointer& at) {
        if (!at.to_string().starts_with("/texts")) try_changes(everything(), at, tally);
    });
    for (const Json& json : one_policy_each())
        each_pointer(json, Json::json_pointer(), [&](const Json::json_pointer& at) {
            if (at.to_string().starts_with("/policies/0")) try_changes(json, at, tally);
        });
    CAPTURE(tally.both);
    CAPTURE(tally.only_reader);
    CHECK(tally.both > 2'000 / change_step);
    CHECK(tally.only_reader < tally.both / 10);
}

TEST_CASE("every shipped scenario is valid, and its name is its id") {
    int count = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(test::source_path("public/scenarios"))) {
        CAPTURE(entry.path().string());
        const Json json = load(entry.path().string());
        check_valid(json);
        CHECK(json["id"].get<std::string>() + ".json" == entry.path().filename().string());
        for (const char* const language : {"en", "ms", "zh"})
            for (const char* const key : {"title", "note"}) {
                REQUIRE(json["texts"][language].contains(key));
                CHECK_FALSE(json["texts"][language][key].get<std::string>().empty());
            }
        ++count;
    }
    CHECK(count > 0);
}
