// Token bucket: tokens drip in at a fixed rate up to the burst; an attempt takes one or is refused.
// Protects a capacity that is known and constant. Where capacity moves, the rate is wrong: too high
// a rate protects nothing, too low a rate wastes servers.
// No published defaults: rate and burst follow from the capacity.
// Source: Turner, "New directions in communications (or which way to the information age?)", IEEE
// Communications Magazine 24(10), 1986.
#pragma once

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct TokenBucket {
    static constexpr std::string_view kind = "token_bucket";

    double rate_per_s = 100;  // Above 0.
    double burst = 1;         // Tokens that the bucket holds; full at the start. At least 1.

    double tokens = 1;
    SimTime filled_at = 0;

    static TokenBucket read(JsonReader& json) {
        TokenBucket policy;
        policy.rate_per_s = json.number("rate_per_s", some_rate);
        policy.burst = json.number_or("burst", policy.burst, {.min = 1, .max = 1e12});
        policy.tokens = policy.burst;
        return policy;
    }

    Decision on_arrival(const View& view) {
        tokens += rate_per_s * to_seconds(view.now - filled_at);
        if (tokens > burst) tokens = burst;
        filled_at = view.now;
        if (tokens < 1) return refused;
        tokens -= 1;
        return admitted;
    }
};

}  // namespace br::sim::policies
