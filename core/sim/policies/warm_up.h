// Warm-up: a rate limit that starts at rate / cold_factor and opens to the full rate while it is
// used, and cools down again when it is not. Unused permits pile up as stored tokens; the more are
// stored above the warning level, the slower the limit lets attempts in.
//   warning = warm_up rate / (cold - 1);  max = warning + 2 warm_up rate / (1 + cold)
//   slope   = (cold - 1) / rate / (max - warning)
//   allowed = 1 / (above slope + 1 / rate) per second, above = stored - warning if positive
// Each second `stored` loses what was let in, and gains rate x time unless the limiter is in use
// above the warning level. Which attempts were let in during the last second is kept in two halves.
// Published defaults: cold_factor 3, warm_up 10 s.
// Source: alibaba/Sentinel, WarmUpController.java (read, not copied), after Guava's
// SmoothWarmingUp.
#pragma once

#include "sim/policies/window.h"
#include "sim/policies/policy.h"

namespace br::sim::policies {

struct WarmUp {
    static constexpr std::string_view kind = "warm_up";

    double rate_per_s = 100;            // When warm. Above 0.
    SimDuration warm_up = seconds(10);  // Above 0.
    double cold_factor = 3;             // Above 1.

    double stored = -1;  // Tokens; below 0 means not started, so cold.
    std::int64_t second = 0;
    double let_in_this_second = 0;
    WindowSum<2> let_in{milliseconds(500)};

    static WarmUp read(JsonReader& json) {
        WarmUp policy;
        policy.rate_per_s = json.number("rate_per_s", some_rate);
        policy.warm_up = read_duration_or(json, "warm_up_s", policy.warm_up, some_seconds);
        policy.cold_factor = json.number_or("cold_factor", policy.cold_factor,
                                            {.min = 1, .max = 1'000, .min_open = true});
        return policy;
    }

    [[nodiscard]] double warning_tokens() const {
        return to_seconds(warm_up) * rate_per_s / (cold_factor - 1);
    }
    [[nodiscard]] double tokens_max() const {
        return warning_tokens() + 2 * to_seconds(warm_up) * rate_per_s / (1 + cold_factor);
    }
    [[nodiscard]] double slope() const {
        return (cold_factor - 1) / rate_per_s / (tokens_max() - warning_tokens());
    }
    [[nodiscard]] double allowed_per_s(double tokens) const {
        const double above = tokens - warning_tokens();
        return above <= 0 ? rate_per_s : 1.0 / (above * slope() + 1.0 / rate_per_s);
    }

    Decision on_arrival(const View& view) {
        sync(view.now);
        if (let_in.sum(view.now) + 1 > allowed_per_s(stored)) return refused;
        let_in.add(view.now, 1);
        let_in_this_second += 1;
        return admitted;
    }

  private:
    void sync(SimTime now) {
        const std::int64_t this_second = now / seconds(1);
        if (stored < 0) {
            stored = tokens_max();
            second = this_second;
            return;
        }
        if (this_second == second) return;
        const auto elapsed_s = static_cast<double>(this_second - second);
        // What was let in during the second that has just ended; none if that is long ago.
        const double before = this_second - second == 1 ? let_in_this_second : 0;
        const double warning = warning_tokens();
        const bool fills =
            stored < warning || (stored > warning && before < rate_per_s / cold_factor);
        if (fills) stored += elapsed_s * rate_per_s;
        if (stored > tokens_max()) stored = tokens_max();
        stored -= before;
        if (stored < 0) stored = 0;
        let_in_this_second = 0;
        second = this_second;
    }
};

}  // namespace br::sim::policies
