// Retry budget: retries are paid from a bucket that each first try fills a little, so that retries
// are at most a fixed share of first tries, however bad things are: attempts <= 1 + ratio per order
// instead of the whole number of attempts. One bucket stands for the whole crowd of its classes.
//   first try: tokens = min(tokens_max, tokens + ratio);   retry: costs 1, forbidden below 1
//   besides, tokens drip in at per_s
// Published defaults: ratio 0.1 (Google; Brooker's simulator, bucket of 5). Finagle and Linkerd:
// ratio 0.2, 10 per s and a memory of 10 s, which is a bucket of 100.
// Source: "Site Reliability Engineering", chapter 21; twitter/finagle, RetryBudget.scala;
// mbrooker/simulator_example (read, not copied).
#pragma once

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct RetryBudget {
    static constexpr std::string_view kind = "retry_budget";

    double ratio = 0.1;     // Retries earned by a first try. 0 to 1.
    double per_s = 0;       // Retries earned by time alone. 0 or more.
    double tokens_max = 5;  // Full at the start. At least 1.

    double tokens = 5;
    SimTime filled_at = 0;

    static RetryBudget read(JsonReader& json) {
        RetryBudget policy;
        policy.ratio = json.number_or("ratio", 0.1, ratio_range);
        policy.per_s = json.number_or("per_s", 0, {.min = 0, .max = 1e9});
        policy.tokens_max = json.number_or("tokens_max", 5, {.min = 1, .max = 1e9});
        policy.tokens = policy.tokens_max;
        return policy;
    }

    Decision on_arrival(const View& view) {
        if (view.attempt == 1) tokens += ratio;
        if (tokens > tokens_max) tokens = tokens_max;
        return admitted;
    }
    bool may_retry(const View& view, Ending) {
        tokens += per_s * to_seconds(view.now - filled_at);
        if (tokens > tokens_max) tokens = tokens_max;
        filled_at = view.now;
        if (tokens < 1) return false;
        tokens -= 1;
        return true;
    }
};

}  // namespace br::sim::policies
