#include "chat/model.h"

#include "base/check.h"

namespace br::chat {

namespace {

constexpr std::uint8_t run_mark = 0x80;  // As a weight it would be -128, which is never used.

}  // namespace

std::vector<std::int32_t> score(const WeightTable& table, std::span<const std::uint32_t> buckets) {
    const auto classes = static_cast<std::size_t>(table.class_count);
    std::vector<std::int32_t> sums(classes, 0);
    for (const std::uint32_t bucket : buckets) {
        const std::size_t row = bucket * classes;
        BR_CHECK(row + classes <= table.weights.size());
        for (std::size_t c = 0; c < classes; ++c) sums[c] += table.weights[row + c];
    }
    return sums;
}

std::vector<std::int8_t> unpack_weights(std::span<const std::uint8_t> packed) {
    std::vector<std::int8_t> weights;
    for (std::size_t i = 0; i < packed.size(); ++i) {
        if (packed[i] != run_mark) {
            weights.push_back(static_cast<std::int8_t>(packed[i]));
            continue;
        }
        ++i;
        BR_CHECK(i < packed.size());
        weights.insert(weights.end(), packed[i], std::int8_t{0});
    }
    return weights;
}

std::vector<std::uint8_t> pack_weights(std::span<const std::int8_t> weights) {
    std::vector<std::uint8_t> packed;
    for (std::size_t i = 0; i < weights.size();) {
        BR_CHECK(weights[i] != -128);
        std::size_t run = 0;
        while (run < 255 && i + run < weights.size() && weights[i + run] == 0) ++run;
        if (run >= 2) {
            packed.push_back(run_mark);
            packed.push_back(static_cast<std::uint8_t>(run));
            i += run;
        } else {
            packed.push_back(static_cast<std::uint8_t>(weights[i]));
            ++i;
        }
    }
    return packed;
}

}  // namespace br::chat
