// Fair share (virtual token counter): serve the class that has been served least, counted in work
// and not in attempts, so that one class with many or long tasks cannot crowd out the others. A
// class that comes back after a pause starts at the least counter of those that wait, so that it
// cannot save up.
//   on start: counter += 1 x input_weight + 2 x tokens     lift: counter = max(counter, least)
// The gap between two classes that both wait is at most twice the largest cost.
// Published defaults: weights 1 for input and 2 for output tokens.
// Source: Sheng et al., "Fairness in Serving Large Language Models", OSDI 2024 (arXiv 2401.00588).
// Simplified: output is charged at the start, as its length is known here.
#pragma once

#include <array>

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct FairShare {
    static constexpr std::string_view kind = "fair_share";
    static constexpr std::size_t classes_max = 64;

    double input_weight = 1;   // Charged for each attempt, 0 or more.
    double output_weight = 2;  // Charged for each token. Above 0. Without tokens: for the service.

    std::array<double, classes_max> counters{};
    double least = 0;  // The counter of the class picked last, when it was picked.

    static FairShare read(JsonReader& json) {
        FairShare policy;
        policy.input_weight = json.number_or("input_weight", 1, {.min = 0, .max = 1e6});
        policy.output_weight =
            json.number_or("output_weight", 2, {.min = 0, .max = 1e6, .min_open = true});
        return policy;
    }

    Decision on_arrival(const View& view) {
        double& counter = counters[index_of(view)];
        if (view.waiting_in_class == 0 && counter < least) counter = least;
        return admitted;
    }

    // Of the classes with somebody waiting the one with the least counter; the first if equal.
    std::size_t pick_line(const View&, std::span<const std::int64_t> waiting) {
        std::size_t best = waiting.size();
        for (std::size_t i = 0; i < waiting.size() && i < classes_max; ++i) {
            if (waiting[i] == 0) continue;
            if (best == waiting.size() || counters[i] < counters[best]) best = i;
        }
        if (best < waiting.size()) least = counters[best];
        return best;
    }

    Verdict on_dequeue(const View& view) {
        const double output = view.tokens > 0 ? view.tokens : view.service_mean_s;
        counters[index_of(view)] += input_weight + output_weight * output;
        return Verdict::admit;
    }

  private:
    [[nodiscard]] static std::size_t index_of(const View& view) {
        const auto line = static_cast<std::size_t>(view.line < 0 ? 0 : view.line);
        return line < classes_max ? line : classes_max - 1;
    }
};

}  // namespace br::sim::policies
