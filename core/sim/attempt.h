// The attempts that are in the system, 56 bytes each, in chunks with a free list, so that growing
// moves nobody and leaves no slack. An attempt keeps its slot from when it is sent until it leaves;
// a slot's number is used again afterwards, so whoever remembers one across events also remembers
// what it was for.
#pragma once

#include <cstdint>
#include <vector>

#include "base/check.h"
#include "base/rng.h"
#include "base/sim_time.h"

namespace br::sim {

// A person's number: class and origin in the upper bits, a counter in the lower ones. 42 bits in
// all, which is what a draw takes.
enum class Origin : std::uint64_t { crowd = 0, invited = 1, visitor = 2 };
inline constexpr int person_counter_bits = 36;
[[nodiscard]] constexpr PersonId make_person(int customer_class, Origin origin,
                                             std::uint64_t counter) {
    return (static_cast<std::uint64_t>(customer_class) << (person_counter_bits + 2)) |
           (static_cast<std::uint64_t>(origin) << person_counter_bits) | counter;
}
[[nodiscard]] constexpr int class_of(PersonId person) {
    return static_cast<int>(person >> (person_counter_bits + 2));
}
[[nodiscard]] constexpr bool is_visitor(PersonId person) {
    return (person >> person_counter_bits & 3) == static_cast<std::uint64_t>(Origin::visitor);
}
[[nodiscard]] constexpr bool is_invited(PersonId person) {
    return (person >> person_counter_bits & 3) == static_cast<std::uint64_t>(Origin::invited);
}

// In Attempt::number: the second copy of that try (hedging).
inline constexpr std::uint16_t copy_bit = 0x8000;
[[nodiscard]] constexpr std::uint32_t try_number(std::uint16_t number) {
    return number & (copy_bit - 1U);
}

inline constexpr std::uint32_t no_slot = UINT32_MAX;

enum class AttemptState : std::uint8_t { free, waiting, in_service, held };

// Flags of an attempt.
inline constexpr std::uint8_t stale_flag = 1;   // Nobody waits for it any more.
inline constexpr std::uint8_t timed_flag = 2;   // Its patience has a timer in the ladder.
inline constexpr std::uint8_t shared_flag = 4;  // Served by a station whose servers share.
inline constexpr std::uint8_t tree_flag = 8;    // Its completion is in the station's tree.
inline constexpr std::uint8_t resumed_flag =
    16;  // Was interrupted; due holds the rest of its work.
inline constexpr std::uint8_t drawn_flag =
    32;  // Its next service is drawn; due holds the bits of its nanoseconds.

struct Attempt {
    PersonId person = 0;
    SimTime first = 0;        // When the order was first tried.
    SimTime start = 0;        // When this attempt was sent, or let in from a waiting room.
    SimTime joined = 0;       // When it came to its present station.
    SimTime due = 0;          // In service: when it ends. Before it: as flags say.
    std::uint32_t place = 0;  // In line: its number there. In service: its server. Free: next free.
    std::uint32_t card = no_slot;  // Its number at the ledger, if it has one to give back.
    std::uint16_t number = 1;      // 1 is the first try.
    std::uint16_t watchers = 0;    // Policies that admitted it and wait for its end.
    AttemptState state = AttemptState::free;
    std::uint8_t leg = 0;  // Position in the route of its class.
    std::uint8_t station = 0;
    std::uint8_t flags = 0;
};
static_assert(sizeof(Attempt) == 56);

class AttemptPool {
  public:
    [[nodiscard]] std::uint32_t take() {
        ++count_;
        if (free_ == no_slot) [[unlikely]]
            grow();
        const std::uint32_t slot = free_;
        free_ = (*this)[slot].place;
        return slot;
    }
    // Requires the attempt of this slot.
    void give_back(std::uint32_t slot, Attempt& attempt) {
        attempt.state = AttemptState::free;
        attempt.place = free_;
        free_ = slot;
        --count_;
    }
    // A reference stays good until the attempt is given back.
    [[nodiscard]] Attempt& operator[](std::uint32_t slot) {
        return chunks_[slot / chunk_size][slot % chunk_size];
    }
    [[nodiscard]] const Attempt& operator[](std::uint32_t slot) const {
        return chunks_[slot / chunk_size][slot % chunk_size];
    }
    // An attempt that will be needed soon, whose two ends mostly lie in two cache lines. Any number
    // may be given.
    void prefetch(std::uint32_t slot) const {
        if (slot >= size_) return;
        const auto* const bytes = reinterpret_cast<const unsigned char*>(&(*this)[slot]);
        __builtin_prefetch(bytes);
        __builtin_prefetch(bytes + sizeof(Attempt) - 1);
    }
    [[nodiscard]] std::int64_t count() const { return count_; }
    [[nodiscard]] std::uint32_t size() const { return size_; }

  private:
    static constexpr std::uint32_t chunk_size = 256;
    void grow();

    std::vector<std::vector<Attempt>> chunks_;
    std::uint32_t size_ = 0;
    std::uint32_t free_ = no_slot;
    std::int64_t count_ = 0;
};

}  // namespace br::sim
