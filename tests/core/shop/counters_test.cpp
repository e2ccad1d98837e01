#include "shop/campaign_counters.h"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/rng.h"
#include "shop/ledger.h"

using namespace br;
using namespace br::shop;

namespace {

constexpr PersonIndex people = 3;
constexpr std::int64_t first_day = 20'490;  // 2026-02-06

Instant instant_at(SimTime now) {
    return local_midnight(first_day) + now / microseconds(1);
}

Limit limit_of(std::int64_t limit) {
    return limit == no_limit ? Limit{} : Limit{limit};
}

std::string user_of(PersonIndex person) {
    return "p" + std::to_string(person);
}

// The same campaign as a full ledger.
Ledger ledger_for(const CampaignLimits& limits) {
    Campaign campaign;
    campaign.id = "c";
    campaign.starts = limits.starts == INT64_MIN ? since_ever : instant_at(limits.starts);
    campaign.ends = limits.ends == never ? for_ever : instant_at(limits.ends);
    campaign.min_payable_fen = limits.min_payable_fen;
    campaign.budget_fen = limit_of(limits.budget_fen);
    campaign.usage_limit = limit_of(limits.usage_limit);
    campaign.stock = limit_of(limits.stock);
    campaign.claim_limit = limit_of(limits.claim_limit);
    campaign.per_user_daily = limit_of(limits.per_user_daily);
    campaign.per_user_total = limit_of(limits.per_user_total);
    campaign.card.emplace();
    campaign.card->terms.cap_fen = limits.card_cap_fen;
    campaign.card->terms.covers_fees = true;
    campaign.card->valid_to = {instant_at(limits.cards_valid_to), "end"};
    return Ledger({{campaign}, {}, {}});
}

// Drives both forms with the same operations and compares every answer and every total.
class Pair {
  public:
    explicit Pair(const CampaignLimits& limits)
        : limits_(limits), small_(limits, people), full_(ledger_for(limits)), orders_(people, 0) {}

    void step(Rng& rng) {
        const SimDuration advances[] = {0, 0, 0, seconds(1), seconds(299), seconds(300), hours(7)};
        now_ += advances[rng.below(7)];
        person_ = static_cast<PersonIndex>(rng.below(people));
        switch (rng.below(10)) {
            case 0:
            case 1:
                claim();
                break;
            case 2:
            case 3:
            case 4:
                reserve(rng);
                break;
            case 5:
            case 6:
                commit(rng);
                break;
            case 7:
                release(rng);
                break;
            case 8:
                refund(rng);
                break;
            default:
                change(rng);
        }
        compare_totals();
    }

  private:
    Call call() const { return {instant_at(now_), ""}; }
    std::string order_id(std::uint32_t order) const {
        return user_of(person_) + "/" + std::to_string(order);
    }
    OrderStatus status_of(std::uint32_t order) const {
        const Order* found = full_.find_order(order_id(order));
        REQUIRE(found != nullptr);
        return found->status;
    }

    template <class T>
    void compare(const CounterAnswer& small, const Reply<T>& full) {
        CHECK(small.refusal.has_value() == !full.result.has_value());
        if (small.refusal && !full.result) CHECK(*small.refusal == full.result.error().reason);
    }

    void claim() {
        compare(small_.claim(person_, now_), full_.claim({call(), user_of(person_), "c"}));
    }

    // The card that the flat form means: one available, else one on hold, else a used one.
    std::string card() const {
        for (const CouponStatus status : {CouponStatus::available, CouponStatus::reserved,
                                          CouponStatus::used, CouponStatus::expired}) {
            for (const Coupon& coupon : full_.coupons()) {
                if (coupon.owner == user_of(person_) && coupon.status == status) return coupon.id;
            }
        }
        return "none";
    }

