#include "shop/campaign.h"

namespace br::shop {
namespace {

template <class T>
void assign(const std::optional<T>& change, T& field) {
    if (change) field = *change;
}

}  // namespace

void apply(const CampaignChanges& changes, Campaign& campaign) {
    assign(changes.starts, campaign.starts);
    assign(changes.ends, campaign.ends);
    assign(changes.issuing_paused, campaign.issuing_paused);
    assign(changes.redeeming_paused, campaign.redeeming_paused);
    assign(changes.min_payable_fen, campaign.min_payable_fen);
    assign(changes.budget_fen, campaign.budget_fen);
    assign(changes.spent_fen, campaign.spent_fen);
    assign(changes.reserved_fen, campaign.reserved_fen);
    assign(changes.usage_limit, campaign.usage_limit);
    assign(changes.used, campaign.used);
    assign(changes.stock, campaign.stock);
    assign(changes.claim_limit, campaign.claim_limit);
    assign(changes.per_user_daily, campaign.per_user_daily);
    assign(changes.per_user_total, campaign.per_user_total);
    assign(changes.merchant_fault_grace_days, campaign.merchant_fault_grace_days);
    assign(changes.card, campaign.card);
}

}  // namespace br::shop
