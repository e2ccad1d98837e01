// Vegas limit: estimates the line from how much longer an answer takes than the shortest one seen.
//   line  = ceil(limit (1 - shortest / sojourn));   L = max(1, floor(log10 limit))
//   lost: limit - L;   2 inside < limit: hold
//   line <= L: limit + 6 L;   line < 3 L: limit + L;   line > 6 L: limit - L;   else hold
// The shortest time is measured anew every U(0.5, 1) x 30 x limit answers. With random service
// times the shortest is far below the mean, so that the limit sinks under the number of servers.
// Published defaults: first limit 20, at most 1000.
// Source: Netflix/concurrency-limits, VegasLimit.java (read, not copied); Brakmo, Peterson, "TCP
// Vegas", IEEE JSAC 13(8), 1995.
#pragma once

#include <cmath>

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct VegasLimit {
    static constexpr std::string_view kind = "vegas_limit";

    std::int64_t limit_max = 1'000;  // At least 1.
    double probe_factor = 30;        // Answers between measurements, times limit. Above 0.

    std::int64_t limit = 20;
    SimDuration sojourn_min = 0;  // 0 before the first answer.
    std::int64_t answers = 0;     // Since the shortest time was last measured anew.
    double probe_jitter = 0.75;   // In [0.5, 1).

    static VegasLimit read(JsonReader& json) {
        VegasLimit policy;
        policy.limit_max = json.integer_or("limit_max", 1'000, {.min = 1, .max = 1'000'000'000});
        const std::int64_t first = policy.limit_max < 20 ? policy.limit_max : 20;
        policy.limit = json.integer_or("limit_first", first, {.min = 1, .max = policy.limit_max});
        policy.probe_factor =
            json.number_or("probe_factor", 30, {.min = 0, .max = 1e9, .min_open = true});
        return policy;
    }

    // Requires n >= 1.
    [[nodiscard]] static std::int64_t log10_floor(std::int64_t n) {
        std::int64_t log = 0;
        for (; n >= 10; n /= 10) ++log;
        return log < 1 ? 1 : log;
    }

    // The published rule, once the shortest time is known. Requires sojourn > 0.
    void update(std::int64_t inside, SimDuration sojourn, bool lost) {
        const std::int64_t step = log10_floor(limit);
        if (lost) {
            limit -= step;
        } else if (2 * inside >= limit) {
            const double share =
                1.0 - static_cast<double>(sojourn_min) / static_cast<double>(sojourn);
            const double line = std::ceil(static_cast<double>(limit) * share);
            const auto l = static_cast<double>(step);
            if (line <= l)
                limit += 6 * step;
            else if (line < 3 * l)
                limit += step;
            else if (line > 6 * l)
                limit -= step;
        }
        if (limit < 1) limit = 1;
        if (limit > limit_max) limit = limit_max;
    }

    [[nodiscard]] Decision on_arrival(const View& view) const {
        return in_system(view) < limit ? admitted : refused;
    }

    void on_end(const View& view, Ending ending) {
        const SimDuration sojourn = view.sojourn > 0 ? view.sojourn : 1;
        ++answers;
        if (probe_jitter * probe_factor * static_cast<double>(limit) <=
            static_cast<double>(answers)) {
            probe_jitter = 0.5 + 0.5 * chance(view);
            answers = 0;
            sojourn_min = sojourn;
            return;
        }
        if (sojourn_min == 0 || sojourn < sojourn_min) {
            sojourn_min = sojourn;
            return;
        }
        const bool lost = ending != Ending::served && ending != Ending::stale;
        update(in_system(view) + 1, sojourn, lost);
    }
};

}  // namespace br::sim::policies
