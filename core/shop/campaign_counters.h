// The coupon ledger in small: the same rules and counters for one campaign of free cards and
// millions of people, without a string or an allocation per operation. A person is an index; each
// has at most one order on hold or just decided, named by a number, so that a retry of the same
// order gets the same answer again. tests/core/shop compare it with Ledger step by step.
//
// Every operation comes in two halves, check and write, so that a simulation can let time pass
// between them (the service time of a ledger server). With the safe setting the write checks again
// and the two are one step; with `check_then_write` the write trusts the earlier check, which is
// how over-issue happens.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/check.h"
#include "base/sim_time.h"
#include "shop/coupon_rules.h"
#include "shop/money.h"

namespace br::shop {

using PersonIndex = std::uint32_t;
inline constexpr std::int64_t no_limit = INT64_MAX;

struct CampaignLimits {
    std::int64_t stock = no_limit;           // Cards left to issue.
    std::int64_t claim_limit = no_limit;     // Cards a person; at most 65535 unless no_limit.
    Fen budget_fen = no_limit;               // Discounts paid and on hold.
    std::int64_t usage_limit = no_limit;     // Cards used and on hold.
    std::int64_t per_user_total = no_limit;  // Orders a person.
    std::int64_t per_user_daily = no_limit;  // Orders a person and local day.
    Fen card_cap_fen = 2'500;                // What one card pays at most.
    Fen min_payable_fen = 1;                 // What stays to pay of an order.
    SimTime starts = INT64_MIN;              // Issuing, inclusive.
    SimTime ends = never;                    // Issuing, exclusive.
    SimTime cards_valid_to = never;          // Redeeming, exclusive; extend() moves it.
    SimDuration hold_ttl = seconds(900);     // Above 0.
    // Simulated time of a Shanghai midnight; local days are counted from there.
    SimTime midnight = 0;
    bool check_then_write = false;  // The race on purpose.
};

// A decision that has been checked but not yet written.
struct ClaimTicket {
    PersonIndex person = 0;
    std::optional<Reason> refusal;
};

struct HoldTicket {
    PersonIndex person = 0;
    std::uint32_t order = 0;
    Fen total_fen = 0;
    std::optional<Reason> refusal;
};

struct CounterAnswer {
    std::optional<Reason> refusal;  // Nothing was changed.
    bool replayed = false;          // This very order had the same answer before.
    Fen discount_fen = 0;           // Of the order, unless refused.
};

struct CampaignTotals {
    std::int64_t issued = 0;
    std::int64_t used = 0;           // Cards of paid orders.
    std::int64_t reserved_uses = 0;  // Cards on hold.
    Fen spent_fen = 0;
    Fen reserved_fen = 0;
    std::int64_t holds_expired = 0;
    std::int64_t over_issued = 0;  // Cards beyond the stock. 0 with the safe setting.
    Fen over_budget_fen = 0;       // Discounts beyond the budget. 0 with the safe setting.
    std::int64_t over_used = 0;    // Cards beyond usage_limit. 0 with the safe setting.
    friend bool operator==(const CampaignTotals&, const CampaignTotals&) = default;
};

class CampaignCounters {
  public:
    // Requires limits that are not negative, card_cap_fen <= INT32_MAX, hold_ttl > 0.
    CampaignCounters(const CampaignLimits& limits, PersonIndex person_count);

    // More people. Requires person_count >= the present one. Apart from it only a reserve may
    // allocate: when there are more holds than ever before.
    void grow(PersonIndex person_count);
    // Makes the index free for somebody else; totals stay. Requires that nothing is on hold.
    void forget(PersonIndex person);

    // One card for somebody new without asking, where nothing limits claims but their own first.
    void grant(PersonIndex person) {
        BR_CHECK(person < people_.size());
        BR_CHECK(people_[person].claimed == 0);
        ++totals_.issued;
        people_[person].claimed = 1;
        people_[person].available = 1;
    }

