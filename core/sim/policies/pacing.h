// Pacing (leaky bucket as a queue): attempts go on one by one at a fixed spacing. One that comes
// too early waits for its turn, unless it would wait longer than wait_max: then it is refused.
//   turn = max(now, last turn + 1 / rate)
// Published default: wait_max 500 ms.
// Source: alibaba/Sentinel, RateLimiterController.java (read, not copied).
#pragma once

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct Pacing {
    static constexpr std::string_view kind = "pacing";

    double rate_per_s = 100;                   // Above 0 to 1e9.
    SimDuration wait_max = milliseconds(500);  // 0 or more.

    SimTime last_turn = -1;  // -1 before the first.

    static Pacing read(JsonReader& json) {
        Pacing policy;
        policy.rate_per_s = json.number("rate_per_s", some_rate);
        policy.wait_max = read_duration_or(json, "wait_max_s", policy.wait_max, any_seconds);
        return policy;
    }

    Decision on_arrival(const View& view) {
        const SimTime turn = last_turn < 0 ? view.now : last_turn + from_seconds(1.0 / rate_per_s);
        if (turn <= view.now) {
            last_turn = view.now;
            return admitted;
        }
        if (turn - view.now > wait_max) return refused;
        last_turn = turn;
        return {Verdict::wait, turn};
    }
};

}  // namespace br::sim::policies
