// What several policies share: counts over a sliding window in a ring of buckets, and percentiles
// from a histogram with buckets of constant relative width. Both have a fixed size.
#pragma once

#include <array>
#include <cstdint>

#include "base/check.h"
#include "base/sim_time.h"

namespace br::sim::policies {

// Sums of what was added during the last `buckets` spans of `width`, the current one included.
template <std::size_t buckets>
class WindowSum {
  public:
    // Requires width > 0.
    explicit constexpr WindowSum(SimDuration width) : width_(width) {}

    void add(SimTime now, double amount) {
        roll(now);
        ring_[static_cast<std::size_t>(bucket_ % static_cast<std::int64_t>(buckets))] += amount;
        sum_ += amount;
    }
    // Also forgets what is too old.
    double sum(SimTime now) {
        roll(now);
        return sum_;
    }

  private:
    void roll(SimTime now) {
        const std::int64_t bucket = now / width_;
        if (bucket == bucket_) return;
        const auto count = static_cast<std::int64_t>(buckets);
        const std::int64_t steps = bucket - bucket_ < count ? bucket - bucket_ : count;
        for (std::int64_t i = 1; i <= steps; ++i)
            ring_[static_cast<std::size_t>((bucket - steps + i) % count)] = 0;
        bucket_ = bucket;
        // Summed anew, so that rounding never piles up.
        sum_ = 0;
        for (const double amount : ring_) sum_ += amount;
    }

    SimDuration width_;
    std::int64_t bucket_ = 0;
    double sum_ = 0;
    std::array<double, buckets> ring_{};
};

// Durations by octave and 32 equal parts of it: relative error below 1.6 %.
class DurationHistogram {
  public:
    void clear() {
        counts_.fill(0);
        total_ = 0;
    }
    void add(SimDuration d) {
        ++counts_[cell(d)];
        ++total_;
    }
    [[nodiscard]] std::int64_t total() const { return total_; }

    // The middle of the cell in which the given share of the samples lies. Requires total() > 0.
    [[nodiscard]] SimDuration percentile(double ratio) const {
        BR_CHECK(total_ > 0);
        const double wanted = ratio * static_cast<double>(total_);
        std::int64_t seen = 0;
        for (std::size_t i = 0; i < cells; ++i) {
            seen += counts_[i];
            if (seen > 0 && static_cast<double>(seen) >= wanted) return middle(i);
        }
        return middle(cells - 1);
    }

  private:
    static constexpr int parts_log2 = 5;
    static constexpr int octave_max = 50;  // 2^50 ns is 13 days; longer ones count as that.
    static constexpr std::size_t cells = (octave_max - parts_log2 + 1U) << parts_log2;

    static std::size_t cell(SimDuration d) {
        const auto ns = static_cast<std::uint64_t>(d < 0 ? 0 : d);
        if (ns < (1U << parts_log2)) return static_cast<std::size_t>(ns);
        const int octave = 63 - __builtin_clzll(ns);
        if (octave >= octave_max) return cells - 1;
        const std::uint64_t part = (ns >> (octave - parts_log2)) - (1U << parts_log2);
        return static_cast<std::size_t>(
            (static_cast<std::uint64_t>(octave - parts_log2 + 1) << parts_log2) + part);
    }
    static SimDuration middle(std::size_t i) {
        if (i < (1U << parts_log2)) return static_cast<SimDuration>(i);
        const int shift = static_cast<int>(i >> parts_log2) - 1;
        const auto part = static_cast<SimDuration>(i & ((1U << parts_log2) - 1));
        const SimDuration low = ((SimDuration{1} << parts_log2) + part) << shift;
        return low + ((SimDuration{1} << shift) >> 1);
    }

    std::array<std::uint32_t, cells> counts_{};
    std::int64_t total_ = 0;
};

}  // namespace br::sim::policies
