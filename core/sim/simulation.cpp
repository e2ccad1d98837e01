#include "sim/simulation.h"

#include <utility>

#include "sim/engine.h"

namespace br::sim {

Simulation::Simulation(std::shared_ptr<const Scenario> scenario, std::uint64_t seed)
    : scenario_(std::move(scenario)), seed_(seed) {
    BR_CHECK(scenario_ != nullptr);
    engine_ = std::make_unique<Engine>(scenario_, seed_);
}

Simulation::Simulation(const Simulation& other)
    : scenario_(other.scenario_),
      seed_(other.seed_),
      engine_(std::make_unique<Engine>(*other.engine_)) {}

Simulation& Simulation::operator=(const Simulation& other) {
    if (this == &other) return *this;
    scenario_ = other.scenario_;
    seed_ = other.seed_;
    engine_ = std::make_unique<Engine>(*other.engine_);
    return *this;
}

Simulation::Simulation(Simulation&&) noexcept = default;
Simulation& Simulation::operator=(Simulation&&) noexcept = default;
Simulation::~Simulation() = default;

SimTime Simulation::now() const {
    return engine_->now();
}
std::uint64_t Simulation::events() const {
    return engine_->events();
}
std::uint64_t Simulation::digest() const {
    return engine_->digest();
}

StopReason Simulation::run_until(SimTime end, std::uint64_t event_budget) {
    return engine_->run(end, event_budget);
}

bool Simulation::step(SimTime end) {
    const std::uint64_t before = engine_->steps();
    engine_->run(end, 1);
    return engine_->steps() != before;
}

void Simulation::apply(const Action& action) {
    engine_->apply(action);
}
PersonId Simulation::add_visitor(int customer_class, bool retries_alone) {
    return engine_->add_visitor(customer_class, retries_alone);
}
void Simulation::retry_visitor(PersonId id) {
    engine_->retry_visitor(id);
}
bool Simulation::cancel_visitor(PersonId id) {
    return engine_->cancel_visitor(id);
}
VisitorState Simulation::visitor(PersonId id) const {
    return engine_->visitor(id);
}
Counts Simulation::counts() const {
    return engine_->total_counts();
}

Rates Simulation::rates() const {
    return engine_->rates();
}

std::int64_t Simulation::servers(int station) const {
    return engine_->servers(station);
}

std::int64_t Simulation::population() const {
    return engine_->population();
}

bool Simulation::is_issuing_paused() const {
    return engine_->is_issuing_paused();
}

Snapshot Simulation::snapshot() const {
    return engine_->snapshot();
}
std::span<const SeriesBin> Simulation::series() const {
    return engine_->series();
}
void Simulation::check_invariants() const {
    engine_->check_invariants();
}

}  // namespace br::sim
