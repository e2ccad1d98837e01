#include "sim/backoff.h"

#include "base/exponential.h"

namespace br::sim {
namespace {

double growing_value(const Backoff& backoff, std::uint32_t attempt) {
    auto value = static_cast<double>(backoff.base);
    const auto cap = static_cast<double>(backoff.cap);
    for (std::uint32_t k = 1; k < attempt && value < cap; ++k) value *= backoff.factor;
    return value < cap ? value : cap;
}

// Each pause depends on the one before, which is drawn again.
double decorrelated_value(const Backoff& backoff, const SeededDraws& draws, PersonId person,
                          std::uint32_t attempt) {
    const auto base = static_cast<double>(backoff.base);
    const auto cap = static_cast<double>(backoff.cap);
    double pause = base;
    for (std::uint32_t k = 1; k <= attempt; ++k) {
        const double u = unit_interval(draws(Cause::retry_jitter, person, k));
        const double drawn = base + u * (3 * pause - base);
        pause = drawn < cap ? drawn : cap;
    }
    return pause;
}

double growing_pause(const Backoff& backoff, const SeededDraws& draws, PersonId person,
                     std::uint32_t attempt) {
    if (backoff.jitter == Jitter::decorrelated)
        return decorrelated_value(backoff, draws, person, attempt);
    const double value = growing_value(backoff, attempt);
    const double u = unit_interval(draws(Cause::retry_jitter, person, attempt));
    switch (backoff.jitter) {
        case Jitter::none:
        case Jitter::decorrelated:
            break;
        case Jitter::equal:
            return value / 2 + u * (value / 2);
        case Jitter::full:
            return u * value;
        case Jitter::proportional:
            return value * (1 - backoff.jitter_ratio + u * (2 * backoff.jitter_ratio));
    }
    return value;
}

}  // namespace

SimDuration pause_after(const Backoff& backoff, const SeededDraws& draws, PersonId person,
                        std::uint32_t attempt) {
    double pause = 0;
    const std::uint64_t bits = draws(Cause::retry_jitter, person, attempt);
    switch (backoff.kind) {
        case Backoff::Kind::growing:
            pause = growing_pause(backoff, draws, person, attempt);
            break;
        case Backoff::Kind::uniform:
            pause = static_cast<double>(backoff.low) +
                    unit_interval(bits) * static_cast<double>(backoff.high - backoff.low);
            break;
        case Backoff::Kind::exponential:
            pause = standard_exponential(bits) * static_cast<double>(backoff.base);
            break;
    }
    const auto most = static_cast<double>(duration_max);
    return static_cast<SimDuration>((pause < most ? pause : most) + 0.5);
}

}  // namespace br::sim
