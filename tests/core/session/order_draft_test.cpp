#include "session/order_draft.h"

#include <doctest/doctest.h>

using namespace br;
using namespace br::session;
using chat::Item;

namespace {

chat::OrderItem said(std::optional<Item> item, std::optional<std::int32_t> quantity = {},
                     std::optional<std::int32_t> sugar_percent = {}) {
    chat::OrderItem words;
    words.item = item;
    words.quantity = quantity;
    words.sugar_percent = sugar_percent;
    return words;
}

chat::Slots slots(std::vector<chat::OrderItem> items) {
    chat::Slots slots;
    slots.items = std::move(items);
    return slots;
}

}  // namespace

TEST_CASE("an order starts with what was said and one of each") {
    OrderDraft draft;
    CHECK(start_draft(slots({said(Item::latte), said(Item::milk_tea, 2, 50)}), draft).changed);
    REQUIRE(draft.items.size() == 2);
    CHECK(draft.items[0].quantity == 1);
    CHECK(draft.items[1].quantity == 2);
    CHECK(draft.items[1].sugar_percent == 50);
    CHECK_FALSE(start_draft(slots({}), draft).changed);
    CHECK_FALSE(is_complete(draft));
}

TEST_CASE("make it two is about the last thing, less sugar about all that can have it") {
    OrderDraft draft;
    start_draft(slots({said(Item::latte), said(Item::milk_tea), said(Item::burger)}), draft);
    CHECK(modify_draft(slots({said({}, 2)}), draft).changed);
    CHECK(draft.items[0].quantity == 1);
    CHECK(draft.items[2].quantity == 2);
    CHECK(modify_draft(slots({said({}, {}, 70)}), draft).changed);
    CHECK(draft.items[0].sugar_percent == 70);
    CHECK(draft.items[1].sugar_percent == 70);
    CHECK_FALSE(draft.items[2].sugar_percent.has_value());
}

TEST_CASE("a named thing is changed if it is there and added if it is not") {
    OrderDraft draft;
    start_draft(slots({said(Item::latte)}), draft);
    modify_draft(slots({said(Item::latte, 3)}), draft);
    CHECK(draft.items.size() == 1);
    CHECK(draft.items[0].quantity == 3);
    modify_draft(slots({said(Item::lemon_tea)}), draft);
    CHECK(draft.items.size() == 2);
    CHECK_FALSE(modify_draft(slots({said(Item::latte, 3)}), draft).changed);
}

TEST_CASE("numbers and lists have limits that are told") {
    OrderDraft draft;
    CHECK(start_draft(slots({said(Item::latte, 999)}), draft).is_too_many);
    CHECK(draft.items[0].quantity == draft_quantity_max);
    std::vector<chat::OrderItem> many;
    for (int i = 0; i < chat::item_count; ++i) many.push_back(said(static_cast<Item>(i)));
    CHECK(start_draft(slots(many), draft).is_too_long);
    CHECK(draft.items.size() == draft_items_max);
    CHECK(start_draft(slots({said(Item::burger, 1, 50)}), draft).dropped_options);
}

TEST_CASE("the cart comes from one shop that has everything, the cheapest first") {
    OrderDraft draft;
    start_draft(slots({said(Item::milk_tea, 2), said(Item::lemon_tea)}), draft);
    const auto priced = price_draft(draft);
    REQUIRE(priced.has_value());
    CHECK(priced->cart.lines.size() == 2);
    for (const shop::CartLine& line : priced->cart.lines) CHECK(line.merchant == priced->shop);
    const auto total = shop::total_of(priced->cart);
    for (const shop::Shop& shop : shop::shops()) {
        const auto* tea = shop::find_offer("milk_tea", shop.id);
        const auto* lemon = shop::find_offer("lemon_tea", shop.id);
        if (tea == nullptr || lemon == nullptr) continue;
        CHECK(*total <=
              2 * tea->unit_fen + lemon->unit_fen + shop.delivery_fen + shop.packaging_fen);
    }
    start_draft(slots({said(Item::movie_ticket), said(Item::burger)}), draft);
    CHECK_FALSE(price_draft(draft).has_value());
}

TEST_CASE("an item is said with its number and options") {
    OrderDraft draft;
    start_draft(slots({said(Item::milk_tea, 2, 50), said(Item::burger)}), draft);
    draft.items[0].ice = chat::Ice::less;
    draft.items[0].toppings = {chat::Topping::pearl};
    const std::vector<Message> messages = item_messages(draft);
    REQUIRE(messages.size() == 2);
    CHECK(messages[0].key == "order.item_with_options");
    CHECK(messages[0].arguments[2].parts.size() == 3);
    CHECK(messages[1].key == "order.item");
}
