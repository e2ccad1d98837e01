// A campaign: its switches, its limits and what has been used of them so far.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shop/coupon.h"

namespace br::shop {

using Limit = std::optional<std::int64_t>;  // Absent: no limit.

struct Campaign {
    std::string id;
    Instant starts = since_ever;
    Instant ends = for_ever;  // The first instant at which nothing is issued any more.
    bool issuing_paused = false;
    bool redeeming_paused = false;
    Fen min_payable_fen = 0;  // What at least stays to pay of an order.
    Limit budget_fen;
    Fen spent_fen = 0;     // By paid orders.
    Fen reserved_fen = 0;  // By orders on hold.
    Limit usage_limit;     // Coupons used and reserved.
    std::int64_t used = 0;
    std::int64_t reserved_uses = 0;
    Limit stock;           // Cards left to issue.
    Limit claim_limit;     // Cards a user.
    Limit per_user_daily;  // Orders a user and local day.
    Limit per_user_total;  // Orders a user.
    std::int64_t merchant_fault_grace_days = 0;
    std::optional<CouponTemplate> card;  // What a claim gives out.
};

// A change of some fields; those absent stay. A limit or card present but empty is taken away.
struct CampaignChanges {
    std::optional<Instant> starts;
    std::optional<Instant> ends;
    std::optional<bool> issuing_paused;
    std::optional<bool> redeeming_paused;
    std::optional<Fen> min_payable_fen;
    std::optional<Limit> budget_fen;
    std::optional<Fen> spent_fen;
    std::optional<Fen> reserved_fen;
    std::optional<Limit> usage_limit;
    std::optional<std::int64_t> used;
    std::optional<Limit> stock;
    std::optional<Limit> claim_limit;
    std::optional<Limit> per_user_daily;
    std::optional<Limit> per_user_total;
    std::optional<std::int64_t> merchant_fault_grace_days;
    std::optional<std::optional<CouponTemplate>> card;
    friend bool operator==(const CampaignChanges&, const CampaignChanges&) = default;
};

void apply(const CampaignChanges& changes, Campaign& campaign);

}  // namespace br::shop
