#include "sim/policies/backoff.h"

#include "base/check.h"
#include "base/portable_math.h"

namespace br::sim::policies {
namespace {

// min(cap, base factor^(retry-1)); stops as soon as the cap is reached.
double grown_s(const Backoff& backoff, std::int64_t retry) {
    const double cap_s = to_seconds(backoff.cap);
    double value_s = to_seconds(backoff.base);
    if (backoff.factor > 1 && value_s > 0)
        for (std::int64_t i = 1; i < retry && value_s < cap_s; ++i) value_s *= backoff.factor;
    return value_s < cap_s ? value_s : cap_s;
}

double between(double low, double high, double u) {
    return low + u * (high - low);
}

double growing_pause_s(const Backoff& backoff, std::int64_t retry, SimDuration previous, double u) {
    const double ratio = backoff.jitter_ratio;
    switch (backoff.jitter) {
        case Jitter::none:
            return grown_s(backoff, retry);
        case Jitter::equal:
            return grown_s(backoff, retry) * between(0.5, 1, u);
        case Jitter::full:
            return grown_s(backoff, retry) * u;
        case Jitter::proportional:
            return grown_s(backoff, retry) * between(1 - ratio, 1 + ratio, u);
        case Jitter::decorrelated:
            break;
    }
    const SimDuration before = previous > 0 ? previous : backoff.base;
    const double cap_s = to_seconds(backoff.cap);
    const double value_s = between(to_seconds(backoff.base), 3 * to_seconds(before), u);
    return value_s < cap_s ? value_s : cap_s;
}

}  // namespace

SimDuration backoff_pause(const Backoff& backoff, std::int64_t retry, SimDuration previous,
                          double u) {
    BR_CHECK(retry >= 1);
    switch (backoff.kind) {
        case Backoff::Kind::growing:
            return from_seconds(growing_pause_s(backoff, retry, previous, u));
        case Backoff::Kind::uniform:
            return from_seconds(between(to_seconds(backoff.low), to_seconds(backoff.high), u));
        case Backoff::Kind::exponential:
            break;
    }
    return from_seconds(-to_seconds(backoff.base) * portable_log(1 - u));
}

}  // namespace br::sim::policies
