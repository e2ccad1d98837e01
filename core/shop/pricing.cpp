#include "shop/pricing.h"

#include <algorithm>
#include <numeric>

#include "base/check.h"

namespace br::shop {
namespace {

Fen sum(std::span<const Fen> amounts) {
    return std::accumulate(amounts.begin(), amounts.end(), Fen{0});
}

// What a coupon may be taken off: the remaining lines in scope, then delivery, then packaging.
// Parts it does not reach are 0.
struct Base {
    std::vector<Fen> parts;  // One a line, then delivery and packaging.
    Fen goods_fen = 0;       // Of the lines in scope: what the threshold sees.
    Fen total_fen = 0;
};

Base base_of(const CouponTerms& terms, const Cart& cart, const Remaining& remaining) {
    const std::size_t line_count = cart.lines.size();
    Base base;
    base.parts.assign(line_count + 2, 0);
    for (std::size_t i = 0; i < line_count; ++i) {
        if (in_scope(terms.scope, cart.lines[i])) base.parts[i] = remaining.lines_fen[i];
    }
    base.goods_fen = sum(base.parts);
    if (terms.type == CouponType::delivery_off) {
        std::fill(base.parts.begin(), base.parts.end(), 0);
        base.parts[line_count] = remaining.delivery_fen;
    } else if (terms.type == CouponType::free_card && terms.covers_fees) {
        base.parts[line_count] = remaining.delivery_fen;
        base.parts[line_count + 1] = remaining.packaging_fen;
    }
    base.total_fen = sum(base.parts);
    return base;
}

std::size_t layer_of(const Coupon& coupon) {
    return static_cast<std::size_t>(coupon.terms.layer);
}

CampaignRoom room_left(const CampaignRoom& room, CampaignIndex campaign,
                       std::span<const Coupon* const> taken,
                       std::span<const AppliedCoupon> applied) {
    CampaignRoom left = room;
    for (std::size_t i = 0; i < applied.size(); ++i) {
        if (taken[i]->campaign != campaign) continue;
        if (left.budget_left_fen) *left.budget_left_fen -= applied[i].discount_fen;
        if (left.uses_left) *left.uses_left -= 1;
    }
    return left;
}

// Who may be evaluated, by layer; the others get their reason.
struct Admission {
    std::vector<std::optional<Reason>> reasons;        // One a candidate.
    std::optional<std::size_t> by_layer[layer_count];  // Index of a candidate.
};

Admission admit(std::span<const Candidate> candidates) {
    Admission admission;
    bool any = false;
    bool any_exclusive = false;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const Coupon* coupon = candidates[i].coupon;
        std::optional<Reason>& reason = admission.reasons.emplace_back();
        if (coupon == nullptr) {
            reason = candidates[i].refusal;
        } else if (any && (coupon->terms.exclusive || any_exclusive)) {
            reason = Reason::exclusive_conflict;
        } else if (admission.by_layer[layer_of(*coupon)]) {
            reason = Reason::layer_taken;
        } else {
            admission.by_layer[layer_of(*coupon)] = i;
            any = true;
            any_exclusive = coupon->terms.exclusive;
        }
    }
    return admission;
}

}  // namespace

Fen Remaining::payable_fen() const {
    return sum(lines_fen) + delivery_fen + packaging_fen;
}

Remaining remaining_of(const Cart& cart) {
    Remaining remaining{{}, cart.delivery_fen, cart.packaging_fen};
    remaining.lines_fen.reserve(cart.lines.size());
    for (const CartLine& line : cart.lines) remaining.lines_fen.push_back(line_total(line));
    return remaining;
}

void split_by_largest_remainder(Fen d, std::span<const Fen> parts, std::span<Fen> shares) {
    BR_CHECK(parts.size() == shares.size());
    const Fen whole = sum(parts);
    BR_CHECK(d >= 0 && d <= whole);
    if (whole == 0) return std::fill(shares.begin(), shares.end(), 0);
    struct Rest {
        std::int64_t remainder;
        std::size_t part;
    };
    std::vector<Rest> rests;
    Fen left = d;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Division share = mul_div(d, parts[i], whole);
        shares[i] = share.quotient;
        left -= share.quotient;
        rests.push_back({share.remainder, i});
    }
    std::stable_sort(rests.begin(), rests.end(),
                     [](const Rest& a, const Rest& b) { return a.remainder > b.remainder; });
    for (const Rest& rest : rests) {
        if (left == 0) break;
        ++shares[rest.part];
        --left;
    }
    BR_CHECK(left == 0);
}

