#include "sim/radix_ladder.h"

#include <queue>
#include <vector>

#include <doctest/doctest.h>

using namespace br;
using namespace br::sim;

namespace {

struct Later {
    bool operator()(const PendingItem& a, const PendingItem& b) const { return before(b, a); }
};
using Reference = std::priority_queue<PendingItem, std::vector<PendingItem>, Later>;

PendingItem item_at(SimTime time, PersonId person) {
    PendingItem item;
    item.time = time;
    item.person = person;
    return item;
}

void check_same(RadixLadder& ladder, Reference& reference) {
    REQUIRE(!ladder.empty());
    CHECK(ladder.next_time() == reference.top().time);
    const PendingItem taken = ladder.pop();
    CHECK(taken.time == reference.top().time);
    CHECK(taken.person == reference.top().person);
    reference.pop();
}

}  // namespace

TEST_CASE("the ladder gives out what a priority queue gives out") {
    // Spans from a few items in a nanosecond to a day, and steps that mix near and far.
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        Rng rng(seed);
        const std::uint64_t span = std::uint64_t{1} << rng.below(47);
        RadixLadder ladder;
        Reference reference;
        SimTime now = 0;
        PersonId person = 0;
        for (int step = 0; step < 6'000; ++step) {
            if (reference.empty() || rng.below(100) < 52) {
                const std::uint64_t reach = rng.below(8) == 0 ? span * 64 : span;
                const PendingItem item = item_at(now + static_cast<SimTime>(rng.below(reach + 1)),
                                                 rng.below(4) == 0 ? 7 : ++person);
                ladder.push(item);
                reference.push(item);
            } else {
                now = reference.top().time;
                check_same(ladder, reference);
            }
            CHECK(ladder.size() == reference.size());
        }
        while (!reference.empty()) check_same(ladder, reference);
        CHECK(ladder.empty());
        CHECK(ladder.next_time() == never);
    }
}

TEST_CASE("many near items after a lone far one come out in order") {
    RadixLadder ladder;
    Reference reference;
    const auto push = [&](SimTime time, PersonId person) {
        ladder.push(item_at(time, person));
        reference.push(item_at(time, person));
    };
    push(hours(1), 0);
    for (PersonId p = 1; p <= 5'000; ++p) push(static_cast<SimTime>(mix64(p) % 10'000'000'000), p);
    for (int i = 0; i < 2'500; ++i) check_same(ladder, reference);
    push(hours(1) - 1, 9'000);
    push(ladder.next_time(), 9'001);
    while (!reference.empty()) check_same(ladder, reference);
}

TEST_CASE("items of one instant come out by rank, then person") {
    RadixLadder ladder;
    for (PersonId p = 2'000; p > 0; --p) {
        PendingItem item = item_at(seconds(5), p);
        item.rank = static_cast<std::uint8_t>(p % 3);
        ladder.push(item);
    }
    PendingItem last;
    last.time = 0;
    while (!ladder.empty()) {
        const PendingItem item = ladder.pop();
        CHECK(before(last, item));
        last = item;
    }
}
