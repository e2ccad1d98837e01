#include "session/wallet.h"

#include <algorithm>

#include "base/rng.h"

namespace br::session {

namespace {

constexpr std::string_view visitor = "visitor";
constexpr std::string_view campaign = "free-card";

std::string numbered(std::string_view word, std::int64_t number) {
    std::string id(word);
    id += std::to_string(number);
    return id;
}

shop::Call call_at(UnixSeconds now, std::string key) {
    return {.at = shop::instant_of(now), .key = std::move(key)};
}

shop::LedgerState initial_state(UnixSeconds start, std::int64_t valid_to_day) {
    shop::Campaign card_campaign;
    card_campaign.id = campaign;
    card_campaign.starts = shop::local_midnight(shanghai_day(start));
    card_campaign.min_payable_fen = card_price_fen;
    card_campaign.claim_limit = cards_max;
    shop::CouponTemplate card;
    card.terms.type = shop::CouponType::free_card;
    card.terms.layer = shop::Layer::free;
    card.terms.cap_fen = card_cap_fen;
    card.terms.covers_fees = true;
    card.valid_to = shop::end_with_day(valid_to_day);
    card_campaign.card = card;
    shop::LedgerState state;
    state.campaigns.push_back(std::move(card_campaign));
    state.users.push_back({.id = std::string(visitor),
                           .claimed = {},
                           .redeemed_total = {},
                           .new_user = false,
                           .invited_by = {}});
    return state;
}

}  // namespace

Wallet::Wallet(UnixSeconds start, std::int64_t valid_to_day)
    : ledger_(initial_state(start, valid_to_day)), valid_to_day_(valid_to_day) {}

Wallet::Price Wallet::quote(UnixSeconds now, const shop::Cart& cart) const {
    // The ledger frees holds whose time is over before it quotes; the copy keeps this one a const.
    shop::Ledger ledger = ledger_;
    const bool claims = can_claim() && claim_from(ledger, now).result.has_value();
    const auto reply = ledger.quote({.call = call_at(now, ""),
                                     .user = std::string(visitor),
                                     .cart = cart,
                                     .coupons = {.automatic = true, .ids = {}}});
    if (!reply.result) {
        const shop::Fen total = shop::total_of(cart).value_or(0);
        return {.total_fen = total, .charge_fen = total};
    }
    const shop::Quote& quote = *reply.result;
    const bool uses_card = !quote.applied.empty();
    return {.total_fen = quote.total_fen,
            .charge_fen = quote.charge_fen,
            .uses_card = uses_card,
            .claims_card = uses_card && claims};
}

shop::Reply<shop::Quote> Wallet::hold(UnixSeconds now, std::int64_t order, const shop::Cart& cart,
                                      bool uses_card) {
    shop::CouponChoice coupons;
    if (uses_card) coupons.ids.push_back(next_card());
    return ledger_.reserve({.call = call_at(now, numbered("hold-", order)),
                            .order = numbered("order-", order),
                            .user = std::string(visitor),
                            .cart = cart,
                            .coupons = std::move(coupons)});
}

shop::Reply<shop::CommitDone> Wallet::commit(UnixSeconds now, std::int64_t order) {
    return ledger_.commit(
        {.call = call_at(now, numbered("pay-", order)), .order = numbered("order-", order)});
}

shop::Reply<shop::ReleaseDone> Wallet::release(UnixSeconds now, std::int64_t order) {
    return ledger_.release(
        {.call = call_at(now, numbered("release-", order)), .order = numbered("order-", order)});
}

shop::Reply<shop::RefundDone> Wallet::refund(UnixSeconds now, std::int64_t order) {
    return ledger_.refund({.call = call_at(now, numbered("refund-", order)),
                           .order = numbered("order-", order),
                           .by = shop::RefundedBy::user,
                           .lines = {}});
}

shop::Reply<shop::ClaimDone> Wallet::claim_from(shop::Ledger& ledger, UnixSeconds now) const {
    return ledger.claim({.call = call_at(now, ""),
                         .user = std::string(visitor),
                         .campaign = std::string(campaign)});
}

shop::Reply<shop::ClaimDone> Wallet::claim(UnixSeconds now) {
    BR_CHECK(claimed_ == 0);
    auto reply = claim_from(ledger_, now);
    if (reply.result) claimed_ = reply.result->claimed;
    return reply;
}

shop::Reply<shop::InviteDone> Wallet::invite(UnixSeconds now) {
    auto reply = ledger_.invite({.call = call_at(now, ""),
                                 .user = std::string(visitor),
                                 .invitee = numbered("friend-", invited_ + 1),
                                 .campaign = std::string(campaign)});
    if (reply.result) {
        claimed_ = reply.result->claimed;
        ++invited_;
    }
    return reply;
}

void Wallet::set_issuing_paused(UnixSeconds now, bool paused) {
    if (paused == is_issuing_paused()) return;
    shop::CampaignChanges changes;
    changes.issuing_paused = paused;
    const auto reply = ledger_.set(
        {.call = call_at(now, ""), .campaign = std::string(campaign), .values = changes});
    BR_CHECK(reply.result.has_value());
}

void Wallet::extend(UnixSeconds now, std::int64_t valid_to_day) {
    if (valid_to_day <= valid_to_day_) return;
    const auto reply = ledger_.extend({.call = call_at(now, ""),
                                       .campaign = std::string(campaign),
                                       .valid_to = shop::end_with_day(valid_to_day)});
    BR_CHECK(reply.result.has_value());
    valid_to_day_ = valid_to_day;
}

// The card to use next, or the last one whose state then says why there is none.
std::string Wallet::next_card() const {
    std::string id;
    for (const shop::Coupon& coupon : ledger_.coupons()) {
        if (coupon.owner != visitor) continue;
        id = coupon.id;
        if (coupon.status == shop::CouponStatus::available) break;
    }
    return id;
}

std::int64_t Wallet::count(shop::CouponStatus status) const {
    const auto& coupons = ledger_.coupons();
    return std::count_if(coupons.begin(), coupons.end(), [status](const shop::Coupon& coupon) {
        return coupon.owner == visitor && coupon.status == status;
    });
}

std::int64_t Wallet::cards_available(UnixSeconds now) const {
    return shanghai_day(now) > valid_to_day_ ? 0 : count(shop::CouponStatus::available);
}

std::int64_t Wallet::cards_reserved() const {
    return count(shop::CouponStatus::reserved);
}

std::int64_t Wallet::cards_used() const {
    return count(shop::CouponStatus::used);
}

bool Wallet::is_issuing_paused() const {
    return ledger_.campaigns().front().issuing_paused;
}

std::optional<shop::OrderStatus> Wallet::order_status(std::int64_t order) const {
    const shop::Order* found = ledger_.find_order(numbered("order-", order));
    if (found == nullptr) return {};
    return found->status;
}

std::uint64_t Wallet::digest() const {
    std::uint64_t hash = mix64(static_cast<std::uint64_t>(valid_to_day_));
    const auto add = [&hash](std::int64_t value) {
        hash = mix64(hash ^ static_cast<std::uint64_t>(value)) + 0x9e3779b97f4a7c15ULL;
    };
    for (const shop::Coupon& coupon : ledger_.coupons())
        add(static_cast<std::int64_t>(coupon.status));
    for (const shop::Order& order : ledger_.orders()) {
        add(static_cast<std::int64_t>(order.status));
        add(order.charge_fen);
    }
    add(is_issuing_paused() ? 1 : 0);
    return hash;
}

}  // namespace br::session
