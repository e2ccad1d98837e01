#include "sim/completion_tree.h"

#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

using namespace br;
using namespace br::sim;

TEST_CASE("completions come out by time, then person") {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        CAPTURE(seed);
        Rng rng(seed);
        AttemptPool pool;
        CompletionTree tree(seed % 2 == 0 ? 10 : 15);
        struct Entry {
            SimTime time;
            PersonId person;
        };
        std::vector<Entry> expected;
        const std::uint64_t span = 1 + rng.below(40);  // Few different times: many ties.
        PersonId person = 0;
        SimTime now = 0;
        for (int step = 0; step < 3'000; ++step) {
            if (expected.empty() || (expected.size() < 200 && rng.below(2) == 0)) {
                const std::uint32_t slot = pool.take();
                pool[slot].person = mix64(++person) >> 30;
                const SimTime time = now + static_cast<SimTime>(rng.below(span));
                pool[slot].place = tree.add(time, slot);
                expected.push_back({time, pool[slot].person});
            } else {
                const auto next = std::min_element(
                    expected.begin(), expected.end(), [](const Entry& a, const Entry& b) {
                        return a.time != b.time ? a.time < b.time : a.person < b.person;
                    });
                now = next->time;
                REQUIRE(tree.next_time() == now);
                const std::uint32_t server = tree.next_server(pool);
                const std::uint32_t slot = tree.slot_of(server);
                CHECK(pool[slot].person == next->person);
                expected.erase(next);
                tree.remove(server);
                pool.give_back(slot, pool[slot]);
                if (rng.below(2) == 0) tree.settle();
            }
            tree.settle();
            CHECK(tree.count() == expected.size());
        }
    }
}

TEST_CASE("an idle tree has no next completion, and times beyond its range are never") {
    AttemptPool pool;
    CompletionTree tree;
    CHECK(tree.next_time() == never);
    const std::uint32_t slot = pool.take();
    tree.add(tree.time_max() + 1, slot);
    CHECK(tree.next_time() == never);
}
