// The rules of one coupon on its own: which lines it is for, what it would take off, and the names
// of the reasons why it does not apply. Pure functions; who has used what is the ledger's business.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "shop/coupon.h"
#include "shop/order.h"

namespace br::shop {

// Why a coupon or an operation is refused. The first ten and scope_mismatch are checked in this
// order before anything is priced.
enum class Reason : std::uint8_t {
    not_found,
    not_owner,
    voided,
    already_used,
    reserved,
    not_started,
    expired,
    redeem_paused,
    user_limit,
    daily_limit,
    scope_mismatch,
    duplicate,
    exclusive_conflict,
    layer_taken,
    threshold_not_met,
    no_effect,
    budget_exhausted,
    usage_limit,
    reservation_expired,
    bad_state,
    order_not_found,
    order_exists,
    qty_exceeded,
    campaign_not_started,
    campaign_ended,
    issuing_paused,
    user_claim_limit,
    stock_exhausted,
    self_invite,
    invitee_not_new,
    invitee_already_counted,
    idempotency_mismatch,
};
inline constexpr int reason_count = 32;

// The word of the contract: "NOT_FOUND".
[[nodiscard]] std::string_view reason_word(Reason reason);
// "available", "reserved" …
[[nodiscard]] std::string_view status_word(CouponStatus status);

[[nodiscard]] bool in_scope(const Scope& scope, const CartLine& line);
// No line in scope, or a delivery coupon without a delivery fee.
[[nodiscard]] bool misses_cart(const CouponTerms& terms, const Cart& cart);

// Above the threshold, or above the lowest tier.
[[nodiscard]] bool reaches_threshold(const CouponTerms& terms, Fen goods_fen);

// The discount before it meets what is left to pay. goods_fen is what remains of the lines in
// scope. Not for nth_item, whose discount depends on the units. Requires reaches_threshold().
[[nodiscard]] Fen raw_discount(const CouponTerms& terms, Fen goods_fen);

// What an nth_item coupon takes off each line before its cap: all units in scope are sorted by
// price, dearest first, then by line, and each nth unit counts. Fills one amount a line.
// Requires lines_fen.size() == cart.lines.size().
void nth_item_discounts(const CouponTerms& terms, const Cart& cart, std::span<Fen> lines_fen);

}  // namespace br::shop
