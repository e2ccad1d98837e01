// The run so far as points for charts: the simulation's bins as rates, neighbours joined until
// there are at most series_points_max of them.
#pragma once

#include <span>
#include <vector>

#include "session/snapshot.h"
#include "sim/scenario.h"
#include "sim/snapshot.h"

namespace br::session {

// `model` is the index of the chatbot's station; -1 if there is none.
[[nodiscard]] std::vector<SeriesPoint> chart_series(std::span<const sim::SeriesBin> bins,
                                                    const sim::Scenario& scenario, int model);

}  // namespace br::session
