#include "session/day_preview.h"

#include <algorithm>

namespace br::session {

namespace {

constexpr int points = 180;
constexpr int steps_a_point = 110;           // Together about as fine as fluid_preview().
constexpr std::uint64_t events_a_step = 40;  // What a step costs, in events of a run.

}  // namespace

DayPreview::DayPreview(std::shared_ptr<const sim::Scenario> scenario)
    : scenario_(std::move(scenario)),
      step_(std::max<SimDuration>(scenario_->duration / points / steps_a_point, milliseconds(1))),
      flow_(*scenario_, to_seconds(step_)) {}

void DayPreview::advance(std::uint64_t event_budget) {
    for (std::uint64_t i = 0; i < event_budget / events_a_step + 1 && is_running(); ++i) {
        flow_.step(now_ += step_);
        if (++steps_ < steps_a_point && is_running()) continue;
        const double span_s = to_seconds(step_) * steps_;
        state_.times_s.push_back(to_seconds(now_));
        state_.offered_per_s.push_back((flow_.offered - offered_) / span_s);
        state_.goodput_per_s.push_back((flow_.goodput - goodput_) / span_s);
        offered_ = flow_.offered;
        goodput_ = flow_.goodput;
        steps_ = 0;
    }
    state_.served = flow_.goodput;
}

}  // namespace br::session
