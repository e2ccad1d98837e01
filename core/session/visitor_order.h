// The visitor's own order on its way through the simulated backend: what was ordered, what it
// costs, where it is, how it ended and how things stood there at that moment. Plain data.
#pragma once

#include <cstdint>
#include <vector>

#include "session/order_draft.h"
#include "session/snapshot.h"
#include "session/wallet.h"
#include "sim/scenario.h"
#include "sim/snapshot.h"

namespace br::session {

enum class Outcome : std::uint8_t {
    none,  // Still under way.
    served,
    line_full,     // No room was left in a line.
    too_late,      // Had waited longer than the deadline: dropped on purpose.
    turned_away,   // Refused on purpose by another policy.
    room_full,     // The waiting room outside was full.
    paused,        // No coupons are given out at the moment.
    sold_out,      // Coupons or money of the campaign are used up.
    purged,        // The whole line was emptied.
    shops_full,    // No room was left at the shops.
    gave_up,       // The visitor's own patience ended; nobody had refused anything.
    broke_down,    // The backend answered with an error.
    card_refused,  // The card could not be held.
    hold_ran_out,  // The card was held, but not for so long.
    cancelled,
    refunded,
};

// How things stood when the order ended; "why?" is answered from this.
struct OutcomeFacts {
    SimTime at = 0;
    int policy = -1;  // That refused; -1 if none.
    std::int64_t waiting = 0;
    std::int64_t waiting_stale = 0;
    double wait_max_s = 0;          // Of the deadline that was missed; 0 if none.
    double capacity_per_s = 0;      // What the servers there can finish.
    double attempt_rate_per_s = 0;  // What was being asked.
    double waited_s = 0;            // By this attempt.
    shop::Reason card_reason = shop::Reason::not_found;  // For card_refused.
};

struct VisitorOrder {
    std::int64_t number = 0;  // Counts the visitor's orders from 1.
    OrderDraft draft;
    PricedCart priced;
    Wallet::Price price;
    PersonId person = 0;
    int attempt = 1;
    SimTime placed = 0;     // When the present attempt was sent.
    std::int64_t hold = 0;  // Number of the present attempt's hold; a new one for each.
    bool is_held = false;
    bool told_place = false;  // The bot has told the place in line.
    Outcome outcome = Outcome::none;
    OutcomeFacts facts;

    [[nodiscard]] bool is_open() const { return number > 0 && outcome == Outcome::none; }
    // Ended, and not as the visitor wished.
    [[nodiscard]] bool has_failed() const {
        return outcome != Outcome::none && outcome != Outcome::served &&
               outcome != Outcome::cancelled && outcome != Outcome::refunded;
    }
};

// Which station of a scenario plays which part in the visitor's story; -1 if none does.
struct StationRoles {
    int customer_class = 0;  // Of the visitor.
    int model = 0;           // The first station of the class's route.
    int ledger = -1;         // Where the coupons are booked.
    int shop = -1;           // The last station, unless it is one of the others.
};
[[nodiscard]] StationRoles roles_of(const sim::Scenario& scenario);

// True if the route has left this station behind, going by where the visitor has got to.
[[nodiscard]] bool has_passed(const sim::Scenario& scenario, const StationRoles& roles,
                              const sim::VisitorState& state, int station);

// What the servers of a station can finish a second, without slowdown.
[[nodiscard]] double capacity_per_s(const sim::Station& station, std::int64_t servers);

// The outcome that a phase of the simulation means; none while it goes on.
[[nodiscard]] Outcome outcome_of(const sim::Scenario& scenario, const StationRoles& roles,
                                 const sim::VisitorState& state);
[[nodiscard]] OutcomeFacts facts_of(const sim::Scenario& scenario, const sim::Snapshot& backend,
                                    const sim::VisitorState& state, SimTime placed);

// The five steps as they stand.
[[nodiscard]] std::vector<OrderStep> steps_of(const sim::Scenario& scenario,
                                              const StationRoles& roles, const VisitorOrder& order,
                                              const sim::VisitorState& state);

}  // namespace br::session
