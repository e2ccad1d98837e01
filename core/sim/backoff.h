// The pause before a retry, by the published rules of AWS ("Exponential Backoff And Jitter", 2015)
// and plain random pauses. The pause is a function of the person's draws alone.
#pragma once

#include "base/rng.h"
#include "sim/scenario.h"

namespace br::sim {

// The pause after the failure of the attempt with this number (1 is the first try).
[[nodiscard]] SimDuration pause_after(const Backoff& backoff, const SeededDraws& draws,
                                      PersonId person, std::uint32_t attempt);

}  // namespace br::sim
