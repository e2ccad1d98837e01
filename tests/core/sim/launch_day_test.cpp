// The story that the first day tells must come out of the simulation. Tenth-scale copies (demand,
// servers and lines divided by ten) keep the test short.
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "sim/scenario_reader.h"
#include "sim/simulation.h"
#include "support/source_path.h"

using namespace br;
using namespace br::sim;

namespace {

constexpr int scale = 10;

Scenario read_file(const std::string& name) {
    std::ifstream file(test::source_path("public/scenarios/" + name));
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    auto scenario = read_scenario(text);
    REQUIRE(scenario.has_value());
    return std::move(scenario).value();
}

void shrink_line(policies::Unit& unit) {
    if (auto* line = std::get_if<policies::BoundedLine>(&unit)) line->line_max /= scale;
}

Scenario tenth(Scenario scenario) {
    for (CustomerClass& cls : scenario.classes)
        for (RatePoint& point : std::get<RateArrivals>(cls.arrivals).points)
            point.rate_per_s /= scale;
    for (Station& station : scenario.stations) {
        station.servers = std::max<std::int64_t>(station.servers / scale, 1);
        if (station.line_max != unlimited) station.line_max /= scale;
    }
    for (Policy& policy : scenario.policies) shrink_line(policy.unit);
    for (TimedAction& event : scenario.events) {
        if (auto* set = std::get_if<SetServers>(&event.action)) set->servers /= scale;
        if (auto* set = std::get_if<SetPolicy>(&event.action))
            if (set->unit) shrink_line(*set->unit);
    }
    return scenario;
}

Simulation start(Scenario scenario) {
    const std::uint64_t seed = scenario.seed;
    return Simulation(std::make_shared<const Scenario>(tenth(std::move(scenario))), seed);
}

constexpr SimTime height = seconds(16'200);  // 11:30

}  // namespace

TEST_CASE("with what they did, the run meets the four reported numbers") {
    const Scenario scenario = read_file("launch-day.json");
    Simulation simulation = start(scenario);
    REQUIRE(scenario.milestones.size() == 4);
    for (const Milestone& milestone : scenario.milestones) {
        simulation.run_until(milestone.at);
        const double served = static_cast<double>(simulation.snapshot().counts.served) * scale;
        CAPTURE(milestone.served);
        CHECK(served == doctest::Approx(static_cast<double>(milestone.served)).epsilon(0.05));
    }
}

TEST_CASE("at five past seven an order is served at once") {
    Simulation simulation = start(read_file("launch-day.json"));
    simulation.run_until(minutes(5));
    const PersonId id = simulation.add_visitor(0);
    simulation.run_until(minutes(6));
    const VisitorState state = simulation.visitor(id);
    CHECK(state.phase == VisitorPhase::served);
    CHECK(state.steps[1].phase == VisitorPhase::in_service);
}

TEST_CASE("without refusals almost nobody is served at the height; refusing brings it back") {
    for (const char* kind : {"bounded_line", "deadline_drop"}) {
        CAPTURE(kind);
        Scenario naive = read_file("launch-day.json");
        int chosen = -1;
        for (std::size_t p = 0; p < naive.policies.size(); ++p) {
            naive.policies[p].enabled = false;
            if (policies::kind_of(naive.policies[p].unit) == kind) chosen = static_cast<int>(p);
        }
        REQUIRE(chosen >= 0);
        Simulation simulation = start(naive);
        simulation.run_until(height);
        const Snapshot stuck = simulation.snapshot();
        // What the model's servers get done, for whomever.
        const double done_per_s = stuck.stations[0].throughput_per_s;
        CHECK(done_per_s > 30);
        CHECK(stuck.rates.goodput_per_s < 0.05 * done_per_s);
        simulation.apply(SetPolicy{chosen, true, std::nullopt});
        if (chosen == 0) simulation.apply(Purge{0});
        simulation.run_until(height + minutes(3));
        CHECK(simulation.snapshot().rates.goodput_per_s > 0.6 * done_per_s);
    }
}
