// What queueing theory says about the chatbot's line as it stands: goodput for any number of tries
// a second, where a formula is known. That is a line with a bound in front of servers with
// exponential service (M/M/c/K), first come, first served; who stops waiting leaves the work
// behind, so that patience changes who is still there but not the line. Retries count as tries of
// their own.
#pragma once

#include <cstdint>
#include <vector>

#include "session/snapshot.h"
#include "session/visitor_order.h"
#include "sim/scenario.h"

namespace br::session {

[[nodiscard]] LoadTheory load_theory_of(const sim::Scenario& scenario, const StationRoles& roles,
                                        const sim::Snapshot& backend,
                                        const std::vector<LeverState>& levers);

// Completions a second for people who are still waiting, in the steady state. Requires a bounded
// theory and a rate of 0 or more.
[[nodiscard]] double goodput_in_theory(const LoadTheory& theory, double asked_per_s);

}  // namespace br::session
