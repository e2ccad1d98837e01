#include "session/saved_run.h"

#include <doctest/doctest.h>

#include <limits>

#include "base/rng.h"
#include "session/session.h"
#include "support/effort.h"
#include "support/talk.h"

using namespace br;
using namespace br::session;
using test::make_session;

namespace {

// Talks, presses and pulls levers at odd moments, with time cut as frames cut it.
void wander(Session& session, Rng& rng) {
    const Command deeds[] = {SendText{"two milk teas"},
                             SendText{"是的"},
                             SendText{""},
                             PressQuickReply{"affirm"},
                             PressQuickReply{"no such reply"},
                             SetLanguage{chat::Language::zh},
                             SetLever{Lever::bounded_line, 3.25},
                             SetLever{Lever::retry_ratio, -1},
                             SetLever{Lever::purge_line, 1},
                             SetLever{Lever::model_servers, 250},
                             StartTwin{TwinKind::as_it_is},
                             EndTwin{},
                             MoveStep{0, seconds(700)},
                             MoveStep{0, never},
                             StartGoal{1},
                             DrawBet{3, 0.6249},
                             RevealBet{},
                             SeekTo{seconds(500)}};
    session.apply(SetSpeed{600});
    session.apply(Play{});
    for (int i = 0; i < 200; ++i) {
        session.advance(0.04 * rng.unit(), 1 + rng.below(2'000));
        if (rng.below(8) == 0) session.apply(deeds[rng.below(std::size(deeds))]);
        session.apply(Play{});
    }
    while (session.is_busy() && session.snapshot().is_seeking) session.advance(0.01, 1'000'000);
    session.apply(Pause{});
}

void finish(Session& session) {
    while (session.is_busy()) session.advance(0.01, 1'000'000);
}

// As finish, but does not wait for the many runs of a load curve.
void arrive(Session& session) {
    while (session.snapshot().is_seeking) session.advance(0.01, 1'000'000);
}

}  // namespace

TEST_CASE("a saved run comes to the same digest, from its bytes, again and again") {
    const std::uint64_t seeds = test::full_effort ? 12 : 3;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
        CAPTURE(seed);
        Rng rng(seed);
        Session session = make_session();
        wander(session, rng);
        const std::string bytes = write_saved_run(session.save());
        for (int again = 0; again < 2; ++again) {
            Session other = make_session();
            if (again == 1) wander(other, rng);  // Whatever was there before.
            const auto saved = read_saved_run(bytes, seconds(1'000'000));
            REQUIRE(saved.has_value());
            other.resume(*saved);
            finish(other);
            CHECK(other.digest() == session.digest());
            CHECK(other.snapshot().notices.empty());
            CHECK(write_saved_run(other.save()) == bytes);
            CHECK(other.snapshot().bet.goodput_ratio == session.snapshot().bet.goodput_ratio);
            CHECK(other.snapshot().bet.is_revealed == session.snapshot().bet.is_revealed);
            // And it goes on the same, unless a rewound history lies ahead, which is not saved.
            if (saved->log.size() != session.history().size()) continue;
            Session goes_on = session;
            goes_on.advance_to(session.simulation().now() + seconds(100));
            other.advance_to(session.simulation().now() + seconds(100));
            CHECK(other.digest() == goes_on.digest());
        }
    }
}

TEST_CASE("a run saved on the way to another time is saved as it will be there") {
    Session session = make_session();
    session.apply(GoToAct{6});
    REQUIRE(session.snapshot().is_seeking);
    session.apply(SendText{"a latte please"});
    const SavedRun saved = session.save();
    CHECK(saved.act == 6);
    CHECK(saved.digest == 0);
    Session other = make_session();
    other.resume(saved);
    finish(other);
    while (session.snapshot().is_seeking) session.advance(0.01, 1'000'000);
    CHECK(session.save().log.size() == saved.log.size());
    CHECK(other.digest() == session.digest());
    CHECK(other.snapshot().act == 6);
}

TEST_CASE("a run that comes out otherwise than promised says so") {
    Session session = make_session();
    session.advance_to(seconds(100));
    SavedRun saved = session.save();
    saved.digest ^= 1;
    session.resume(saved);
    finish(session);
    REQUIRE(session.snapshot().notices.size() == 1);
    CHECK(session.snapshot().notices[0].key == "notice.other_run");
    session.apply(SeekTo{seconds(200)});
    finish(session);
    CHECK(session.snapshot().notices.empty());
}

TEST_CASE("broken bytes are refused, or make a run that can be played") {
    Rng rng(7);
    Session made = make_session();
    wander(made, rng);
    const std::string good = write_saved_run(made.save());
    const SimTime end = seconds(40'000);
    REQUIRE(read_saved_run(good, end).has_value());
    CHECK_FALSE(read_saved_run("", end).has_value());
    CHECK_FALSE(read_saved_run(good, seconds(1)).has_value());
    CHECK_FALSE(read_saved_run(std::string(1, '\x08') + good.substr(1), end).has_value());
    CHECK_FALSE(read_saved_run(std::string(1, '\0') + good.substr(1), end).has_value());
    CHECK_FALSE(read_saved_run(good.substr(0, good.size() - 1), end).has_value());
    SavedRun infinite;
    infinite.log.push_back(
        {0, SetLever{Lever::retry_ratio, std::numeric_limits<double>::infinity()}});
    CHECK_FALSE(read_saved_run(write_saved_run(infinite), end).has_value());
    int playable = 0;
    for (int i = 0; i < test::effort(2'000); ++i) {
        std::string bytes = good;
        for (std::uint64_t change = 0; change <= rng.below(3); ++change)
            bytes[static_cast<std::size_t>(rng.below(bytes.size()))] =
                static_cast<char>(rng.below(256));
        if (rng.below(4) == 0) bytes.resize(static_cast<std::size_t>(rng.below(bytes.size()) + 1));
        const auto saved = read_saved_run(bytes, end);
        if (!saved) continue;
        SimTime before = 0;
        for (const LogEntry& entry : saved->log) {
            CHECK(entry.at >= before);
            CHECK(entry.at <= saved->now);
            before = entry.at;
        }
        if (saved->now > seconds(3'000) || ++playable > 20) continue;
        made.resume(*saved);
        finish(made);
    }
    CHECK(playable > 0);
}

TEST_CASE("a link shows its maker's bet and goal, and ticks nothing for who follows it") {
    Session session = make_session();
    session.apply(GoToAct{3});
    for (int i = 0; i < bet_points; ++i) session.apply(DrawBet{i, 0.125 * i});
    session.apply(DrawBet{9, 99});
    session.apply(RevealBet{});
    arrive(session);
    CHECK(session.snapshot().story.done[2]);
    const std::string bytes = write_saved_run(session.save());
    Session other = make_session();
    const auto saved = read_saved_run(bytes, session.snapshot().end);
    REQUIRE(saved.has_value());
    other.resume(*saved);
    arrive(other);
    const Bet bet = other.snapshot().bet;
    CHECK(bet.is_drawn);
    CHECK(bet.is_revealed);
    CHECK(bet.goodput_ratio[5] == 0.625);
    CHECK(bet.goodput_ratio[9] == bet_ratio_max);
    CHECK_FALSE(other.snapshot().story.done[2]);
    other.apply(RevealBet{});
    CHECK(other.snapshot().story.done[2]);
    // Going back and forth leaves it as it is.
    other.apply(SeekTo{0});
    arrive(other);
    CHECK(other.snapshot().bet.goodput_ratio == bet.goodput_ratio);
}

TEST_CASE("of a lever that was dragged, only the last place is kept") {
    SavedRun saved;
    saved.now = seconds(9);
    saved.digest = 5;
    saved.log = {{seconds(1), SetLever{Lever::retry_ratio, 0.1}},
                 {seconds(1), SetLever{Lever::retry_ratio, 0.2}},
                 {seconds(2), SetLever{Lever::retry_ratio, 0.3}},
                 {seconds(2), SetLever{Lever::bounded_line, 4}},
                 {seconds(2), SetLever{Lever::retry_ratio, 0.4}},
                 {seconds(8), SetLever{Lever::retry_ratio, 0.5}}};
    leave_out_passing_moves(saved);
    REQUIRE(saved.log.size() == 4);
    CHECK(std::get<SetLever>(saved.log[0].command).value == 0.3);
    CHECK(saved.log[0].at == seconds(2));
    CHECK(saved.digest == 0);
}

TEST_CASE("a lever that was dragged while time ran fast leaves few places in the short form") {
    SavedRun saved;
    for (int drag = 0; drag < 4; ++drag) {
        const SimTime begin = hours(2) * (drag + 1);
        for (int i = 1; i <= 120; ++i) {
            saved.log.push_back(
                {begin + seconds(10) * i, SetLever{Lever::model_servers, 12.0 * i}});
        }
    }
    leave_out_passing_moves(saved);
    REQUIRE(saved.log.size() == 4);
    for (const LogEntry& entry : saved.log) CHECK(std::get<SetLever>(entry.command).value == 1'440);

    // What lies further apart was meant.
    saved.log.clear();
    for (int i = 1; i <= 200; ++i)
        saved.log.push_back({hours(2) * i, SetLever{Lever::model_servers, 12.0 * i}});
    leave_out_passing_moves(saved);
    CHECK(saved.log.size() == 200);
}
