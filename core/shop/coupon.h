// What a coupon is: its kind and numbers, the lines it is for, when it is valid, where it stands.
// The rules that read these fields are in coupon_rules.h and pricing.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shop/money.h"
#include "shop/validity.h"

namespace br::shop {

enum class CouponType : std::uint8_t {
    free_card,     // Pays up to cap_fen, with covers_fees also delivery and packaging.
    amount_off,    // off_fen, with repeat once for each threshold reached.
    percent_off,   // rate_bp of what is left of the lines in scope.
    tiered,        // off_fen of the highest tier reached.
    nth_item,      // rate_bp off every nth unit, dearest first.
    delivery_off,  // off_fen from the delivery fee.
};

// One coupon a layer; layers are evaluated in this order.
enum class Layer : std::uint8_t { item, shop, platform, delivery, free };
inline constexpr int layer_count = 5;

enum class CouponStatus : std::uint8_t { available, reserved, used, expired, voided };

// A line is in scope if it matches every list that is given; a list given empty matches nothing.
struct Scope {
    std::optional<std::vector<std::string>> categories;
    std::optional<std::vector<std::string>> merchants;
    std::optional<std::vector<std::string>> skus;
    std::vector<std::string> exclude_skus;
    friend bool operator==(const Scope&, const Scope&) = default;
};

struct Tier {
    Fen threshold_fen = 0;
    Fen off_fen = 0;
    friend bool operator==(const Tier&, const Tier&) = default;
};

struct CouponTerms {
    CouponType type = CouponType::free_card;
    Layer layer = Layer::free;
    Scope scope;
    bool exclusive = false;
    Fen threshold_fen = 0;       // For every type; compared with the lines in scope, never fees.
    std::optional<Fen> cap_fen;  // free_card (required), percent_off, nth_item.
    Fen off_fen = 0;             // amount_off, delivery_off.
    bool repeat = false;         // amount_off.
    std::optional<std::int64_t> max_repeat;  // amount_off; 0 or more.
    std::int64_t rate_bp = 0;                // percent_off, nth_item; 0 to 10000, 2000 is 20 % off.
    std::int64_t nth = 1;                    // nth_item; at least 1.
    std::vector<Tier> tiers;                 // tiered; in any order.
    bool covers_fees = false;                // free_card.
    friend bool operator==(const CouponTerms&, const CouponTerms&) = default;
};

using CampaignIndex = std::uint32_t;  // Position in the ledger's list of campaigns.

struct Coupon {
    std::string id;
    std::string owner;
    CampaignIndex campaign = 0;
    CouponTerms terms;
    Instant valid_from = since_ever;
    EndOfValidity valid_to;
    CouponStatus status = CouponStatus::available;
};

// What a claim gives out.
struct CouponTemplate {
    CouponTerms terms;
    std::optional<Instant> valid_from;  // Otherwise from the day of the claim.
    EndOfValidity valid_to;
    std::optional<std::int64_t> valid_days;  // At least 1; goes before valid_to if given.
    friend bool operator==(const CouponTemplate&, const CouponTemplate&) = default;
};

}  // namespace br::shop
