#include "sim/histogram.h"

namespace br::sim {

namespace {

constexpr std::size_t block_cells = 32;
static_assert(Histogram::cell_count % block_cells == 0);

}  // namespace

void Histogram::add_all(const Histogram& other) {
    for (std::size_t i = 0; i < cell_count; ++i) cells_[i] += other.cells_[i];
    count_ += other.count_;
    sum_ += other.sum_;
    sum_of_squares_ += other.sum_of_squares_;
}

SimDuration Histogram::value_of(std::size_t cell) {
    if (cell < 128) return static_cast<SimDuration>(cell);
    const std::size_t shift = cell / 64 - 1;
    const std::uint64_t low = static_cast<std::uint64_t>(cell - shift * 64) << shift;
    return static_cast<SimDuration>(low + (std::uint64_t{1} << shift) / 2);
}

SimDuration Histogram::quantile(double ratio) const {
    BR_CHECK(ratio >= 0 && ratio <= 1);
    if (count_ == 0) return 0;
    const double wanted = ratio * static_cast<double>(count_);
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < cell_count; ++i) {
        seen += cells_[i];
        if (cells_[i] > 0 && static_cast<double>(seen) >= wanted) return value_of(i);
    }
    return value_of(cell_count - 1);
}

TimeStats Histogram::stats() const {
    TimeStats stats;
    stats.count = count_;
    if (count_ == 0) return stats;
    const auto n = static_cast<double>(count_);
    stats.mean_s = sum_ / n / 1e9;
    const double variance = sum_of_squares_ / n / 1e18 - stats.mean_s * stats.mean_s;
    stats.variance_s2 = variance > 0 ? variance : 0;
    // One pass for all four.
    const double wanted[] = {0.50 * n, 0.90 * n, 0.95 * n, 0.99 * n};
    double* const results[] = {&stats.p50_s, &stats.p90_s, &stats.p95_s, &stats.p99_s};
    std::size_t next = 0;
    std::uint64_t seen = 0;
    for (std::size_t block = 0; block < cell_count && next < 4; block += block_cells) {
        std::uint64_t in_block = 0;
        for (std::size_t i = block; i < block + block_cells; ++i) in_block += cells_[i];
        // Most of them hold nothing that was asked for.
        if (static_cast<double>(seen + in_block) < wanted[next]) {
            seen += in_block;
            continue;
        }
        for (std::size_t i = block; i < block + block_cells; ++i) {
            if (cells_[i] == 0) continue;
            seen += cells_[i];
            while (next < 4 && static_cast<double>(seen) >= wanted[next])
                *results[next++] = to_seconds(value_of(i));
        }
    }
    return stats;
}

}  // namespace br::sim
