// Runs of the shipped overload scenarios with some values changed, and what is asked of them.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace br::test {

// JSON Pointer and JSON text. "/policies/#bound/enabled" means the policy with the id "bound".
using Change = std::pair<std::string, std::string>;
using Changes = std::vector<Change>;

struct OverloadResult {
    double good_after_per_s = 0;   // Served 5 to 35 s after the spike, per second.
    double good_during_per_s = 0;  // Served in the last `during_s` of the spike, per second.
    double attempts_during_per_s = 0;
    double amplification = 0;   // Attempts per order over the whole run.
    double served_ratio = 0;    // Orders served by its end.
    double stale_ratio = 0;     // Share of completions for someone gone.
    double recovery_s = 0;      // From the end of the spike until 90 % of orders are served
                                // in every later bin of 5 s; the whole rest if never.
    double good_end_per_s = 0;  // Served in the last 30 s, per second.
};

struct OverloadWindow {
    double spike_ends_s = 30;
    double during_s = 5;
};

// One run with the seed of the file (or of the changes).
[[nodiscard]] OverloadResult run_overload_once(const std::string& scenario_id,
                                               const Changes& changes, OverloadWindow window);
// Means over seeds 1, 2, …
[[nodiscard]] OverloadResult run_overload(const std::string& scenario_id, const Changes& changes,
                                          OverloadWindow window, int seeds);

}  // namespace br::test
