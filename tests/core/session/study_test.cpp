#include "session/study.h"

#include <doctest/doctest.h>

#include "session/session.h"
#include "support/files.h"
#include "support/talk.h"

using namespace br;
using namespace br::session;

namespace {

Session session_on(const char* scenario) {
    const std::string json =
        test::read_source_file("public/scenarios/" + std::string(scenario) + ".json");
    const std::string facts = test::read_source_file("public/facts.json");
    auto made = Session::create({.scenario_json = json, .facts_json = facts});
    REQUIRE(made.has_value());
    return std::move(made).value();
}

StudyState finished(Session& session, StudyKind kind, std::uint64_t slice = 1'000'000) {
    session.apply(StartStudy{kind});
    for (int i = 0; i < 1'000'000 && session.is_busy(); ++i) session.advance(0.016, slice);
    const StudyState state = session.snapshot().study;
    CHECK_FALSE(state.is_running);
    CHECK(state.done_ratio == 1);
    return state;
}

}  // namespace

TEST_CASE("what is studied beside a run at rest counts as played, as does a way gone anew") {
    constexpr std::uint64_t slice = 10'000;
    Session session = session_on("retry-storm");
    // Most of each slice but the last is used up.
    const auto play = [&session] {
        std::uint64_t all = 0;
        std::uint64_t played = slice;
        while (session.is_busy()) {
            CHECK(played > slice / 2);
            played = session.advance(0.016, slice);
            all += played;
            CHECK(played <= slice + slice / 2);
        }
        return all;
    };
    session.apply(StartStudy{StudyKind::load_curve});
    CHECK(play() > 20 * slice);
    CHECK(session.simulation().snapshot().events == 0);
    const SimTime middle = session.snapshot().end / 2;
    session.apply(SeekTo{middle});
    const std::uint64_t forth = play();
    CHECK(forth == session.simulation().snapshot().events);
    // Back to a checkpoint and on from there.
    session.apply(SeekTo{middle - seconds(10)});
    const std::uint64_t checkpoint = session.simulation().snapshot().events;
    CHECK(checkpoint < forth);
    const std::uint64_t again = play();
    CHECK(again > 0);
    CHECK(again == session.simulation().snapshot().events - checkpoint);
}

TEST_CASE("without a bound the curve rises to the capacity and falls to nothing behind it") {
    Session session = session_on("launch-day");
    session.apply(SetLever{Lever::bounded_line, 0});
    const StudyState state = finished(session, StudyKind::load_curve);
    REQUIRE(state.curve.size() == study_loads.size());
    CHECK(state.capacity_per_s == doctest::Approx(155));
    for (std::size_t i = 0; i < state.curve.size(); ++i) {
        const StudyPoint& point = state.curve[i];
        CAPTURE(study_loads[i]);
        CAPTURE(point.goodput_per_s);
        CHECK(point.offered_per_s == doctest::Approx(study_loads[i] * 155));
        CHECK(point.goodput_per_s <= 155 * 1.05);
        if (study_loads[i] <= 0.75) CHECK(point.goodput_per_s > 0.95 * point.offered_per_s);
        if (study_loads[i] >= 1.25) CHECK(point.goodput_per_s < 0.05 * 155);
    }
}

TEST_CASE("with a short line the curve stays level behind the capacity") {
    Session session = session_on("launch-day");
    session.apply(SetLever{Lever::bounded_line, 3});
    const StudyState state = finished(session, StudyKind::load_curve);
    for (std::size_t i = 0; i < state.curve.size(); ++i) {
        CAPTURE(study_loads[i]);
        CAPTURE(state.curve[i].goodput_per_s);
        if (study_loads[i] >= 1) CHECK(state.curve[i].goodput_per_s > 0.75 * 155);
    }
}

TEST_CASE("all policies meet the same crowd; saying no serves more than never saying it") {
    Session session = session_on("launch-day");
    const StudyState state = finished(session, StudyKind::policies);
    REQUIRE(state.runs.size() == study_case_count);
    for (const StudyRun& run : state.runs) {
        MESSAGE(run.served << " of " << run.orders << " " << run.served_ratio);
        CHECK(run.orders == state.runs[0].orders);
        CHECK(run.goodput_per_s.size() == state.times_s.size());
        CHECK(run.served <= run.orders);
    }
    const auto served = [&](StudyCase which) {
        return state.runs[static_cast<std::size_t>(which)].served;
    };
    CHECK(served(StudyCase::bounded_line) > 2 * served(StudyCase::nothing));
    CHECK(served(StudyCase::more_servers) > 2 * served(StudyCase::nothing));
    CHECK(served(StudyCase::waiting_room) > 2 * served(StudyCase::nothing));
}

TEST_CASE("a study does not depend on how it was cut into slices and leaves the run alone") {
    Session one = test::make_session();
    Session other = test::make_session();
    one.advance_to(seconds(1'000));
    other.advance_to(seconds(1'000));
    const std::uint64_t digest = one.digest();
    const StudyState a = finished(one, StudyKind::load_curve);
    const StudyState b = finished(other, StudyKind::load_curve, 777);
    CHECK(one.digest() == digest);
    REQUIRE(a.curve.size() == b.curve.size());
    for (std::size_t i = 0; i < a.curve.size(); ++i) {
        CHECK(a.curve[i].goodput_per_s == b.curve[i].goodput_per_s);
    }
    one.apply(StartStudy{StudyKind::none});
    CHECK(one.snapshot().study.kind == StudyKind::none);
}

TEST_CASE("a bet is drawn within its bounds and shown only when there is one") {
    Session session = test::make_session();
    session.apply(RevealBet{});
    CHECK_FALSE(session.snapshot().bet.is_revealed);
    session.apply(DrawBet{3, 9});
    CHECK(session.snapshot().bet.goodput_ratio[3] == bet_ratio_max);
    session.apply(DrawBet{-1, 0.5});
    session.apply(DrawBet{bet_points, 0.5});
    session.apply(DrawBet{4, -1});
    CHECK(session.snapshot().bet.goodput_ratio[4] == 0);
    session.apply(RevealBet{});
    CHECK(session.snapshot().bet.is_revealed);
    session.apply(DrawBet{0, 0.25});
    CHECK_FALSE(session.snapshot().bet.is_revealed);
    CHECK(session.history().empty());
}

TEST_CASE("a preview follows the levers, and goes when it is not asked for") {
    Session session = session_on("launch-day");
    session.apply(SetLever{Lever::bounded_line, 3});
    session.apply(ShowPreview{true});
    const auto finish = [&session] {
        for (int i = 0; i < 10'000 && session.is_busy(); ++i) session.advance(0.016, 20'000);
        CHECK_FALSE(session.is_busy());
        return session.snapshot().preview;
    };
    const PreviewState refusing = finish();
    REQUIRE(refusing.is_shown);
    CHECK(refusing.times_s.back() == doctest::Approx(32'400).epsilon(0.01));
    CHECK(refusing.served > 8e6);
    session.apply(SetLever{Lever::bounded_line, 0});
    CHECK(session.snapshot().preview.served == refusing.served);  // Until the next is complete.
    CHECK(finish().served < 0.8 * refusing.served);
    session.apply(ShowPreview{false});
    CHECK(session.snapshot().preview.times_s.empty());
    CHECK_FALSE(session.is_busy());
}
