// One class of customers as it runs.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/arrival_stream.h"
#include "sim/attempt.h"
#include "sim/backoff.h"
#include "sim/histogram.h"
#include "sim/random_time.h"
#include "sim/scenario.h"
#include "sim/snapshot.h"

namespace br::sim {

// Attempts whose patience is one fixed span, in the order in which it ends. An entry whose attempt
// has left stays until its time comes.
class PatienceRing {
  public:
    struct Entry {
        SimTime deadline = never;
        PersonId person = 0;
        std::uint32_t slot = 0;
        std::uint32_t number = 0;
    };
    [[nodiscard]] bool empty() const { return head_ == tail_; }
    [[nodiscard]] SimTime next_time() const { return empty() ? never : front().deadline; }
    [[nodiscard]] const Entry& front() const { return ring_[head_ & (ring_.size() - 1)]; }
    void pop() { ++head_; }
    // Requires that no deadline decreases. Equal deadlines are kept in order of person.
    void push(const Entry& entry) {
        if (tail_ - head_ == ring_.size()) grow();
        std::uint64_t i = tail_++;
        for (; i != head_; --i) {
            const Entry& before = ring_[(i - 1) & (ring_.size() - 1)];
            if (before.deadline < entry.deadline || before.person <= entry.person) break;
            ring_[i & (ring_.size() - 1)] = before;
        }
        ring_[i & (ring_.size() - 1)] = entry;
    }

  private:
    void grow();
    std::vector<Entry> ring_;  // A power of two, or none.
    std::uint64_t head_ = 0;
    std::uint64_t tail_ = 0;
};

enum class PatienceKind : std::uint8_t {
    none,
    fixed_attempt,   // The ring of the class.
    random_attempt,  // A timer, set only if it may matter.
    line,            // A clock in every line.
};

struct ClassState {
    const CustomerClass* config = nullptr;
    PatienceKind patience_kind = PatienceKind::none;
    bool leaves_work_behind = true;
    std::int64_t balk_above = unlimited;
    SimDuration patience_fixed = 0;
    RandomTimeSampler patience;
    std::uint64_t next_number = 0;   // Of the crowd,
    std::uint64_t next_invited = 0;  // of those invited,
    std::uint64_t next_visitor = 0;  // and of visitors.
    ArrivalStream stream;
    PersonId drawn_for = UINT64_MAX;  // Whose first service was drawn before they came,
    double drawn_ns = 0;              // and how long it takes.
    int arrival_source = 0;           // Where the loop finds its next first try.
    bool loops = false;               // A closed loop: who is done thinks and orders again.
    bool invites = false;
    Retry retry;
    Pauses pauses;  // Between its tries.
    std::vector<std::uint8_t> route;
    std::vector<double> go_on_ratio;
    bool always_goes_on = true;
    double service_factor = 1;
    std::uint8_t lane = 0;  // In stations with a lane per priority.
    PatienceRing ring;
    int ring_source = 0;  // Where the loop finds its next entry.
    Counts counts;
    std::int64_t orbit = 0;
    Histogram order_time;
    Histogram attempt_time;
};

}  // namespace br::sim
