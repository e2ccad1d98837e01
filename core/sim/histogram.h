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
    // One time, made ready to be added to several histograms. Requires value >= 0.
    struct Sample {
        explicit Sample(SimDuration value)
            : cell(cell_of(value)), x(static_cast<double>(value)), square(x * x) {}
        std::size_t cell;
        double x;
        double square;
    };
    void add(const Sample& sample) {
        ++cells_[sample.cell];
        ++count_;
        sum_ += sample.x;
        sum_of_squares_ += sample.square;
    }
    void add(SimDuration value) { add(Sample(value)); }
    void add_all(const Histogram& other);
    void clear() { *this = Histogram{}; }

    [[nodiscard]] std::uint64_t count() const { return count_; }
    [[nodiscard]] double sum_s() const { return sum_ / 1e9; }
    // The least value that at least this share of all values does not exceed; 0 if empty.
    // Requires 0 <= ratio <= 1.
    [[nodiscard]] SimDuration quantile(double ratio) const;
    [[nodiscard]] TimeStats stats() const;

    static constexpr std::size_t cell_count = 128 + 56 * 64;
    [[nodiscard]] static std::size_t cell_of(SimDuration value) {
        const auto v = static_cast<std::uint64_t>(value);
        // 0 below 128; else v >> shift is 64 to 127.
        const int shift = 57 - std::countl_zero(v | 64);
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
