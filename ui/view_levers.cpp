#include <algorithm>
#include <array>

#include "ui/view_parts.h"

namespace br::ui {
namespace {

constexpr std::array<std::string_view, 3> wordings = {"ui.wording.vague", "ui.wording.varied",
                                                      "ui.wording.honest"};

std::string value_text(const session::LeverState& state, const Words& words) {
    using session::Lever;
    switch (state.lever) {
        case Lever::bounded_line:
            return state.value > 0
                       ? words("ui.value.work", {{"duration", words.duration(state.value)}})
                       : words("ui.off");
        case Lever::deadline_drop:
            return state.value > 0
                       ? words("ui.value.after", {{"duration", words.duration(state.value)}})
                       : words("ui.off");
        case Lever::model_servers:
            return words("ui.value.servers", {{"count", words.number(state.value)}}, state.value);
        case Lever::retry_ratio:
        case Lever::retry_jitter:
            return words.percent(state.value);
        case Lever::refusal_wording: {
            const double index = state.value < 0 ? 0 : state.value > 2 ? 2 : state.value;
            return words(wordings[static_cast<std::size_t>(index)]);
        }
        case Lever::waiting_room:
            return state.value > 0 ? words("ui.value.people",
                                           {{"count", words.number(state.value)}}, state.value)
                                   : words("ui.off");
        case Lever::retry_after:
            return words.duration(state.value);
        case Lever::pause_issuing:
        case Lever::purge_line:
        case Lever::extend_validity:
            return words(state.value > 0 ? "ui.on" : "ui.off");
    }
    return {};
}

}  // namespace

LeverView build_lever(const session::LeverState& state, const Words& words) {
    const std::string name(session::lever_names[static_cast<std::size_t>(state.lever)]);
    const std::string key = "ui.lever." + name;
    LeverView view;
    view.lever = state.lever;
    view.control = control("lever." + name, words(key), words(key + ".about"));
    view.control.is_on = state.value > 0;
    view.value = value_text(state, words);
    view.now = state.value;
    view.min = state.min;
    view.max = state.max;
    view.step = state.step;
    view.is_switch = state.is_switch;
    view.is_changed = state.value != state.initial;
    if (state.lever == session::Lever::refusal_wording) {
        for (std::size_t i = 0; i < wordings.size(); ++i) {
            ControlView choice =
                control("lever." + name + "." + std::to_string(i), words(wordings[i]));
            choice.is_on = state.value == static_cast<double>(i);
            view.choices.push_back(std::move(choice));
        }
    }
    return view;
}

namespace {

// The whole scenario in mean flows.
ChartView build_preview(const ViewInput& input) {
    const session::PreviewState& preview = input.snapshot.preview;
    const Words& words = input.words;
    ChartView chart;
    chart.id = "levers.preview";
    chart.title = words("ui.preview");
    chart.unit = words("ui.chart.log");
    chart.empty = words("ui.preview.empty");
    chart.end_s = std::max(to_seconds(input.snapshot.end), 1.0);
    chart.times_s = preview.times_s;
    SeriesView asked;
    asked.label = words("ui.series.asked");
    asked.tone = Outcome::again;
    asked.is_dashed = true;
    asked.values = preview.offered_per_s;
    SeriesView in_time;
    in_time.label = words("ui.series.in_time");
    in_time.is_dashed = true;
    in_time.values = preview.goodput_per_s;
    chart.series = {std::move(asked), std::move(in_time)};
    if (!preview.times_s.empty())
        chart.summary = words("a11y.preview", {{"served", words.brief(preview.served)}});
    return chart;
}

}  // namespace

LeversView build_levers(const ViewInput& input) {
    const Words& words = input.words;
    LeversView view;
    view.title = words("ui.levers.title");
    view.intro = words("ui.levers.intro");
    view.origin = origin_view(words, Origin::assumed, "levers");
    view.reset = control("levers.reset", words("ui.levers.reset"));
    view.undo = control("levers.undo", words("ui.levers.undo"), words("ui.levers.undo.hint"));
    view.undo.is_enabled = input.snapshot.can_undo;
    view.close = control("levers.close", words("ui.close"));
    view.reset.is_enabled = false;
    view.has_preview = input.snapshot.preview.is_shown;
    if (view.has_preview) view.preview = build_preview(input);
    for (const session::LeverState& state : input.snapshot.levers) {
        view.levers.push_back(build_lever(state, words));
        if (state.lever == session::Lever::pause_issuing)
            view.levers.back().control.hint += ' ' + pause_law(input);
        view.reset.is_enabled |= view.levers.back().is_changed;
    }
    return view;
}

}  // namespace br::ui
