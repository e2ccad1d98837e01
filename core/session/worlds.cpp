#include "session/worlds.h"

#include <algorithm>

namespace br::session {

namespace {

// How far the first run may go ahead of the second.
constexpr SimDuration lockstep = seconds(1);

}  // namespace

Worlds::Worlds(Run run) : run_(std::move(run)) {}
Worlds::Worlds(Worlds&&) noexcept = default;
Worlds& Worlds::operator=(Worlds&&) noexcept = default;
Worlds::~Worlds() = default;

Worlds::Worlds(const Worlds& other)
    : run_(other.run_),
      other_(other.other_ ? std::make_unique<Run>(*other.other_) : nullptr),
      kind_(other.kind_),
      since_(other.since_),
      steps_until_(other.steps_until_),
      base_(other.base_) {}

Worlds& Worlds::operator=(const Worlds& other) {
    if (this != &other) *this = Worlds(other);
    return *this;
}

std::uint64_t Worlds::events() const {
    return run_.simulation().events() + (other_ ? other_->simulation().events() : 0);
}

std::int64_t Worlds::population() const {
    return run_.population() + (other_ ? other_->population() : 0);
}

bool Worlds::has_stopped() const {
    return run_.has_stopped() || (other_ && other_->has_stopped());
}

bool Worlds::catch_up(std::uint64_t event_budget) {
    if (!other_ || other_->now() >= run_.now()) return true;
    return event_budget > 0 && other_->play_until(run_.now(), event_budget);
}

bool Worlds::play_until(SimTime time, std::uint64_t event_budget) {
    const std::uint64_t before = events();
    const auto left = [&] {
        const std::uint64_t played = events() - before;
        return played < event_budget ? event_budget - played : 0;
    };
    while (catch_up(left())) {
        if (run_.now() >= time) return true;
        const SimTime stop = other_ ? std::min(time, run_.now() + lockstep) : time;
        if (left() == 0 || !run_.play_until(stop, left())) return false;
    }
    return false;
}

bool Worlds::step(SimTime last) {
    const bool has_stepped = run_.step(last);
    catch_up(UINT64_MAX);
    return has_stepped;
}

void Worlds::settle() {
    run_.settle();
    if (!other_) return;
    catch_up(UINT64_MAX);
    other_->settle();
}

void Worlds::start_twin(TwinKind kind) {
    other_ = std::make_unique<Run>(run_);
    kind_ = kind;
    since_ = now();
    base_ = run_.simulation().counts();
    if (kind == TwinKind::as_it_is) return;
    for (const Lever lever : {Lever::bounded_line, Lever::deadline_drop, Lever::waiting_room})
        other_->apply(SetLever{lever, 0});
}

std::string Worlds::apply(const Command& command) {
    if (const auto* twin = std::get_if<StartTwin>(&command)) {
        start_twin(twin->kind);
        return {};
    }
    if (std::holds_alternative<EndTwin>(command)) {
        other_.reset();
        return {};
    }
    std::string fault = run_.apply(command);
    // What the second run has no use for, such as a quick reply that it does not offer, is left
    // out.
    if (other_ && fault.empty() && !std::holds_alternative<SetLever>(command))
        other_->apply(command);
    return fault;
}

void Worlds::take_step(const sim::Action& action) {
    run_.take_step(action);
    if (other_) other_->take_step(action);
}

void Worlds::fill(Snapshot& snapshot) const {
    run_.fill(snapshot);
    if (!other_) return;
    auto other = std::make_shared<Snapshot>();
    other_->fill_backend(*other);
    snapshot.twin = {.kind = kind_, .since = since_, .base = base_, .other = std::move(other)};
}

}  // namespace br::session
