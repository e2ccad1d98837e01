// The visitor's bet: goodput against offered load, drawn before the simulation shows it.
#include <cmath>

#include "ui/view_parts.h"

namespace br::ui {
namespace {

constexpr double well_drawn = 0.1;  // Of the capacity.

constexpr std::array<std::string_view, 4> presets = {"all", "level", "fade", "cliff"};

double load_at(std::size_t point) {
    return session::bet_step * static_cast<double>(point + 1);
}

// The simulated goodput at a load, in shares of the capacity; below 0 if it is not known yet.
double simulated_at(const session::StudyState& study, double load) {
    for (std::size_t i = 0; i < study.curve.size(); ++i) {
        if (std::abs(session::study_loads[i] - load) < 1e-9)
            return study.curve[i].goodput_per_s / study.capacity_per_s;
    }
    return -1;
}

// What sets the guess and the simulation apart most, in one sentence.
std::string difference(const ViewInput& input, double capacity) {
    const session::StudyState& study = input.snapshot.study;
    const Words& words = input.words;
    double widest = -1;
    double load = 0;
    double drawn = 0;
    double simulated = 0;
    for (std::size_t i = 0; i < session::bet_points; ++i) {
        const double found = simulated_at(study, load_at(i));
        const double guess = input.snapshot.bet.goodput_ratio[i];
        if (found < 0 || std::abs(guess - found) <= widest) continue;
        widest = std::abs(guess - found);
        load = load_at(i);
        drawn = guess;
        simulated = found;
    }
    if (widest < 0) return {};
    if (widest < well_drawn) return words("ui.bet.near", {{"percent", words.percent(widest)}});
    return words(drawn > simulated ? "ui.bet.over" : "ui.bet.under",
                 {{"asked", words.rate(load * capacity)},
                  {"drawn", words.rate(drawn * capacity)},
                  {"simulated", words.rate(simulated * capacity)},
                  {"difference", words.rate(widest * capacity)}});
}

void add_points(BetView& view, const ViewInput& input) {
    const Words& words = input.words;
    for (std::size_t i = 0; i < session::bet_points; ++i) {
        BetPointView& point = view.points[i];
        const std::string asked = words.rate(load_at(i) * view.capacity_per_s);
        point.ratio = input.snapshot.bet.goodput_ratio[i];
        point.control =
            control("bet.point." + std::to_string(i), words("ui.bet.point", {{"asked", asked}}));
        point.value =
            words("ui.bet.value", {{"rate", words.rate(point.ratio * view.capacity_per_s)}});
        const double found = view.is_revealed ? simulated_at(input.snapshot.study, load_at(i)) : -1;
        view.rows.push_back(
            {asked,
             view.is_drawn ? words.rate(point.ratio * view.capacity_per_s) : words("ui.none"),
             found < 0 ? words("ui.none") : words.rate(found * view.capacity_per_s)});
    }
}

}  // namespace

std::string study_note(const ViewInput& input) {
    const double scale = input.snapshot.study.scale;
    if (scale <= 1) return input.words("ui.study.full");
    return input.words("ui.study.smaller",
                       {{"scale", text::format_number(input.words.tag(), scale, 1)}});
}

std::string study_progress(const ViewInput& input) {
    const session::StudyState& study = input.snapshot.study;
    if (!study.is_running) return {};
    return input.words("ui.study.running", {{"percent", input.words.percent(study.done_ratio)}});
}

BetView build_bet(const ViewInput& input) {
    const Words& words = input.words;
    const session::StudyState& study = input.snapshot.study;
    const bool has_curve = study.kind == session::StudyKind::load_curve;
    BetView view;
    view.capacity_per_s = has_curve && study.capacity_per_s > 0 ? study.capacity_per_s
                                                                : input.snapshot.capacity_per_s;
    if (!(view.capacity_per_s > 0)) view.capacity_per_s = 1;
    const std::string capacity = words.rate(view.capacity_per_s);
    view.title = words("ui.bet.title");
    view.close = control("bet.close", words("ui.close"));
    view.reveal = control("bet.reveal", words("ui.bet.reveal"));
    view.is_drawn = input.snapshot.bet.is_drawn;
    view.is_revealed = input.snapshot.bet.is_revealed;
    view.reveal.is_enabled = view.is_drawn && !view.is_revealed;
    view.origin = origin_view(words, Origin::simulated, "bet");
    view.question = words("ui.bet.question", {{"capacity", capacity}});
    view.how = words("ui.bet.how");
    view.across = words("ui.axis.asked");
    view.up = words("ui.axis.in_time");
    view.yours = words("ui.bet.yours");
    view.simulated = words("ui.bet.simulated");
    view.ideal = words("ui.bet.ideal");
    view.presets_label = words("ui.bet.presets");
    for (const std::string_view preset : presets) {
        view.presets.push_back(control("bet.preset." + std::string(preset),
                                       words("ui.bet.preset." + std::string(preset))));
    }
    add_points(view, input);
    view.header = {view.across, view.yours, view.simulated};
    if (!view.is_revealed || !has_curve) return view;
    for (std::size_t i = 0; i < study.curve.size(); ++i) {
        view.offered_ratio.push_back(session::study_loads[i]);
        view.goodput_ratio.push_back(study.curve[i].goodput_per_s / view.capacity_per_s);
    }
    view.progress = study_progress(input);
    if (!study.is_running) view.result = difference(input, view.capacity_per_s);
    view.note = study_note(input);
    return view;
}

}  // namespace br::ui
