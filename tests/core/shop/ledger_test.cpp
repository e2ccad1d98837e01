#include "shop/ledger.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace br;
using namespace br::shop;

namespace {

constexpr std::int64_t first_day = 20'490;  // 2026-02-06

Coupon card(std::string id, Layer layer, Fen off_fen) {
    Coupon coupon;
    coupon.id = std::move(id);
    coupon.owner = "u";
    coupon.terms.type = CouponType::amount_off;
    coupon.terms.layer = layer;
    coupon.terms.off_fen = off_fen;
    coupon.valid_to = end_with_day(first_day + 1);
    return coupon;
}

Ledger small_ledger() {
    Campaign campaign;
    campaign.id = "c";
    campaign.budget_fen = 900;
    campaign.usage_limit = 2;
    campaign.per_user_daily = 2;
    campaign.min_payable_fen = 1;
    return Ledger({{campaign}, {card("A", Layer::shop, 500), card("B", Layer::free, 300)}, {}});
}

const Cart tea{{{"tea", "drink", "s", 600, 2}}, 100, 50};

// One thing that can happen to one of two orders.
struct Move {
    enum Kind { reserve, commit, release, refund_one, refund_all, wait } kind;
    int order;
};

class Explorer {
  public:
    explicit Explorer(int depth) : depth_(depth) {}

    void explore(const Ledger& ledger, Instant now, int depth) {
        ++states;
        check(ledger);
        if (depth == depth_) return;
        constexpr Move moves[] = {
            {Move::reserve, 0},    {Move::reserve, 1},    {Move::reserve, 2}, {Move::commit, 0},
            {Move::commit, 1},     {Move::release, 0},    {Move::release, 1}, {Move::refund_one, 0},
            {Move::refund_all, 0}, {Move::refund_all, 1}, {Move::wait, 0},
        };
        for (const Move& move : moves) {
            Ledger next = ledger;
            const Instant then = move.kind == Move::wait ? now + instant_of(900) : now;
            apply(next, move, then);
            explore(next, then, depth + 1);
        }
    }

    std::int64_t states = 0;

  private:
    static void apply(Ledger& ledger, const Move& move, Instant now) {
        const std::string order = "o" + std::to_string(move.order);
        const Call call{now, ""};
        switch (move.kind) {
            case Move::reserve: {
                // The first order wants both coupons, the others one of them each.
                std::vector<std::string> ids = {"A", "B"};
                if (move.order > 0) ids = {move.order == 1 ? "A" : "B"};
                ledger.reserve({call, order, "u", tea, {false, ids}});
                break;
            }
            case Move::commit:
                ledger.commit({call, order});
                break;
            case Move::release:
                ledger.release({call, order});
                break;
            case Move::refund_one:
                ledger.refund({call, order, RefundedBy::user, std::vector<RefundLine>{{0, 1}}});
                break;
            case Move::refund_all:
                ledger.refund({call, order, RefundedBy::system, {}});
                break;
            case Move::wait:
                ledger.expire_holds(now);
                break;
        }
    }

    // What must hold in every state: totals are the sum of the orders, no limit is passed, and a
    // coupon's status says in which order it is.
    static void check(const Ledger& ledger) {
        Fen reserved_fen = 0;
        Fen spent_fen = 0;
        std::int64_t used = 0;
        std::vector<int> holders(ledger.coupons().size());
        std::vector<int> payers(ledger.coupons().size());
        int orders_today = 0;
        for (const Order& order : ledger.orders()) {
            const bool held = order.status == OrderStatus::reserved;
            const bool paid = order.status == OrderStatus::paid;
            Fen discount_fen = 0;
            for (const OrderCoupon& coupon : order.coupons) {
                discount_fen += coupon.discount_fen;
                reserved_fen += held ? coupon.discount_fen : 0;
                spent_fen += paid ? coupon.discount_fen : 0;
                used += paid ? 1 : 0;
                holders[coupon.coupon] += held ? 1 : 0;
                payers[coupon.coupon] += paid ? 1 : 0;
            }
            orders_today += held || paid ? 1 : 0;
            if (order.charge_fen + discount_fen != 1'350) FAIL("money is lost or made");
        }
        const Campaign& campaign = ledger.campaigns()[0];
        bool good = campaign.reserved_fen == reserved_fen && campaign.spent_fen == spent_fen &&
                    campaign.used == used && reserved_fen + spent_fen <= *campaign.budget_fen &&
                    campaign.used + campaign.reserved_uses <= *campaign.usage_limit &&
                    orders_today <= *campaign.per_user_daily;
        for (std::size_t i = 0; i < ledger.coupons().size(); ++i) {
            const CouponStatus status = ledger.coupons()[i].status;
            good = good && holders[i] == (status == CouponStatus::reserved ? 1 : 0) &&
                   payers[i] == (status == CouponStatus::used ? 1 : 0);
        }
        if (!good) FAIL("a total, a limit or a status is wrong");
    }

    int depth_;
};

}  // namespace

TEST_CASE("no order of reserving, paying, giving back and refunding breaks the books") {
#ifdef NDEBUG
    Explorer explorer(6);
    constexpr std::int64_t states = 1'948'717;  // 1 + 11 + 11^2 + … + 11^6
#else
    Explorer explorer(4);
    constexpr std::int64_t states = 16'105;
#endif
    explorer.explore(small_ledger(), local_midnight(first_day), 0);
    CHECK(explorer.states == states);
}

TEST_CASE("a retry under the same key is answered from memory, whenever it comes") {
    Ledger ledger = small_ledger();
    const Instant now = local_midnight(first_day);
    const ReserveRequest tap{{now, "tap"}, "o1", "u", tea, {false, {"A"}}};
    const auto first = ledger.reserve(tap);
    REQUIRE(first.result.has_value());
    CHECK(!first.replayed);
    ReserveRequest retry = tap;
    retry.call.at = now + instant_of(5);
    const auto again = ledger.reserve(retry);
    CHECK(again.replayed);
    CHECK(again.result->charge_fen == first.result->charge_fen);
    CHECK(ledger.orders().size() == 1);

    retry.order = "o2";
    const auto other = ledger.reserve(retry);
    REQUIRE(!other.result.has_value());
    CHECK(other.result.error().reason == Reason::idempotency_mismatch);
    const auto other_kind = ledger.commit({{now, "tap"}, "o1"});
    REQUIRE(!other_kind.result.has_value());
    CHECK(other_kind.result.error().reason == Reason::idempotency_mismatch);
}

TEST_CASE("apply is the same as calling the operation") {
    Ledger ledger = small_ledger();
    const Instant now = local_midnight(first_day);
    const Answer answer = ledger.apply(QuoteRequest{{now, ""}, "u", tea, {true, {}}});
    const auto* reply = std::get_if<Reply<Quote>>(&answer);
    REQUIRE(reply != nullptr);
    REQUIRE(reply->result.has_value());
    CHECK(reply->result->discount_fen == 800);
    CHECK(ledger.orders().empty());
}

TEST_CASE("a campaign without a card to give out has none left") {
    Ledger ledger = small_ledger();
    const auto claim = ledger.claim({{local_midnight(first_day), ""}, "u", "c"});
    REQUIRE(!claim.result.has_value());
    CHECK(claim.result.error().reason == Reason::stock_exhausted);
    CHECK(ledger.knows_campaign("c"));
    CHECK(!ledger.knows_campaign("d"));
}
