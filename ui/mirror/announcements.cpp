#include "ui/mirror/announcements.h"

#include <algorithm>
#include <utility>

namespace br::ui {
namespace {

constexpr double pause_s = 2;            // Between two sentences.
constexpr double refusals_pause_s = 20;  // Between two counts of refusals.

// Getting worse needs less than getting better, so that a utilization at the border does not
// chatter.
int next_level(int level, double headroom_ratio) {
    if (level == 2 && headroom_ratio < 0.08) return 2;
    const int now = utilization_level(headroom_ratio);
    return level >= 1 && headroom_ratio < 0.3 ? std::max(now, 1) : now;
}

}  // namespace

std::vector<std::string> Announcer::update(const ViewModel& view, const Words& words,
                                           double time_s) {
    watch_utilization(view);
    watch_visitor(view);
    watch_chat(view, words);
    watch_refusals(view, words, time_s);
    const std::string notice = view.notices.empty() ? std::string() : view.notices.back();
    if (notice != notice_) {
        notice_ = notice;
        say(Kind::notice, notice);
    }
    if (!is_started_) {
        is_started_ = true;
        waiting_ = {};
        return {};
    }
    if (time_s - said_at_s_ < pause_s) return {};
    for (std::string& text : waiting_) {
        if (text.empty()) continue;
        said_at_s_ = time_s;
        return {std::exchange(text, {})};
    }
    return {};
}

bool Announcer::is_quiet() const {
    for (const std::string& text : waiting_) {
        if (!text.empty()) return false;
    }
    return true;
}

void Announcer::say(Kind kind, std::string text) {
    waiting_[static_cast<std::size_t>(kind)] = std::move(text);
}

void Announcer::watch_utilization(const ViewModel& view) {
    const int level = next_level(utilization_level_, view.dashboard.headroom_ratio);
    if (level == utilization_level_) return;
    utilization_level_ = level;
    say(Kind::utilization, view.speech.utilization[static_cast<std::size_t>(level)]);
}

void Announcer::watch_visitor(const ViewModel& view) {
    if (view.speech.visitor_phase == visitor_phase_) return;
    visitor_phase_ = view.speech.visitor_phase;
    say(Kind::visitor, view.speech.visitor);
}

void Announcer::watch_chat(const ViewModel& view, const Words& words) {
    if (view.chat.lines.empty()) {
        last_line_ = 0;
        return;
    }
    const LineView& line = view.chat.lines.back();
    if (line.number == last_line_ || line.is_pending) return;
    last_line_ = line.number;
    if (!line.is_visitor) say(Kind::bot, words("a11y.bot_says", {{"text", line.text}}));
}

void Announcer::watch_refusals(const ViewModel& view, const Words& words, double time_s) {
    const double total = view.speech.refused_total;
    if (total < refused_told_ || !is_started_) refused_told_ = total;  // Also after going back.
    const double more = total - refused_told_;
    if (more <= 0 || time_s - refusals_at_s_ < refusals_pause_s) return;
    refusals_at_s_ = time_s;
    refused_told_ = total;
    say(Kind::refusals, words("a11y.refused_more", {{"count", words.brief(more)}}, more));
}

}  // namespace br::ui
