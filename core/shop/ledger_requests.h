// What can be asked of the ledger and what it answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "shop/campaign.h"
#include "shop/pricing.h"

namespace br::shop {

// When something is asked, and under which idempotency key ("" for none). All calls compare equal:
// a retry is the same request whenever it is made.
struct Call {
    Instant at = 0;
    std::string key;
    friend bool operator==(const Call&, const Call&) { return true; }
};

// The coupons asked for, in this order, or the best set that the ledger can find.
struct CouponChoice {
    bool automatic = false;
    std::vector<std::string> ids;
    friend bool operator==(const CouponChoice&, const CouponChoice&) = default;
};

struct QuoteRequest {
    Call call;
    std::string user;
    Cart cart;
    CouponChoice coupons;
    friend bool operator==(const QuoteRequest&, const QuoteRequest&) = default;
};

inline constexpr std::int64_t reservation_ttl_s = 900;
inline constexpr std::int64_t reservation_ttl_s_max = 1'000'000'000;

struct ReserveRequest {
    Call call;
    std::string order;
    std::string user;
    Cart cart;
    CouponChoice coupons;
    std::int64_t ttl_s = reservation_ttl_s;  // 0 to reservation_ttl_s_max.
    friend bool operator==(const ReserveRequest&, const ReserveRequest&) = default;
};

struct CommitRequest {
    Call call;
    std::string order;
    friend bool operator==(const CommitRequest&, const CommitRequest&) = default;
};

struct ReleaseRequest {
    Call call;
    std::string order;
    friend bool operator==(const ReleaseRequest&, const ReleaseRequest&) = default;
};

enum class RefundedBy : std::uint8_t { user, merchant, system };

struct RefundLine {
    std::int64_t line = 0;  // From 0.
    std::int64_t qty = 0;   // 0 or more.
    friend bool operator==(const RefundLine&, const RefundLine&) = default;
};

struct RefundRequest {
    Call call;
    std::string order;
    RefundedBy by = RefundedBy::user;
    std::optional<std::vector<RefundLine>> lines;  // Absent: all that is left.
    friend bool operator==(const RefundRequest&, const RefundRequest&) = default;
};

struct ClaimRequest {
    Call call;
    std::string user;
    std::string campaign;
    friend bool operator==(const ClaimRequest&, const ClaimRequest&) = default;
};

struct InviteRequest {
    Call call;
    std::string user;  // Who invites and gets the card.
    std::string invitee;
    std::string campaign;
    friend bool operator==(const InviteRequest&, const InviteRequest&) = default;
};

struct ExtendRequest {
    Call call;
    std::string campaign;
    EndOfValidity valid_to;
    friend bool operator==(const ExtendRequest&, const ExtendRequest&) = default;
};

struct SetRequest {
    Call call;
    std::string campaign;
    CampaignChanges values;
    friend bool operator==(const SetRequest&, const SetRequest&) = default;
};

struct StateRequest {
    Call call;
    std::string campaign;  // "" if not asked about.
    std::string coupon;    // "" if not asked about.
    friend bool operator==(const StateRequest&, const StateRequest&) = default;
};

struct Refusal {
    Reason reason = Reason::not_found;
    std::string coupon;  // For a reserve: the first coupon refused; otherwise "".
};

// An answer, given now or stored under the request's key.
template <class T>
struct Reply {
    Result<T, Refusal> result;
    bool replayed = false;
};

struct CommitDone {
    Fen charge_fen = 0;
};
struct ReleaseDone {};
struct ReturnedCoupon {
    std::string coupon;
    CouponStatus status = CouponStatus::available;
    EndOfValidity valid_to;
};
struct RefundDone {
    Fen refund_fen = 0;
    std::vector<ReturnedCoupon> returned;  // In evaluation order; empty until the last unit.
};
struct ClaimDone {
    std::string coupon;
    EndOfValidity valid_to;
    std::int64_t claimed = 0;  // By this user so far, this one included.
    Limit stock;               // Left.
};
struct InviteDone {
    std::string coupon;
    std::int64_t claimed = 0;
};
struct ExtendDone {
    std::int64_t extended = 0;
};
struct SetDone {};
struct CampaignCount {
    Fen spent_fen = 0;
    Fen reserved_fen = 0;
    std::int64_t used = 0;
    Limit stock;
};
struct StateDone {
    std::optional<CampaignCount> campaign;
    std::optional<CouponStatus> coupon_status;  // Absent also for a coupon that is not there.
};

using Request =
    std::variant<QuoteRequest, ReserveRequest, CommitRequest, ReleaseRequest, RefundRequest,
                 ClaimRequest, InviteRequest, ExtendRequest, SetRequest, StateRequest>;
using Answer = std::variant<Reply<Quote>, Reply<CommitDone>, Reply<ReleaseDone>, Reply<RefundDone>,
                            Reply<ClaimDone>, Reply<InviteDone>, Reply<ExtendDone>, Reply<SetDone>,
                            Reply<StateDone>>;

}  // namespace br::shop
