// Played on and on with random levers: everything that came is somewhere at every step, memory
// stays flat, and the run saved at the end comes to the same digest when it is repeated straight
// through.
//
// By itself a few minutes of a small rush. BR_SOAK_S in the environment plays to-28-feb.json, 24
// days of it, for at least so many real seconds: ./run soak.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>

#include <doctest/doctest.h>

#include "base/rng.h"
#include "session/session.h"
#include "support/files.h"

using namespace br;
using namespace br::session;

namespace {

constexpr std::uint64_t events_a_frame = 200'000;
constexpr std::size_t moves_max = 2'000;  // Well within what a saved run may hold.

// What this process holds of memory, in bytes; 0 where that is not told, or says more about the
// tools than about us.
std::uint64_t memory_in_use() {
#if defined(__EMSCRIPTEN__) || defined(__SANITIZE_ADDRESS__)
    return 0;
#else
    std::ifstream file("/proc/self/statm");
    std::uint64_t pages = 0;
    std::uint64_t resident = 0;
    file >> pages >> resident;
    return file ? resident * 4'096 : 0;
#endif
}

double soak_seconds() {
    const char* text = std::getenv("BR_SOAK_S");
    return text != nullptr ? std::atof(text) : 0;
}

// The scale model to 28 February, gone on with until 24 days are full.
std::string twenty_four_days() {
    std::string text = test::read_source_file("public/scenarios/to-28-feb.json");
    const std::string written = "\"duration_s\": 1962000";
    const std::size_t at = text.find(written);
    REQUIRE(at != std::string::npos);
    return text.replace(at, written.size(), "\"duration_s\": 2073600");
}

Session make(const std::string& scenario, std::uint64_t seed) {
    const std::string facts = test::read_source_file("public/facts.json");
    auto made = Session::create({.scenario_json = scenario, .facts_json = facts, .seed = seed});
    REQUIRE(made.has_value());
    return std::move(made).value();
}

// One play to the end of the scenario. Returns the memory that was in use half-way and at the end.
struct Memory {
    std::uint64_t half_way = 0;
    std::uint64_t end = 0;
};
Memory play(Session& session, Rng& rng, std::size_t moves) {
    const SimTime end = session.snapshot().end;
    Memory memory;
    std::size_t made = 0;
    SimTime before = 0;
    session.apply(SetSpeed{3'600});
    session.apply(Play{});
    while (session.simulation().now() < end) {
        if (made < moves && rng.below(20) == 0) {
            const auto lever = static_cast<Lever>(rng.below(lever_count));
            session.apply(SetLever{lever, 12 * rng.unit()});
            ++made;
        }
        session.advance(0.05, events_a_frame);
        const SimTime now = session.simulation().now();
        REQUIRE(now >= before);
        before = now;
        session.simulation().check_invariants();
        if (memory.half_way == 0 && now > end / 2) memory.half_way = memory_in_use();
        if (!session.snapshot().is_playing) session.apply(Play{});
    }
    memory.end = memory_in_use();
    return memory;
}

void check_straight_run(Session& session, const std::string& scenario, std::uint64_t seed) {
    Session straight = make(scenario, seed);
    straight.resume(session.save());
    while (straight.snapshot().is_seeking) straight.advance(0.05, 1'000'000);
    CHECK(straight.digest() == session.digest());
}

}  // namespace

TEST_CASE("a long play with random levers loses nothing, leaks nothing and can be repeated") {
    const double seconds_min = soak_seconds();
    const std::string scenario =
        seconds_min > 0 ? twenty_four_days()
                        : test::read_source_file("tests/data/scenarios/small_rush.json");
    const auto started = std::chrono::steady_clock::now();
    const auto played_s = [started] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    };
    // The same plays again and again: how much a play needs depends on its levers, so only the
    // first round of them may take more memory than was taken before.
    const std::uint64_t plays = seconds_min > 0 ? 8 : 2;
    std::uint64_t first_round = 0;
    for (std::uint64_t run = 0; run < 2 * plays || played_s() < seconds_min; ++run) {
        const std::uint64_t seed = 1 + run % plays;
        CAPTURE(run);
        Rng rng(seed);
        Session session = make(scenario, seed);
        const Memory memory = play(session, rng, moves_max);
        check_straight_run(session, scenario, seed);
        // What the run needs is reached half-way; the rest of it adds next to none.
        CHECK(memory.end <= memory.half_way + memory.half_way / 2 + (16U << 20U));
        if (run < plays) first_round = std::max(first_round, memory_in_use());
        CHECK(memory_in_use() <= first_round + first_round / 16 + (4U << 20U));
        if (seconds_min > 0) MESSAGE("run " << run << ": " << memory.end / 1'000'000 << " MB");
    }
}
