// The coupon ledger: the one place that knows which coupons exist, what is on hold and what has
// been used. A single writer; every operation first gives back the holds whose time is over, then
// happens wholly or not at all. Always holds: a campaign's reserved_fen and reserved_uses grew by
// exactly what the orders on hold reserve, spent_fen and used by what the paid ones took.
//
//   Ledger ledger(std::move(state));
//   const auto hold = ledger.reserve({.call = {now, "tap-1"}, .order = "o1", .user = "visitor",
//   …}); if (!hold.result) return refusal_for(hold.result.error().reason);
//
// A campaign without a card to give out has none left: a claim is refused as out of stock. Answers
// under a key are kept for good, so the caller bounds how many keyed requests it makes.
// Requests come from people, so unknown users, orders and coupons are ordinary refusals. Campaigns
// come from the scenario: naming one that is not there is a bug, see knows_campaign().
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shop/ledger_requests.h"

namespace br::shop {

struct User {
    std::string id;
    std::vector<std::int64_t> claimed;         // Cards, by campaign index; missing entries are 0.
    std::vector<std::int64_t> redeemed_total;  // Orders before the ledger began, likewise.
    bool new_user = true;
    std::string invited_by;  // "" if nobody has.
};

struct LedgerState {
    std::vector<Campaign> campaigns;  // Ids are unique.
    std::vector<Coupon> coupons;      // Ids are unique; campaign < campaigns.size().
    std::vector<User> users;          // Ids are unique.
};

enum class OrderStatus : std::uint8_t { reserved, paid, released, expired, refunded };

struct OrderLine {
    std::int64_t qty = 0;
    std::int64_t qty_refunded = 0;
    Fen paid_fen = 0;  // After discounts.
};

// What one coupon holds or took in an order.
struct OrderCoupon {
    std::size_t coupon = 0;  // Index into the coupons.
    CampaignIndex campaign = 0;
    Fen discount_fen = 0;
};

struct Order {
    std::string id;
    std::string user;
    OrderStatus status = OrderStatus::reserved;
    std::int64_t reserve_day = 0;  // Local day of the reserve.
    Instant hold_ends = 0;         // The first instant at which the hold is over.
    Fen charge_fen = 0;
    Fen fees_paid_fen = 0;
    std::vector<OrderLine> lines;
    std::vector<OrderCoupon> coupons;  // In evaluation order.
};

class Ledger {
  public:
    explicit Ledger(LedgerState state);

    Reply<Quote> quote(const QuoteRequest& request);
    Reply<Quote> reserve(const ReserveRequest& request);
    Reply<CommitDone> commit(const CommitRequest& request);
    Reply<ReleaseDone> release(const ReleaseRequest& request);
    Reply<RefundDone> refund(const RefundRequest& request);
    Reply<ClaimDone> claim(const ClaimRequest& request);
    Reply<InviteDone> invite(const InviteRequest& request);
    Reply<ExtendDone> extend(const ExtendRequest& request);
    Reply<SetDone> set(const SetRequest& request);
    Reply<StateDone> state(const StateRequest& request);
    Answer apply(const Request& request);

    // Gives back the holds whose time is over at `now`; every operation does this first.
    void expire_holds(Instant now);

    [[nodiscard]] bool knows_campaign(std::string_view id) const;

    [[nodiscard]] const std::vector<Campaign>& campaigns() const { return campaigns_; }
    [[nodiscard]] const std::vector<Coupon>& coupons() const { return coupons_; }
    [[nodiscard]] const std::vector<Order>& orders() const { return orders_; }
    [[nodiscard]] const Coupon* find_coupon(std::string_view id) const;
    [[nodiscard]] const Order* find_order(std::string_view id) const;

  private:
    struct Stored {
        Request request;
        Answer answer;
    };
    template <class T>
    using Index = std::map<std::string, T, std::less<>>;

    // Gives back what is over, then answers from the stored answers or by `act`.
    template <class T, class Ask, class Act>
    Reply<T> answer(const Ask& request, Act act);

    [[nodiscard]] CampaignIndex campaign_named(std::string_view id) const;
    User& user_named(const std::string& id);
    [[nodiscard]] std::int64_t orders_of(const std::string& user, CampaignIndex campaign,
                                         std::optional<std::int64_t> reserve_day) const;
    [[nodiscard]] std::optional<Reason> use_refusal(const Coupon& coupon, const std::string& user,
                                                    const Cart& cart, Instant at) const;
    [[nodiscard]] std::vector<Candidate> candidates_of(const QuoteRequest& request) const;
    [[nodiscard]] std::vector<CampaignRoom> rooms() const;
    [[nodiscard]] Quote price_now(const QuoteRequest& request) const;
    [[nodiscard]] std::optional<Reason> claim_refusal(const Campaign& campaign,
                                                      std::int64_t claimed, Instant at) const;
    Result<Coupon, Reason> issue(const std::string& user, CampaignIndex campaign, Instant at);
    Order* find_order_to_change(std::string_view id);
    void hold(const ReserveRequest& request, const Quote& quote);
    void give_back_hold(Order& order, OrderStatus status);
    ReturnedCoupon return_used(const OrderCoupon& used, RefundedBy by, Instant at);

    std::vector<Campaign> campaigns_;
    std::vector<Coupon> coupons_;
    std::vector<Order> orders_;
    Index<User> users_;
    Index<CampaignIndex> campaign_index_;
    Index<std::size_t> coupon_index_;
    Index<std::size_t> order_index_;
    std::vector<std::size_t> holds_;  // Orders on hold, in the order of their reserve.
    Index<Stored> answers_;           // By key; one for each keyed request that was answered.
    std::int64_t issued_ = 0;
};

}  // namespace br::shop
