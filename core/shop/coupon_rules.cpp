#include "shop/coupon_rules.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/check.h"

namespace br::shop {
namespace {

constexpr std::int64_t basis_points = 10'000;

constexpr std::array<std::string_view, reason_count> reason_words = {
    "NOT_FOUND",
    "NOT_OWNER",
    "VOIDED",
    "ALREADY_USED",
    "RESERVED",
    "NOT_STARTED",
    "EXPIRED",
    "REDEEM_PAUSED",
    "USER_LIMIT",
    "DAILY_LIMIT",
    "SCOPE_MISMATCH",
    "DUPLICATE",
    "EXCLUSIVE_CONFLICT",
    "LAYER_TAKEN",
    "THRESHOLD_NOT_MET",
    "NO_EFFECT",
    "BUDGET_EXHAUSTED",
    "USAGE_LIMIT",
    "RESERVATION_EXPIRED",
    "BAD_STATE",
    "ORDER_NOT_FOUND",
    "ORDER_EXISTS",
    "QTY_EXCEEDED",
    "CAMPAIGN_NOT_STARTED",
    "CAMPAIGN_ENDED",
    "ISSUING_PAUSED",
    "USER_CLAIM_LIMIT",
    "STOCK_EXHAUSTED",
    "SELF_INVITE",
    "INVITEE_NOT_NEW",
    "INVITEE_ALREADY_COUNTED",
    "IDEMPOTENCY_MISMATCH",
};

constexpr std::array<std::string_view, 5> status_words = {"available", "reserved", "used",
                                                          "expired", "voided"};

bool contains(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool matches(const std::optional<std::vector<std::string>>& list, const std::string& word) {
    return !list || contains(*list, word);
}

Fen repeated_amount(const CouponTerms& terms, Fen goods_fen) {
    // Without a threshold there is nothing to count, so the amount is taken off once.
    std::int64_t times = terms.threshold_fen > 0 ? goods_fen / terms.threshold_fen : 1;
    if (terms.max_repeat) times = std::min(times, *terms.max_repeat);
    return mul_capped(terms.off_fen, times);
}

// The highest tier reached, not the one that takes off most. Of two tiers with one threshold the
// larger amount counts. Null below all of them.
const Tier* tier_reached(const CouponTerms& terms, Fen goods_fen) {
    const Tier* best = nullptr;
    for (const Tier& tier : terms.tiers) {
        if (goods_fen < tier.threshold_fen) continue;
        const bool higher =
            best == nullptr || tier.threshold_fen > best->threshold_fen ||
            (tier.threshold_fen == best->threshold_fen && tier.off_fen > best->off_fen);
        if (higher) best = &tier;
    }
    return best;
}

}  // namespace

std::string_view reason_word(Reason reason) {
    return reason_words[static_cast<std::size_t>(reason)];
}

std::string_view status_word(CouponStatus status) {
    return status_words[static_cast<std::size_t>(status)];
}

bool in_scope(const Scope& scope, const CartLine& line) {
    return matches(scope.categories, line.category) && matches(scope.merchants, line.merchant) &&
           matches(scope.skus, line.sku) && !contains(scope.exclude_skus, line.sku);
}

bool misses_cart(const CouponTerms& terms, const Cart& cart) {
    if (terms.type == CouponType::delivery_off && cart.delivery_fen == 0) return true;
    return std::none_of(cart.lines.begin(), cart.lines.end(),
                        [&](const CartLine& line) { return in_scope(terms.scope, line); });
}

bool reaches_threshold(const CouponTerms& terms, Fen goods_fen) {
    if (goods_fen < terms.threshold_fen) return false;
    return terms.type != CouponType::tiered || tier_reached(terms, goods_fen) != nullptr;
}

Fen raw_discount(const CouponTerms& terms, Fen goods_fen) {
    BR_CHECK(reaches_threshold(terms, goods_fen));
    switch (terms.type) {
        case CouponType::free_card:
            return terms.cap_fen.value_or(0);
        case CouponType::amount_off:
            return terms.repeat ? repeated_amount(terms, goods_fen) : terms.off_fen;
        case CouponType::percent_off: {
            const Fen raw = mul_div(goods_fen, terms.rate_bp, basis_points).quotient;
            return terms.cap_fen ? std::min(raw, *terms.cap_fen) : raw;
        }
        case CouponType::tiered:
            return tier_reached(terms, goods_fen)->off_fen;
        case CouponType::delivery_off:
            return terms.off_fen;
        case CouponType::nth_item:
            break;
    }
    BR_CHECK(terms.type != CouponType::nth_item);
    return 0;
}

void nth_item_discounts(const CouponTerms& terms, const Cart& cart, std::span<Fen> lines_fen) {
    BR_CHECK(lines_fen.size() == cart.lines.size());
    BR_CHECK(terms.nth >= 1);
    std::vector<std::size_t> dearest_first;
    for (std::size_t i = 0; i < cart.lines.size(); ++i) {
        lines_fen[i] = 0;
        if (in_scope(terms.scope, cart.lines[i])) dearest_first.push_back(i);
    }
    std::stable_sort(dearest_first.begin(), dearest_first.end(), [&](std::size_t a, std::size_t b) {
        return cart.lines[a].unit_fen > cart.lines[b].unit_fen;
    });
    // A line's units stand next to each other, so the nth ones among them are counted, not walked.
    // Only the place within a group of nth matters for what follows; it stays small.
    std::int64_t place = 0;  // Units before this line, modulo nth.
    for (const std::size_t i : dearest_first) {
        const CartLine& line = cart.lines[i];
        const std::int64_t in_groups = line.qty / terms.nth;
        const std::int64_t rest = line.qty % terms.nth;
        const bool completes = rest >= terms.nth - place;
        const std::int64_t count = in_groups + (completes ? 1 : 0);
        place = completes ? rest - (terms.nth - place) : place + rest;
        const Fen off_fen = mul_div(line.unit_fen, terms.rate_bp, basis_points).quotient;
        lines_fen[i] = mul_capped(off_fen, count);
    }
}

}  // namespace br::shop
