// The goals on the day that the page plays: none is solved by waiting, and each by levers that the
// visitor has.
#include "session/goals.h"

#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "session/session.h"
#include "support/effort.h"
#include "support/files.h"

using namespace br;
using namespace br::session;

namespace {

Session launch_day() {
    const std::string scenario = test::read_source_file("public/scenarios/launch-day.json");
    const std::string facts = test::read_source_file("public/facts.json");
    auto made = Session::create({.scenario_json = scenario, .facts_json = facts, .seed = {}});
    REQUIRE(made.has_value());
    return std::move(made).value();
}

// How a goal ends for who moves these levers at its start.
GoalState play(const Session& before, int goal, const std::vector<SetLever>& moves) {
    Session session = before;
    session.apply(StartGoal{goal});
    while (session.snapshot().is_seeking) session.advance(0.1, 1'000'000);
    for (const SetLever& move : moves) session.apply(move);
    for (int i = 0; i < 100'000 && session.is_busy(); ++i) session.advance(0.1, 1'000'000);
    return session.snapshot().goals[static_cast<std::size_t>(goal)];
}

}  // namespace

TEST_CASE("no goal of the launch day is solved by waiting, and each is by levers that there are") {
    struct Row {
        const char* id;
        std::vector<SetLever> way;
    };
    const Row rows[] = {
        {"present", {{Lever::deadline_drop, 3}}},
        {"full", {{Lever::bounded_line, 3}}},
        {"paid", {{Lever::pause_issuing, 1}}},
        {"calm", {{Lever::bounded_line, 3}, {Lever::refusal_wording, 2}}},
        {"unstuck", {{Lever::bounded_line, 3}, {Lever::purge_line, 1}}},
        {"nine", {{Lever::waiting_room, 8'000}}},
    };
    const Session session = launch_day();
    REQUIRE(session.snapshot().goals.size() == std::size(rows));
    const int count = test::effort(static_cast<int>(std::size(rows)));
    for (int goal = 0; goal < count; ++goal) {
        const Row& row = rows[goal];
        CAPTURE(row.id);
        for (const SetLever& move : row.way) CHECK(is_allowed(move.lever));
        CHECK(play(session, goal, {}).phase == GoalPhase::missed);
        const GoalState end = play(session, goal, row.way);
        CHECK(end.id == row.id);
        CHECK(end.phase == GoalPhase::solved);
    }
}
