// Over-issue never: all interleavings with the safe setting, and the shortest way to over-issue
// with "check, then write". What is found is kept in public/ledger_check.json for the page;
// BR_UPDATE_GOLDEN=1 writes it anew.
#include "support/ledger_model.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

#include "base/json_writer.h"
#include "support/files.h"

namespace br::test {
namespace {

using shop::CampaignLimits;

constexpr int people = 4;
constexpr const char* kept_at = "public/ledger_check.json";

// Cards for three of the four, money and uses for two.
CampaignLimits tight_limits() {
    CampaignLimits limits;
    limits.stock = 3;
    limits.budget_fen = 3'000;
    limits.card_cap_fen = 1'500;
    limits.usage_limit = 2;
    return limits;
}

CampaignLimits last_card() {
    CampaignLimits limits;
    limits.stock = 1;
    limits.check_then_write = true;
    return limits;
}

CampaignLimits last_money() {
    CampaignLimits limits;
    limits.budget_fen = 1'500;
    limits.card_cap_fen = 1'500;
    limits.check_then_write = true;
    return limits;
}

void write_race(JsonWriter& json, std::string_view name, const CampaignLimits& limits) {
    const ModelCheck race = check_ledger(limits, 2);
    REQUIRE_FALSE(race.counterexample.empty());
    json.begin_object(name);
    if (limits.stock != shop::no_limit) {
        json.member("cards", limits.stock);
        json.member("cards_given", race.totals.issued);
    } else {
        json.member("budget_fen", limits.budget_fen);
        json.member("promised_fen", race.totals.reserved_fen + race.totals.spent_fen);
    }
    json.begin_array("steps");
    for (const LedgerMove& move : race.counterexample) {
        json.begin_object();
        json.member("person", move.person + 1);
        json.member("step", name_of(move.step));
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

}  // namespace

TEST_CASE("no interleaving breaks a limit when checking and writing are one") {
    CampaignLimits limits = tight_limits();
    const ModelCheck safe = check_ledger(limits, people);
    CHECK(safe.counterexample.empty());
    CHECK(safe.states > 10'000);
    limits.check_then_write = true;
    CHECK_FALSE(check_ledger(limits, people).counterexample.empty());
}

TEST_CASE("check, then write gives the last card twice in four steps") {
    const ModelCheck race = check_ledger(last_card(), 2);
    REQUIRE(race.counterexample.size() == 4);
    CHECK(race.counterexample[0].step == LedgerStep::check_claim);
    CHECK(race.counterexample[1].step == LedgerStep::check_claim);
    CHECK(race.counterexample[2].step == LedgerStep::write_claim);
    CHECK(race.counterexample[3].step == LedgerStep::write_claim);
    CHECK(race.totals.issued == 2);
    CHECK(race.totals.over_issued == 1);
}

TEST_CASE("what the page tells of the check is what was found") {
    const ModelCheck safe = check_ledger(tight_limits(), people);
    JsonWriter json;
    json.begin_object();
    json.begin_object("safe");
    json.member("people", people);
    json.member("states", safe.states);
    json.member("moves", safe.moves);
    json.member("broken_limits", safe.counterexample.empty() ? 0 : 1);
    json.end_object();
    write_race(json, "last_card", last_card());
    write_race(json, "last_money", last_money());
    json.end_object();
    const std::string text = json.text() + '\n';
    if (std::getenv("BR_UPDATE_GOLDEN") != nullptr) write_source_file(kept_at, text);
    CHECK(read_source_file(kept_at) == text);
}

}  // namespace br::test
