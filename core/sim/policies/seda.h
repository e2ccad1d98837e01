// SEDA rate control: a token bucket whose rate hunts for a target of the 90th percentile of the
// sojourn time. Once per batch (100 answers or a second):
//   tail = 0.7 tail + 0.3 sample;   err = (tail - target) / target
//   err > 0: rate / 1.04;   err < -0.5: rate - 40 (err + 0.1)
// Published defaults: as above (the constants of the Breakwater authors' version; the paper itself
// divides by 1.2 and adds twice the error), rate between 0.05 and 5000 per s.
// Source: Welsh, Culler, "Adaptive overload control for busy Internet servers", USITS 2003;
// inhocho89/breakwater-artifact (read, not copied).
#pragma once

#include "sim/policies/window.h"
#include "sim/policies/policy.h"

namespace br::sim::policies {

struct Seda {
    static constexpr std::string_view kind = "seda";

    SimDuration target = microseconds(80);  // Of the percentile. Above 0.
    double percentile = 0.9;                // Above 0 to 1.
    double smoothing = 0.7;                 // Weight of the past, 0 up to 1.
    double decrease_factor = 1.04;          // Above 1.
    double increase_per_s = 40;             // Above 0.
    double increase_below = -0.5;           // Error below which the rate grows. -1 to 0.
    double increase_offset = 0.1;           // 0 to 1.
    double rate_min_per_s = 0.05;           // Above 0.
    double rate_max_per_s = 5'000;          // At least rate_min.
    std::int64_t batch_answers = 100;       // At least 1.
    SimDuration batch_time = seconds(1);    // Above 0.
    double burst = 1;                       // Tokens that the bucket holds. At least 1.

    double rate_per_s = 100;  // The present rate; at first what the file says.
    double tail_s = -1;       // -1 before the first batch.
    double tokens = 1;
    SimTime filled_at = 0;
    SimTime batch_began_at = 0;
    DurationHistogram samples{};

    static Seda read(JsonReader& json) {
        Seda policy;
        const NumberRange above_0{.min = 0, .max = 1e9, .min_open = true};
        policy.target = read_duration_or(json, "target_s", policy.target, some_seconds);
        policy.rate_per_s = json.number_or("rate_first_per_s", policy.rate_per_s, above_0);
        policy.rate_min_per_s = json.number_or("rate_min_per_s", policy.rate_min_per_s, above_0);
        policy.rate_max_per_s =
            json.number_or("rate_max_per_s", 5'000 > policy.rate_min_per_s ? 5'000 : 1e9,
                           {.min = policy.rate_min_per_s, .max = 1e9});
        policy.increase_per_s = json.number_or("increase_per_s", policy.increase_per_s, above_0);
        policy.decrease_factor = json.number_or("decrease_factor", policy.decrease_factor,
                                                {.min = 1, .max = 1'000, .min_open = true});
        policy.batch_answers = json.integer_or("batch_answers", 100, {.min = 1, .max = 1'000'000});
        policy.batch_time = read_duration_or(json, "batch_s", policy.batch_time, some_seconds);
        policy.burst = json.number_or("burst", policy.burst, {.min = 1, .max = 1e12});
        policy.tokens = policy.burst;
        return policy;
    }

    // The published rule, for the percentile of one batch.
    void update(double sample_s) {
        tail_s = tail_s < 0 ? sample_s : smoothing * tail_s + (1 - smoothing) * sample_s;
        const double error = (tail_s - to_seconds(target)) / to_seconds(target);
        if (error > 0)
            rate_per_s /= decrease_factor;
        else if (error < increase_below)
            rate_per_s -= (error + increase_offset) * increase_per_s;
        if (rate_per_s < rate_min_per_s) rate_per_s = rate_min_per_s;
        if (rate_per_s > rate_max_per_s) rate_per_s = rate_max_per_s;
    }

    Decision on_arrival(const View& view) {
        tokens += rate_per_s * to_seconds(view.now - filled_at);
        if (tokens > burst) tokens = burst;
        filled_at = view.now;
        if (tokens < 1) return refused;
        tokens -= 1;
        return admitted;
    }
    void on_end(const View& view, Ending ending) {
        if (ending != Ending::served && ending != Ending::stale) return;
        samples.add(view.sojourn);
        if (samples.total() < batch_answers && view.now - batch_began_at < batch_time) return;
        update(to_seconds(samples.percentile(percentile)));
        samples.clear();
        batch_began_at = view.now;
    }
};

}  // namespace br::sim::policies
