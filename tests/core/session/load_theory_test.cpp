#include "session/load_theory.h"

#include <doctest/doctest.h>

#include <cmath>

#include "session/session.h"
#include "sim/scenario_reader.h"
#include "support/closed_forms.h"
#include "support/effort.h"
#include "support/files.h"
#include "support/talk.h"

using namespace br;
using namespace br::session;
using Kind = LoadTheory::Kind;

namespace {

LoadTheory bounded(double servers, double service_s, double line_max, double leave_per_s) {
    LoadTheory theory;
    theory.kind = Kind::bounded;
    theory.servers = servers;
    theory.service_s = service_s;
    theory.line_max = line_max;
    theory.people = {{.share = 1, .leave_per_s = leave_per_s, .outlast_ratio = 1}};
    return theory;
}

// The same from the probabilities of all states, one by one.
double by_states(const LoadTheory& theory, double asked_per_s) {
    const double mu = 1 / theory.service_s;
    const auto servers = static_cast<std::int64_t>(theory.servers);
    const std::int64_t most = servers + static_cast<std::int64_t>(theory.line_max);
    const auto p = test::m_m_c_k(asked_per_s, mu, servers, most).p;
    const double stay = theory.servers * mu / (theory.servers * mu + theory.people[0].leave_per_s);
    double good = 0;
    for (std::int64_t n = 0; n < most; ++n) {
        const auto ahead = static_cast<double>(n < servers ? 0 : n - servers + 1);
        good += p[static_cast<std::size_t>(n)] * std::pow(stay, ahead);
    }
    return asked_per_s * good;
}

Session session_on(const char* scenario) {
    const std::string json =
        test::read_source_file("public/scenarios/" + std::string(scenario) + ".json");
    const std::string facts = test::read_source_file("public/facts.json");
    auto made = Session::create({.scenario_json = json, .facts_json = facts});
    REQUIRE(made.has_value());
    return std::move(made).value();
}

}  // namespace

TEST_CASE("with endless patience the theory is the throughput of M/M/c/K") {
    const LoadTheory theory = bounded(8, 0.5, 12, 0);
    for (const double asked : {0.5, 4.0, 12.0, 15.9, 16.0, 16.1, 24.0, 80.0, 4'000.0}) {
        CAPTURE(asked);
        CHECK(goodput_in_theory(theory, asked) ==
              doctest::Approx(test::m_m_c_k(asked, 2, 8, 20).throughput).epsilon(1e-9));
    }
    CHECK(goodput_in_theory(theory, 0) == 0);
}

TEST_CASE("who loses patience in line is no goodput, state by state") {
    for (const double line : {1.0, 40.0, 600.0}) {
        const LoadTheory theory = bounded(186, 1.2, line, 0.05);
        for (const double asked : {1.0, 60.0, 150.0, 155.0, 155.1, 200.0, 400.0}) {
            CAPTURE(line);
            CAPTURE(asked);
            CHECK(goodput_in_theory(theory, asked) ==
                  doctest::Approx(by_states(theory, asked)).epsilon(1e-8));
        }
    }
}

TEST_CASE("thousands of servers and a very long line stay within numbers") {
    const LoadTheory theory = bounded(5'000, 1.2, 250'000, 0.05);
    for (double asked = 1; asked < 20'000; asked *= 1.7) {
        CAPTURE(asked);
        const double good = goodput_in_theory(theory, asked);
        CHECK(good > 0);
        CHECK(good <= std::min(asked, 5'000 / 1.2) * (1 + 1e-9));
    }
}

TEST_CASE("the engine comes to the theory's goodput, with patience and two kinds of people") {
    const std::string json = R"({"version": 1, "id": "steady", "seed": 5, "duration_s": 4000,
        "classes": [{"id": "a", "arrivals": {"kind": "constant", "rate_per_s": 24},
            "patience": {"kind": "exponential", "mean_s": 4, "scope": "line",
                "leaves_work_behind": true}},
          {"id": "b", "arrivals": {"kind": "constant", "rate_per_s": 12},
            "patience": {"kind": "exponential", "mean_s": 10, "scope": "attempt",
                "leaves_work_behind": true}}],
        "stations": [{"id": "model", "servers": 20,
            "service": {"kind": "exponential", "mean_s": 1}}],
        "policies": [{"at": "model", "kind": "bounded_line", "line_max": 60}]})";
    const std::string facts = test::read_source_file("public/facts.json");
    auto made = Session::create({.scenario_json = json, .facts_json = facts});
    REQUIRE(made.has_value());
    Session& session = *made;
    session.advance_to(seconds(200));
    const sim::Counts warm = session.snapshot().backend.counts;
    session.advance_to(seconds(4'000));
    const Snapshot end = session.snapshot();
    REQUIRE(end.theory.kind == Kind::bounded);
    CHECK(end.theory.line_max == 60);
    const double measured = static_cast<double>(end.backend.counts.goodput - warm.goodput) / 3'800;
    const double asked = static_cast<double>(end.backend.counts.attempts - warm.attempts) / 3'800;
    // 76 000 completions: the mean is known to half a percent, three times over.
    CHECK(measured == doctest::Approx(goodput_in_theory(end.theory, asked)).epsilon(0.015));
}

TEST_CASE("there is a theory for a bound alone, and a reason where there is none") {
    Session session = session_on("launch-day");
    session.advance_to(seconds(60));
    const auto kind = [&session] { return session.snapshot().theory.kind; };
    CHECK(kind() == Kind::bounded);
    CHECK(session.snapshot().theory.line_max == 600);
    session.apply(SetLever{Lever::deadline_drop, 10});  // The line never takes that long.
    CHECK(kind() == Kind::bounded);
    session.apply(SetLever{Lever::deadline_drop, 3});
    CHECK(kind() == Kind::unknown);
    session.apply(SetLever{Lever::deadline_drop, 0});
    session.apply(SetLever{Lever::bounded_line, 0});
    CHECK(kind() == Kind::unbounded);
    session.apply(SetLever{Lever::bounded_line, 2});
    CHECK(session.snapshot().theory.line_max == doctest::Approx(310));
    session.apply(SetLever{Lever::waiting_room, 900});
    CHECK(kind() == Kind::unknown);
    session.apply(SetLever{Lever::waiting_room, 0});
    session.apply(SetLever{Lever::pause_issuing, 1});
    CHECK(kind() == Kind::unknown);
}
