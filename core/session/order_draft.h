// The order that a conversation is putting together: what, how many, with which options, from which
// of the demo's shops. Plain data and pure functions; prices come from the menu.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chat/intent.h"
#include "session/snapshot.h"
#include "shop/menu.h"
#include "shop/order.h"

namespace br::session {

inline constexpr std::int32_t draft_quantity_max = 99;  // Of one item; more is asked about.
inline constexpr std::size_t draft_items_max = 8;

struct DraftItem {
    chat::Item item = chat::Item::bubble_tea;
    std::int32_t quantity = 1;
    std::optional<chat::Size> size;
    std::optional<std::int32_t> sugar_percent;
    std::optional<chat::Ice> ice;
    std::vector<chat::Topping> toppings;
    friend bool operator==(const DraftItem&, const DraftItem&) = default;
};

struct OrderDraft {
    std::vector<DraftItem> items;
    std::optional<chat::Merchant> merchant;  // As named by the visitor.
    std::string address;
    friend bool operator==(const OrderDraft&, const OrderDraft&) = default;
};

// What became of the words when they were put into a draft.
struct DraftChange {
    bool changed = false;
    bool is_too_many = false;      // A quantity above draft_quantity_max was cut to it.
    bool is_too_long = false;      // More items than draft_items_max; the rest was left out.
    bool dropped_options = false;  // Options that the item does not come with were left out.
};

// A new order from what was said; items without a name take the quantity or options that were said
// for the only item named, if there is just one.
DraftChange start_draft(const chat::Slots& slots, OrderDraft& draft);

// Changes an order: an item that is named is changed if it is in the draft, and added if it is not;
// options without an item go to the last item, or to all if several were ordered together.
DraftChange modify_draft(const chat::Slots& slots, OrderDraft& draft);

[[nodiscard]] bool is_complete(const OrderDraft& draft);

// The cart at the cheapest shop that has everything, or at the stand-in for the shop named if that
// has everything. Nothing if no single shop has it all. Requires is_complete(draft).
struct PricedCart {
    std::string_view shop;
    shop::Cart cart;
};
[[nodiscard]] std::optional<PricedCart> price_draft(const OrderDraft& draft);

// "2 × bubble tea (half sugar, less ice)"
[[nodiscard]] std::vector<Message> item_messages(const OrderDraft& draft);
// All of them in a row, as {items}.
[[nodiscard]] MessageArgument items_argument(const OrderDraft& draft);

}  // namespace br::session
