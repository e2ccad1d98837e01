#include "session/session.h"

#include <doctest/doctest.h>

#include <limits>

#include "base/rng.h"
#include "session/acts.h"
#include "support/effort.h"
#include "support/talk.h"

using namespace br;
using namespace br::session;
using test::make_session;

namespace {

constexpr std::uint64_t plenty = 1'000'000'000;

// A visit with orders, levers and talk at odd moments.
void visit(Session& session) {
    session.advance_to(from_seconds(300.123456));
    session.apply(SendText{"two milk teas"});
    session.apply(PressQuickReply{"affirm"});
    session.advance_to(seconds(1'000));
    session.apply(SetLever{Lever::retry_ratio, 0.5});
    session.advance_to(from_seconds(2'500.5));
    session.apply(SendText{"a latte please"});
    session.apply(SendText{"yes"});
    session.advance_to(seconds(2'600));
    session.apply(SetLever{Lever::bounded_line, 3});
    session.apply(PressQuickReply{"retry"});
    session.advance_to(seconds(4'000));
}

}  // namespace

TEST_CASE("faults of scenario and facts are both reported") {
    const auto made = Session::create({.scenario_json = "{", .facts_json = "{}"});
    REQUIRE_FALSE(made.has_value());
    CHECK(to_text(made.error()).find("facts:") != std::string::npos);
    CHECK(made.error().size() >= 2);
}

TEST_CASE("what is seen does not depend on how real time was cut into frames") {
    Session smooth = make_session();
    Session rough = make_session();
    for (Session* session : {&smooth, &rough}) {
        session->apply(SendText{"two milk teas"});
        session->apply(SendText{"yes"});
        session->apply(SetSpeed{600});
        session->apply(Play{});
    }
    Rng rng(1);
    while (rough.simulation().now() < seconds(1'000))
        rough.advance(0.05 * rng.unit(), 1 + rng.below(500));
    while (smooth.simulation().now() < seconds(1'000)) smooth.advance(0.004, plenty);
    smooth.apply(Pause{});
    rough.apply(Pause{});
    smooth.advance_to(seconds(2'000));
    rough.advance_to(seconds(2'000));
    CHECK(smooth.digest() == rough.digest());
}

TEST_CASE("a rewind shows what a run from the start shows") {
    Session once = make_session();
    visit(once);
    const SimTime times[] = {0,
                             seconds(300),
                             from_seconds(301.05),
                             seconds(2'500),
                             seconds(2'599),
                             from_seconds(2'600.2),
                             seconds(3'333),
                             seconds(4'000)};
    Session rewound = make_session();
    visit(rewound);
    for (const SimTime time : times) {
        CAPTURE(time);
        rewound.apply(SeekTo{time});
        rewound.advance_to(time);
        Session straight = make_session();
        for (const LogEntry& entry : once.history()) {
            if (entry.at > time) break;
            straight.advance_to(entry.at);
            straight.apply(entry.command);
        }
        straight.advance_to(time);
        CHECK(rewound.simulation().now() == time);
        CHECK(rewound.digest() == straight.digest());
    }
    rewound.apply(SeekTo{seconds(1'500)});
    rewound.advance_to(seconds(1'500));
    rewound.apply(SeekTo{seconds(4'000)});
    rewound.advance_to(seconds(4'000));
    CHECK(rewound.digest() == once.digest());
}

TEST_CASE("a seek is carried on frame by frame, and what is said meanwhile is said there") {
    Session session = make_session();
    session.apply(SeekTo{seconds(3'000)});
    CHECK(session.is_busy());
    session.apply(SendText{"hello"});
    int frames = 0;
    while (session.is_busy() && frames < 100'000) {
        session.advance(0.016, 500);
        ++frames;
    }
    CHECK(frames > 3);
    CHECK(session.simulation().now() == seconds(3'000));
    CHECK(session.snapshot().chat.back().at == seconds(3'000));
}

TEST_CASE("a new command after a rewind is another history") {
    Session session = make_session();
    visit(session);
    session.apply(SeekTo{seconds(2'000)});
    session.advance_to(seconds(2'000));
    const std::size_t before = session.history().size();
    session.apply(SetLever{Lever::model_servers, 16});
    CHECK(session.history().size() < before);
    CHECK(session.history().back().at == seconds(2'000));
    session.advance_to(seconds(4'000));
    CHECK(session.snapshot().chat.size() < 12);
}

TEST_CASE("a copy goes on to the same bits") {
    Session session = make_session();
    visit(session);
    Session twin = session;
    session.advance_to(seconds(6'000));
    twin.advance_to(seconds(5'000));
    twin.advance_to(seconds(6'000));
    CHECK(session.digest() == twin.digest());
}

TEST_CASE("an hour in a hidden tab is one long frame, and odd numbers are none") {
    Session session = make_session();
    session.apply(SetSpeed{600});
    session.apply(Play{});
    session.advance(3'600, plenty);
    CHECK(session.simulation().now() == from_seconds(frame_s_max * 600));
    const SimTime before = session.simulation().now();
    for (const double odd : {-1.0, 0.0, std::numeric_limits<double>::quiet_NaN()})
        session.advance(odd, plenty);
    CHECK(session.simulation().now() == before);
    session.advance(std::numeric_limits<double>::infinity(), plenty);
    CHECK(session.simulation().now() == before + from_seconds(frame_s_max * 600));
}

TEST_CASE("a slow device lowers the true speed and changes nothing else") {
    Session session = make_session();
    session.apply(SeekTo{seconds(3'600)});
    session.advance_to(seconds(3'600));
    session.apply(SetSpeed{3'600});
    session.apply(Play{});
    for (int i = 0; i < 100; ++i) session.advance(0.016, 50);
    const Snapshot snapshot = session.snapshot();
    CHECK(snapshot.speed == 3'600);
    CHECK(snapshot.speed_true < 1'000);
    Session straight = make_session();
    straight.advance_to(seconds(3'700));
    session.apply(Pause{});
    session.advance_to(seconds(3'700));
    CHECK(session.digest() == straight.digest());
}

TEST_CASE("the clock slows while the visitor's order is under way, until skipped") {
    Session session = make_session();
    session.advance_to(minutes(5));
    session.apply(SetSpeed{600});
    session.apply(SendText{"a latte please"});
    session.apply(SendText{"yes"});
    session.apply(Play{});
    session.advance(0.016, plenty);
    CHECK(session.snapshot().visitor.is_slowed);
    CHECK(session.simulation().now() - minutes(5) < seconds(1));
    session.apply(SkipSlowMotion{});
    session.advance(0.016, plenty);
    CHECK(session.simulation().now() - minutes(5) > seconds(9));
}

TEST_CASE("a step is one event") {
    Session session = make_session();
    // What one moment brings about together (an arrival and the start of its service) is one step.
    for (int i = 1; i <= 50; ++i) {
        const std::uint64_t before = session.simulation().events();
        session.apply(StepEvent{});
        CHECK(session.simulation().events() > before);
        CHECK(session.simulation().events() <= before + 3);
    }
    CHECK_FALSE(session.is_busy());
    // Stepping on reaches the same states as playing.
    Session played = make_session();
    played.advance_to(minutes(2));
    session.advance_to(minutes(2));
    CHECK(session.digest() == played.digest());
}

TEST_CASE("restart forgets levers, chat and log") {
    Session session = make_session();
    const std::uint64_t fresh = session.digest();
    visit(session);
    session.apply(Restart{});
    CHECK(session.digest() == fresh);
    CHECK(session.history().empty());
}

TEST_CASE("the end stops the clock; what does not fit is a notice") {
    Session session = make_session();
    session.apply(SeekTo{hours(3)});
    REQUIRE(session.snapshot().notices.size() == 1);
    CHECK(session.snapshot().notices[0].key == "notice.beyond_end");
    session.apply(GoToAct{8});
    CHECK(session.snapshot().notices[0].key == "notice.no_such_act");
    session.apply(PressQuickReply{"retry"});
    CHECK(session.snapshot().notices[0].key == "notice.reply_gone");
    session.advance_to(hours(9));
    CHECK(session.snapshot().is_finished);
    session.apply(Play{});
    CHECK_FALSE(session.is_busy());
    CHECK(session.snapshot().notices[0].key == "notice.at_end");
}

TEST_CASE("acts set time, speed and levers") {
    for (int act = 1; act <= act_count; ++act) {
        CAPTURE(act);
        Session session = make_session();
        session.apply(SetLanguage{chat::Language::ms});
        session.apply(GoToAct{act});
        for (int frame = 0; frame < 100'000 && session.snapshot().is_seeking; ++frame)
            session.advance(0.016, 1'000'000);
        const Snapshot snapshot = session.snapshot();
        const ActSetting setting = setting_of(act);
        CHECK(snapshot.act == act);
        CHECK(snapshot.speed == setting.speed);
        CHECK(snapshot.is_playing == setting.plays);
        CHECK(snapshot.language == chat::Language::ms);
        CHECK(snapshot.now == from_seconds(setting.start_ratio * 7'200));
        for (const LeverState& lever : snapshot.levers) {
            CAPTURE(static_cast<int>(lever.lever));
            double wanted = lever.initial;
            for (const ActLever& moved : setting.levers) {
                if (moved.lever == lever.lever) wanted = moved.is_off ? 0 : lever.suggested;
            }
            CHECK(lever.value == wanted);
        }
    }
}

TEST_CASE("the story that plays by itself takes no more than five minutes") {
    double whole_s = 0;
    for (int act = 1; act <= act_count; ++act) {
        CAPTURE(act);
        CHECK(setting_of(act).story_s >= 20);  // Or else nobody could read it.
        whole_s += setting_of(act).story_s;
    }
    CHECK(whole_s <= 300);
}

TEST_CASE("a lever starts where the scenario has its policy") {
    std::string scenario = test::read_source_file("tests/data/scenarios/small_rush.json");
    const std::string_view mark = "\"campaign\"";
    scenario.insert(scenario.find(mark),
                    R"("policies": [{"at": "model", "kind": "bounded_line", "line_max": 20}], )");
    const std::string facts = test::read_source_file("public/facts.json");
    auto session = Session::create({.scenario_json = scenario, .facts_json = facts});
    REQUIRE(session.has_value());
    const auto bound = [&session] { return session->snapshot().levers[0]; };
    CHECK(bound().initial == doctest::Approx(6));  // 20 in line, 4 servers of 1.2 s.
    CHECK(bound().value == doctest::Approx(6));
    session->apply(SetLever{Lever::bounded_line, 0});
    CHECK(bound().value == 0);
    session->apply(SetLever{Lever::bounded_line, 3});
    CHECK(bound().value == doctest::Approx(3));
    session->apply(SetLever{Lever::model_servers, 8});
    CHECK(bound().value == doctest::Approx(3).epsilon(0.05));
}

TEST_CASE("levers stay in range and show what is the case") {
    Session session = make_session();
    const auto value = [&session](Lever lever) {
        return session.snapshot().levers[static_cast<std::size_t>(lever)].value;
    };
    for (const LeverState& lever : session.snapshot().levers) {
        CHECK(lever.min <= lever.value);
        CHECK(lever.value <= lever.max);
        CHECK(lever.suggested <= lever.max);
        CHECK(lever.step > 0);
    }
    session.apply(SetLever{Lever::model_servers, 1e9});
    CHECK(value(Lever::model_servers) == 16);
    session.apply(SetLever{Lever::retry_ratio, -1});
    CHECK(value(Lever::retry_ratio) == 0);
    session.apply(SetLever{Lever::retry_ratio, std::numeric_limits<double>::quiet_NaN()});
    CHECK(value(Lever::retry_ratio) == 0);
    session.apply(SetLever{Lever::purge_line, 1});
    CHECK(value(Lever::purge_line) == 0);
    session.apply(SetLever{Lever::extend_validity, 1});
    CHECK(session.snapshot().coupons_valid_to_day == days_from_civil({2026, 2, 28}));
    session.apply(SetLever{Lever::extend_validity, 0});
    CHECK(value(Lever::extend_validity) == 1);
}

TEST_CASE("milestones are reached when the simulation has served so many") {
    Session session = make_session();
    session.advance_to(seconds(100));
    REQUIRE(session.snapshot().milestones.size() == 1);
    CHECK(session.snapshot().milestones[0].reached == never);
    session.advance_to(seconds(2'000));
    const SimTime reached = session.snapshot().milestones[0].reached;
    CHECK(reached > seconds(700));
    CHECK(reached < seconds(1'500));
}

TEST_CASE("random visits rewind exactly") {
    const std::uint64_t seeds = br::test::full_effort ? 4 : 1;
    const char* const lines[] = {"a latte please",
                                 "yes",
                                 "no",
                                 "why?",
                                 "try again",
                                 "make it two",
                                 "cancel my order",
                                 "两杯奶茶",
                                 "how long is the line?",
                                 "invite 2 friends"};
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        CAPTURE(seed);
        Rng rng(seed);
        Session session = make_session();
        for (int i = 0; i < 30; ++i) {
            const auto step_ns = static_cast<SimDuration>(rng.below(100'000'000'000));
            session.advance_to(session.simulation().now() + step_ns);
            if (rng.below(3) == 0) {
                const auto lever = static_cast<Lever>(rng.below(lever_count));
                session.apply(SetLever{lever, static_cast<double>(rng.below(20))});
            } else {
                session.apply(SendText{lines[rng.below(std::size(lines))]});
            }
        }
        const SimTime end = session.simulation().now();
        const std::uint64_t digest = session.digest();
        session.apply(SeekTo{static_cast<SimTime>(rng.below(static_cast<std::uint64_t>(end)))});
        while (session.is_busy()) session.advance(0.016, 10'000);
        session.apply(SeekTo{end});
        while (session.is_busy()) session.advance(0.016, 10'000);
        CHECK(session.digest() == digest);
        session.simulation().check_invariants();
    }
}
