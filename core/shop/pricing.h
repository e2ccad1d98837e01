// Prices an order: admits coupons (one a layer, exclusive ones alone), evaluates them layer by
// layer on what the earlier ones left, and splits each discount over the lines and fees to the fen.
// The result does not depend on the order of the request, except in who is refused when two want
// the same layer: the first asked for stays.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "shop/coupon.h"
#include "shop/coupon_rules.h"
#include "shop/order.h"

namespace br::shop {

struct AppliedCoupon {
    std::string coupon;
    Fen discount_fen = 0;
    std::vector<Fen> lines_fen;  // One share a line of the cart; 0 outside the scope.
    Fen delivery_fen = 0;        // The share on the delivery fee.
    Fen packaging_fen = 0;
};

struct RejectedCoupon {
    std::string coupon;
    Reason reason = Reason::not_found;
};

struct Quote {
    Fen total_fen = 0;
    Fen discount_fen = 0;
    Fen charge_fen = 0;                    // total - discount.
    std::vector<AppliedCoupon> applied;    // In evaluation order.
    std::vector<RejectedCoupon> rejected;  // In request order.
};

// What a campaign still allows to one order. Limits that do not exist are absent.
struct CampaignRoom {
    Fen min_payable_fen = 0;
    std::optional<Fen> budget_left_fen;  // May be negative.
    std::optional<std::int64_t> uses_left;
};

// What is still to pay of a cart while its coupons are evaluated one after another.
struct Remaining {
    std::vector<Fen> lines_fen;
    Fen delivery_fen = 0;
    Fen packaging_fen = 0;
    [[nodiscard]] Fen payable_fen() const;
};
[[nodiscard]] Remaining remaining_of(const Cart& cart);

// Evaluates one coupon on what remains. Changes nothing; take() does.
[[nodiscard]] Result<AppliedCoupon, Reason> evaluate(const Coupon& coupon, const Cart& cart,
                                                     const Remaining& remaining,
                                                     const CampaignRoom& room);
void take(const AppliedCoupon& applied, Remaining& remaining);

// Splits d over the parts in proportion to what remains of each: shares are rounded down, the fen
// left over go one each to the largest remainders, ties to the earlier part. Writes one share a
// part. Requires 0 <= d <= sum of parts, parts >= 0, as many shares as parts.
void split_by_largest_remainder(Fen d, std::span<const Fen> parts, std::span<Fen> shares);

// One entry a requested id: the coupon, or the reason why it was refused before pricing.
struct Candidate {
    std::string id;
    const Coupon* coupon = nullptr;  // Null if refused.
    Reason refusal = Reason::not_found;
};

// rooms has one entry a campaign index; what this order itself takes is not yet taken off there.
// Requires that the cart has a total.
[[nodiscard]] Quote price(const Cart& cart, std::span<const Candidate> candidates,
                          std::span<const CampaignRoom> rooms);

// The best set for "auto": no coupon of it is rejected, the discount is the largest; then the
// fewest coupons; then the smaller sorted list of (end of validity, id). Exact as long as the
// search needs at most auto_steps_max evaluations, which is far beyond any real wallet: coupons
// that differ only in end and id count once, and hopeless branches are cut. Past that, the best set
// found so far. Coupons are already checked; the result points to them in layer order.
inline constexpr std::int64_t auto_steps_max = 1'000'000;
[[nodiscard]] std::vector<const Coupon*> choose_coupons(const Cart& cart,
                                                        std::span<const Coupon* const> coupons,
                                                        std::span<const CampaignRoom> rooms);

}  // namespace br::shop
