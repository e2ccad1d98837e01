// What breathe simulate and breathe sweep print of a run.
#pragma once

#include <string>

#include "base/json_writer.h"
#include "sim/simulation.h"

namespace br::cli {

// The word for why a run stopped: "end", "events_max", "in_system_max".
[[nodiscard]] std::string_view word_of(sim::StopReason reason);

// Writes the members of a summary into the object that is open: counts, rates since the warm-up
// with 95 % confidence by batch means, times, classes, stations, policies, campaign, milestones.
void write_summary(JsonWriter& out, const sim::Simulation& simulation, sim::StopReason reason);

// The series as an array of objects, or as CSV with a header line.
void write_series(JsonWriter& out, const sim::Simulation& simulation);
[[nodiscard]] std::string series_csv(const sim::Simulation& simulation);

}  // namespace br::cli
