// Adaptive concurrency: a limit on the attempts in the system, steered by the ratio of the shortest
// sojourn time to the present one. To know the shortest, it holds its breath from time to time: the
// limit is pinned to 3 until 50 answers have come.
//   gradient = clamp(1.25 shortest / median of the last interval, 0.5, 2)
//   limit    = int(limit gradient + sqrt(limit gradient)), between 3 and 1000
// Measured anew every minute plus up to 15 %, or after five intervals in a row at the lowest limit.
// An interval shorter than a sojourn looks at answers from before the last change, and overshoots.
// Published defaults: interval 100 ms, minute, 50 answers, jitter 15 %, buffer 25 %, 3 to 1000.
// Source: envoyproxy/envoy, adaptive_concurrency/controller/gradient_controller.cc and its proto
// (read, not copied).
#pragma once

#include <cmath>

#include "sim/policies/window.h"
#include "sim/policies/policy.h"

namespace br::sim::policies {

struct AdaptiveConcurrency {
    static constexpr std::string_view kind = "adaptive_concurrency";

    SimDuration interval = milliseconds(100);   // Between two updates. Above 0.
    SimDuration measure_interval = minutes(1);  // Between two measurements. Above 0.
    std::int64_t measure_answers = 50;          // At least 1.
    double measure_jitter_ratio = 0.15;         // 0 to 1.
    double buffer_ratio = 0.25;                 // How much above the shortest is fine. 0 to 10.
    double percentile = 0.5;                    // Above 0 to 1.
    std::int64_t limit_min = 3;                 // At least 1.
    std::int64_t limit_max = 1'000;             // At least limit_min.

    std::int64_t limit = 3;
    std::int64_t limit_before = 3;  // To come back to after a measurement.
    SimDuration sojourn_min = 0;
    SimTime measure_at = 0;
    SimTime epoch = 0;  // Answers to attempts from before the last measurement began say nothing.
    SimTime update_at = 0;
    std::int64_t intervals_at_min = 0;
    bool measuring = true;
    DurationHistogram samples{};

    static AdaptiveConcurrency read(JsonReader& json) {
        AdaptiveConcurrency policy;
        policy.interval = read_duration_or(json, "interval_s", policy.interval, some_seconds);
        policy.measure_interval =
            read_duration_or(json, "measure_interval_s", policy.measure_interval, some_seconds);
        policy.measure_answers =
            json.integer_or("measure_answers", 50, {.min = 1, .max = 1'000'000});
        policy.measure_jitter_ratio = json.number_or("measure_jitter_ratio", 0.15, ratio_range);
        policy.buffer_ratio = json.number_or("buffer_ratio", 0.25, {.min = 0, .max = 10});
        policy.percentile =
            json.number_or("percentile", 0.5, {.min = 0, .max = 1, .min_open = true});
        policy.limit_min = json.integer_or("limit_min", 3, {.min = 1, .max = 1'000'000'000});
        policy.limit_max =
            json.integer_or("limit_max", 1'000 > policy.limit_min ? 1'000 : policy.limit_min,
                            {.min = policy.limit_min, .max = 1'000'000'000});
        policy.limit = policy.limit_min;
        policy.limit_before = policy.limit_min;
        return policy;
    }

    // The published rule, once the shortest time is known. Requires sample > 0.
    void update(SimDuration sample) {
        double gradient =
            static_cast<double>(sojourn_min) * (1 + buffer_ratio) / static_cast<double>(sample);
        if (gradient < 0.5) gradient = 0.5;
        if (gradient > 2) gradient = 2;
        const double scaled = static_cast<double>(limit) * gradient;
        auto next = static_cast<std::int64_t>(scaled + std::sqrt(scaled));
        if (next < limit_min) next = limit_min;
        if (next > limit_max) next = limit_max;
        intervals_at_min = next == limit_min && limit == limit_min ? intervals_at_min + 1 : 0;
        limit = next;
    }

    Decision on_arrival(const View& view) {
        if (!measuring && (view.now >= measure_at || intervals_at_min >= 5))
            start_measuring(view.now);
        return in_system(view) < limit ? admitted : refused;
    }

    void on_end(const View& view, Ending ending) {
        if (ending != Ending::served && ending != Ending::stale) return;
        if (view.now - view.sojourn < epoch) return;
        samples.add(view.sojourn);
        if (measuring) {
            if (samples.total() >= measure_answers) end_measuring(view);
            return;
        }
        if (view.now < update_at) return;
        const SimDuration sample = samples.percentile(percentile);
        update(sample > 0 ? sample : 1);
        samples.clear();
        update_at = view.now + interval;
    }

  private:
    void start_measuring(SimTime now) {
        measuring = true;
        epoch = now;
        limit_before = limit;
        limit = limit_min;
        intervals_at_min = 0;
        samples.clear();
    }
    void end_measuring(const View& view) {
        sojourn_min = samples.percentile(percentile);
        if (sojourn_min <= 0) sojourn_min = 1;
        measuring = false;
        limit = limit_before;
        const double jitter = 1 + measure_jitter_ratio * chance(view);
        measure_at = view.now + from_seconds(to_seconds(measure_interval) * jitter);
        update_at = view.now + interval;
        samples.clear();
    }
};

}  // namespace br::sim::policies
