// Random early drop (RED): refuse with a probability that grows with the smoothed length of the
// line, so that refusals begin before it is full and do not come in clumps.
//   avg = (1 - w) avg + w length          at each arrival; decays by the idle time on an empty line
//   p_b = p_max (avg - min) / (max - min)  between min and max; above max all are refused
//   p   = p_b / (1 - n p_b)                n admitted since the last refusal
// Published defaults: w 0.002, min 5, max 15, p_max 0.02.
// Source: Floyd, Jacobson, "Random Early Detection Gateways for Congestion Avoidance", IEEE/ACM
// Transactions on Networking 1(4), 1993.
#pragma once

#include "base/portable_math.h"
#include "sim/policies/policy.h"

namespace br::sim::policies {

struct RandomEarlyDrop {
    static constexpr std::string_view kind = "random_early_drop";

    double line_min = 5;            // Below it nobody is refused. 0 or more.
    double line_max = 15;           // From it on everybody is refused. Above line_min.
    double probability_max = 0.02;  // Just below line_max. Above 0 to 1.
    double weight = 0.002;          // Of the newest length. Above 0 to 1.

    double average = 0;
    std::int64_t since_refusal = -1;

    static RandomEarlyDrop read(JsonReader& json) {
        const RandomEarlyDrop d;
        RandomEarlyDrop policy;
        policy.line_min = json.number_or("line_min", d.line_min, {.min = 0, .max = 1e9});
        policy.line_max = json.number_or("line_max", d.line_max,
                                         {.min = policy.line_min, .max = 2e9, .min_open = true});
        const NumberRange share{.min = 0, .max = 1, .min_open = true};
        policy.probability_max = json.number_or("probability_max", d.probability_max, share);
        policy.weight = json.number_or("weight", d.weight, share);
        return policy;
    }

    Decision on_arrival(const View& view) {
        update_average(view);
        if (average < line_min) {
            since_refusal = -1;
            return admitted;
        }
        ++since_refusal;
        if (average < line_max) {
            const double p_b = probability_max * (average - line_min) / (line_max - line_min);
            const double left = 1.0 - static_cast<double>(since_refusal) * p_b;
            if (left > 0 && chance(view) >= p_b / left) return admitted;
        }
        since_refusal = 0;
        return refused;
    }

  private:
    void update_average(const View& view) {
        const SimDuration idle = view.now - view.line_empty_at;
        if (view.waiting > 0 || view.service_mean_s <= 0 || idle <= 0) {
            average += weight * (static_cast<double>(view.waiting) - average);
            return;
        }
        // As many empty lengths as services would have fitted into the idle time.
        const double services = to_seconds(idle) / view.service_mean_s;
        average *= weight < 1 ? portable_pow(1.0 - weight, services) : 0.0;
    }
};

}  // namespace br::sim::policies
