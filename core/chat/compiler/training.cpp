#include "chat/compiler/training.h"

#include <algorithm>
#include <cstdlib>

#include "base/check.h"

namespace br::chat {

namespace {

// A fixed sequence for shuffling; its quality does not matter, that it never changes does.
class Sequence {
  public:
    explicit Sequence(std::uint64_t round) : state_(20260206 + round) {}
    std::uint32_t next() {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::uint32_t>(state_ >> 33);
    }

  private:
    std::uint64_t state_;
};

std::vector<std::int8_t> quantize(const std::vector<std::int64_t>& averages,
                                  const TrainingOptions& options) {
    // One weight in a thousand may be larger than the scale and is cut.
    std::vector<std::int64_t> sizes;
    for (const std::int64_t average : averages) {
        if (average != 0) sizes.push_back(std::abs(average));
    }
    if (sizes.empty()) return std::vector<std::int8_t>(averages.size(), 0);
    const auto high =
        sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() - 1 - sizes.size() / 1000);
    std::nth_element(sizes.begin(), high, sizes.end());
    const std::int64_t scale = std::max<std::int64_t>(*high, 1);
    std::vector<std::int8_t> weights;
    for (const std::int64_t average : averages) {
        const std::int64_t half = average < 0 ? -scale / 2 : scale / 2;
        const std::int64_t weight = (average * options.largest_weight + half) / scale;
        const std::int64_t kept = std::abs(weight) < options.smallest_weight ? 0 : weight;
        weights.push_back(static_cast<std::int8_t>(std::clamp<std::int64_t>(kept, -127, 127)));
    }
    return weights;
}

// Sum of the weights at all times of one training, in an order that the round gives.
std::vector<std::int64_t> train_once(std::vector<Example> examples, const TrainingOptions& options,
                                     std::uint64_t round) {
    const std::size_t size = std::size_t{options.bucket_count} * options.class_count;
    std::vector<std::int32_t> weights(size, 0);
    std::vector<std::int64_t> late(size,
                                   0);  // Sum of update × time, to average without a sum each step.
    std::int64_t time = 1;
    Sequence sequence(round);
    for (int pass = 0; pass < options.passes; ++pass) {
        for (std::size_t i = examples.size(); i > 1; --i) {
            std::swap(examples[i - 1], examples[sequence.next() % i]);
        }
        for (const Example& example : examples) {
            BR_CHECK(example.label < options.class_count);
            std::vector<std::int32_t> sums(options.class_count, 0);
            for (const std::uint32_t bucket : example.buckets) {
                for (std::uint32_t c = 0; c < options.class_count; ++c) {
                    sums[c] += weights[bucket * options.class_count + c];
                }
            }
            std::uint32_t rival = example.label == 0 ? 1 : 0;
            for (std::uint32_t c = 0; c < options.class_count; ++c) {
                if (c != example.label && sums[c] > sums[rival]) rival = c;
            }
            const auto margin =
                static_cast<std::int32_t>(example.buckets.size()) * options.margin_hundredths / 100;
            if (sums[example.label] - sums[rival] <= margin) {
                for (const std::uint32_t bucket : example.buckets) {
                    const std::size_t row = std::size_t{bucket} * options.class_count;
                    weights[row + example.label] += 1;
                    late[row + example.label] += time;
                    weights[row + rival] -= 1;
                    late[row + rival] -= time;
                }
            }
            ++time;
        }
    }
    std::vector<std::int64_t> averages(size);
    for (std::size_t i = 0; i < size; ++i) averages[i] = weights[i] * time - late[i];
    return averages;
}

}  // namespace

// Which lines come late decides close calls; several orders together decide them less by chance.
std::vector<std::int8_t> train(const std::vector<Example>& examples,
                               const TrainingOptions& options) {
    std::vector<std::int64_t> sums = train_once(examples, options, 0);
    for (int round = 1; round < options.rounds; ++round) {
        const std::vector<std::int64_t> more =
            train_once(examples, options, static_cast<std::uint64_t>(round));
        for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += more[i];
    }
    return quantize(sums, options);
}

}  // namespace br::chat
