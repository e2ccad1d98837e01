// The pause before a retry, by the rules of policies/backoff.h. A function of the person.s draws
// alone, so it is the same under every policy.
#pragma once

#include "base/rng.h"
#include "sim/scenario.h"

namespace br::sim {

// The pause after the failure of the attempt with this number (1 is the first try).
[[nodiscard]] SimDuration pause_after(const Backoff& backoff, const SeededDraws& draws,
                                      PersonId person, std::uint32_t attempt);

// The pauses of one class, with what never changes worked out before.
class Pauses {
  public:
    Pauses() = default;
    explicit Pauses(const Backoff& backoff)
        : backoff_(backoff),
          is_uniform_(backoff.kind == Backoff::Kind::uniform),
          low_s_(to_seconds(backoff.low)),
          span_s_(to_seconds(backoff.high) - low_s_) {}

    // Equals pause_after(backoff, draws, person, attempt).
    [[nodiscard]] SimDuration after(const SeededDraws& draws, PersonId person,
                                    std::uint32_t attempt) const {
        if (!is_uniform_) return pause_after(backoff_, draws, person, attempt);
        return from_seconds(low_s_ +
                            unit_interval(draws(Cause::retry_jitter, person, attempt)) * span_s_);
    }

  private:
    Backoff backoff_;
    bool is_uniform_ = false;
    double low_s_ = 0;
    double span_s_ = 0;
};

}  // namespace br::sim
