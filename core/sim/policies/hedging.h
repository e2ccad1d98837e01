// Hedging: if no answer has come after the usual time, send a second copy and take the first
// answer. Cuts rare stragglers when there is idle capacity; doubles the load exactly when the
// server is slow. The usual time is a percentile of the answers so far, or a fixed delay.
// Published: second copy after the 95th percentile (about 5 % more load in good times).
// Source: Dean, Barroso, "The Tail at Scale", Communications of the ACM 56(2), 2013; gRPC proposal
// A6, hedgingDelay.
#pragma once

#include "sim/policies/window.h"
#include "sim/policies/policy.h"

namespace br::sim::policies {

struct Hedging {
    static constexpr std::string_view kind = "hedging";

    double percentile = 0.95;        // Above 0 to 1.
    SimDuration delay = 0;           // Fixed delay instead, if above 0.
    std::int64_t answers_min = 100;  // No copies before that many. At least 1.

    DurationHistogram answers{};

    static Hedging read(JsonReader& json) {
        Hedging policy;
        policy.percentile =
            json.number_or("percentile", 0.95, {.min = 0, .max = 1, .min_open = true});
        policy.delay = read_duration_or(json, "delay_s", policy.delay, any_seconds);
        policy.answers_min = json.integer_or("answers_min", 100, {.min = 1, .max = 1'000'000'000});
        return policy;
    }

    [[nodiscard]] SimDuration hedge_delay(const View&) const {
        if (delay > 0) return delay;
        return answers.total() < answers_min ? never : answers.percentile(percentile);
    }
    void on_end(const View& view, Ending ending) {
        if (is_success(ending)) answers.add(view.sojourn);
    }
};

}  // namespace br::sim::policies
