#include "sim/policies/backoff.h"

#include "base/check.h"
#include "sim/policies/policy.h"

namespace br::sim::policies {
namespace {

// min(cap, base factor^(retry-1)); stops as soon as the cap is reached.
double scaled_s(const Backoff& backoff, std::int64_t retry) {
    const double cap_s = to_seconds(backoff.cap);
    double value_s = to_seconds(backoff.base);
    if (backoff.factor > 1 && value_s > 0)
        for (std::int64_t i = 1; i < retry && value_s < cap_s; ++i) value_s *= backoff.factor;
    return value_s < cap_s ? value_s : cap_s;
}

double between(double low, double high, double u) {
    return low + u * (high - low);
}

}  // namespace

Backoff read_backoff(JsonReader& json) {
    Backoff backoff;
    backoff.kind = static_cast<Backoff::Kind>(json.choice("kind", backoff_words));
    if (backoff.kind == Backoff::Kind::none) return backoff;
    const bool uniform = backoff.kind == Backoff::Kind::uniform;
    backoff.base = read_duration(json, uniform ? "min_s" : "base_s", any_seconds);
    const NumberRange at_least_base{.min = to_seconds(backoff.base), .max = policy_seconds_max};
    backoff.cap = read_duration(json, uniform ? "max_s" : "cap_s", at_least_base);
    if (uniform) return backoff;
    if (backoff.kind != Backoff::Kind::decorrelated)
        backoff.factor = json.number_or("factor", 2, {.min = 1, .max = 1'000});
    if (backoff.kind == Backoff::Kind::spread)
        backoff.jitter_ratio = json.number_or("jitter_ratio", 0.5, ratio_range);
    return backoff;
}

SimDuration backoff_pause(const Backoff& backoff, std::int64_t retry, SimDuration previous,
                          double u) {
    BR_CHECK(retry >= 1);
    const double base_s = to_seconds(backoff.base);
    const double cap_s = to_seconds(backoff.cap);
    switch (backoff.kind) {
        case Backoff::Kind::none:
            return 0;
        case Backoff::Kind::uniform:
            return from_seconds(between(base_s, cap_s, u));
        case Backoff::Kind::exponential:
            return from_seconds(scaled_s(backoff, retry));
        case Backoff::Kind::equal: {
            const double value_s = scaled_s(backoff, retry);
            return from_seconds(between(value_s / 2, value_s, u));
        }
        case Backoff::Kind::full:
            return from_seconds(u * scaled_s(backoff, retry));
        case Backoff::Kind::decorrelated: {
            const SimDuration before = previous > 0 ? previous : backoff.base;
            const double value_s = between(base_s, 3 * to_seconds(before), u);
            return from_seconds(value_s < cap_s ? value_s : cap_s);
        }
        case Backoff::Kind::spread: {
            const double j = backoff.jitter_ratio;
            return from_seconds(scaled_s(backoff, retry) * between(1 - j, 1 + j, u));
        }
    }
    return 0;
}

}  // namespace br::sim::policies
