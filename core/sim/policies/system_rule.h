// System rule (BBR for a server): Little's law as a doorkeeper. While the server is saturated, no
// more may be in the system than its best throughput times its shortest time in the system.
//   limit = best completions per second x shortest mean sojourn time
// Best and shortest are taken over the buckets of a sliding window, the running bucket left out.
// Saturation is the smoothed utilization: signal = decay signal + (1 - decay) utilization, each
// half second; needs a signal that is true: the utilization of the servers, not of some other
// machine. For a second after a refusal the rule stays armed even though the signal has fallen.
// Published defaults (kratos): threshold 0.8, decay 0.95 each 500 ms, window 10 s of 100 buckets,
// armed for 1 s. Sentinel's system rule is the same bound with the machine's load as signal.
// Source: go-kratos/aegis, ratelimit/bbr; alibaba/Sentinel, SystemRuleManager (read, not copied).
#pragma once

#include <array>

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct SystemRule {
    static constexpr std::string_view kind = "system_rule";
    static constexpr std::size_t buckets = 100;

    double threshold_ratio = 0.8;                     // Above 0 to 1.
    double decay_ratio = 0.95;                        // 0 up to, but not including, 1.
    SimDuration sample_interval = milliseconds(500);  // Above 0.
    SimDuration bucket_width = milliseconds(100);     // A hundredth of the window. Above 0.
    SimDuration armed_time = seconds(1);              // 0 or more.

    struct Bucket {
        std::int64_t completions = 0;
        SimDuration sojourn_sum = 0;
    };
    std::array<Bucket, buckets> ring{};
    std::int64_t bucket = 0;
    std::int64_t completions_best = 1;  // Of one bucket.
    SimDuration sojourn_best = 0;       // 0 before anything was measured.
    double signal = 0;
    SimTime refused_at = -1;

    static SystemRule read(JsonReader& json) {
        SystemRule policy;
        policy.threshold_ratio =
            json.number_or("threshold_ratio", 0.8, {.min = 0, .max = 1, .min_open = true});
        policy.decay_ratio =
            json.number_or("decay_ratio", 0.95, {.min = 0, .max = 1, .max_open = true});
        policy.sample_interval =
            read_duration_or(json, "sample_interval_s", policy.sample_interval, some_seconds);
        const SimDuration window = read_duration_or(
            json, "window_s", policy.bucket_width * static_cast<std::int64_t>(buckets),
            {.min = 0.001, .max = policy_seconds_max});
        policy.bucket_width = window / static_cast<std::int64_t>(buckets);
        policy.armed_time = read_duration_or(json, "armed_s", policy.armed_time, any_seconds);
        return policy;
    }

    // Attempts that may be in the system while it is saturated; 1 before anything was measured.
    [[nodiscard]] std::int64_t limit() const {
        if (sojourn_best == 0) return 1;
        const double best_per_s = static_cast<double>(completions_best) / to_seconds(bucket_width);
        return static_cast<std::int64_t>(best_per_s * to_seconds(sojourn_best) + 0.5);
    }

    Decision on_arrival(const View& view) {
        roll(view.now);
        const std::int64_t inside = in_system(view);
        const bool too_many = sojourn_best > 0 && inside > 1 && inside > limit();
        if (signal >= threshold_ratio) {
            if (too_many && refused_at < 0) refused_at = view.now;
        } else {
            if (refused_at < 0) return admitted;
            if (view.now - refused_at > armed_time) {
                refused_at = -1;
                return admitted;
            }
        }
        return too_many ? refused : admitted;
    }

    void on_end(const View& view, Ending ending) {
        if (ending != Ending::served && ending != Ending::stale) return;
        roll(view.now);
        Bucket& now = ring[static_cast<std::size_t>(bucket % static_cast<std::int64_t>(buckets))];
        ++now.completions;
        now.sojourn_sum += view.sojourn;
    }

    [[nodiscard]] SimTime next_tick(SimTime now) const {
        return (now / sample_interval + 1) * sample_interval;
    }
    Orders on_tick(const View& view) {
        const double utilization = view.servers > 0 ? static_cast<double>(view.in_service) /
                                                          static_cast<double>(view.servers)
                                                    : 1.0;
        signal = decay_ratio * signal + (1 - decay_ratio) * utilization;
        return {};
    }

  private:
    void roll(SimTime now) {
        const std::int64_t current = now / bucket_width;
        if (current == bucket) return;
        const auto count = static_cast<std::int64_t>(buckets);
        const std::int64_t steps = current - bucket < count ? current - bucket : count;
        for (std::int64_t i = 1; i <= steps; ++i)
            ring[static_cast<std::size_t>((current - steps + i) % count)] = {};
        bucket = current;
        completions_best = 1;
        sojourn_best = 0;
        for (const Bucket& b : ring) {
            if (b.completions == 0) continue;
            if (b.completions > completions_best) completions_best = b.completions;
            const SimDuration mean = b.sojourn_sum / b.completions;
            if (sojourn_best == 0 || mean < sojourn_best) sojourn_best = mean > 0 ? mean : 1;
        }
    }
};

}  // namespace br::sim::policies