Result<AppliedCoupon, Reason> evaluate(const Coupon& coupon, const Cart& cart,
                                       const Remaining& remaining, const CampaignRoom& room) {
    const CouponTerms& terms = coupon.terms;
    const Base base = base_of(terms, cart, remaining);
    if (!reaches_threshold(terms, base.goods_fen)) return Unexpected{Reason::threshold_not_met};

    std::vector<Fen> units(terms.type == CouponType::nth_item ? cart.lines.size() : 0);
    Fen raw = 0;
    Fen uncut = -1;  // The sum over the units, if there are any.
    if (terms.type == CouponType::nth_item) {
        nth_item_discounts(terms, cart, units);
        uncut = sum(units);
        raw = terms.cap_fen ? std::min(uncut, *terms.cap_fen) : uncut;
    } else {
        raw = raw_discount(terms, base.goods_fen);
    }
    const Fen may_fall = remaining.payable_fen() - room.min_payable_fen;
    const Fen d = std::min({raw, base.total_fen, may_fall});
    if (d <= 0) return Unexpected{Reason::no_effect};
    if (room.budget_left_fen && d > *room.budget_left_fen) {
        return Unexpected{Reason::budget_exhausted};
    }
    if (room.uses_left && *room.uses_left <= 0) return Unexpected{Reason::usage_limit};

    AppliedCoupon applied{coupon.id, d, std::vector<Fen>(base.parts.size()), 0, 0};
    if (d == uncut) {
        std::copy(units.begin(), units.end(), applied.lines_fen.begin());
    } else {
        split_by_largest_remainder(d, base.parts, applied.lines_fen);
    }
    applied.packaging_fen = applied.lines_fen.back();
    applied.lines_fen.pop_back();
    applied.delivery_fen = applied.lines_fen.back();
    applied.lines_fen.pop_back();
    return applied;
}

void take(const AppliedCoupon& applied, Remaining& remaining) {
    BR_CHECK(applied.lines_fen.size() == remaining.lines_fen.size());
    for (std::size_t i = 0; i < applied.lines_fen.size(); ++i) {
        remaining.lines_fen[i] -= applied.lines_fen[i];
        BR_CHECK(remaining.lines_fen[i] >= 0);
    }
    remaining.delivery_fen -= applied.delivery_fen;
    remaining.packaging_fen -= applied.packaging_fen;
    BR_CHECK(remaining.delivery_fen >= 0);
    BR_CHECK(remaining.packaging_fen >= 0);
}

Quote price(const Cart& cart, std::span<const Candidate> candidates,
            std::span<const CampaignRoom> rooms) {
    const std::optional<Fen> total = total_of(cart);
    BR_CHECK(total.has_value());
    Quote quote;
    quote.total_fen = *total;
    Remaining remaining = remaining_of(cart);
    Admission admission = admit(candidates);
    std::vector<const Coupon*> taken;
    for (const std::optional<std::size_t>& place : admission.by_layer) {
        if (!place) continue;
        const Coupon& coupon = *candidates[*place].coupon;
        BR_CHECK(coupon.campaign < rooms.size());
        const CampaignRoom room =
            room_left(rooms[coupon.campaign], coupon.campaign, taken, quote.applied);
        Result<AppliedCoupon, Reason> applied = evaluate(coupon, cart, remaining, room);
        if (!applied) {
            admission.reasons[*place] = applied.error();
            continue;
        }
        take(*applied, remaining);
        quote.discount_fen += applied->discount_fen;
        taken.push_back(&coupon);
        quote.applied.push_back(std::move(*applied));
    }
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (admission.reasons[i]) {
            quote.rejected.push_back({candidates[i].id, *admission.reasons[i]});
        }
    }
    quote.charge_fen = quote.total_fen - quote.discount_fen;
    BR_CHECK(quote.charge_fen == remaining.payable_fen());
    return quote;
}

}  // namespace br::shop
