// Two runs of one crowd, the campaign's steps, goals, and the story's own clock.
#include "session/worlds.h"

#include <doctest/doctest.h>

#include "session/acts.h"
#include "session/session.h"
#include "support/talk.h"

using namespace br;
using namespace br::session;
using test::make_session;

namespace {

constexpr std::uint64_t plenty = 1'000'000'000;

void finish_seek(Session& session) {
    for (int i = 0; i < 100'000 && session.snapshot().is_seeking; ++i)
        session.advance(0.016, plenty);
}

// The small rush with steps: more servers, then a pause and its end, and one step after the end.
Session with_steps() {
    std::string scenario = test::read_source_file("tests/data/scenarios/small_rush.json");
    const std::string_view mark = "\"campaign\"";
    scenario.insert(scenario.find(mark),
                    R"("events": [
                        {"at_s": 4000, "kind": "set_servers", "station": "model", "servers": 8},
                        {"at_s": 5000, "kind": "pause_issuing"},
                        {"at_s": 5600, "kind": "resume_issuing"},
                        {"at_s": 90000, "kind": "scale_demand", "factor": 0.5}], )");
    const std::string facts = test::read_source_file("public/facts.json");
    auto made = Session::create({.scenario_json = scenario, .facts_json = facts});
    REQUIRE(made.has_value());
    return std::move(made).value();
}

std::int64_t servers(const Session& session) {
    return session.snapshot().backend.stations[0].servers;
}

}  // namespace