    void reserve(Rng& rng) {
        full_.expire_holds(instant_at(now_));
        std::uint32_t order = orders_[person_] + 1;
        const bool held =
            orders_[person_] > 0 && status_of(orders_[person_]) == OrderStatus::reserved;
        if (orders_[person_] > 0 && (held || rng.below(3) == 0)) order = orders_[person_];
        const Fen total_fen = static_cast<Fen>(rng.below(40));
        const Cart cart{{{"tea", "drink", "s", total_fen, 1}}, 0, 0};
        const CounterAnswer small = small_.reserve(person_, order, total_fen, now_);
        const ReserveRequest request{call(), order_id(order),   user_of(person_),
                                     cart,   {false, {card()}}, limits_.hold_ttl / seconds(1)};
        const auto full = full_.reserve(request);
        if (!full.result && full.result.error().reason == Reason::order_exists) {
            const OrderStatus status = status_of(order);
            const bool lives = status == OrderStatus::reserved || status == OrderStatus::paid;
            CHECK(small.replayed == lives);
            if (!lives) CHECK(small.refusal == Reason::order_exists);
            return;
        }
        compare(small, full);
        if (!full.result) return;
        CHECK(small.discount_fen == full.result->discount_fen);
        orders_[person_] = order;
    }

    std::uint32_t some_order(Rng& rng) {
        return orders_[person_] == 0 || rng.below(10) == 0 ? orders_[person_] + 1
                                                           : orders_[person_];
    }

    void commit(Rng& rng) {
        const std::uint32_t order = some_order(rng);
        const CounterAnswer small = small_.commit(person_, order, now_);
        const auto full = full_.commit({call(), order_id(order)});
        if (small.replayed) {
            CHECK(status_of(order) == OrderStatus::paid);
            CHECK(!full.result);
            return;
        }
        compare(small, full);
    }

    void release(Rng& rng) {
        const std::uint32_t order = some_order(rng);
        compare(small_.release(person_, order, now_), full_.release({call(), order_id(order)}));
    }

    void refund(Rng& rng) {
        const std::uint32_t order = some_order(rng);
        compare(small_.refund(person_, order, now_),
                full_.refund({call(), order_id(order), RefundedBy::user, {}}));
    }

    void change(Rng& rng) {
        SetRequest set{call(), "c", {}};
        const bool on = rng.below(3) == 0;
        switch (rng.below(5)) {
            case 0:
                small_.pause_issuing(on);
                set.values.issuing_paused = on;
                break;
            case 1:
                small_.pause_redeeming(on);
                set.values.redeeming_paused = on;
                break;
            case 2:
                small_.set_stock(2);
                set.values.stock = Limit{2};
                break;
            case 3:
                small_.set_budget(60);
                set.values.budget_fen = Limit{60};
                break;
            default:
                extend();
        }
        const bool done = full_.set(set).result.has_value();
        CHECK(done);
    }

    void extend() {
        const SimTime to = small_.limits().cards_valid_to + hours(5);
        if (now_ >= small_.limits().cards_valid_to) {
            CHECK(!small_.extend(to, now_));
            return;
        }
        CHECK(small_.extend(to, now_));
        const bool done = full_.extend({call(), "c", {instant_at(to), "later"}}).result.has_value();
        CHECK(done);
    }

    void compare_totals() {
        small_.expire_holds(now_);
        full_.expire_holds(instant_at(now_));
        const CampaignTotals& totals = small_.totals();
        const Campaign& campaign = full_.campaigns()[0];
        CHECK(totals.spent_fen == campaign.spent_fen);
        CHECK(totals.reserved_fen == campaign.reserved_fen);
        CHECK(totals.used == campaign.used);
        CHECK(totals.reserved_uses == campaign.reserved_uses);
        CHECK(limit_of(small_.limits().stock) == campaign.stock);
        CHECK(totals.over_issued == 0);
        CHECK(totals.over_budget_fen == 0);
        CHECK(totals.over_used == 0);
    }