    // Time never runs backwards from call to call. Each operation first expires holds.
    [[nodiscard]] ClaimTicket check_claim(PersonIndex person, SimTime now);
    CounterAnswer write_claim(const ClaimTicket& ticket, SimTime now);
    // Holds a card for an order of this total. order numbers a person's orders, from 1; one order
    // a person at a time: while another is on hold the answer is bad_state. The same order again is
    // replayed while it is on hold or paid, and order_exists once it was given back.
    [[nodiscard]] HoldTicket check_reserve(PersonIndex person, std::uint32_t order, Fen total_fen,
                                           SimTime now);
    CounterAnswer write_reserve(const HoldTicket& ticket, SimTime now);

    // Check and write at once.
    CounterAnswer claim(PersonIndex person, SimTime now);
    CounterAnswer reserve(PersonIndex person, std::uint32_t order, Fen total_fen, SimTime now);
    // No limit stands behind these, so they are always one step. A paid order's commit is replayed.
    CounterAnswer commit(PersonIndex person, std::uint32_t order, SimTime now);
    CounterAnswer release(PersonIndex person, std::uint32_t order, SimTime now);
    // Of the whole order. The card comes back; past its end it is refused as expired.
    CounterAnswer refund(PersonIndex person, std::uint32_t order, SimTime now);

    void expire_holds(SimTime now);
    // When the next hold ends by itself; never if there is none.
    [[nodiscard]] SimTime next_expiry() const;

    void pause_issuing(bool paused) { issuing_paused_ = paused; }
    void pause_redeeming(bool paused) { redeeming_paused_ = paused; }
    void set_stock(std::int64_t stock) { limits_.stock = stock; }
    void set_budget(Fen budget_fen) { limits_.budget_fen = budget_fen; }
    // A later end for cards that are still valid; true if it changed anything. Cards that ran out
    // are never revived, so past the end this does nothing.
    bool extend(SimTime valid_to, SimTime now);

    [[nodiscard]] const CampaignTotals& totals() const { return totals_; }
    [[nodiscard]] const CampaignLimits& limits() const { return limits_; }  // stock: what is left.
    // Somebody whose order will soon be asked for.
    void prefetch(PersonIndex person) const {
        const auto* const bytes = reinterpret_cast<const unsigned char*>(&people_[person]);
        __builtin_prefetch(bytes);
        __builtin_prefetch(bytes + sizeof(Person) - 1);
    }
    [[nodiscard]] std::int64_t cards_claimed(PersonIndex person) const;
    [[nodiscard]] std::int64_t cards_available(PersonIndex person) const;

  private:
    enum class Stage : std::uint8_t { none, held, paid, released, expired, refunded };
    struct Person {
        SimTime hold_ends = 0;
        std::int32_t day = 0;           // Of the last reserve, counted from limits.midnight.
        std::uint32_t order = 0;        // The last one; 0 is none.
        std::int32_t discount_fen = 0;  // Of that order.
        std::uint16_t claimed = 0;
        std::uint16_t available = 0;
        std::uint16_t orders_total = 0;  // On hold or paid.
        std::uint16_t orders_today = 0;  // Of those, reserved on `day`.
        Stage stage = Stage::none;
    };

    struct Hold {
        SimTime ends = 0;
        PersonIndex person = 0;
    };

    [[nodiscard]] std::int32_t day_of(SimTime now) const;
    [[nodiscard]] std::optional<Reason> claim_refusal(const Person& person, SimTime now) const;
    [[nodiscard]] std::optional<Reason> hold_refusal(const Person& person, Fen total_fen,
                                                     SimTime now) const;
    [[nodiscard]] Fen discount_of(Fen total_fen) const;
    [[nodiscard]] bool replays(const Person& person, std::uint32_t order) const;
    void give_back(PersonIndex index, Stage stage);
    [[nodiscard]] bool is_on_hold(const Hold& hold) const;
    void append_hold(PersonIndex index);
    void make_room_for_hold();

    CampaignLimits limits_;
    CampaignTotals totals_;
    std::vector<Person> people_;
    // Holds in the order of their end, which is the order of their reserve as the time is one. One
    // that has been paid or released stays until its time comes or room is needed.
    std::vector<Hold> holds_;  // A ring, a power of two or none.
    std::uint32_t first_hold_ = 0;
    std::uint32_t past_holds_ = 0;  // One past the last. Numbers wrap; only differences count.
    bool issuing_paused_ = false;
    bool redeeming_paused_ = false;
};

}  // namespace br::shop
