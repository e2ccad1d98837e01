// The life of an order: priced, on hold, paid, given back or refunded.
#include <algorithm>

#include "base/check.h"
#include "shop/ledger.h"
#include "shop/ledger_answer.h"

namespace br::shop {
namespace {

Unexpected<Refusal> refuse(Reason reason, std::string coupon = {}) {
    return {Refusal{reason, std::move(coupon)}};
}

// What of a line's price is given back when this many of its units are.
Fen refund_so_far(const OrderLine& line, std::int64_t units) {
    return mul_div(line.paid_fen, units, line.qty).quotient;
}

// The lines after this refund; nothing if more is asked back than was bought.
std::optional<std::vector<OrderLine>> lines_after(const Order& order,
                                                  const RefundRequest& request) {
    std::vector<OrderLine> lines = order.lines;
    if (!request.lines) {
        for (OrderLine& line : lines) line.qty_refunded = line.qty;
        return lines;
    }
    for (const RefundLine& wanted : *request.lines) {
        if (wanted.line < 0 || wanted.qty < 0) return {};
        if (wanted.line >= static_cast<std::int64_t>(lines.size())) return {};
        OrderLine& line = lines[static_cast<std::size_t>(wanted.line)];
        if (wanted.qty > line.qty - line.qty_refunded) return {};
        line.qty_refunded += wanted.qty;
    }
    return lines;
}

bool all_returned(const std::vector<OrderLine>& lines) {
    return std::all_of(lines.begin(), lines.end(),
                       [](const OrderLine& line) { return line.qty_refunded == line.qty; });
}

}  // namespace

std::int64_t Ledger::orders_of(const std::string& user, CampaignIndex campaign,
                               std::optional<std::int64_t> reserve_day) const {
    return std::count_if(orders_.begin(), orders_.end(), [&](const Order& order) {
        const bool counts =
            order.status == OrderStatus::reserved || order.status == OrderStatus::paid;
        if (!counts || order.user != user) return false;
        if (reserve_day && order.reserve_day != *reserve_day) return false;
        return std::any_of(order.coupons.begin(), order.coupons.end(),
                           [&](const OrderCoupon& coupon) { return coupon.campaign == campaign; });
    });
}

std::optional<Reason> Ledger::use_refusal(const Coupon& coupon, const std::string& user,
                                          const Cart& cart, Instant at) const {
    if (coupon.owner != user) return Reason::not_owner;
    if (coupon.status == CouponStatus::voided) return Reason::voided;
    if (coupon.status == CouponStatus::used) return Reason::already_used;
    if (coupon.status == CouponStatus::reserved) return Reason::reserved;
    if (at < coupon.valid_from) return Reason::not_started;
    const bool over = coupon.status == CouponStatus::expired || at >= coupon.valid_to.instant;
    if (over) return Reason::expired;
    const Campaign& campaign = campaigns_[coupon.campaign];
    if (campaign.redeeming_paused) return Reason::redeem_paused;
    if (campaign.per_user_total) {
        std::int64_t orders = orders_of(user, coupon.campaign, {});
        const auto known = users_.find(user);
        if (known != users_.end() && coupon.campaign < known->second.redeemed_total.size()) {
            orders += known->second.redeemed_total[coupon.campaign];
        }
        if (orders >= *campaign.per_user_total) return Reason::user_limit;
    }
    if (campaign.per_user_daily &&
        orders_of(user, coupon.campaign, local_day(at)) >= *campaign.per_user_daily) {
        return Reason::daily_limit;
    }
    if (misses_cart(coupon.terms, cart)) return Reason::scope_mismatch;
    return {};
}

std::vector<CampaignRoom> Ledger::rooms() const {
    std::vector<CampaignRoom> rooms;
    rooms.reserve(campaigns_.size());
    for (const Campaign& campaign : campaigns_) {
        CampaignRoom& room = rooms.emplace_back();
        room.min_payable_fen = campaign.min_payable_fen;
        if (campaign.budget_fen) {
            room.budget_left_fen =
                *campaign.budget_fen - campaign.spent_fen - campaign.reserved_fen;
        }
        if (campaign.usage_limit) {
            room.uses_left = *campaign.usage_limit - campaign.used - campaign.reserved_uses;
        }
    }
    return rooms;
}

std::vector<Candidate> Ledger::candidates_of(const QuoteRequest& request) const {
    std::vector<Candidate> candidates;
    if (request.coupons.automatic) {
        std::vector<const Coupon*> usable;
        for (const Coupon& coupon : coupons_) {
            if (!use_refusal(coupon, request.user, request.cart, request.call.at)) {
                usable.push_back(&coupon);
            }
        }
        for (const Coupon* coupon : choose_coupons(request.cart, usable, rooms())) {
            candidates.push_back({coupon->id, coupon, {}});
        }
        return candidates;
    }
    for (const std::string& id : request.coupons.ids) {
        Candidate& candidate = candidates.emplace_back(Candidate{id, nullptr, Reason::not_found});
        const auto asked_before =
            std::any_of(candidates.begin(), candidates.end() - 1,
                        [&](const Candidate& earlier) { return earlier.id == id; });
        const Coupon* coupon = find_coupon(id);
        if (asked_before) {
            candidate.refusal = Reason::duplicate;
        } else if (coupon != nullptr) {
            const auto refusal = use_refusal(*coupon, request.user, request.cart, request.call.at);
            if (refusal) candidate.refusal = *refusal;
            if (!refusal) candidate.coupon = coupon;
        }
    }
    return candidates;
}

Quote Ledger::price_now(const QuoteRequest& request) const {
    return price(request.cart, candidates_of(request), rooms());
}

Reply<Quote> Ledger::quote(const QuoteRequest& request) {
    return answer<Quote>(request, [&]() -> Result<Quote, Refusal> { return price_now(request); });
}

Reply<Quote> Ledger::reserve(const ReserveRequest& request) {
    return answer<Quote>(request, [&]() -> Result<Quote, Refusal> {
        if (find_order(request.order) != nullptr) return refuse(Reason::order_exists);
        Quote quote = price_now({request.call, request.user, request.cart, request.coupons});
        if (!quote.rejected.empty()) {
            return refuse(quote.rejected.front().reason, quote.rejected.front().coupon);
        }
        hold(request, quote);
        return quote;
    });
}

void Ledger::hold(const ReserveRequest& request, const Quote& quote) {
    BR_CHECK(request.ttl_s >= 0);
    BR_CHECK(request.ttl_s <= reservation_ttl_s_max);
    Order order;
    order.id = request.order;
    order.user = request.user;
    order.reserve_day = local_day(request.call.at);
    order.hold_ends = request.call.at + instant_of(request.ttl_s);
    order.charge_fen = quote.charge_fen;
    Remaining remaining = remaining_of(request.cart);
    for (const AppliedCoupon& applied : quote.applied) {
        take(applied, remaining);
        const std::size_t index = coupon_index_.find(applied.coupon)->second;
        Coupon& coupon = coupons_[index];
        coupon.status = CouponStatus::reserved;
        Campaign& campaign = campaigns_[coupon.campaign];
        campaign.reserved_fen += applied.discount_fen;
        ++campaign.reserved_uses;
        order.coupons.push_back({index, coupon.campaign, applied.discount_fen});
    }
    order.fees_paid_fen = remaining.delivery_fen + remaining.packaging_fen;
    for (std::size_t i = 0; i < request.cart.lines.size(); ++i) {
        order.lines.push_back({request.cart.lines[i].qty, 0, remaining.lines_fen[i]});
    }
    holds_.push_back(orders_.size());
    order_index_.emplace(order.id, orders_.size());
    orders_.push_back(std::move(order));
}

Reply<CommitDone> Ledger::commit(const CommitRequest& request) {
    return answer<CommitDone>(request, [&]() -> Result<CommitDone, Refusal> {
        Order* order = find_order_to_change(request.order);
        if (order == nullptr) return refuse(Reason::order_not_found);
        if (order->status == OrderStatus::expired) return refuse(Reason::reservation_expired);
        if (order->status != OrderStatus::reserved) return refuse(Reason::bad_state);
        for (const OrderCoupon& held : order->coupons) {
            Campaign& campaign = campaigns_[held.campaign];
            campaign.reserved_fen -= held.discount_fen;
            campaign.spent_fen += held.discount_fen;
            --campaign.reserved_uses;
            ++campaign.used;
            coupons_[held.coupon].status = CouponStatus::used;
        }
        order->status = OrderStatus::paid;
        return CommitDone{order->charge_fen};
    });
}

Reply<ReleaseDone> Ledger::release(const ReleaseRequest& request) {
    return answer<ReleaseDone>(request, [&]() -> Result<ReleaseDone, Refusal> {
        Order* order = find_order_to_change(request.order);
        if (order == nullptr) return refuse(Reason::order_not_found);
        if (order->status != OrderStatus::reserved) return refuse(Reason::bad_state);
        give_back_hold(*order, OrderStatus::released);
        return ReleaseDone{};
    });
}

Reply<RefundDone> Ledger::refund(const RefundRequest& request) {
    return answer<RefundDone>(request, [&]() -> Result<RefundDone, Refusal> {
        Order* order = find_order_to_change(request.order);
        if (order == nullptr) return refuse(Reason::order_not_found);
        if (order->status != OrderStatus::paid) return refuse(Reason::bad_state);
        auto lines = lines_after(*order, request);
        if (!lines) return refuse(Reason::qty_exceeded);
        RefundDone done;
        for (std::size_t i = 0; i < lines->size(); ++i) {
            const OrderLine& before = order->lines[i];
            done.refund_fen += refund_so_far(before, (*lines)[i].qty_refunded) -
                               refund_so_far(before, before.qty_refunded);
        }
        order->lines = std::move(*lines);
        if (!all_returned(order->lines)) return done;
        done.refund_fen += order->fees_paid_fen;
        order->status = OrderStatus::refunded;
        for (const OrderCoupon& used : order->coupons) {
            done.returned.push_back(return_used(used, request.by, request.call.at));
        }
        return done;
    });
}

ReturnedCoupon Ledger::return_used(const OrderCoupon& used, RefundedBy by, Instant at) {
    Campaign& campaign = campaigns_[used.campaign];
    campaign.spent_fen -= used.discount_fen;
    --campaign.used;
    Coupon& coupon = coupons_[used.coupon];
    coupon.status = CouponStatus::available;
    if (at >= coupon.valid_to.instant) {
        if (by != RefundedBy::user && campaign.merchant_fault_grace_days > 0) {
            coupon.valid_to = end_with_day(local_day(at) + campaign.merchant_fault_grace_days);
        } else {
            coupon.status = CouponStatus::expired;
        }
    }
    return {coupon.id, coupon.status, coupon.valid_to};
}

void Ledger::expire_holds(Instant now) {
    std::erase_if(holds_, [&](std::size_t index) {
        Order& order = orders_[index];
        if (order.status == OrderStatus::reserved && now >= order.hold_ends) {
            give_back_hold(order, OrderStatus::expired);
        }
        return order.status != OrderStatus::reserved;
    });
}

void Ledger::give_back_hold(Order& order, OrderStatus status) {
    BR_CHECK(order.status == OrderStatus::reserved);
    for (const OrderCoupon& held : order.coupons) {
        Campaign& campaign = campaigns_[held.campaign];
        campaign.reserved_fen -= held.discount_fen;
        --campaign.reserved_uses;
        coupons_[held.coupon].status = CouponStatus::available;
    }
    order.status = status;
}

Order* Ledger::find_order_to_change(std::string_view id) {
    const auto found = order_index_.find(id);
    return found == order_index_.end() ? nullptr : &orders_[found->second];
}

}  // namespace br::shop
