// A waiting line: slots of attempts in one or more lanes (one per priority or class where the
// discipline needs it), each a ring. Whoever leaves from the middle leaves a hole, which is skipped
// later and squeezed out before a ring grows. An attempt's `place` is its number in its lane.
#pragma once

#include <cstdint>
#include <vector>

#include "base/check.h"
#include "sim/attempt.h"

namespace br::sim {

class Lane {
  public:
    [[nodiscard]] std::int64_t count() const { return count_; }
    [[nodiscard]] bool empty() const { return count_ == 0; }

    void push_back(AttemptPool& pool, std::uint32_t slot) {
        pool[slot].place = push_back_place(pool, slot);
    }
    // The same, for who writes the place down.
    [[nodiscard]] std::uint32_t push_back_place(AttemptPool& pool, std::uint32_t slot) {
        if (tail_ - head_ == ring_.size()) [[unlikely]]
            make_room(pool);
        ring_[tail_ & mask_] = slot;
        ++count_;
        return tail_++;
    }
    // In front of all others: who was interrupted.
    void push_front(AttemptPool& pool, std::uint32_t slot) {
        if (tail_ - head_ == ring_.size()) make_room(pool);
        ring_[--head_ & mask_] = slot;
        pool[slot].place = head_;
        ++count_;
    }
    // Requires !empty(), here and below.
    [[nodiscard]] std::uint32_t front() {
        while (at(head_) == no_slot) ++head_;
        return at(head_);
    }
    // The slot so many places behind the head, or anything where the line is shorter: for
    // prefetching. Requires that somebody has been in line before.
    [[nodiscard]] std::uint32_t peek(std::uint32_t behind) const { return at(head_ + behind); }
    std::uint32_t pop_front() {
        const std::uint32_t slot = front();
        ++head_;
        --count_;
        return slot;
    }
    std::uint32_t pop_back() {
        while (at(tail_ - 1) == no_slot) --tail_;
        --count_;
        return at(--tail_);
    }
    // One of all with equal probability, given 64 random bits. The last one takes its place.
    std::uint32_t pop_any(AttemptPool& pool, std::uint64_t bits);
    void remove(std::uint32_t place) {
        BR_CHECK(at(place) != no_slot);
        ring_[place & mask_] = no_slot;
        --count_;
    }
    // How many stand before this place.
    [[nodiscard]] std::int64_t ahead_of(std::uint32_t place) const;
    [[nodiscard]] std::int64_t behind(std::uint32_t place) const {
        return count_ - 1 - ahead_of(place);
    }
    template <class Use>
    void for_each(Use use) const {
        for (std::uint32_t i = head_; i != tail_; ++i)
            if (at(i) != no_slot) use(at(i));
    }

  private:
    [[nodiscard]] std::uint32_t at(std::uint32_t place) const { return ring_[place & mask_]; }
    void make_room(AttemptPool& pool);
    void squeeze(AttemptPool& pool);

    std::vector<std::uint32_t> ring_;  // A power of two, or none.
    std::uint32_t mask_ = 0;           // Its size less one.
    std::uint32_t head_ = 0;           // Numbers wrap around; only differences count.
    std::uint32_t tail_ = 0;
    std::int64_t count_ = 0;
};

}  // namespace br::sim