TEST_CASE("two runs meet the very same people, and only the levers set them apart") {
    Session session = make_session();
    session.advance_to(seconds(3'000));
    session.apply(StartTwin{TwinKind::as_it_is});
    session.advance_to(seconds(3'600));
    const Snapshot same = session.snapshot();
    REQUIRE(same.twin.other != nullptr);
    CHECK(same.twin.other->backend.digest == same.backend.digest);
    session.apply(SetLever{Lever::bounded_line, 3});
    session.advance_to(seconds(5'000));
    const Snapshot apart = session.snapshot();
    CHECK(apart.twin.other->backend.now == apart.backend.now);
    CHECK(apart.twin.other->backend.counts.orders == apart.backend.counts.orders);
    CHECK(apart.twin.other->backend.digest != apart.backend.digest);
    CHECK(apart.backend.counts.blocked + apart.backend.counts.shed > 0);
    CHECK(apart.twin.other->backend.counts.blocked + apart.twin.other->backend.counts.shed == 0);
}

TEST_CASE("the second run is what a run with those levers would have been") {
    Session alone = make_session();
    alone.advance_to(seconds(5'000));
    Session session = make_session();
    session.advance_to(seconds(1'000));
    session.apply(StartTwin{});
    session.apply(SetLever{Lever::bounded_line, 2});
    session.advance_to(seconds(5'000));
    CHECK(session.snapshot().twin.other->backend.digest == alone.simulation().digest());
}

TEST_CASE("the visitor's words go to both, and a rewind brings both back") {
    Session session = make_session();
    session.advance_to(seconds(4'000));
    session.apply(StartTwin{});
    session.apply(SetLever{Lever::bounded_line, 1});
    session.apply(SendText{"two milk teas"});
    session.apply(SendText{"yes"});
    session.advance_to(seconds(4'300));
    const Snapshot then = session.snapshot();
    REQUIRE(then.twin.other != nullptr);
    CHECK(then.visitor.has_order);
    CHECK(then.twin.other->visitor.has_order);
    session.apply(SeekTo{seconds(3'900)});
    finish_seek(session);
    CHECK(session.snapshot().twin.other == nullptr);
    session.apply(SeekTo{seconds(4'300)});
    finish_seek(session);
    CHECK(session.snapshot().backend.digest == then.backend.digest);
    CHECK(session.snapshot().twin.other->backend.digest == then.twin.other->backend.digest);
    session.apply(EndTwin{});
    CHECK(session.snapshot().twin.other == nullptr);
}

TEST_CASE("two runs do not depend on how time was cut into frames") {
    Session smooth = make_session();
    Session rough = make_session();
    for (Session* session : {&smooth, &rough}) {
        session->advance_to(seconds(3'700));
        session->apply(StartTwin{});
        session->apply(SetLever{Lever::bounded_line, 2});
        session->apply(Play{});
    }
    for (int i = 0; rough.simulation().now() < seconds(3'800); ++i)
        rough.advance(0.01 + 0.01 * (i % 3), static_cast<std::uint64_t>(1 + i % 7));
    smooth.advance_to(rough.simulation().now());
    rough.apply(Pause{});
    smooth.advance_to(seconds(4'000));
    rough.advance_to(seconds(4'000));
    CHECK(smooth.snapshot().twin.other->backend.digest ==
          rough.snapshot().twin.other->backend.digest);
    CHECK(smooth.digest() == rough.digest());
}

TEST_CASE("a step is taken at its time, and moved or taken back as if it had always been so") {
    Session session = with_steps();
    session.advance_to(seconds(4'500));
    CHECK(servers(session) == 8);
    session.advance_to(seconds(5'200));
    CHECK(session.snapshot().issuing_paused);

    Session early = with_steps();
    early.apply(MoveStep{0, seconds(2'000)});
    early.advance_to(seconds(5'200));
    session.apply(MoveStep{0, seconds(2'000)});
    CHECK(session.snapshot().is_seeking);
    finish_seek(session);
    CHECK(session.simulation().now() == seconds(5'200));
    CHECK(session.digest() == early.digest());

    session.apply(MoveStep{1, never});
    finish_seek(session);
    CHECK_FALSE(session.snapshot().issuing_paused);
    session.apply(MoveStep{3, seconds(5'100)});
    finish_seek(session);
    CHECK(session.snapshot().steps[3].at == seconds(5'100));
    CHECK(session.snapshot().steps[3].initial == seconds(90'000));
    session.apply(MoveStep{9, 0});
    CHECK(session.snapshot().notices[0].key == "notice.no_such_step");
}

TEST_CASE("what the visitor did stays done when a step is moved") {
    Session session = with_steps();
    session.advance_to(seconds(1'000));
    session.apply(SetLever{Lever::retry_ratio, 0.25});
    session.apply(SendText{"two milk teas"});
    session.apply(SendText{"yes"});
    session.advance_to(seconds(4'500));
    session.apply(MoveStep{0, seconds(3'000)});
    finish_seek(session);
    CHECK(session.snapshot().levers[static_cast<std::size_t>(Lever::retry_ratio)].value == 0.25);
    CHECK(session.snapshot().visitor.has_order);
    CHECK(session.snapshot().story.done[4] == false);  // Another act's task.
}

TEST_CASE("levers are taken back one by one") {
    Session session = make_session();
    const auto value = [&session](Lever lever) {
        return session.snapshot().levers[static_cast<std::size_t>(lever)].value;
    };
    const double servers_before = value(Lever::model_servers);
    CHECK_FALSE(session.snapshot().can_undo);
    session.apply(SetLever{Lever::model_servers, 6});
    session.apply(SetLever{Lever::model_servers, 7});  // The same slider, dragged on.
    session.apply(SetLever{Lever::pause_issuing, 1});
    CHECK(session.snapshot().can_undo);
    session.apply(UndoLever{});
    CHECK(value(Lever::pause_issuing) == 0);
    CHECK(value(Lever::model_servers) == 7);
    session.apply(UndoLever{});
    CHECK(value(Lever::model_servers) == servers_before);
    CHECK_FALSE(session.snapshot().can_undo);
    session.apply(UndoLever{});
    CHECK(value(Lever::model_servers) == servers_before);
}

TEST_CASE("a goal is decided by its run, and by nothing that is not the visitor's to change") {
    Session session = make_session();
    REQUIRE(session.snapshot().goals.size() >= 6);
    session.apply(StartGoal{0});
    CHECK(session.snapshot().goals[0].phase == GoalPhase::running);
    for (int i = 0; i < 100'000 && session.is_busy(); ++i) session.advance(0.1, plenty);
    const GoalState ended = session.snapshot().goals[0];
    CHECK((ended.phase == GoalPhase::missed || ended.phase == GoalPhase::solved));
    CHECK(ended.phase == (ended.rules[0].is_met ? GoalPhase::solved : GoalPhase::missed));
    CHECK(ended.progress == 1);

    session.apply(StartGoal{1});
    finish_seek(session);
    session.apply(SetLever{Lever::model_servers, 16});
    CHECK(session.snapshot().goals[1].phase == GoalPhase::broken);
    session.apply(StartGoal{99});
    CHECK(session.snapshot().notices[0].key == "notice.no_such_goal");
}

TEST_CASE("going back within a goal's run, and playing again, comes to the same judgement") {
    Session session = make_session();
    session.apply(SetLever{Lever::bounded_line, 3});
    session.apply(StartGoal{0});
    finish_seek(session);
    const SimTime start = session.snapshot().now;
    Session straight = session;
    for (int i = 0; i < 100'000 && straight.is_busy(); ++i) straight.advance(0.1, plenty);
    // Into what counts, to before it, and into it again.
    for (const SimDuration back : {seconds(400), seconds(20), seconds(300)}) {
        session.advance_to(start + seconds(500));
        session.apply(SeekTo{start + back});
        finish_seek(session);
        CHECK(session.snapshot().goals[0].phase == GoalPhase::running);
    }
    session.apply(Play{});
    for (int i = 0; i < 100'000 && session.is_busy(); ++i) session.advance(0.1, plenty);
    CHECK(session.snapshot().goals[0].phase == straight.snapshot().goals[0].phase);
    CHECK(session.snapshot().goals[0].rules[0].value ==
          straight.snapshot().goals[0].rules[0].value);
    session.apply(StartGoal{0});
    finish_seek(session);
    session.apply(SeekTo{start - seconds(60)});
    CHECK(session.snapshot().goals[0].phase == GoalPhase::open);
}

TEST_CASE("the same levers decide a goal the same way, however the run was cut") {
    const auto result = [](double frame_s, std::uint64_t budget) {
        Session session = make_session();
        session.apply(SetLever{Lever::bounded_line, 3});
        session.apply(StartGoal{0});
        for (int i = 0; i < 1'000'000 && session.is_busy(); ++i) session.advance(frame_s, budget);
        return session.snapshot().goals[0].rules[0].value;
    };
    const double smooth = result(0.2, plenty);
    CHECK(smooth == result(0.033, 300));
    CHECK(smooth >= 0);
}

TEST_CASE("the story plays by itself, and any other command takes it over") {
    Session session = make_session();
    session.apply(PlayStory{});
    CHECK(session.snapshot().story.is_playing);
    bool has_ordered = false;
    int acts_seen = 0;
    for (int i = 0; i < 8'000 && session.snapshot().story.is_playing; ++i) {
        session.advance(0.25, plenty);
        const Snapshot now = session.snapshot();
        has_ordered = has_ordered || now.visitor.has_order;
        acts_seen = std::max(acts_seen, now.act);
    }
    CHECK(has_ordered);
    CHECK(acts_seen == act_count);
    // Nothing of it was the visitor's doing.
    for (const bool done : session.snapshot().story.done) CHECK_FALSE(done);

    session.apply(GoToAct{2});
    session.apply(PlayStory{});
    session.apply(Pause{});
    CHECK(session.snapshot().story.is_playing);
    session.apply(TakeOver{});
    CHECK_FALSE(session.snapshot().story.is_playing);
    session.apply(PlayStory{});
    session.apply(SetLever{Lever::bounded_line, 2});
    CHECK_FALSE(session.snapshot().story.is_playing);
}

TEST_CASE("a task is ticked when the simulation shows that it was done") {
    Session session = make_session();
    session.apply(GoToAct{1});
    finish_seek(session);
    session.apply(SendText{"two milk teas"});
    CHECK_FALSE(session.snapshot().story.done[0]);
    session.apply(SendText{"yes"});
    session.advance_to(session.simulation().now() + minutes(5));
    CHECK(session.snapshot().story.done[0]);

    session.apply(GoToAct{2});
    session.apply(Pause{});
    CHECK_FALSE(session.snapshot().story.done[1]);  // There is room for all.
    session.apply(SeekTo{seconds(4'500)});
    finish_seek(session);
    session.apply(Play{});
    session.apply(Pause{});
    CHECK(session.snapshot().story.done[1]);
}

TEST_CASE("going to an act again takes the run up where nobody has touched it yet") {
    Session session = make_session();
    session.apply(GoToAct{4});
    finish_seek(session);
    const Snapshot first = session.snapshot();
    session.apply(GoToAct{4});
    finish_seek(session);
    CHECK(session.snapshot().backend.digest == first.backend.digest);
    // Most of the way lay behind a checkpoint: the run starts near its goal.
    session.apply(GoToAct{3});
    CHECK(session.simulation().now() > from_seconds(0.8 * setting_of(3).start_ratio * 7'200));
}
