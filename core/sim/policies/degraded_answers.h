// Degraded answers: while the line is long, answer from a template or a smaller model, which is
// faster and worse. Besides more servers the only lever that raises goodput itself; the next stage
// then becomes the bottleneck. Two thresholds, so that it does not flicker.
// No published defaults: thresholds and speed follow from the scenario.
// Source: "Site Reliability Engineering", chapter 22, "Load Shedding and Graceful Degradation".
#pragma once

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct DegradedAnswers {
    static constexpr std::string_view kind = "degraded_answers";

    std::int64_t line_on = 100;  // Begins when that many wait. At least 1.
    std::int64_t line_off = 20;  // Ends when no more than that many wait. Below line_on.
    double service_ratio = 0.5;  // A degraded answer's share of the service time. Above 0 to 1.

    bool degraded = false;

    static DegradedAnswers read(JsonReader& json) {
        DegradedAnswers policy;
        policy.line_on = json.integer("line_on", {.min = 1, .max = 1'000'000'000});
        policy.line_off =
            json.integer_or("line_off", policy.line_on / 5, {.min = 0, .max = policy.line_on - 1});
        policy.service_ratio = json.number("service_ratio", {.min = 0, .max = 1, .min_open = true});
        return policy;
    }

    double service_factor(const View& view) {
        if (view.waiting >= line_on) degraded = true;
        if (view.waiting <= line_off) degraded = false;
        return degraded ? service_ratio : 1;
    }
};

}  // namespace br::sim::policies
