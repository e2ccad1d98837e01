#include "session/wallet.h"

#include <doctest/doctest.h>

using namespace br;
using namespace br::session;

namespace {

constexpr UnixSeconds start = 1'770'332'400;  // 2026-02-06T07:00:00+08:00
const std::int64_t last_day = days_from_civil({2026, 2, 23});

Wallet wallet() {
    return Wallet(start, last_day);
}

shop::Cart cart(shop::Fen unit_fen) {
    shop::Cart cart;
    cart.lines.push_back(
        {.sku = "tea", .category = "drink", .merchant = "m", .unit_fen = unit_fen});
    cart.delivery_fen = 300;
    return cart;
}

}  // namespace

TEST_CASE("the free card leaves one fen to pay, up to 25 yuan") {
    Wallet w = wallet();
    CHECK(w.quote(start, cart(1'500)).charge_fen == 1);
    CHECK(w.quote(start, cart(1'500)).claims_card);
    CHECK(w.quote(start, cart(3'000)).charge_fen == 800);
    CHECK(w.cards_claimed() == 0);
    REQUIRE(w.claim(start).result.has_value());
    CHECK_FALSE(w.quote(start, cart(1'500)).claims_card);
    CHECK(w.cards_available(start) == 1);
}

TEST_CASE("a card is held, paid with once, and comes back on release and refund") {
    Wallet w = wallet();
    REQUIRE(w.claim(start).result.has_value());
    REQUIRE(w.hold(start, 1, cart(1'500), true).result.has_value());
    CHECK(w.cards_available(start) == 0);
    CHECK(w.cards_reserved() == 1);
    SUBCASE("release") {
        REQUIRE(w.release(start + 5, 1).result.has_value());
        CHECK(w.cards_available(start) == 1);
    }
    SUBCASE("commit twice, then refund") {
        CHECK(w.commit(start + 5, 1).result->charge_fen == 1);
        CHECK(w.commit(start + 6, 1).replayed);
        CHECK(w.cards_used() == 1);
        CHECK(w.refund(start + 9, 1).result->refund_fen == 1);
        CHECK(w.cards_available(start) == 1);
    }
    SUBCASE("the hold runs out") {
        const auto late = w.commit(start + 901, 1);
        REQUIRE_FALSE(late.result.has_value());
        CHECK(late.result.error().reason == shop::Reason::reservation_expired);
        CHECK(w.cards_available(start) == 1);
    }
}

TEST_CASE("an order that was to use a card is never charged in full") {
    Wallet w = wallet();
    const auto without = w.hold(start, 1, cart(1'500), true);
    REQUIRE_FALSE(without.result.has_value());
    CHECK(without.result.error().reason == shop::Reason::not_found);
    CHECK(w.hold(start, 2, cart(1'500), false).result->charge_fen == 1'800);
}

TEST_CASE("cards end with their last day, and an extension moves it") {
    Wallet w = wallet();
    REQUIRE(w.claim(start).result.has_value());
    const UnixSeconds end = shanghai_midnight(last_day + 1);
    CHECK(w.cards_available(end - 1) == 1);
    CHECK(w.cards_available(end) == 0);
    CHECK(w.quote(end, cart(1'500)).charge_fen == 1'800);
    w.extend(start, last_day + 5);
    CHECK(w.quote(end, cart(1'500)).charge_fen == 1);
    CHECK(w.valid_to_day() == days_from_civil({2026, 2, 28}));
}

TEST_CASE("a pause stops new cards and leaves those there are") {
    Wallet w = wallet();
    w.set_issuing_paused(start, true);
    CHECK_FALSE(w.can_claim());
    CHECK(w.quote(start, cart(1'500)).charge_fen == 1'800);
    CHECK(w.claim(start).result.error().reason == shop::Reason::issuing_paused);
    w.set_issuing_paused(start, false);
    REQUIRE(w.claim(start).result.has_value());
    w.set_issuing_paused(start, true);
    CHECK(w.quote(start, cart(1'500)).charge_fen == 1);
    CHECK(w.invite(start).result.error().reason == shop::Reason::issuing_paused);
}

TEST_CASE("twenty-one cards and no more") {
    Wallet w = wallet();
    REQUIRE(w.claim(start).result.has_value());
    for (std::int64_t i = 1; i < cards_max; ++i) REQUIRE(w.invite(start).result.has_value());
    CHECK(w.invite(start).result.error().reason == shop::Reason::user_claim_limit);
    CHECK(w.cards_available(start) == cards_max);
}
