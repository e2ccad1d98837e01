#include "shop/order.h"

namespace br::shop {

std::optional<Fen> total_of(const Cart& cart) {
    const auto acceptable = [](Fen amount) { return amount >= 0 && amount <= fen_max; };
    if (!acceptable(cart.delivery_fen) || !acceptable(cart.packaging_fen)) return {};
    Fen total = cart.delivery_fen + cart.packaging_fen;
    for (const CartLine& line : cart.lines) {
        if (!acceptable(line.unit_fen) || line.qty < 1) return {};
        const Fen line_fen = mul_capped(line.unit_fen, line.qty);
        if (line_fen > fen_max) return {};
        total += line_fen;
        if (total > fen_max) return {};
    }
    return total <= fen_max ? std::optional(total) : std::nullopt;
}

}  // namespace br::shop
