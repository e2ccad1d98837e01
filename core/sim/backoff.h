// The pause before a retry, by the rules of policies/backoff.h. A function of the person.s draws
// alone, so it is the same under every policy.
#pragma once

#include "base/rng.h"
#include "sim/scenario.h"

namespace br::sim {

// The pause after the failure of the attempt with this number (1 is the first try).
[[nodiscard]] SimDuration pause_after(const Backoff& backoff, const SeededDraws& draws,
                                      PersonId person, std::uint32_t attempt);

}  // namespace br::sim