    CampaignLimits limits_;
    CampaignCounters small_;
    Ledger full_;
    std::vector<std::uint32_t> orders_;  // The last order of each person that was put on hold.
    SimTime now_ = hours(1);
    PersonIndex person_ = 0;
};

CampaignLimits random_limits(Rng& rng) {
    CampaignLimits limits;
    limits.card_cap_fen = 25;
    limits.hold_ttl = seconds(300);
    limits.cards_valid_to = hours(static_cast<std::int64_t>(24 + rng.below(100)));
    limits.min_payable_fen = static_cast<Fen>(rng.below(3));
    if (rng.below(2) == 0) limits.stock = static_cast<std::int64_t>(rng.below(6));
    if (rng.below(2) == 0) limits.claim_limit = static_cast<std::int64_t>(rng.below(4));
    if (rng.below(2) == 0) limits.budget_fen = static_cast<Fen>(rng.below(150));
    if (rng.below(2) == 0) limits.usage_limit = static_cast<std::int64_t>(rng.below(5));
    if (rng.below(2) == 0) limits.per_user_daily = static_cast<std::int64_t>(1 + rng.below(2));
    if (rng.below(2) == 0) limits.per_user_total = static_cast<std::int64_t>(1 + rng.below(3));
    if (rng.below(4) == 0) limits.ends = hours(30);
    if (rng.below(4) == 0) limits.starts = hours(2);
    return limits;
}

// Runs every interleaving of the checks and writes of three people (each checks before it writes)
// and returns the worst totals.
template <class Check, class Write>
CampaignTotals worst_interleaving(const CampaignCounters& start, Check check, Write write) {
    using Ticket = decltype(check(const_cast<CampaignCounters&>(start), PersonIndex{0}));
    CampaignTotals worst;
    std::vector<int> moves = {0, 0, 1, 1, 2, 2};  // Each person's first move checks, then writes.
    do {
        CampaignCounters counters = start;
        std::vector<std::vector<Ticket>> tickets(people);
        for (const int who : moves) {
            const auto person = static_cast<PersonIndex>(who);
            if (tickets[person].empty()) {
                tickets[person].push_back(check(counters, person));
            } else {
                write(counters, tickets[person].front());
            }
        }
        worst.over_issued = std::max(worst.over_issued, counters.totals().over_issued);
        worst.over_budget_fen = std::max(worst.over_budget_fen, counters.totals().over_budget_fen);
        worst.over_used = std::max(worst.over_used, counters.totals().over_used);
    } while (std::next_permutation(moves.begin(), moves.end()));
    return worst;
}

}  // namespace

TEST_CASE("the flat counters and the full ledger give the same answers and totals") {
#ifdef NDEBUG
    constexpr std::uint64_t runs = 2'000;
#else
    constexpr std::uint64_t runs = 200;
#endif
    for (std::uint64_t seed = 0; seed < runs; ++seed) {
        CAPTURE(seed);
        Rng rng(seed);
        Pair pair(random_limits(rng));
        for (int i = 0; i < 60; ++i) {
            CAPTURE(i);
            pair.step(rng);
        }
    }
}

TEST_CASE("check, then write issues more cards than there are; the safe setting never does") {
    CampaignLimits limits;
    limits.stock = 1;
    const auto check = [](CampaignCounters& counters, PersonIndex person) {
        return counters.check_claim(person, 0);
    };
    const auto write = [](CampaignCounters& counters, const ClaimTicket& ticket) {
        counters.write_claim(ticket, 0);
    };
    CHECK(worst_interleaving(CampaignCounters(limits, people), check, write).over_issued == 0);
    limits.check_then_write = true;
    CHECK(worst_interleaving(CampaignCounters(limits, people), check, write).over_issued == 2);
}

