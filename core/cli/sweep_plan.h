// The runs of a sweep: every combination of the varied values with every seed, numbered in a fixed
// order (last value fastest, then seeds), so that shards and jobs can share them out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/scenario_input.h"

namespace br::cli {

inline constexpr std::int64_t sweep_runs_max = 1'000'000;

// One --vary: a place in the scenario and what it becomes.
struct Variation {
    std::string pointer;
    std::vector<std::string> values;  // JSON, never empty.
};

// "/pointer=1,2,3" or "/pointer=100..400/50" (the last one included if a step meets it). Commas in
// brackets, braces or quotes do not part values. Complains and gives nothing if it is neither.
[[nodiscard]] std::optional<Variation> parse_variation(std::string_view text, Console console);

struct SweepPlan {
    std::vector<Variation> variations;
    std::int64_t first_seed = 1;
    std::int64_t seeds = 1;

    // Combinations and runs in all; above sweep_runs_max if there are too many.
    [[nodiscard]] std::int64_t combinations() const;
    [[nodiscard]] std::int64_t runs() const;
    // The values of a combination. Requires 0 <= index < combinations().
    [[nodiscard]] std::vector<Change> changes(std::int64_t combination) const;
};

}  // namespace br::cli
