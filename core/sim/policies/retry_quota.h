// Retry quota: a retry takes 5 tokens of 500, or 10 if the failure was a timeout; a success at the
// first try gives back 1, a success after a retry gives back what the retry took (5, since which
// kind it was is not kept). Without any success the quota ends after 100 retries.
// Published defaults: as above.
// Source: botocore/retries/standard.py (read, not copied); AWS SDKs and Tools Reference Guide,
// "Retry behavior", standard mode.
#pragma once

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct RetryQuota {
    static constexpr std::string_view kind = "retry_quota";

    std::int64_t tokens_max = 500;   // Full at the start. At least 1.
    std::int64_t retry_cost = 5;     // At least 1.
    std::int64_t timeout_cost = 10;  // At least 1.
    std::int64_t success_gain = 1;   // 0 or more.

    std::int64_t tokens = 500;

    static RetryQuota read(JsonReader& json) {
        RetryQuota policy;
        policy.tokens_max = json.integer_or("tokens_max", 500, {.min = 1, .max = 1'000'000'000});
        policy.retry_cost = json.integer_or("retry_cost", 5, {.min = 1, .max = 1'000'000});
        policy.timeout_cost = json.integer_or("timeout_cost", 10, {.min = 1, .max = 1'000'000});
        policy.success_gain = json.integer_or("success_gain", 1, {.min = 0, .max = 1'000'000});
        policy.tokens = policy.tokens_max;
        return policy;
    }

    void on_end(const View& view, Ending ending) {
        if (!is_success(ending)) return;
        tokens += view.attempt == 1 ? success_gain : retry_cost;
        if (tokens > tokens_max) tokens = tokens_max;
    }
    bool may_retry(const View&, Ending ending) {
        const std::int64_t cost = ending == Ending::timed_out ? timeout_cost : retry_cost;
        if (tokens < cost) return false;
        tokens -= cost;
        return true;
    }
};

}  // namespace br::sim::policies