TEST_CASE("check, then write overdraws budget and uses; the safe setting never does") {
    CampaignLimits limits;
    limits.budget_fen = 1'000;
    limits.usage_limit = 1;
    limits.card_cap_fen = 1'000;
    const auto check = [](CampaignCounters& counters, PersonIndex person) {
        return counters.check_reserve(person, 1, 5'000, 0);
    };
    const auto write = [](CampaignCounters& counters, const HoldTicket& ticket) {
        counters.write_reserve(ticket, 0);
    };
    for (const bool race : {false, true}) {
        CAPTURE(race);
        limits.check_then_write = race;
        CampaignCounters start(limits, people);
        for (PersonIndex person = 0; person < people; ++person) start.claim(person, 0);
        const CampaignTotals worst = worst_interleaving(start, check, write);
        CHECK(worst.over_budget_fen == (race ? 2'000 : 0));
        CHECK(worst.over_used == (race ? 2 : 0));
    }
}

TEST_CASE("a retry of the same order holds one card, whatever the setting") {
    for (const bool race : {false, true}) {
        CAPTURE(race);
        CampaignLimits limits;
        limits.check_then_write = race;
        CampaignCounters counters(limits, 1);
        counters.claim(0, 0);
        counters.claim(0, 0);
        const HoldTicket first = counters.check_reserve(0, 1, 2'000, 0);
        const HoldTicket retry = counters.check_reserve(0, 1, 2'000, 0);
        CHECK(!counters.write_reserve(first, 0).replayed);
        const CounterAnswer again = counters.write_reserve(retry, 0);
        CHECK(again.replayed);
        CHECK(again.discount_fen == 1'999);
        CHECK(counters.totals().reserved_uses == 1);
        CHECK(!counters.commit(0, 1, 0).replayed);
        CHECK(counters.commit(0, 1, 0).replayed);
        CHECK(counters.totals().used == 1);
        CHECK(counters.totals().spent_fen == 1'999);
    }
}

TEST_CASE("holds end in the order of their reserve, at the very instant") {
    CampaignLimits limits;
    limits.hold_ttl = seconds(10);
    CampaignCounters counters(limits, 3);
    for (PersonIndex person = 0; person < 3; ++person) {
        counters.claim(person, 0);
        CHECK(!counters.reserve(person, 1, 100, seconds(person)).refusal);
    }
    CHECK(counters.next_expiry() == seconds(10));
    CHECK(!counters.release(1, 1, seconds(9)).refusal);
    counters.expire_holds(seconds(10));
    CHECK(counters.totals().holds_expired == 1);
    CHECK(counters.next_expiry() == seconds(12));
    CHECK(counters.commit(0, 1, seconds(11)).refusal == Reason::reservation_expired);
    CHECK(counters.commit(1, 1, seconds(11)).refusal == Reason::bad_state);
    CHECK(counters.commit(2, 1, seconds(12)).refusal == Reason::reservation_expired);
    CHECK(counters.next_expiry() == never);
    CHECK(counters.totals().reserved_fen == 0);
    CHECK(counters.cards_available(0) == 1);
}

TEST_CASE("an index that is forgotten starts anew and the totals stay") {
    CampaignCounters counters({}, 1);
    counters.claim(0, 0);
    counters.reserve(0, 1, 500, 0);
    counters.commit(0, 1, 0);
    counters.forget(0);
    CHECK(counters.cards_claimed(0) == 0);
    CHECK(counters.commit(0, 1, 0).refusal == Reason::order_not_found);
    CHECK(counters.totals().used == 1);
    counters.grow(2);
    CHECK(counters.reserve(1, 1, 500, 0).refusal == Reason::not_found);
}

TEST_CASE("a granted card is like a claimed one") {
    CampaignCounters granted({.usage_limit = 1}, 2);
    CampaignCounters claimed({.usage_limit = 1}, 2);
    for (PersonIndex person = 0; person < 2; ++person) {
        granted.grant(person);
        CHECK_FALSE(claimed.claim(person, 5).refusal);
        CHECK(granted.cards_available(person) == claimed.cards_available(person));
        CHECK(granted.reserve(person, 1, 500, 6).refusal ==
              claimed.reserve(person, 1, 500, 6).refusal);
    }
    CHECK(granted.totals() == claimed.totals());
}
