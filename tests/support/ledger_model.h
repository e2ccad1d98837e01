// A model check of the coupon counters: every order in which a few people can claim a card, put an
// order on hold, pay it, give it back or let its time run out, each check and each write a step of
// its own. Breadth first, so that the first broken limit that is found is one of the shortest.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "shop/campaign_counters.h"

namespace br::test {

enum class LedgerStep : std::uint8_t {
    check_claim,
    write_claim,
    check_reserve,
    write_reserve,
    commit,
    release,
    refund,
    wait,  // Nobody's: the time of a hold passes.
};

[[nodiscard]] std::string_view name_of(LedgerStep step);

struct LedgerMove {
    int person = 0;  // From 0.
    LedgerStep step = LedgerStep::wait;
    bool refused = false;
};

struct ModelCheck {
    std::int64_t states = 0;
    std::int64_t moves = 0;                  // Tried, from all states.
    std::vector<LedgerMove> counterexample;  // Empty if no limit can be broken.
    shop::CampaignTotals totals;             // Where the counterexample ends.
};

// People claim one card each and order once; time passes at most once.
[[nodiscard]] ModelCheck check_ledger(const shop::CampaignLimits& limits, int people);

}  // namespace br::test
