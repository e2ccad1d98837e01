// Retry throttle: each failure costs a token, each success gives back a tenth, and retries are
// allowed while more than half of the tokens are left. At balance one failure in eleven is borne.
// Published defaults: 10 tokens (at most 1000), ratio 0.1, retries above half.
// Source: gRPC proposal A6, "gRPC Retry Design", section on throttling.
#pragma once

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct RetryThrottle {
    static constexpr std::string_view kind = "retry_throttle";

    // Counted in thousandths, as the proposal does, so that nothing is lost by rounding.
    static constexpr std::int64_t unit = 1'000;
    std::int64_t tokens_max = 10 * unit;  // 1 to 1000 tokens. Full at the start.
    std::int64_t success_gain = unit / 10;

    std::int64_t tokens = 10 * unit;

    static RetryThrottle read(JsonReader& json) {
        RetryThrottle policy;
        policy.tokens_max = unit * json.integer_or("tokens_max", 10, {.min = 1, .max = 1'000});
        const double ratio = json.number_or("ratio", 0.1, {.min = 0.001, .max = 1'000});
        policy.success_gain = static_cast<std::int64_t>(ratio * static_cast<double>(unit) + 0.5);
        policy.tokens = policy.tokens_max;
        return policy;
    }

    void on_end(const View&, Ending ending) {
        tokens += is_success(ending) ? success_gain : -unit;
        if (tokens < 0) tokens = 0;
        if (tokens > tokens_max) tokens = tokens_max;
    }
    [[nodiscard]] bool may_retry(const View&, Ending) const { return 2 * tokens > tokens_max; }
};

}  // namespace br::sim::policies
