// Adaptive throttling in the client: refuse locally with probability
//   p = max(0, (requests - K accepts) / (requests + 1))
// over the last two minutes; requests count local refusals too. In the long run the backend is
// asked K times what it can accept, so that it still refuses the share 1 - 1/K of what it sees.
// Spares the backend the cost of refusing, if the backend refuses fast; late answers are not
// accepts. Published defaults: K 2, window 2 min. One counter stands for the whole crowd of its
// classes. Source: "Site Reliability Engineering" (2016), chapter 21, equation 21-1.
#pragma once

#include "sim/policies/window.h"
#include "sim/policies/policy.h"

namespace br::sim::policies {

struct AdaptiveThrottling {
    static constexpr std::string_view kind = "adaptive_throttling";

    double k = 2;                     // At least 1.
    SimDuration window = minutes(2);  // Above 0.

    WindowSum<120> requests{seconds(1)};
    WindowSum<120> accepts{seconds(1)};

    static AdaptiveThrottling read(JsonReader& json) {
        AdaptiveThrottling policy;
        policy.k = json.number_or("k", 2, {.min = 1, .max = 1e6});
        policy.window = read_duration_or(json, "window_s", policy.window,
                                         {.min = 0.001, .max = policy_seconds_max});
        policy.requests = WindowSum<120>(policy.window / 120);
        policy.accepts = WindowSum<120>(policy.window / 120);
        return policy;
    }

    [[nodiscard]] double refusal_probability(double asked, double accepted) const {
        const double p = (asked - k * accepted) / (asked + 1);
        return p > 0 ? p : 0;
    }

    Decision on_arrival(const View& view) {
        const double p = refusal_probability(requests.sum(view.now), accepts.sum(view.now));
        requests.add(view.now, 1);
        return p > 0 && chance(view) < p ? refused : admitted;
    }
    void on_end(const View& view, Ending ending) {
        if (is_success(ending)) accepts.add(view.now, 1);
    }
};

}  // namespace br::sim::policies
