// What a session works out beside its run: studies, the visitor's bet on one, previews.
#include <algorithm>

#include "session/session.h"

namespace br::session {

void Session::draw_bet(const DrawBet& drawn) {
    if (drawn.point < 0 || drawn.point >= bet_points || !(drawn.goodput_ratio >= 0)) return;
    const double ratio = std::min(drawn.goodput_ratio, bet_ratio_max);
    bet_.goodput_ratio[static_cast<std::size_t>(drawn.point)] =
        static_cast<double>(static_cast<int>(ratio * bet_parts + 0.5)) / bet_parts;
    bet_.is_drawn = true;
    bet_.is_revealed = false;
}

void Session::start_study(StudyKind kind) {
    study_.reset();
    // On the way somewhere else: it is about the system that is found there.
    study_waiting_ = seek_target_ ? kind : StudyKind::none;
    if (kind != StudyKind::none && !seek_target_) study_.emplace(kind, run().study_base());
}

void Session::show_preview(bool is_shown) {
    if (is_shown == preview_shown_.is_shown) return;
    preview_.reset();
    preview_shown_ = {};
    preview_shown_.is_shown = is_shown;
    if (is_shown) begin_preview();
}

// The scenario as it was, the campaign's steps at their times, and the levers from the start where
// the visitor has put them.
void Session::begin_preview() {
    StudyBase base = first_.run().study_base();
    sim::Scenario scenario = *base.scenario;
    for (std::size_t i = 0; i < log_next_; ++i) {
        const auto* moved = std::get_if<SetLever>(&log_[i].command);
        if (moved == nullptr) continue;
        for (sim::Action& action :
             base.levers.move(moved->lever, moved->value, *base.scenario, base.backend))
            scenario.events.push_back({0, std::move(action), {}});
    }
    for (const TimedStep& step : steps_) {
        if (step.shown.at < scenario.duration)
            scenario.events.push_back({step.shown.at, step.action, {}});
    }
    std::stable_sort(
        scenario.events.begin(), scenario.events.end(),
        [](const sim::TimedAction& a, const sim::TimedAction& b) { return a.at < b.at; });
    preview_.emplace(std::make_shared<const sim::Scenario>(std::move(scenario)));
}

}  // namespace br::session
