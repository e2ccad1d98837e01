#include "shop/menu.h"

#include <array>
#include <set>
#include <string_view>

#include <doctest/doctest.h>

using namespace br::shop;

TEST_CASE("the menu holds the catalogue: 31 items, each once, each for sale") {
    CHECK(menu_items().size() == 31);
    std::set<std::string_view> ids;
    for (const MenuItem& item : menu_items()) {
        CAPTURE(item.id);
        CHECK(ids.insert(item.id).second);
        REQUIRE(find_offer(item.id) != nullptr);
        CHECK(find_item(item.id) == &item);
    }
    CHECK(find_item("caviar") == nullptr);
}

TEST_CASE("every offer names a known item and shop, and an item's offers rise in price") {
    const Offer* before = nullptr;
    for (const Offer& offer : offers()) {
        CAPTURE(offer.item);
        CHECK(find_item(offer.item) != nullptr);
        CHECK(find_shop(offer.shop) != nullptr);
        CHECK(find_offer(offer.item, offer.shop) == &offer);
        if (before != nullptr && before->item == offer.item) {
            CHECK(before->unit_fen <= offer.unit_fen);
        }
        before = &offer;
    }
}

TEST_CASE("size and toppings change the price of a drink and of nothing else") {
    const Offer* tea = find_offer("bubble_tea", "lantern_tea");
    REQUIRE(tea != nullptr);
    constexpr std::array<std::string_view, 2> two = {"pearl", "cheese_foam"};
    constexpr std::array<std::string_view, 1> unknown = {"gold_leaf"};
    CHECK(unit_price(*tea, CupSize::medium, {}) == 1'600);
    CHECK(unit_price(*tea, CupSize::small, {}) == 1'400);
    CHECK(unit_price(*tea, CupSize::large, two) == 2'500);
    CHECK(!unit_price(*tea, CupSize::medium, unknown).has_value());

    const Offer* rice = find_offer("fried_rice");
    REQUIRE(rice != nullptr);
    CHECK(unit_price(*rice, CupSize::medium, {}) == rice->unit_fen);
    CHECK(!unit_price(*rice, CupSize::large, {}).has_value());
    CHECK(!unit_price(*rice, CupSize::medium, two).has_value());
}

TEST_CASE("each drink costs something in its smallest size") {
    for (const Offer& offer : offers()) {
        if (!find_item(offer.item)->has_sizes) continue;
        CAPTURE(offer.item);
        CHECK(unit_price(offer, CupSize::small, {}).value_or(0) > 0);
    }
}

TEST_CASE("a brand that people name is served by a fictional shop of its kind") {
    for (const char* brand :
         {"heytea", "mixue", "luckin", "chagee", "nayuki", "guming", "tealive", "hema"}) {
        CAPTURE(brand);
        CHECK(stand_in_for(brand) != nullptr);
        CHECK(find_shop(brand) == nullptr);
    }
    CHECK(stand_in_for("corner_basket") == nullptr);
}

TEST_CASE("a line for the cart carries the offer's ids") {
    const Offer* ticket = find_offer("movie_ticket");
    REQUIRE(ticket != nullptr);
    const CartLine line = cart_line(*ticket, 4'000, 2);
    CHECK(line == CartLine{"movie_ticket", "ticket", "little_screen", 4'000, 2});
}
