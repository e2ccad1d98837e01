// CoDel for requests: the shortest wait of each interval tells a standing line from a burst. If it
// was above target, then during the next interval everyone who waited more than twice the target is
// dropped. The first sample of each interval is never dropped.
// Published defaults: target 5 ms, interval 100 ms, drop above 2 targets.
// Source: facebook/folly, folly/executors/Codel.cpp (2024), read, not copied.
#pragma once

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct CodelRequest {
    static constexpr std::string_view kind = "codel_request";

    SimDuration target = milliseconds(5);      // Acceptable standing wait. Above 0.
    SimDuration interval = milliseconds(100);  // Above 0.
    double drop_factor = 2.0;                  // Waits above factor x target are dropped. >= 1.

    SimTime interval_ends_at = 0;
    SimDuration wait_min = 0;  // Of the running interval.
    bool overloaded = false;   // In the interval before.

    static CodelRequest read(JsonReader& json) {
        const CodelRequest d;
        CodelRequest policy;
        policy.target = read_duration_or(json, "target_s", d.target, some_seconds);
        policy.interval = read_duration_or(json, "interval_s", d.interval, some_seconds);
        policy.drop_factor = json.number_or("drop_factor", d.drop_factor, {.min = 1, .max = 1'000});
        return policy;
    }

    Verdict on_dequeue(const View& view) {
        if (view.now > interval_ends_at) {
            overloaded = wait_min > target;
            interval_ends_at = view.now + interval;
            wait_min = view.waited;
            return Verdict::admit;
        }
        if (view.waited < wait_min) wait_min = view.waited;
        const double wait_max_s = drop_factor * to_seconds(target);
        return overloaded && to_seconds(view.waited) > wait_max_s ? Verdict::shed : Verdict::admit;
    }
};

}  // namespace br::sim::policies
