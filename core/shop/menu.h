// What can be ordered in the demo: fictional shops, the catalogue's items, prices in fen. Names
// that people read are in the locale files, keyed by these ids.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "shop/order.h"

namespace br::shop {

enum class CupSize : std::uint8_t { small, medium, large };

struct MenuItem {
    std::string_view id;        // As in the intents: "bubble_tea".
    std::string_view category;  // drink, meal, grocery, ticket.
    bool has_sizes = false;     // Also sugar, ice and toppings: made to order.
};

struct Shop {
    std::string_view id;
    Fen delivery_fen = 0;
    Fen packaging_fen = 0;  // Once an order.
};

struct Offer {
    std::string_view shop;
    std::string_view item;
    Fen unit_fen = 0;  // The medium size.
};

struct Topping {
    std::string_view id;
    Fen price_fen = 0;
};

[[nodiscard]] std::span<const MenuItem> menu_items();
[[nodiscard]] std::span<const Shop> shops();
[[nodiscard]] std::span<const Offer> offers();  // By item in menu order, cheapest first.
[[nodiscard]] std::span<const Topping> toppings();

[[nodiscard]] const MenuItem* find_item(std::string_view id);
[[nodiscard]] const Shop* find_shop(std::string_view id);
// The offer of this shop, or with shop "" the cheapest. Null if there is none.
[[nodiscard]] const Offer* find_offer(std::string_view item, std::string_view shop = {});

// One unit with its options; nothing if an option does not exist for the item.
[[nodiscard]] std::optional<Fen> unit_price(const Offer& offer, CupSize size,
                                            std::span<const std::string_view> topping_ids);

// A cart line for an offer. The fees are the shop's and go into the cart.
[[nodiscard]] CartLine cart_line(const Offer& offer, Fen unit_fen, std::int64_t qty);

// Merchants that people name are brands; the demo sells nothing in their name. This is the
// fictional shop of the same kind, or null for a name that is not in the lexicon.
[[nodiscard]] const Shop* stand_in_for(std::string_view merchant);

}  // namespace br::shop
