// Admission by predicted tokens, for batch decoding: what fills up is the memory of the running
// batch and the work that waits before it, not the number of attempts. Refuse early, before any
// work is spent, if the tokens of this one and of all who are in service or in line would exceed a
// share of the memory, or if the tokens that wait exceed a bound. Published defaults: 85 % of the
// memory, 10 000 tokens waiting. Source: NVIDIA Dynamo documentation, request rejection; Qin et
// al., "Mooncake", arXiv 2407.00079 (early rejection with predicted load).
#pragma once

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct TokenAdmission {
    static constexpr std::string_view kind = "token_admission";

    double memory_tokens = 10'000;       // Of the batch. Above 0.
    double memory_ratio_max = 0.85;      // Above 0 to 1.
    double tokens_waiting_max = 10'000;  // Above 0.

    static TokenAdmission read(JsonReader& json) {
        TokenAdmission policy;
        policy.memory_tokens =
            json.number("memory_tokens", {.min = 0, .max = 1e15, .min_open = true});
        policy.memory_ratio_max =
            json.number_or("memory_ratio_max", 0.85, {.min = 0, .max = 1, .min_open = true});
        policy.tokens_waiting_max =
            json.number_or("tokens_waiting_max", 10'000, {.min = 0, .max = 1e15, .min_open = true});
        return policy;
    }

    [[nodiscard]] Decision on_arrival(const View& view) const {
        if (view.tokens_waiting + view.tokens > tokens_waiting_max) return refused;
        const double needed = view.tokens_in_service + view.tokens_waiting + view.tokens;
        return needed > memory_ratio_max * memory_tokens ? refused : admitted;
    }
};

}  // namespace br::sim::policies
