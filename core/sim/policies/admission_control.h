// Admission control by success rate: what adaptive throttling does in the client, done by the
// proxy, so that rude clients are throttled as well. Each attempt is refused with
//   p = min(0.8, max(0, (n - s / threshold) / (n + 1))^(1 / aggression))
// n answers and s successes during the last 30 s; refusals of this policy count as neither.
// Published defaults: window 30 s, threshold 0.95, aggression 1, at most 0.8.
// Source: Envoy documentation and proto, admission_control filter.
#pragma once

#include "base/portable_math.h"
#include "sim/policies/window.h"
#include "sim/policies/policy.h"

namespace br::sim::policies {

struct AdmissionControl {
    static constexpr std::string_view kind = "admission_control";

    double threshold_ratio = 0.95;     // Success rate that is good enough. Above 0 to 1.
    double aggression = 1;             // At least 1.
    double refusal_ratio_max = 0.8;    // 0 to 1.
    SimDuration window = seconds(30);  // Above 0.

    WindowSum<30> answers{seconds(1)};
    WindowSum<30> successes{seconds(1)};

    static AdmissionControl read(JsonReader& json) {
        AdmissionControl policy;
        policy.threshold_ratio =
            json.number_or("threshold_ratio", 0.95, {.min = 0, .max = 1, .min_open = true});
        policy.aggression = json.number_or("aggression", 1, {.min = 1, .max = 100});
        policy.refusal_ratio_max = json.number_or("refusal_ratio_max", 0.8, ratio_range);
        policy.window = read_duration_or(json, "window_s", policy.window,
                                         {.min = 0.001, .max = policy_seconds_max});
        policy.answers = WindowSum<30>(policy.window / 30);
        policy.successes = WindowSum<30>(policy.window / 30);
        return policy;
    }

    [[nodiscard]] double refusal_probability(double n, double s) const {
        const double excess = (n - s / threshold_ratio) / (n + 1);
        if (excess <= 0) return 0;
        const double p = aggression > 1 ? portable_pow(excess, 1 / aggression) : excess;
        return p < refusal_ratio_max ? p : refusal_ratio_max;
    }

    Decision on_arrival(const View& view) {
        const double p = refusal_probability(answers.sum(view.now), successes.sum(view.now));
        return p > 0 && chance(view) < p ? refused : admitted;
    }
    void on_end(const View& view, Ending ending) {
        answers.add(view.now, 1);
        if (is_success(ending)) successes.add(view.now, 1);
    }
};

}  // namespace br::sim::policies
