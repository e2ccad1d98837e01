// What a customer wants to buy. A line's merchant, category and sku are ids that a coupon's scope
// can name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shop/money.h"

namespace br::shop {

struct CartLine {
    std::string sku;
    std::string category;
    std::string merchant;
    Fen unit_fen = 0;      // 0 or more.
    std::int64_t qty = 1;  // At least 1.
    friend bool operator==(const CartLine&, const CartLine&) = default;
};

struct Cart {
    std::vector<CartLine> lines;
    Fen delivery_fen = 0;   // 0 or more.
    Fen packaging_fen = 0;  // 0 or more.
    friend bool operator==(const Cart&, const Cart&) = default;
};

// Lines and fees together; nothing if an amount is negative, a quantity below 1 or the sum above
// fen_max. Everything else in this library requires a cart that has a total.
[[nodiscard]] std::optional<Fen> total_of(const Cart& cart);

// Requires that the cart has a total.
[[nodiscard]] inline Fen line_total(const CartLine& line) {
    return line.unit_fen * line.qty;
}

}  // namespace br::shop
