#include "session/campaign_steps.h"

#include <algorithm>

#include "session/visitor_order.h"

namespace br::session {

namespace {

CampaignStep shown_step(const sim::TimedAction& event, int model) {
    using Kind = CampaignStep::Kind;
    CampaignStep step;
    step.initial = event.at;
    step.at = event.at;
    if (const auto* servers = std::get_if<sim::SetServers>(&event.action)) {
        step.kind = servers->station == model ? Kind::model_servers : Kind::other_servers;
        step.value = static_cast<double>(servers->servers);
    } else if (std::holds_alternative<sim::PauseIssuing>(event.action)) {
        step.kind = Kind::pause;
    } else if (std::holds_alternative<sim::ResumeIssuing>(event.action)) {
        step.kind = Kind::resume;
    } else if (std::holds_alternative<sim::ExtendValidity>(event.action)) {
        step.kind = Kind::extend;
    } else if (const auto* demand = std::get_if<sim::ScaleDemand>(&event.action)) {
        step.kind = Kind::plea;
        step.value = demand->factor;
    }
    return step;
}

}  // namespace

std::vector<TimedStep> take_steps(sim::Scenario& scenario) {
    const int model = roles_of(scenario).model;
    std::vector<TimedStep> steps;
    for (const sim::TimedAction& event : scenario.events)
        steps.push_back({shown_step(event, model), event.action, event.note_key});
    scenario.events.clear();
    return steps;
}

SimTime next_step(const std::vector<TimedStep>& steps, SimTime now) {
    SimTime next = never;
    for (const TimedStep& step : steps) {
        if (step.shown.at > now) next = std::min(next, step.shown.at);
    }
    return next;
}

}  // namespace br::session
