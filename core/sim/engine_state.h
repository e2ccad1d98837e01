// What the engine keeps beside people, classes and stations: its policies, the campaign, the
// visitors, and readings of the running totals for rates.
#pragma once

#include <cstdint>
#include <vector>

#include "shop/campaign_counters.h"
#include "sim/attempt.h"
#include "sim/line.h"
#include "sim/simulation.h"

namespace br::sim {

// Whether a policy is letting in whom it held, and is to be asked again after that.
enum class Releases : std::uint8_t { no, yes, again };

struct PolicyState {
    policies::Unit unit;
    mutable policies::View view;  // Scratch of view_for(), which most of it is the same for.
    PlaceKind place = PlaceKind::station;
    int station = 0;
    bool enabled = true;
    std::uint32_t hooks = 0;
    int watcher = -1;  // Its bit in Attempt::watchers, if it hears how attempts end.
    Releases releases = Releases::no;
    SimTime next_tick = never;
    std::uint64_t refused = 0;
    Lane held;
};

// One reading of the running totals, for rates over the recent window.
struct Reading {
    SimTime at = 0;
    Counts counts;
    struct AtStation {
        std::uint64_t arrivals = 0;
        std::uint64_t completions = 0;
        std::uint64_t completions_stale = 0;
        std::uint64_t starts = 0;
        std::uint64_t refused = 0;
        double wait_sum_s = 0;
        std::uint64_t busy_area = 0;
        std::uint64_t worked_area = 0;
        std::uint64_t servers_area = 0;
        std::uint64_t waiting_area = 0;
    };
    std::vector<AtStation> stations;
    std::vector<Counts> classes;
};

struct Visitor {
    VisitorState state;
    bool retries_alone = false;
    bool done = false;  // Its attempt has ended and it is not in orbit.
    bool lost = false;  // Counted as lost: it would have retried alone, but does not.
    SimTime first = 0;
    std::uint32_t slot = no_slot;
    std::uint32_t card = no_slot;  // Between two attempts.
};

struct CampaignState {
    bool issuing_paused = false;
    bool redeeming_paused = false;
    shop::CampaignCounters ledger{{}, 0};
    std::vector<std::uint32_t> orders;       // By person of the ledger: the number of the order.
    std::vector<std::uint32_t> free_people;  // Numbers of the ledger that nobody has.
    // Where people have a share: cards of each, and by person of the ledger whose the card is.
    std::vector<std::uint32_t> cards_of_person;
    std::vector<std::uint32_t> owners;
    std::uint64_t over_share = 0;
    std::uint64_t share_broken = 0;
};
[[nodiscard]] shop::CampaignLimits limits_of(const Campaign& campaign);

// What came in between two readings.
[[nodiscard]] Counts difference(const Counts& now, const Counts& before);
[[nodiscard]] Counts sum(const Counts& a, const Counts& b);
// Share of server time that was busy, given both areas.
[[nodiscard]] double utilization_between(std::uint64_t worked_area, std::uint64_t servers_area);

}  // namespace br::sim
