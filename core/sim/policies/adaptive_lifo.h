// Adaptive LIFO with controlled delay. While the line has been empty within the last `interval`,
// first come is first served and an attempt may wait as long as `interval`; once the line has not
// been empty for that long, the newest is served first and whoever joins now may wait `target`
// only. So a burst passes, and a standing line clears itself and serves those who still wait.
// Published defaults: target 5 ms, interval 100 ms, for servers that answer in milliseconds. For
// people who wait in seconds scale both: target = patience / 20, interval = patience / 2.
// Source: Maurer, "Fail at Scale", ACM Queue 13(8), 2015.
#pragma once

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct AdaptiveLifo {
    static constexpr std::string_view kind = "adaptive_lifo";

    SimDuration target = milliseconds(5);      // Longest wait in a standing line. Above 0.
    SimDuration interval = milliseconds(100);  // How long a line may stand. Above 0.

    static AdaptiveLifo read(JsonReader& json) {
        const AdaptiveLifo d;
        AdaptiveLifo policy;
        policy.target = read_duration_or(json, "target_s", d.target, some_seconds);
        policy.interval = read_duration_or(json, "interval_s", d.interval, some_seconds);
        return policy;
    }

    [[nodiscard]] bool newest_first(const View& view) const {
        return view.line_empty_at < view.now - interval;
    }

    // The published rule fixes the longest wait when the attempt joins. The line has not been empty
    // since then, as the attempt stood in it, so the rule can as well be read off now.
    [[nodiscard]] Verdict on_dequeue(const View& view) const {
        const SimTime joined = view.now - view.waited;
        const SimDuration wait_max = view.line_empty_at < joined - interval ? target : interval;
        return view.waited > wait_max ? Verdict::shed : Verdict::admit;
    }
};

}  // namespace br::sim::policies
