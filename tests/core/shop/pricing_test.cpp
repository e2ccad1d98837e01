#include "shop/pricing.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/rng.h"

using namespace br;
using namespace br::shop;

namespace {

Cart drinks(std::vector<Fen> prices, Fen delivery_fen = 0, Fen packaging_fen = 0) {
    Cart cart{{}, delivery_fen, packaging_fen};
    for (const Fen price : prices) cart.lines.push_back({"tea", "drink", "shop", price, 1});
    return cart;
}

Coupon amount_off(std::string id, Layer layer, Fen off_fen) {
    Coupon coupon;
    coupon.id = std::move(id);
    coupon.terms.type = CouponType::amount_off;
    coupon.terms.layer = layer;
    coupon.terms.off_fen = off_fen;
    return coupon;
}

Quote price_all(const Cart& cart, const std::vector<Coupon>& coupons, CampaignRoom room = {}) {
    std::vector<Candidate> candidates;
    for (const Coupon& coupon : coupons) candidates.push_back({coupon.id, &coupon, {}});
    return price(cart, candidates, std::array{room});
}

Coupon random_coupon(Rng& rng, std::string id) {
    Coupon coupon = amount_off(std::move(id), static_cast<Layer>(rng.below(layer_count)),
                               static_cast<Fen>(rng.below(900)));
    coupon.terms.type = static_cast<CouponType>(rng.below(6));
    if (coupon.terms.type == CouponType::nth_item) coupon.terms.layer = Layer::item;
    coupon.terms.cap_fen = static_cast<Fen>(rng.below(700));
    coupon.terms.rate_bp = static_cast<std::int64_t>(rng.below(10'001));
    coupon.terms.nth = static_cast<std::int64_t>(1 + rng.below(3));
    coupon.terms.covers_fees = rng.below(2) == 0;
    coupon.terms.threshold_fen = static_cast<Fen>(rng.below(800));
    coupon.terms.repeat = rng.below(3) == 0;
    coupon.terms.exclusive = rng.below(12) == 0;
    const auto falling = static_cast<Fen>(rng.below(600));
    coupon.terms.tiers = {{0, falling}, {500, 600 - falling}};
    if (rng.below(3) == 0) coupon.terms.scope.skus = std::vector<std::string>{"tea"};
    return coupon;
}

Cart random_cart(Rng& rng) {
    Cart cart{{}, static_cast<Fen>(rng.below(400)), static_cast<Fen>(rng.below(200))};
    const std::uint64_t lines = 1 + rng.below(4);
    for (std::uint64_t i = 0; i < lines; ++i) {
        cart.lines.push_back({rng.below(2) == 0 ? "tea" : "bun", "drink", "shop",
                              static_cast<Fen>(rng.below(900)),
                              static_cast<std::int64_t>(1 + rng.below(3))});
    }
    return cart;
}

}  // namespace

TEST_CASE("fen left over by a split go to the largest remainders, ties to the earlier part") {
    struct Row {
        Fen d;
        std::vector<Fen> parts;
        std::vector<Fen> shares;
    };
    const Row rows[] = {
        {300, {4'300, 1'400, 2'300}, {161, 53, 86}},
        {2, {10, 10, 10}, {1, 1, 0}},
        {1, {10, 10, 10}, {1, 0, 0}},
        {0, {5, 5}, {0, 0}},
        {10, {5, 5}, {5, 5}},
        {3, {0, 7, 0}, {0, 3, 0}},
        {100, {999'999'999'999, 1}, {100, 0}},
        {999'999'999'999,
         {1'000'000'000'000, 1'000'000'000'000},
         {500'000'000'000, 499'999'999'999}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.d);
        std::vector<Fen> shares(row.parts.size());
        split_by_largest_remainder(row.d, row.parts, shares);
        CHECK(shares == row.shares);
    }
}

TEST_CASE("a split keeps the sum, stays below each part and is off by less than a fen") {
    Rng rng(7);
    for (int i = 0; i < 20'000; ++i) {
        std::vector<Fen> parts;
        const std::uint64_t count = 1 + rng.below(6);
        const std::uint64_t largest = rng.below(3) == 0 ? 1'000'000'000'000 : 20;
        for (std::uint64_t n = 0; n < count; ++n) {
            parts.push_back(static_cast<Fen>(rng.below(largest + 1)));
        }
        const Fen whole = std::accumulate(parts.begin(), parts.end(), Fen{0});
        const Fen d = static_cast<Fen>(rng.below(static_cast<std::uint64_t>(whole) + 1));
        std::vector<Fen> shares(parts.size());
        split_by_largest_remainder(d, parts, shares);
        CHECK(std::accumulate(shares.begin(), shares.end(), Fen{0}) == d);
        for (std::size_t n = 0; n < parts.size(); ++n) {
            CHECK(shares[n] <= parts[n]);
            if (whole == 0) continue;
            const Fen floor_fen = mul_div(d, parts[n], whole).quotient;
            CHECK(shares[n] >= floor_fen);
            CHECK(shares[n] <= floor_fen + 1);
        }
    }
}

TEST_CASE("what is charged and what is taken off is the whole, and the minimum stays") {
    for (std::uint64_t seed = 0; seed < 5'000; ++seed) {
        CAPTURE(seed);
        Rng rng(seed);
        const Cart cart = random_cart(rng);
        std::vector<Coupon> coupons;
        for (const char* id : {"A", "B", "C", "D", "E"}) coupons.push_back(random_coupon(rng, id));
        CampaignRoom room;
        room.min_payable_fen = static_cast<Fen>(rng.below(50));
        if (rng.below(2) == 0) room.budget_left_fen = static_cast<Fen>(rng.below(900));
        const Quote quote = price_all(cart, coupons, room);
        CHECK(quote.total_fen == quote.charge_fen + quote.discount_fen);
        CHECK(quote.applied.size() + quote.rejected.size() == coupons.size());
        CHECK(quote.charge_fen >= std::min(room.min_payable_fen, quote.total_fen));
        if (room.budget_left_fen) CHECK(quote.discount_fen <= *room.budget_left_fen);
        Fen sum = 0;
        for (const AppliedCoupon& applied : quote.applied) {
            const Fen lines = std::accumulate(applied.lines_fen.begin(), applied.lines_fen.end(),
                                              applied.delivery_fen + applied.packaging_fen);
            CHECK(lines == applied.discount_fen);
            CHECK(applied.discount_fen > 0);
            sum += applied.discount_fen;
        }
        CHECK(sum == quote.discount_fen);
    }
}

TEST_CASE("coupons of different layers give the same price in whatever order they are asked for") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        CAPTURE(seed);
        Rng rng(seed);
        const Cart cart = random_cart(rng);
        std::vector<Coupon> coupons;
        for (int layer = 0; layer < layer_count; ++layer) {
            Coupon coupon = random_coupon(rng, std::string(1, static_cast<char>('A' + layer)));
            coupon.terms.exclusive = false;
            coupon.terms.layer = static_cast<Layer>(layer);
            if (layer > 0 && coupon.terms.type == CouponType::nth_item) {
                coupon.terms.type = CouponType::percent_off;
            }
            coupons.push_back(coupon);
        }
        const Quote first = price_all(cart, coupons);
        std::vector<std::size_t> order = {0, 1, 2, 3, 4};
        while (std::next_permutation(order.begin(), order.end())) {
            std::vector<Coupon> shuffled;
            for (const std::size_t i : order) shuffled.push_back(coupons[i]);
            const Quote quote = price_all(cart, shuffled);
            CHECK(quote.charge_fen == first.charge_fen);
            REQUIRE(quote.applied.size() == first.applied.size());
            for (std::size_t i = 0; i < quote.applied.size(); ++i) {
                CHECK(quote.applied[i].coupon == first.applied[i].coupon);
                CHECK(quote.applied[i].lines_fen == first.applied[i].lines_fen);
            }
        }
    }
}

TEST_CASE("a hundred free cards and full layers are searched quickly and exactly") {
    std::vector<Coupon> coupons;
    for (int i = 0; i < 100; ++i) {
        Coupon card = amount_off("card-" + std::to_string(100 + i), Layer::free, 0);
        card.terms.type = CouponType::free_card;
        card.terms.cap_fen = 2'500;
        card.valid_to = end_with_day(20'000 + (i * 7) % 100);
        coupons.push_back(card);
        coupons.push_back(amount_off("shop-" + std::to_string(100 + i), Layer::shop, i));
        coupons.push_back(amount_off("item-" + std::to_string(100 + i), Layer::item, 2 * i));
    }
    std::vector<const Coupon*> wallet;
    for (const Coupon& coupon : coupons) wallet.push_back(&coupon);
    const auto best = choose_coupons(drinks({3'000, 2'000}), wallet, std::array{CampaignRoom{}});
    REQUIRE(best.size() == 3);
    CHECK(best[0]->id == "item-199");
    CHECK(best[1]->id == "shop-199");
    CHECK(best[2]->id == "card-100");  // All take the same off; this one ends first.
}

TEST_CASE("a cart has a total only if every amount is sane and the sum fits") {
    CHECK(total_of(drinks({1, 2}, 3, 4)) == 10);
    CHECK(total_of(Cart{}) == 0);
    CHECK(!total_of(drinks({-1})).has_value());
    CHECK(!total_of(drinks({1}, -1)).has_value());
    CHECK(!total_of(drinks({fen_max, 1})).has_value());
    CHECK(total_of(drinks({fen_max})) == fen_max);
    Cart many = drinks({1'000'000'000'000});
    many.lines[0].qty = 1'000'000'000'000;
    CHECK(!total_of(many).has_value());
    many.lines[0].qty = 0;
    CHECK(!total_of(many).has_value());
}
