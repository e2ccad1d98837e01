// A histogram of times with cells of constant relative width: 64 cells per power of two, so that a
// cell's middle is at most 1/128 (0.8 %) off. Values below 128 ns are kept exactly. Also the first
// two moments. Adding costs some nanoseconds and never allocates.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "base/check.h"
#include "base/sim_time.h"
#include "sim/snapshot.h"

namespace br::sim {

class Histogram {
  public:
    // Requires value >= 0.
    void add(SimDuration value) {
        ++cells_[cell_of(value)];
        ++count_;
        const auto x = static_cast<double>(value);
        sum_ += x;
        sum_of_squares_ += x * x;
    }
    void add_all(const Histogram& other);
    void clear() { *this = Histogram{}; }

    [[nodiscard]] std::uint64_t count() const { return count_; }
    [[nodiscard]] double sum_s() const { return sum_ / 1e9; }
    // The least value that at least this share of all values does not exceed; 0 if empty.
    // Requires 0 <= ratio <= 1.
    [[nodiscard]] SimDuration quantile(double ratio) const;
    // The share of values at or below the limit, to within a cell. 1 if empty.
    [[nodiscard]] double ratio_at_most(SimDuration limit) const;
    [[nodiscard]] TimeStats stats() const;

    static constexpr std::size_t cell_count = 128 + 56 * 64;
    [[nodiscard]] static std::size_t cell_of(SimDuration value) {
        const auto v = static_cast<std::uint64_t>(value);
        if (v < 128) return static_cast<std::size_t>(v);
        const int shift = 63 - std::countl_zero(v) - 6;  // 1 or more; v >> shift is 64 to 127.
        return static_cast<std::size_t>(shift) * 64 + static_cast<std::size_t>(v >> shift);
    }
    // The middle of a cell.
    [[nodiscard]] static SimDuration value_of(std::size_t cell);

  private:
    std::array<std::uint32_t, cell_count> cells_{};
    std::uint64_t count_ = 0;
    double sum_ = 0;             // ns
    double sum_of_squares_ = 0;  // ns^2
};

}  // namespace br::sim
