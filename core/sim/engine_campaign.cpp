// The campaign's cards at the ledger: held when its service ends, redeemed when the order is
// served, given back when the order is lost or the hold runs out. Never more are out than there
// are, unless the ledger looks first and writes later.
#include "sim/engine.h"

namespace br::sim {

std::int64_t Engine::cards_left() const {
    if (!scenario_->campaign) return unlimited;
    const Campaign& campaign = *scenario_->campaign;
    const std::int64_t out = campaign_.held + campaign_.redeemed;
    std::int64_t left = unlimited;
    if (campaign.stock != unlimited) left = campaign.stock - out;
    if (campaign.budget_fen != unlimited && campaign.card_fen > 0) {
        const std::int64_t payable = campaign.budget_fen / campaign.card_fen - out;
        left = payable < left ? payable : left;
    }
    return left;
}

bool Engine::holds_card(const Attempt& attempt) const {
    if (attempt.card == no_slot ||
        attempt.card - campaign_.oldest >= campaign_.next - campaign_.oldest)
        return false;
    return campaign_.until[attempt.card & (campaign_.until.size() - 1)] > now_;
}

// On arrival at the ledger.
bool Engine::campaign_lets_in(std::uint32_t slot, StationState& station) {
    if (!scenario_->campaign || !station.config->ledger) return true;
    const Attempt& attempt = pool_[slot];
    if (!classes_[static_cast<std::size_t>(class_of(attempt.person))].config->wants_coupon)
        return true;
    if (campaign_.redeeming_paused) {
        refuse(slot, &station, Refusal::redeeming_paused, -1);
        return false;
    }
    if (!scenario_->campaign->check_then_write) return true;
    free_expired_cards();
    if (holds_card(attempt) || cards_left() > 0) return true;
    refuse(slot, &station, Refusal::sold_out, -1);
    return false;
}

// When the ledger's service ends.
bool Engine::book_card(std::uint32_t slot, StationState& station) {
    if (!scenario_->campaign) return true;
    const Campaign& campaign = *scenario_->campaign;
    Attempt& attempt = pool_[slot];
    const bool stale = (attempt.flags & stale_flag) != 0;
    if (!classes_[static_cast<std::size_t>(class_of(attempt.person))].config->wants_coupon)
        return true;
    // The order of somebody who has gone is known by its key and takes nothing.
    if (stale && campaign.idempotent) return true;
    free_expired_cards();
    if (holds_card(attempt)) return true;
    attempt.card = no_slot;
    if (cards_left() <= 0) {
        if (!campaign.check_then_write) {
            refuse(slot, &station, Refusal::sold_out, -1);
            return false;
        }
        ++campaign_.oversold;
    }
    auto& ring = campaign_.until;
    if (campaign_.next - campaign_.oldest == ring.size()) {
        const std::size_t size = ring.empty() ? 64 : ring.size() * 2;
        std::vector<SimTime> wider(size);
        for (std::uint32_t i = campaign_.oldest; i != campaign_.next; ++i)
            wider[i & (size - 1)] = ring[i & (ring.size() - 1)];
        ring = std::move(wider);
    }
    attempt.card = campaign_.next++;
    ring[attempt.card & (ring.size() - 1)] = now_ + campaign.hold_ttl;
    ++campaign_.held;
    return true;
}

void Engine::free_expired_cards() {
    auto& ring = campaign_.until;
    while (campaign_.oldest != campaign_.next) {
        SimTime& until = ring[campaign_.oldest & (ring.size() - 1)];
        if (until > now_) break;
        if (until != 0) --campaign_.held;
        until = 0;
        ++campaign_.oldest;
    }
}

void Engine::give_back_card(std::uint32_t number) {
    free_expired_cards();
    if (number - campaign_.oldest >= campaign_.next - campaign_.oldest) return;
    SimTime& until = campaign_.until[number & (campaign_.until.size() - 1)];
    if (until == 0) return;
    until = 0;
    --campaign_.held;
}

// The hold is judged when the card is booked: a slow shop does not cost the customer the card.
void Engine::redeem_card(std::uint32_t number) {
    free_expired_cards();
    ++campaign_.redeemed;
    if (number - campaign_.oldest >= campaign_.next - campaign_.oldest) return;
    SimTime& until = campaign_.until[number & (campaign_.until.size() - 1)];
    if (until == 0) return;
    until = 0;
    --campaign_.held;
}

}  // namespace br::sim
