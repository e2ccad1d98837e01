// Reads a scenario from JSON. Strict: every fault is reported by its path with the allowed range,
// members that nobody knows are faults, and nothing is given back unless all is well. The contract
// for people and editors is public/schema/scenario.schema.json; defaults stand in sim/scenario.h
// and in the policies' headers. Beyond ranges it refuses what could not run: a place that is not
// there, a route that comes back, demand that would need 10^11 orders, times past the year 9999.
#pragma once

#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "base/result.h"
#include "sim/scenario.h"

namespace br::sim {

inline constexpr int scenario_version = 1;

[[nodiscard]] Result<Scenario, std::vector<Fault>> read_scenario(std::string_view json);

}  // namespace br::sim
