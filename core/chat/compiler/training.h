// Trains the linear tables: an averaged perceptron with a margin, in whole numbers, over the
// examples in a fixed order. The same lines give the same tables on every machine.
#pragma once

#include <cstdint>
#include <vector>

namespace br::chat {

struct Example {
    std::vector<std::uint32_t> buckets;
    std::uint32_t label = 0;
};

struct TrainingOptions {
    std::uint32_t bucket_count = 0;
    std::uint32_t class_count = 0;
    int passes = 20;
    int rounds = 8;  // Trainings, each in an order of its own, whose weights are added.
    // The right class must lead by this much for each feature, in hundredths.
    int margin_hundredths = 100;
    int largest_weight = 60;  // What the largest weight becomes; at most 127.
    int smallest_weight = 4;  // Smaller ones become 0.
};

[[nodiscard]] std::vector<std::int8_t> train(const std::vector<Example>& examples,
                                             const TrainingOptions& options);

}  // namespace br::chat
