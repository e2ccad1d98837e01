// Gradient2 limit: compares the mean sojourn time of the last window (short) with a long running
// mean (long) and scales the limit by their ratio.
//   gradient = clamp(1.5 long / short, 0.5, 1)
//   limit    = 0.8 limit + 0.2 (limit gradient + 4);   hold while inside < limit / 2
// A window ends with the first answer after 1 s, if it has 10. The long mean is the plain mean of
// the first 10 windows, then exponential with a factor of 2/601; it is cut by 5 % when above twice
// short. Published defaults: first limit 20, 20 to 200, room for 4 in line, smoothing 0.2,
// tolerance 1.5. Source: Netflix/concurrency-limits, Gradient2Limit.java, ExpAvgMeasurement.java,
// WindowedLimit.java (read, not copied).
#pragma once

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct Gradient2Limit {
    static constexpr std::string_view kind = "gradient2_limit";

    double limit_min = 20;            // At least 1.
    double limit_max = 200;           // At least limit_min.
    double queue_size = 4;            // Attempts that may wait. 0 or more.
    double smoothing = 0.2;           // Above 0 to 1.
    double tolerance = 1.5;           // At least 1.
    SimDuration window = seconds(1);  // Above 0.
    std::int64_t samples_min = 10;    // At least 1.
    double long_window = 600;         // Windows in the long mean. At least 1.
    std::int64_t warm_up = 10;        // Windows until the long mean is exponential. At least 1.

    double limit = 20;
    double long_mean_s = 0;
    double long_sum_s = 0;
    std::int64_t windows = 0;
    SimTime window_ends_at = 0;
    double sum_s = 0;
    std::int64_t samples = 0;
    std::int64_t inside_max = 0;

    static Gradient2Limit read(JsonReader& json) {
        Gradient2Limit policy;
        policy.limit_min = json.number_or("limit_min", 20, {.min = 1, .max = 1e9});
        policy.limit_max =
            json.number_or("limit_max", 200 > policy.limit_min ? 200 : policy.limit_min,
                           {.min = policy.limit_min, .max = 1e9});
        policy.limit = json.number_or("limit_first", policy.limit_min,
                                      {.min = policy.limit_min, .max = policy.limit_max});
        policy.queue_size = json.number_or("queue_size", 4, {.min = 0, .max = 1e9});
        policy.smoothing = json.number_or("smoothing", 0.2, {.min = 0, .max = 1, .min_open = true});
        policy.tolerance = json.number_or("tolerance", 1.5, {.min = 1, .max = 1'000});
        policy.window = read_duration_or(json, "window_s", policy.window, some_seconds);
        return policy;
    }

    // The published rule. The long mean includes the window already.
    void update(std::int64_t inside, double short_s) {
        const double long_s = long_mean_s;
        if (long_s > 2 * short_s) long_mean_s *= 0.95;
        if (static_cast<double>(inside) < limit / 2) return;
        double gradient = tolerance * long_s / short_s;
        if (gradient < 0.5) gradient = 0.5;
        if (gradient > 1) gradient = 1;
        limit = (1 - smoothing) * limit + smoothing * (limit * gradient + queue_size);
        if (limit < limit_min) limit = limit_min;
        if (limit > limit_max) limit = limit_max;
    }

    void add_to_long_mean(double sample_s) {
        if (windows < warm_up) {
            ++windows;
            long_sum_s += sample_s;
            long_mean_s = long_sum_s / static_cast<double>(windows);
            return;
        }
        const double factor = 2.0 / (long_window + 1);
        long_mean_s = long_mean_s * (1 - factor) + sample_s * factor;
    }

    [[nodiscard]] Decision on_arrival(const View& view) const {
        return in_system(view) < static_cast<std::int64_t>(limit) ? admitted : refused;
    }

    void on_end(const View& view, Ending) {
        sum_s += to_seconds(view.sojourn);
        ++samples;
        if (in_system(view) + 1 > inside_max) inside_max = in_system(view) + 1;
        if (view.now <= window_ends_at || samples < samples_min) return;
        const double mean_s = sum_s / static_cast<double>(samples);
        if (mean_s > 0) {
            add_to_long_mean(mean_s);
            update(inside_max, mean_s);
        }
        window_ends_at = view.now + window;
        sum_s = 0;
        samples = 0;
        inside_max = 0;
    }
};

}  // namespace br::sim::policies
