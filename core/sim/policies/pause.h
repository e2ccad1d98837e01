// Pause: the gate is closed for a while; who comes is refused and may come back later. The only
// cure for a stuck system that needs no new code. Without a purge the pause must last as long as
// the backlog takes: D >= B / C. With a purge (all who wait are shed) a short pause is enough.
// Without a gentle re-opening (warm-up, waiting room) those who were refused come back at once. No
// published defaults; the law is the fluid limit.
#pragma once

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct Pause {
    static constexpr std::string_view kind = "pause";

    SimTime from = 0;                  // 0 or more.
    SimDuration length = seconds(60);  // Above 0.
    bool purge = false;                // Empty the line when the gate closes.

    static Pause read(JsonReader& json) {
        Pause policy;
        policy.from = read_duration(json, "from_s", any_seconds);
        policy.length = read_duration(json, "length_s", some_seconds);
        policy.purge = json.boolean_or("purge", false);
        return policy;
    }

    [[nodiscard]] bool is_closed(SimTime now) const { return now >= from && now - from < length; }

    [[nodiscard]] Decision on_arrival(const View& view) const {
        return is_closed(view.now) ? refused : admitted;
    }
    [[nodiscard]] SimTime next_tick(SimTime now) const {
        return purge && now < from ? from : never;
    }
    [[nodiscard]] Orders on_tick(const View& view) const {
        return {.purge = purge && view.now == from};
    }
};

}  // namespace br::sim::policies
