#include "sim/backoff.h"

namespace br::sim {

SimDuration pause_after(const Backoff& backoff, const SeededDraws& draws, PersonId person,
                        std::uint32_t attempt) {
    SimDuration previous = 0;
    // Decorrelated pauses depend on the one before, which is drawn again.
    const bool chained =
        backoff.kind == Backoff::Kind::growing && backoff.jitter == Jitter::decorrelated;
    for (std::uint32_t k = chained ? 1 : attempt;; ++k) {
        const double u = unit_interval(draws(Cause::retry_jitter, person, k));
        const SimDuration pause = policies::backoff_pause(backoff, k, previous, u);
        if (k == attempt) return pause;
        previous = pause;
    }
}

}  // namespace br::sim
