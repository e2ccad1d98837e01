#include "shop/ledger.h"

#include <algorithm>

#include "base/check.h"
#include "shop/ledger_answer.h"

namespace br::shop {
namespace {

std::int64_t& entry(std::vector<std::int64_t>& counts, CampaignIndex campaign) {
    if (campaign >= counts.size()) counts.resize(campaign + 1);
    return counts[campaign];
}

Coupon coupon_from(const CouponTemplate& card, Instant at) {
    Coupon coupon;
    const std::int64_t today = local_day(at);
    coupon.terms = card.terms;
    coupon.valid_from = card.valid_from.value_or(local_midnight(today));
    coupon.valid_to = card.valid_days ? end_with_day(today + *card.valid_days - 1) : card.valid_to;
    return coupon;
}

}  // namespace

Ledger::Ledger(LedgerState state)
    : campaigns_(std::move(state.campaigns)), coupons_(std::move(state.coupons)) {
    for (std::size_t i = 0; i < campaigns_.size(); ++i) {
        const auto index = static_cast<CampaignIndex>(i);
        const bool is_new = campaign_index_.emplace(campaigns_[i].id, index).second;
        BR_CHECK(is_new);
    }
    for (std::size_t i = 0; i < coupons_.size(); ++i) {
        BR_CHECK(coupons_[i].campaign < campaigns_.size());
        const bool is_new = coupon_index_.emplace(coupons_[i].id, i).second;
        BR_CHECK(is_new);
    }
    for (User& user : state.users) {
        const std::string id = user.id;
        const bool is_new = users_.emplace(id, std::move(user)).second;
        BR_CHECK(is_new);
    }
}

Reply<ClaimDone> Ledger::claim(const ClaimRequest& request) {
    return answer<ClaimDone>(request, [&]() -> Result<ClaimDone, Refusal> {
        const CampaignIndex campaign = campaign_named(request.campaign);
        const auto coupon = issue(request.user, campaign, request.call.at);
        if (!coupon) return Unexpected{Refusal{coupon.error(), {}}};
        return ClaimDone{coupon->id, coupon->valid_to,
                         entry(user_named(request.user).claimed, campaign),
                         campaigns_[campaign].stock};
    });
}

Reply<InviteDone> Ledger::invite(const InviteRequest& request) {
    return answer<InviteDone>(request, [&]() -> Result<InviteDone, Refusal> {
        const auto refuse = [](Reason reason) { return Unexpected{Refusal{reason, {}}}; };
        if (request.user == request.invitee) return refuse(Reason::self_invite);
        const User& invitee = user_named(request.invitee);
        if (!invitee.new_user) return refuse(Reason::invitee_not_new);
        if (!invitee.invited_by.empty()) return refuse(Reason::invitee_already_counted);
        const CampaignIndex campaign = campaign_named(request.campaign);
        const auto coupon = issue(request.user, campaign, request.call.at);
        if (!coupon) return refuse(coupon.error());
        user_named(request.invitee).invited_by = request.user;
        return InviteDone{coupon->id, entry(user_named(request.user).claimed, campaign)};
    });
}

Reply<ExtendDone> Ledger::extend(const ExtendRequest& request) {
    return answer<ExtendDone>(request, [&]() -> Result<ExtendDone, Refusal> {
        const CampaignIndex campaign = campaign_named(request.campaign);
        const EndOfValidity& later = request.valid_to;
        ExtendDone done;
        for (Coupon& coupon : coupons_) {
            const bool living = (coupon.status == CouponStatus::available ||
                                 coupon.status == CouponStatus::reserved) &&
                                request.call.at < coupon.valid_to.instant;
            if (coupon.campaign != campaign || !living) continue;
            if (later.instant <= coupon.valid_to.instant) continue;
            coupon.valid_to = later;
            ++done.extended;
        }
        std::optional<CouponTemplate>& card = campaigns_[campaign].card;
        if (card && later.instant > card->valid_to.instant) card->valid_to = later;
        return done;
    });
}

Reply<SetDone> Ledger::set(const SetRequest& request) {
    return answer<SetDone>(request, [&]() -> Result<SetDone, Refusal> {
        shop::apply(request.values, campaigns_[campaign_named(request.campaign)]);
        return SetDone{};
    });
}

Reply<StateDone> Ledger::state(const StateRequest& request) {
    return answer<StateDone>(request, [&]() -> Result<StateDone, Refusal> {
        StateDone done;
        if (!request.campaign.empty()) {
            const Campaign& campaign = campaigns_[campaign_named(request.campaign)];
            done.campaign = CampaignCount{campaign.spent_fen, campaign.reserved_fen, campaign.used,
                                          campaign.stock};
        }
        if (const Coupon* coupon = find_coupon(request.coupon)) done.coupon_status = coupon->status;
        return done;
    });
}

Answer Ledger::apply(const Request& request) {
    struct Visitor {
        Ledger& ledger;
        Answer operator()(const QuoteRequest& r) const { return ledger.quote(r); }
        Answer operator()(const ReserveRequest& r) const { return ledger.reserve(r); }
        Answer operator()(const CommitRequest& r) const { return ledger.commit(r); }
        Answer operator()(const ReleaseRequest& r) const { return ledger.release(r); }
        Answer operator()(const RefundRequest& r) const { return ledger.refund(r); }
        Answer operator()(const ClaimRequest& r) const { return ledger.claim(r); }
        Answer operator()(const InviteRequest& r) const { return ledger.invite(r); }
        Answer operator()(const ExtendRequest& r) const { return ledger.extend(r); }
        Answer operator()(const SetRequest& r) const { return ledger.set(r); }
        Answer operator()(const StateRequest& r) const { return ledger.state(r); }
    };
    return std::visit(Visitor{*this}, request);
}

bool Ledger::knows_campaign(std::string_view id) const {
    return campaign_index_.find(id) != campaign_index_.end();
}

const Coupon* Ledger::find_coupon(std::string_view id) const {
    const auto found = coupon_index_.find(id);
    return found == coupon_index_.end() ? nullptr : &coupons_[found->second];
}

const Order* Ledger::find_order(std::string_view id) const {
    const auto found = order_index_.find(id);
    return found == order_index_.end() ? nullptr : &orders_[found->second];
}

CampaignIndex Ledger::campaign_named(std::string_view id) const {
    const auto found = campaign_index_.find(id);
    BR_CHECK(found != campaign_index_.end());
    return found->second;
}

User& Ledger::user_named(const std::string& id) {
    User& user = users_[id];
    user.id = id;
    return user;
}

std::optional<Reason> Ledger::claim_refusal(const Campaign& campaign, std::int64_t claimed,
                                            Instant at) const {
    if (at < campaign.starts) return Reason::campaign_not_started;
    if (at >= campaign.ends) return Reason::campaign_ended;
    if (campaign.issuing_paused) return Reason::issuing_paused;
    if (campaign.claim_limit && claimed >= *campaign.claim_limit) return Reason::user_claim_limit;
    if ((campaign.stock && *campaign.stock <= 0) || !campaign.card) return Reason::stock_exhausted;
    return {};
}

Result<Coupon, Reason> Ledger::issue(const std::string& user, CampaignIndex index, Instant at) {
    Campaign& campaign = campaigns_[index];
    std::int64_t& claimed = entry(user_named(user).claimed, index);
    if (const auto refusal = claim_refusal(campaign, claimed, at)) return Unexpected{*refusal};
    Coupon coupon = coupon_from(*campaign.card, at);
    do {  // A number whose id the state already gave to another coupon is passed over.
        ++issued_;
        coupon.id = user + "-" + std::to_string(issued_);
    } while (find_coupon(coupon.id) != nullptr);
    coupon.owner = user;
    coupon.campaign = index;
    if (campaign.stock) --*campaign.stock;
    ++claimed;
    coupon_index_.emplace(coupon.id, coupons_.size());
    coupons_.push_back(coupon);
    return coupon;
}

}  // namespace br::shop
