// The ledger station books cards with the shop's own counters: what holds for the counters must
// hold for everybody who passes the station.
#include <algorithm>

#include <doctest/doctest.h>

#include "core/sim/make_scenario.h"
#include "support/effort.h"

using namespace br;
using namespace br::sim;
using namespace br::sim::testing;

namespace {

// A ledger of so many servers that need 50 ms each, then a shop.
Scenario card_rush(std::int64_t stock, std::int64_t ledger_servers, double shop_s) {
    Scenario scenario = one_station(100, ledger_servers, 0.05, seconds(20));
    scenario.stations[0].ledger = true;
    scenario.stations.push_back(exponential_station(1'000, shop_s));
    scenario.stations[1].id = "shop";
    scenario.classes[0].route = {0, 1};
    Campaign campaign;
    campaign.stock = stock;
    scenario.campaign = campaign;
    return scenario;
}

CampaignSnapshot play(const Scenario& scenario, std::uint64_t seed) {
    Simulation simulation = make(scenario, seed);
    simulation.run_until(scenario.duration);
    simulation.check_invariants();
    return simulation.snapshot().campaign;
}

}  // namespace

TEST_CASE("never more cards are out than there are, by stock or by budget") {
    for (int seed = 1; seed <= br::test::effort(300); ++seed) {
        CAPTURE(seed);
        Rng rng(static_cast<std::uint64_t>(seed));
        const auto most = static_cast<std::int64_t>(rng.below(300));
        Scenario scenario =
            card_rush(unlimited, 1 + static_cast<std::int64_t>(rng.below(20)), 0.01 + rng.unit());
        Campaign& campaign = *scenario.campaign;
        const bool by_stock = rng.below(2) == 0;
        if (by_stock)
            campaign.stock = most;
        else
            campaign.budget_fen = most * campaign.card_fen + 17;
        campaign.hold_ttl = from_seconds(0.05 + rng.unit() * 5);
        campaign.idempotent = rng.below(2) == 0;
        CustomerClass& cls = scenario.classes[0];
        cls.patience = {true, exponential_time(0.5), PatienceScope::attempt, rng.below(2) == 0,
                        unlimited};
        cls.retry.probability = 0.8;
        cls.retry.attempts_max = 4;
        Simulation simulation = make(scenario, static_cast<std::uint64_t>(seed));
        for (int i = 0; simulation.step(scenario.duration); ++i) {
            if (i % 11 != 0) continue;
            const CampaignSnapshot cards = simulation.snapshot().campaign;
            REQUIRE(cards.held >= 0);
            REQUIRE(cards.held + cards.redeemed <= most);
            REQUIRE(cards.oversold == 0);
        }
        simulation.check_invariants();
    }
}

TEST_CASE("with plenty of demand the whole stock goes, and not one card more") {
    const CampaignSnapshot cards = play(card_rush(120, 8, 0.1), 3);
    CHECK(cards.redeemed == 120);
    CHECK(cards.held == 0);
    CHECK(cards.stock_left == 0);
}

TEST_CASE("check, then write sells what several servers looked at together, at most one each") {
    int raced = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        Scenario scenario = card_rush(120, 8, 0.1);
        scenario.campaign->check_then_write = true;
        // Nobody waits, so that whoever looks is one of the eight.
        scenario.stations[0].line_max = 0;
        const CampaignSnapshot cards = play(scenario, seed);
        CHECK(cards.oversold <= 7);
        CHECK(cards.redeemed + cards.held == 120 + cards.oversold);
        raced += cards.oversold > 0;
        scenario.campaign->check_then_write = false;
        CHECK(play(scenario, seed).oversold == 0);
        scenario.stations[0].servers = 1;
        scenario.campaign->check_then_write = true;
        CHECK(play(scenario, seed).oversold == 0);
    }
    CHECK(raced > 30);
}

TEST_CASE("with keys a retry finds its card; without, work for nobody takes cards") {
    // The shop needs 3 s, people wait 2 s and ask again at once: every order times out once or
    // more.
    Scenario scenario = card_rush(unlimited, 50, 3);
    scenario.duration = seconds(200);
    auto& points = std::get<RateArrivals>(scenario.classes[0].arrivals).points;
    points = {{0, 20}, {seconds(10), 20}, {seconds(10) + 1, 0}};
    CustomerClass& cls = scenario.classes[0];
    cls.patience = {true, fixed_time(2), PatienceScope::attempt, true, unlimited};
    cls.retry.probability = 1;
    cls.retry.attempts_max = 3;
    cls.retry.backoff.base = milliseconds(10);
    Simulation with_keys = make(scenario, 5);
    with_keys.run_until(scenario.duration);
    const Snapshot keyed = with_keys.snapshot();
    CHECK(keyed.counts.stale > 100);
    CHECK(keyed.campaign.redeemed == static_cast<std::int64_t>(keyed.counts.served));
    CHECK(keyed.campaign.held == 0);
    scenario.campaign->idempotent = false;
    Simulation without = make(scenario, 5);
    without.run_until(scenario.duration);
    const Snapshot loose = without.snapshot();
    CHECK(loose.counts.served == keyed.counts.served);
    CHECK(loose.campaign.redeemed ==
          static_cast<std::int64_t>(loose.counts.served + loose.counts.stale));
}

TEST_CASE("a hold that runs out goes to somebody else, and the slow order pays the full price") {
    Scenario scenario = card_rush(1, 1, 1);
    scenario.stations[0].service = fixed_time(0.05);
    scenario.stations[1].service = fixed_time(10);
    scenario.classes[0].arrivals = TraceArrivals{{seconds(1), seconds(2), seconds(5)}};
    scenario.campaign->hold_ttl = seconds(3);
    scenario.duration = seconds(30);
    Simulation simulation = make(scenario);
    simulation.run_until(seconds(3));
    CHECK(simulation.snapshot().campaign.held == 1);
    CHECK(simulation.snapshot().counts.sold_out == 1);
    simulation.run_until(seconds(6));
    // The first hold has ended at 4.05 s; the third order has the card.
    CHECK(simulation.snapshot().campaign.held == 1);
    simulation.run_until(seconds(30));
    const Snapshot end = simulation.snapshot();
    CHECK(end.counts.served == 2);
    // The third order's hold runs out at 8.05 s, so the first finds the card free when it is
    // served.
    CHECK(end.campaign.redeemed == 1);
    CHECK(end.campaign.held == 0);
    simulation.check_invariants();
}

TEST_CASE("nobody has more cards than their share, and everybody gets it in the end") {
    // 2,000 orders of 50 people, who may have three cards each.
    Scenario scenario = card_rush(unlimited, 8, 0.1);
    scenario.campaign->people = 50;
    scenario.campaign->cards_per_person = 3;
    const CampaignSnapshot cards = play(scenario, 3);
    CHECK(cards.redeemed == 150);
    CHECK(cards.over_share > 1'500);
    CHECK(cards.share_broken == 0);
    // One person only, so that the share is like a stock.
    scenario.campaign->people = 1;
    CHECK(play(scenario, 3).redeemed == 3);
    // With a stock of its own below all shares together the stock is the bound.
    scenario.campaign->people = 50;
    scenario.campaign->stock = 100;
    CHECK(play(scenario, 3).redeemed == 100);
}

TEST_CASE("a share is looked at and written down at once, unless the race is wanted") {
    Scenario scenario = card_rush(unlimited, 8, 0.1);
    scenario.stations[0].line_max = 0;
    scenario.campaign->people = 1;
    scenario.campaign->check_then_write = true;
    std::uint64_t broken = 0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const CampaignSnapshot cards = play(scenario, seed);
        CHECK(cards.share_broken <= 7);
        CHECK(cards.redeemed + cards.held == 1 + static_cast<std::int64_t>(cards.share_broken));
        broken += cards.share_broken;
    }
    CHECK(broken > 0);
}

TEST_CASE("a retry without keys asks for a second card of the same person") {
    // The shop needs 3 s, people wait 2 s and ask again: only the work left behind has the card.
    Scenario scenario = card_rush(unlimited, 50, 3);
    scenario.stations[1].service = fixed_time(3);
    scenario.classes[0].arrivals = TraceArrivals{{seconds(1)}};
    CustomerClass& cls = scenario.classes[0];
    cls.patience = {true, fixed_time(2), PatienceScope::attempt, true, unlimited};
    cls.retry.probability = 1;
    cls.retry.attempts_max = 2;
    cls.retry.backoff.base = milliseconds(10);
    scenario.campaign->people = 1;
    CHECK(play(scenario, 1).over_share == 0);
    scenario.campaign->idempotent = false;
    const CampaignSnapshot loose = play(scenario, 1);
    CHECK(loose.over_share == 1);
    CHECK(loose.redeemed == 1);
}

TEST_CASE("a lost order gives its person's share back") {
    Scenario scenario = card_rush(unlimited, 4, 0.1);
    scenario.campaign->people = 1;
    scenario.stations[1].failure_ratio = 0.5;
    const CampaignSnapshot cards = play(scenario, 2);
    CHECK(cards.redeemed == 1);
}

TEST_CASE("an order that is lost gives its card back") {
    Scenario scenario = card_rush(10, 4, 1);
    scenario.stations[1].failure_ratio = 1;
    Simulation simulation = make(scenario);
    simulation.run_until(scenario.duration);
    simulation.apply(ScaleDemand{-1, 0});
    simulation.run_until(scenario.duration + minutes(1));
    const Snapshot end = simulation.snapshot();
    CHECK(end.counts.lost == end.counts.orders);
    CHECK(end.campaign.held == 0);
    CHECK(end.campaign.redeemed == 0);
    CHECK(end.campaign.stock_left == 10);
}
