// A preview of a whole scenario while a slider moves: mean flows in steps of time instead of orders
// one by one. An approximation, to be labelled as such wherever it is shown. It knows demand, lines
// (first come first served), servers, patience, retries with their caps and mean pauses, refusal
// cost, the campaign's stock and pauses, actions, bounded lines, deadlines and token buckets. It
// knows no chance: just below capacity, where lines are made by chance, it shows none. Policies
// that it does not know let everybody pass and are named in left_out.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/scenario.h"

namespace br::sim {

// One value for each interval of the scenario, the last one maybe cut short.
struct FluidPreview {
    SimDuration interval = 0;
    std::vector<double> orders_per_s;   // First tries.
    std::vector<double> offered_per_s;  // First tries and retries.
    std::vector<double> goodput_per_s;
    std::vector<double> throughput_per_s;  // Goodput, and work for those who have gone.
    std::vector<double> backlog;           // Attempts in lines, at the interval's end.
    std::vector<double> orbit;             // People waiting to try again, likewise.
    std::vector<double> served;            // Since the start, likewise.
    std::vector<int> left_out;             // Enabled policies that are not part of it.
};

// Requires interval > 0 and at most 100,000 intervals.
[[nodiscard]] FluidPreview fluid_preview(const Scenario& scenario, SimDuration interval);

}  // namespace br::sim
