#include "sim/radix_ladder.h"

#include <algorithm>
#include <bit>

#include "base/check.h"

namespace br::sim {

std::uint32_t RadixLadder::new_chunk() {
    if (free_ != none) {
        const std::uint32_t chunk = free_;
        free_ = chunks_[chunk].next;
        return chunk;
    }
    // By an eighth, as half of a doubled array would lie empty.
    if (chunks_.size() == chunks_.capacity()) chunks_.reserve(chunks_.size() * 9 / 8 + 16);
    chunks_.emplace_back();
    return static_cast<std::uint32_t>(chunks_.size() - 1);
}

void RadixLadder::put(const PendingItem& item) {
    const auto difference = static_cast<std::uint64_t>(item.time ^ base_);
    const int level = difference == 0 ? 0 : (63 - std::countl_zero(difference)) / digit_bits;
    const auto digit = static_cast<std::uint64_t>(item.time) >> (level * digit_bits) & 63;
    const std::size_t bucket =
        static_cast<std::size_t>(level) * 64 + static_cast<std::size_t>(digit);
    std::uint32_t head = heads_[bucket];
    if (head == none || chunks_[head].count == chunks_[head].items.size()) {
        const std::uint32_t fresh = new_chunk();
        chunks_[fresh].next = head;
        chunks_[fresh].count = 0;
        heads_[bucket] = head = fresh;
        used_[static_cast<std::size_t>(level)] |= std::uint64_t{1} << digit;
        used_levels_ |= std::uint64_t{1} << level;
    }
    Chunk& chunk = chunks_[head];
    chunk.items[chunk.count++] = item;
}

void RadixLadder::insert_sorted(const PendingItem& item) {
    sorted_.push_back(item);
    std::size_t i = sorted_.size() - 1;
    while (i > head_ && before(item, sorted_[i - 1])) {
        sorted_[i] = sorted_[i - 1];
        --i;
    }
    sorted_[i] = item;
}

// Moves the later part of an overgrown sorted run back into buckets, so that insertion stays cheap.
// Items of one time are not parted: they mostly come in their order, so each lands at the end.
void RadixLadder::cut_sorted() {
    const SimTime cut = sorted_[head_ + sorted_wanted].time;
    std::size_t keep = head_ + sorted_wanted;
    while (keep > head_ && sorted_[keep - 1].time == cut) --keep;
    if (keep == head_) return;
    if (cut < base_) lower_base();
    cut_ = cut;
    for (std::size_t i = keep; i < sorted_.size(); ++i) put(sorted_[i]);
    sorted_.resize(keep);
}

// Items earlier than the opened bucket have come, too many for the sorted run: takes the base back.
// Buckets of the level in which both bases differ, and above, stay where they are.
void RadixLadder::lower_base() {
    const auto difference = static_cast<std::uint64_t>(floor_ ^ base_);
    const int level = (63 - std::countl_zero(difference)) / digit_bits;
    spread_.clear();
    for (int l = 0; l < level; ++l)
        for (std::size_t digit = 0; digit < 64; ++digit)
            use_up(take_bucket(static_cast<std::size_t>(l) * 64 + digit),
                   [this](const PendingItem& item) { spread_.push_back(item); });
    base_ = floor_;
    for (const PendingItem& item : spread_) put(item);
}

// Takes a bucket's chunks out; returns the first one.
std::uint32_t RadixLadder::take_bucket(std::size_t bucket) {
    const std::uint32_t chunk = heads_[bucket];
    heads_[bucket] = none;
    const std::size_t level = bucket / 64;
    used_[level] &= ~(std::uint64_t{1} << bucket % 64);
    if (used_[level] == 0) used_levels_ &= ~(std::uint64_t{1} << level);
    return chunk;
}

// Whether what begins with this chunk fits the sorted run. All but the first are full.
bool RadixLadder::is_short(std::uint32_t chunk) const {
    std::size_t count = 0;
    for (; chunk != none && count <= sorted_wanted; chunk = chunks_[chunk].next)
        count += chunks_[chunk].count;
    return count <= sorted_wanted;
}

// Calls back with every item from this chunk on and frees the chunks. The callback may put items.
template <class Use>
void RadixLadder::use_up(std::uint32_t chunk, Use use) {
    while (chunk != none) {
        const std::uint32_t next = chunks_[chunk].next;
        if (next != none) {
            const auto* const ahead = reinterpret_cast<const unsigned char*>(&chunks_[next]);
            for (std::size_t i = 0; i < sizeof(Chunk); i += 64) __builtin_prefetch(ahead + i);
        }
        // Chunks may move while items are put, so each is copied first.
        for (std::uint32_t i = 0; i < chunks_[chunk].count; ++i) {
            const PendingItem item = chunks_[chunk].items[i];
            use(item);
        }
        chunks_[chunk].next = free_;
        free_ = chunk;
        chunk = next;
    }
}

void RadixLadder::push(const PendingItem& item) {
    BR_CHECK(item.time >= floor_);
    ++size_;
    if (item.time < cut_) {
        insert_sorted(item);
        if (sorted_.size() - head_ > sorted_max) cut_sorted();
    } else {
        put(item);
        if (head_ == sorted_.size()) refill();
    }
    next_time_ = sorted_[head_].time;
}

PendingItem RadixLadder::pop() {
    const PendingItem item = sorted_[head_++];
    floor_ = item.time;
    --size_;
    if (head_ == sorted_.size()) {
        sorted_.clear();
        head_ = 0;
        if (size_ > 0) refill();
    } else if (head_ >= 4 * sorted_max) {
        sorted_.erase(sorted_.begin(), sorted_.begin() + static_cast<std::ptrdiff_t>(head_));
        head_ = 0;
    }
    next_time_ = head_ == sorted_.size() ? never : sorted_[head_].time;
    return item;
}

// Opens the earliest bucket until its items fit the sorted run.
void RadixLadder::refill() {
    sorted_.clear();
    head_ = 0;
    while (sorted_.empty()) {
        const int level = std::countr_zero(used_levels_);
        const auto digit =
            static_cast<std::uint64_t>(std::countr_zero(used_[static_cast<std::size_t>(level)]));
        const int shift = level * digit_bits;
        // The digits above this one are those of the base, those below are 0.
        const int above_shift = shift + digit_bits;
        const std::uint64_t above =
            above_shift >= 64 ? 0 : static_cast<std::uint64_t>(base_) >> above_shift << above_shift;
        base_ = static_cast<SimTime>(above | digit << shift);
        const std::uint64_t end = static_cast<std::uint64_t>(base_) + (std::uint64_t{1} << shift);
        cut_ = static_cast<SimTime>(std::min(end, static_cast<std::uint64_t>(never)));
        const std::uint32_t chunk =
            take_bucket(static_cast<std::size_t>(level) * 64 + static_cast<std::size_t>(digit));
        if (level == 0 || is_short(chunk)) {
            use_up(chunk, [this](const PendingItem& item) { sorted_.push_back(item); });
            std::sort(sorted_.begin(), sorted_.end(),
                      [](const PendingItem& a, const PendingItem& b) { return before(a, b); });
        } else {
            cut_ = base_;
            use_up(chunk, [this](const PendingItem& item) { put(item); });
        }
    }
}

}  // namespace br::sim
