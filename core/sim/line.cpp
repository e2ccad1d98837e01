#include "sim/line.h"

namespace br::sim {

void Lane::squeeze(AttemptPool& pool) {
    std::uint32_t to = head_;
    for (std::uint32_t from = head_; from != tail_; ++from) {
        const std::uint32_t slot = at(from);
        if (slot == no_slot) continue;
        ring_[to & mask_] = slot;
        pool[slot].place = to++;
    }
    tail_ = to;
}

void Lane::make_room(AttemptPool& pool) {
    if (static_cast<std::size_t>(count_) <= ring_.size() / 2 && !ring_.empty()) {
        squeeze(pool);
        return;
    }
    const std::size_t size = ring_.empty() ? 16 : ring_.size() * 2;
    std::vector<std::uint32_t> wider(size, no_slot);
    for (std::uint32_t i = head_; i != tail_; ++i) wider[i & (size - 1)] = at(i);
    ring_ = std::move(wider);
    mask_ = static_cast<std::uint32_t>(size - 1);
}

std::uint32_t Lane::pop_any(AttemptPool& pool, std::uint64_t bits) {
    if (tail_ - head_ != static_cast<std::uint32_t>(count_)) squeeze(pool);
    // The upper half of a 64-bit product, from 32 bits each: uniform enough for any line.
    const std::uint64_t index = ((bits >> 32) * static_cast<std::uint64_t>(count_)) >> 32;
    const std::uint32_t place = head_ + static_cast<std::uint32_t>(index);
    const std::uint32_t slot = at(place);
    const std::uint32_t last = pop_back();
    if (last != slot) {
        ring_[place & mask_] = last;
        pool[last].place = place;
    }
    return slot;
}

std::int64_t Lane::ahead_of(std::uint32_t place) const {
    if (tail_ - head_ == static_cast<std::uint32_t>(count_)) return place - head_;
    std::int64_t ahead = 0;
    for (std::uint32_t i = head_; i != place; ++i)
        if (at(i) != no_slot) ++ahead;
    return ahead;
}

}  // namespace br::sim
