// The visitor's cards and payments, kept by the coupon ledger of the shop. One campaign, one
// visitor: a card worth 25 yuan without threshold, 0.01 yuan to pay, one card from the app itself,
// one more for each friend invited, at most 21. Holds and payments carry an idempotency key, and a
// friend counts once, so that asking twice does it once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/calendar.h"
#include "shop/ledger.h"

namespace br::session {

inline constexpr shop::Fen card_cap_fen = 2'500;
inline constexpr shop::Fen card_price_fen = 1;
inline constexpr std::int64_t cards_max = 21;

class Wallet {
  public:
    // Cards are valid through this day, in Shanghai.
    Wallet(UnixSeconds start, std::int64_t valid_to_day);

    // What the cart costs with the best card that there is or could still be claimed.
    struct Price {
        shop::Fen total_fen = 0;
        shop::Fen charge_fen = 0;
        bool uses_card = false;
        bool claims_card = false;  // The app's own card has to be claimed first.
    };
    [[nodiscard]] Price quote(UnixSeconds now, const shop::Cart& cart) const;

    // One order after another; the number makes its id and its key. Never charges the full price
    // for an order that was to use a card: without one it is refused.
    shop::Reply<shop::Quote> hold(UnixSeconds now, std::int64_t order, const shop::Cart& cart,
                                  bool uses_card);
    shop::Reply<shop::CommitDone> commit(UnixSeconds now, std::int64_t order);
    shop::Reply<shop::ReleaseDone> release(UnixSeconds now, std::int64_t order);
    shop::Reply<shop::RefundDone> refund(UnixSeconds now, std::int64_t order);

    // The card from the app itself, given once (requires cards_claimed() == 0), and one for the
    // next friend.
    shop::Reply<shop::ClaimDone> claim(UnixSeconds now);
    shop::Reply<shop::InviteDone> invite(UnixSeconds now);

    void set_issuing_paused(UnixSeconds now, bool paused);
    void extend(UnixSeconds now, std::int64_t valid_to_day);

    [[nodiscard]] std::int64_t cards_available(UnixSeconds now) const;
    [[nodiscard]] std::int64_t cards_reserved() const;
    [[nodiscard]] std::int64_t cards_used() const;
    [[nodiscard]] std::int64_t cards_claimed() const { return claimed_; }
    [[nodiscard]] std::int64_t valid_to_day() const { return valid_to_day_; }
    [[nodiscard]] bool is_issuing_paused() const;
    // The app's own card is still to be had.
    [[nodiscard]] bool can_claim() const { return claimed_ == 0 && !is_issuing_paused(); }
    // Where the hold of an order stands; nothing if it was never held.
    [[nodiscard]] std::optional<shop::OrderStatus> order_status(std::int64_t order) const;
    // A hash of all cards, holds and payments.
    [[nodiscard]] std::uint64_t digest() const;

  private:
    shop::Reply<shop::ClaimDone> claim_from(shop::Ledger& ledger, UnixSeconds now) const;
    [[nodiscard]] std::string next_card() const;
    [[nodiscard]] std::int64_t count(shop::CouponStatus status) const;

    shop::Ledger ledger_;
    std::int64_t valid_to_day_ = 0;
    std::int64_t claimed_ = 0;
    std::int64_t invited_ = 0;
};

}  // namespace br::session
