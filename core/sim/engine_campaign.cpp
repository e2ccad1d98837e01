// The campaign's cards at the ledger station, kept by the shop's own counters: held when the
// ledger's service ends, paid when the order is served, given back when the order is lost or the
// hold runs out. A person of the counters is whoever the ledger can tell apart: an order, with all
// its tries, where keys are idempotent; else every try. Each claims one card at most. Whose the
// order is, and how many cards that person has, is counted here.
#include <algorithm>

#include "sim/engine.h"

namespace br::sim {

shop::CampaignLimits limits_of(const Campaign& campaign) {
    shop::CampaignLimits limits;
    limits.usage_limit = campaign.stock;
    limits.claim_limit = 1;
    // A card that costs nothing still has to be of some use.
    limits.card_cap_fen = std::max<std::int64_t>(campaign.card_fen, 1);
    if (campaign.card_fen > 0) limits.budget_fen = campaign.budget_fen;
    limits.min_payable_fen = 0;
    limits.hold_ttl = campaign.hold_ttl;
    limits.check_then_write = campaign.check_then_write;
    static_assert(unlimited == shop::no_limit);
    return limits;
}

std::int64_t Engine::cards_left() const {
    const shop::CampaignLimits& limits = campaign_.ledger.limits();
    const shop::CampaignTotals& totals = campaign_.ledger.totals();
    std::int64_t left = unlimited;
    if (limits.usage_limit != unlimited)
        left = limits.usage_limit - totals.used - totals.reserved_uses;
    if (limits.budget_fen != unlimited)
        left = std::min(left, (limits.budget_fen - totals.spent_fen - totals.reserved_fen) /
                                  limits.card_cap_fen);
    return left;
}

// Makes the attempt known to the ledger.
std::uint32_t Engine::card_of(Attempt& attempt) {
    if (attempt.card != no_slot) return attempt.card;
    if (campaign_.free_people.empty()) {
        const auto known = static_cast<std::uint32_t>(campaign_.orders.size());
        const std::uint32_t more = std::max<std::uint32_t>(known / 8, 64);
        campaign_.ledger.grow(known + more);
        campaign_.orders.resize(known + more);
        campaign_.owners.resize(known + more, no_slot);
        campaign_.free_people.reserve(known + more);
        for (std::uint32_t i = more; i > 0; --i) campaign_.free_people.push_back(known + i - 1);
    }
    attempt.card = campaign_.free_people.back();
    campaign_.free_people.pop_back();
    campaign_.orders[attempt.card] = 1;
    campaign_.ledger.grant(attempt.card);
    return attempt.card;
}

// On arrival at the ledger.
bool Engine::campaign_lets_in(std::uint32_t slot, StationState& station) {
    if (!station.books_cards) return true;
    Attempt& attempt = pool_[slot];
    if (!classes_[static_cast<std::size_t>(class_of(attempt.person))].config->wants_coupon)
        return true;
    if (campaign_.redeeming_paused) {
        refuse(slot, &station, Refusal::redeeming_paused, -1);
        return false;
    }
    if (!scenario_->campaign->check_then_write) return true;
    if (!has_share_left(attempt)) {
        ++campaign_.over_share;
        refuse(slot, &station, Refusal::sold_out, -1);
        return false;
    }
    const std::uint32_t card = card_of(attempt);
    const shop::Fen value_fen = campaign_.ledger.limits().card_cap_fen;
    if (!campaign_.ledger.check_reserve(card, campaign_.orders[card], value_fen, now_).refusal)
        return true;
    refuse(slot, &station, Refusal::sold_out, -1);
    return false;
}

// When the ledger's service ends.
bool Engine::book_card(std::uint32_t slot, StationState& station) {
    Attempt& attempt = pool_[slot];
    if (!classes_[static_cast<std::size_t>(class_of(attempt.person))].config->wants_coupon)
        return true;
    // The order of somebody who has gone is known by its key and takes nothing.
    if ((attempt.flags & stale_flag) != 0 && scenario_->campaign->idempotent) return true;
    const bool allowed = scenario_->campaign->check_then_write || has_share_left(attempt);
    if (!allowed) ++campaign_.over_share;
    if (allowed && reserve_card(card_of(attempt))) {
        count_card(attempt);
        return true;
    }
    refuse(slot, &station, Refusal::sold_out, -1);
    return false;
}

// Finds the card that a try before has taken, or takes one. What was checked on arrival is written
// as it was checked: that is the race of check_then_write.
bool Engine::reserve_card(std::uint32_t card) {
    shop::CampaignCounters& ledger = campaign_.ledger;
    const shop::Fen value_fen = ledger.limits().card_cap_fen;
    auto answer = ledger.write_reserve({card, campaign_.orders[card], value_fen, {}}, now_);
    // The hold has run out: the same order has to be made anew.
    if (answer.refusal == shop::Reason::order_exists)
        answer = ledger.write_reserve({card, ++campaign_.orders[card], value_fen, {}}, now_);
    return !answer.refusal;
}

// Which of the campaign's people makes the order: a draw of its own beside that of its arrival.
// Nobody for a visitor, who has a ledger of their own.
std::uint32_t Engine::owner_of(PersonId person) const {
    if (is_visitor(person)) return no_slot;
    const std::size_t people = campaign_.cards_of_person.size();
    return static_cast<std::uint32_t>(draws_(Cause::arrival, person, 1) % people);
}

bool Engine::has_share_left(const Attempt& attempt) const {
    if (campaign_.cards_of_person.empty()) return true;
    if (attempt.card != no_slot && campaign_.owners[attempt.card] != no_slot) return true;
    const std::uint32_t owner = owner_of(attempt.person);
    return owner == no_slot ||
           campaign_.cards_of_person[owner] < scenario_->campaign->cards_per_person;
}

// The attempt's card counts from its first hold until the order ends unpaid, or for good.
void Engine::count_card(const Attempt& attempt) {
    if (campaign_.cards_of_person.empty()) return;
    std::uint32_t& owner = campaign_.owners[attempt.card];
    if (owner != no_slot) return;
    owner = owner_of(attempt.person);
    if (owner == no_slot) return;
    std::uint32_t& cards = campaign_.cards_of_person[owner];
    if (cards >= scenario_->campaign->cards_per_person) ++campaign_.share_broken;
    ++cards;
}

// Whoever the ledger knows by this number has done with it.
void Engine::give_back_card(std::uint32_t card) {
    campaign_.ledger.release(card, campaign_.orders[card], now_);
    forget_card(card, false);
}

void Engine::forget_card(std::uint32_t card, bool paid) {
    campaign_.ledger.forget(card);
    campaign_.free_people.push_back(card);
    if (campaign_.cards_of_person.empty()) return;
    std::uint32_t& owner = campaign_.owners[card];
    if (owner != no_slot && !paid) --campaign_.cards_of_person[owner];
    owner = no_slot;
}

// The order is served. A hold that has run out meanwhile is renewed if a card is left; if none is,
// the customer pays the full price.
void Engine::redeem_card(std::uint32_t card) {
    shop::CampaignCounters& ledger = campaign_.ledger;
    const auto refusal = ledger.commit(card, campaign_.orders[card], now_).refusal;
    bool paid = !refusal;
    if (refusal == shop::Reason::reservation_expired &&
        !ledger.reserve(card, ++campaign_.orders[card], ledger.limits().card_cap_fen, now_)
             .refusal) {
        paid = true;
        BR_CHECK(!ledger.commit(card, campaign_.orders[card], now_).refusal);
    }
    forget_card(card, paid);
}

}  // namespace br::sim
