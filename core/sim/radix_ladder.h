// The pending events that come in no known order: retries, timers of random patience, completions
// at very large stations. A radix ladder: an item lies in the bucket given by the highest 6-bit
// digit in which its time differs from the base, and by that digit. A bucket is opened when it is
// the earliest: a small one is sorted and served from, a large one is spread over finer buckets.
// Items touch memory in sequence, there is no width to tune and nothing to resize. Removal is not
// offered: whoever takes an item checks whether it still counts. Always: no item is earlier than
// the last one taken; items come out by (time, rank, person,
// attempt, kind).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/rng.h"
#include "base/sim_time.h"

namespace br::sim {

struct PendingItem {
    SimTime time = never;
    PersonId person = 0;
    SimTime first = 0;       // For a retry: when the order was first tried.
    std::uint32_t slot = 0;  // For a timer: the attempt; for a retry: its number at the ledger.
    std::uint16_t attempt = 0;
    std::uint8_t kind = 0;
    std::uint8_t rank = 0;  // Order among items of one time.
};

[[nodiscard]] inline bool before(const PendingItem& a, const PendingItem& b) {
    if (a.time != b.time) return a.time < b.time;
    if (a.rank != b.rank) return a.rank < b.rank;
    if (a.person != b.person) return a.person < b.person;
    if (a.attempt != b.attempt) return a.attempt < b.attempt;
    return a.kind < b.kind;
}

class RadixLadder {
  public:
    RadixLadder() { heads_.fill(none); }

    // Requires item.time >= the time of the last item taken.
    void push(const PendingItem& item);
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] std::size_t size() const { return size_; }
    // Time of the earliest item; never if empty.
    [[nodiscard]] SimTime next_time() const { return next_time_; }
    // Requires !empty().
    [[nodiscard]] const PendingItem& top() const { return sorted_[head_]; }
    PendingItem pop();

    // Calls back for every item, in no particular order.
    template <class Use>
    void for_each(Use use) const {
        for (std::size_t i = head_; i < sorted_.size(); ++i) use(sorted_[i]);
        for (const std::uint32_t head : heads_)
            for (std::uint32_t c = head; c != none; c = chunks_[c].next)
                for (std::uint32_t i = 0; i < chunks_[c].count; ++i) use(chunks_[c].items[i]);
    }

  private:
    static constexpr std::uint32_t none = UINT32_MAX;
    static constexpr int digit_bits = 6;
    static constexpr int level_count = 11;  // 66 bits.
    static constexpr std::size_t sorted_wanted = 48;
    static constexpr std::size_t sorted_max = 160;
    struct Chunk {
        std::uint32_t next = none;
        std::uint32_t count = 0;
        std::array<PendingItem, 10> items;
    };

    void put(const PendingItem& item);
    void insert_sorted(const PendingItem& item);
    void cut_sorted();
    void refill();
    void lower_base();
    [[nodiscard]] std::uint32_t take_bucket(std::size_t bucket);
    [[nodiscard]] bool is_short(std::uint32_t chunk) const;
    template <class Use>
    void use_up(std::uint32_t chunk, Use use);
    std::uint32_t new_chunk();

    std::vector<PendingItem> sorted_;  // From head_ on: all items before cut_, in order.
    std::size_t head_ = 0;
    std::vector<PendingItem> spread_;  // Scratch.
    SimTime next_time_ = never;
    SimTime floor_ = 0;  // Time of the last item taken.
    SimTime base_ = 0;   // All items in buckets are at or after it.
    SimTime cut_ = 0;
    std::size_t size_ = 0;
    std::uint64_t used_levels_ = 0;
    std::array<std::uint64_t, level_count> used_{};
    std::array<std::uint32_t, level_count * 64> heads_{};
    std::vector<Chunk> chunks_;
    std::uint32_t free_ = none;
};

}  // namespace br::sim
