// The wording of a refusal (pushback): an honest "come back at ten tomorrow" makes fewer people try
// again at once than "too many people", and spreads those who do. It costs the server nothing. Bots
// do not read it, and vague words give no time to come back.
// No published defaults: what words do to people is an assumption of the scenario. The mechanism is
// gRPC's retry pushback (grpc-retry-pushback-ms; a negative one means: do not retry) and HTTP's
// Retry-After.
// Source: gRPC proposal A6; RFC 9110, section 10.2.3.
#pragma once

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct RefusalWording {
    static constexpr std::string_view kind = "refusal_wording";

    double retry_probability_factor = 1;  // 0 to 1.
    SimDuration pause_min = 0;            // 0 or more.
    SimDuration pause_max = 0;            // At least pause_min; 0 leaves the pause as it is.
    bool final = false;                   // Nobody tries again.

    static RefusalWording read(JsonReader& json) {
        RefusalWording policy;
        policy.retry_probability_factor =
            json.number_or("retry_probability_factor", 1, ratio_range);
        policy.pause_min = read_duration_or(json, "pause_min_s", 0, any_seconds);
        policy.pause_max =
            read_duration_or(json, "pause_max_s", policy.pause_min,
                             {.min = to_seconds(policy.pause_min), .max = policy_seconds_max});
        policy.final = json.boolean_or("final", false);
        return policy;
    }

    [[nodiscard]] Pushback on_refusal(const View&) const {
        return {.speaks = true,
                .final = final,
                .retry_probability_factor = retry_probability_factor,
                .pause_min = pause_min,
                .pause_max = pause_max};
    }
};

}  // namespace br::sim::policies
