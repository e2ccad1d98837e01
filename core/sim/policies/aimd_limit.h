// AIMD limit: a bound on the attempts in the system that grows by one while it is in use and all is
// well, and shrinks by a tenth when an answer took longer than the timeout or was lost.
//   lost or sojourn > timeout: limit = floor(0.9 limit)
//   else if 2 inside >= limit: limit = limit + 1
// The timeout must be set below the patience of the people, else the limit learns too late.
// Published defaults: first limit 20, 20 to 200, backoff ratio 0.9, timeout 5 s.
// Source: Netflix/concurrency-limits, AIMDLimit.java (read, not copied); Chiu, Jain, "Analysis of
// the increase and decrease algorithms for congestion avoidance", 1989. The number inside is taken
// when the answer comes, not when the attempt began.
#pragma once

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct AimdLimit {
    static constexpr std::string_view kind = "aimd_limit";

    std::int64_t limit_min = 20;       // At least 1.
    std::int64_t limit_max = 200;      // At least limit_min.
    double backoff_ratio = 0.9;        // 0.5 up to, but not including, 1.
    SimDuration timeout = seconds(5);  // Above 0.

    std::int64_t limit = 20;

    static AimdLimit read(JsonReader& json) {
        AimdLimit policy;
        policy.limit_min = json.integer_or("limit_min", 20, {.min = 1, .max = 1'000'000'000});
        policy.limit_max =
            json.integer_or("limit_max", 200 > policy.limit_min ? 200 : policy.limit_min,
                            {.min = policy.limit_min, .max = 1'000'000'000});
        policy.limit = json.integer_or("limit_first", policy.limit_min,
                                       {.min = policy.limit_min, .max = policy.limit_max});
        policy.backoff_ratio =
            json.number_or("backoff_ratio", 0.9, {.min = 0.5, .max = 1, .max_open = true});
        policy.timeout = read_duration_or(json, "timeout_s", policy.timeout, some_seconds);
        return policy;
    }

    // The published rule. inside counts the attempt that has just ended.
    void update(std::int64_t inside, SimDuration sojourn, bool lost) {
        if (lost || sojourn > timeout)
            limit = static_cast<std::int64_t>(static_cast<double>(limit) * backoff_ratio);
        else if (2 * inside >= limit)
            ++limit;
        if (limit < limit_min) limit = limit_min;
        if (limit > limit_max) limit = limit_max;
    }

    [[nodiscard]] Decision on_arrival(const View& view) const {
        return in_system(view) < limit ? admitted : refused;
    }
    void on_end(const View& view, Ending ending) {
        const bool lost = ending != Ending::served && ending != Ending::stale;
        update(in_system(view) + 1, view.sojourn, lost);
    }
};

}  // namespace br::sim::policies
