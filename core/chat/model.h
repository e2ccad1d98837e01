// The linear model: one small weight for each bucket and class. Trained by the language compiler
// with whole numbers only, so every machine makes the same table.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "chat/intent.h"

namespace br::chat {

// Row-major: the weights of bucket b start at b * class_count.
struct WeightTable {
    std::span<const std::int8_t> weights;
    std::int32_t class_count = 0;
};

// Sums of weights by class. Requires every bucket to lie in the table.
[[nodiscard]] std::vector<std::int32_t> score(const WeightTable& table,
                                              std::span<const std::uint32_t> buckets);

// A zero-run code for the mostly empty table: a byte 0x80 is followed by the length of a run of
// zeros (1 to 255); all other bytes are weights.
[[nodiscard]] std::vector<std::int8_t> unpack_weights(std::span<const std::uint8_t> packed);
[[nodiscard]] std::vector<std::uint8_t> pack_weights(std::span<const std::int8_t> weights);

}  // namespace br::chat
