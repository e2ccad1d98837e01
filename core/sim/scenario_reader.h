// Reads a scenario from JSON. Strict: every fault is reported by its path with the allowed range,
// members that nobody knows are faults, and nothing is given back unless all is well. The contract
// for people and editors is public/schema/scenario.schema.json; defaults stand in sim/scenario.h.
// Files of older versions are brought to the present one before they are read.
#pragma once

#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "base/result.h"
#include "sim/scenario.h"

namespace br::sim {

inline constexpr int scenario_version = 1;

[[nodiscard]] Result<Scenario, std::vector<Fault>> read_scenario(std::string_view json);

// The same for a document already parsed, into which single values may have been written.
[[nodiscard]] Result<Scenario, std::vector<Fault>> read_scenario(JsonDocument document);

}  // namespace br::sim
