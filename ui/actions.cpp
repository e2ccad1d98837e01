#include "ui/actions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace br::ui {
namespace {

struct Context {
    const ViewModel& view;
    UiState& state;
    session::Commands& commands;
    const Request& request;
};

// The control with the id among some; null if there is none that can be used.
template <class Controls>
const ControlView* find(const Controls& controls, std::string_view id) {
    for (const ControlView& control : controls) {
        if (control.id == id) return control.is_enabled ? &control : nullptr;
    }
    return nullptr;
}

bool is_pressed(const Context& context, const ControlView& control) {
    return context.request.id == control.id && context.request.action == NodeAction::press &&
           control.is_enabled;
}

bool send(const Context& context, session::Command command) {
    context.commands.push_back(std::move(command));
    return true;
}

// The number at the end of an id of our own, such as "speed.600".
int number_in(std::string_view id) {
    int number = 0;
    for (const char c : id.substr(id.rfind('.') + 1)) number = 10 * number + (c - '0');
    return number;
}

bool toggle(bool& flag) {
    flag = !flag;
    return true;
}

bool press_header(const Context& context) {
    const HeaderView& header = context.view.header;
    const std::string_view id = context.request.id;
    if (const ControlView* act = find(header.acts, id)) {
        return send(context, session::GoToAct{number_in(act->id)});
    }
    if (find(header.languages, id) != nullptr) {
        constexpr std::array<chat::Language, 3> languages = {chat::Language::ms, chat::Language::en,
                                                             chat::Language::zh};
        constexpr std::array<std::string_view, 3> ids = {"language.ms", "language.en",
                                                         "language.zh"};
        const auto at = std::find(ids.begin(), ids.end(), id);
        if (at == ids.end()) return false;
        return send(context,
                    session::SetLanguage{languages[static_cast<std::size_t>(at - ids.begin())]});
    }
    if (is_pressed(context, context.view.theme)) {
        const auto next = (static_cast<int>(context.state.theme_drawn) + 1) % theme_count;
        context.state.theme = static_cast<ThemeKind>(next);
        return true;
    }
    if (is_pressed(context, context.view.share)) return context.state.wants_share = true;
    for (std::size_t i = 0; i < context.view.tabs.size(); ++i) {
        if (context.view.tabs[i].id != id) continue;
        context.state.tab = static_cast<Tab>(i);
        return true;
    }
    return false;
}

bool press_chat(const Context& context) {
    const ChatView& chat = context.view.chat;
    const std::string_view id = context.request.id;
    constexpr std::string_view reply_prefix = "chat.reply.";
    if (is_pressed(context, chat.reading)) return toggle(context.state.is_reading_open);
    if (chat.skip && is_pressed(context, *chat.skip))
        return send(context, session::SkipSlowMotion{});
    if (is_pressed(context, chat.send)) return context.state.wants_send = true;
    if (const ControlView* reply = find(chat.replies, id)) {
        context.state.chat_scroll.is_at_end = true;
        return send(context, session::PressQuickReply{reply->id.substr(reply_prefix.size())});
    }
    return false;
}

bool press_backend(const Context& context) {
    if (context.request.id == "part.close") {
        context.state.part.reset();
        return true;
    }
    for (int i = 0; i < part_count; ++i) {
        const auto part = static_cast<Part>(i);
        if (!is_pressed(context, context.view.backend.parts[static_cast<std::size_t>(i)].control))
            continue;
        if (context.state.part == part) {
            context.state.part.reset();
        } else {
            context.state.part = part;
        }
        return true;
    }
    const AdviceView& advice = context.view.dashboard.advice;
    if (!advice.control || !is_pressed(context, *advice.control)) return false;
    for (const session::SetLever& lever : advice.levers) send(context, lever);
    return true;
}

bool press_timeline(const Context& context) {
    const TimelineView& timeline = context.view.timeline;
    UiState& state = context.state;
    if (is_pressed(context, timeline.play)) {
        if (timeline.is_playing) return send(context, session::Pause{});
        return send(context, session::Play{});
    }
    if (is_pressed(context, timeline.step)) return send(context, session::StepEvent{});
    if (is_pressed(context, timeline.restart)) return send(context, session::Restart{});
    if (is_pressed(context, timeline.levers)) {
        state.is_speed_open = false;
        return toggle(state.is_levers_open);
    }
    if (is_pressed(context, timeline.speed)) {
        state.is_levers_open = false;
        return toggle(state.is_speed_open);
    }
    for (const MilestoneView& mark : timeline.milestones) {
        if (is_pressed(context, mark.go)) return send(context, session::SeekTo{mark.at});
    }
    if (const ControlView* speed = find(timeline.speeds, context.request.id)) {
        // By keyboard an arrow chooses at once; the menu stays for the next one, until Escape.
        if (!state.focus.starts_with("speed.")) state.is_speed_open = false;
        return send(context, session::SetSpeed{static_cast<double>(number_in(speed->id))});
    }
    return false;
}

bool press_levers(const Context& context) {
    const LeversView& levers = context.view.levers;
    if (is_pressed(context, levers.close)) {
        context.state.is_levers_open = false;
        return true;
    }
    if (is_pressed(context, levers.undo)) return send(context, session::UndoLever{});
    if (is_pressed(context, levers.reset)) {
        for (const session::Command& command : context.view.undo_levers) send(context, command);
        return true;
    }
    for (const LeverView& lever : levers.levers) {
        if (lever.is_switch && is_pressed(context, lever.control)) {
            return send(context, session::SetLever{lever.lever, lever.now > 0 ? 0.0 : 1.0});
        }
        for (std::size_t i = 0; i < lever.choices.size(); ++i) {
            if (!is_pressed(context, lever.choices[i])) continue;
            return send(context, session::SetLever{lever.lever, static_cast<double>(i)});
        }
    }
    return false;
}

// A guess that many make, at a load in shares of the capacity.
double preset_at(std::size_t preset, double load) {
    constexpr double fade = 0.35;  // Less with each further capacity that is asked for.
    if (preset == 0) return load;
    if (load <= 1 || preset == 1) return std::min(load, 1.0);
    return preset == 2 ? std::max(0.0, 1 - fade * (load - 1)) : 0;
}

bool open_sheet(const Context& context, Sheet sheet) {
    UiState& state = context.state;
    state.is_levers_open = state.is_speed_open = false;
    state.sheet = sheet;
    state.sheet_scroll = {};
    return true;
}

bool press_bet(const Context& context) {
    const BetView& bet = context.view.bet;
    if (is_pressed(context, bet.open)) {
        send(context, session::StartStudy{session::StudyKind::load_curve});
        return open_sheet(context, Sheet::bet);
    }
    if (is_pressed(context, bet.reveal)) return send(context, session::RevealBet{});
    for (std::size_t i = 0; i < bet.presets.size(); ++i) {
        if (!is_pressed(context, bet.presets[i])) continue;
        for (int point = 0; point < session::bet_points; ++point) {
            send(context, session::DrawBet{point, preset_at(i, session::bet_step * (point + 1))});
        }
        return true;
    }
    return false;
}

// Where a way to the sheet about truth leads: the id of its top, of a section or of a row. Empty if
// it is no such way.
std::string_view place_in(const TruthView& truth, std::string_view id) {
    if (id.empty() || id == truth.open.id) return id;
    for (int i = 0; i < origin_count; ++i) {
        const std::string_view section = origin_id(static_cast<Origin>(i));
        if (id.starts_with(section)) return section;
    }
    // The rows are made when the sheet opens.
    if (truth.sections.empty() && id.starts_with("truth.fact.")) return id;
    for (const TruthSectionView& section : truth.sections) {
        for (const TruthRowView& row : section.rows) {
            if (row.id == id) return id;
        }
    }
    return {};
}

// A control that stands for a command of its own.
bool press_one_of(const Context& context, const std::vector<ControlView>& controls,
                  const std::vector<session::Command>& commands) {
    for (std::size_t i = 0; i < controls.size(); ++i) {
        if (is_pressed(context, controls[i])) return send(context, commands[i]);
    }
    return false;
}

bool press_act(const Context& context) {
    const ActView& act = context.view.act;
    if (is_pressed(context, act.why)) return toggle(context.state.is_why_open);
    if (!act.open.id.empty() && is_pressed(context, act.open)) {
        return open_sheet(context, act.open.id == "twin.open" ? Sheet::twin : Sheet::act);
    }
    if (is_pressed(context, act.story)) {
        if (act.is_story_playing) return send(context, session::TakeOver{});
        return send(context, session::PlayStory{});
    }
    for (const ActRowView& row : context.view.act_sheet.rows) {
        if (press_one_of(context, row.choices, row.commands)) return true;
    }
    const TwinView& twin = context.view.twin;
    if (context.request.id == "act.close" || context.request.id == "twin.close")
        return open_sheet(context, Sheet::none);
    return press_one_of(context, twin.choices, twin.commands);
}

// A slider of the act's sheet stands for a lever, or for a step's time in minutes.
bool set_row(const Context& context) {
    for (const ActRowView& row : context.view.act_sheet.rows) {
        if (row.control.id != context.request.id || row.max <= row.min) continue;
        const double value = std::clamp(context.request.value, row.min, row.max);
        session::Command command = row.on_set;
        if (auto* lever = std::get_if<session::SetLever>(&command)) lever->value = value;
        if (auto* step = std::get_if<session::MoveStep>(&command))
            step->at = from_seconds(value * 60);
        return send(context, std::move(command));
    }
    return false;
}

bool press_sheets(const Context& context) {
    const std::string_view id = context.request.id;
    const StudyView& study = context.view.study;
    const bool is_study = is_pressed(context, context.view.dashboard.study);
    if (is_study || is_pressed(context, study.again)) {
        if (!is_study || !study.has_runs)
            send(context, session::StartStudy{session::StudyKind::policies});
        return !is_study || open_sheet(context, Sheet::study);
    }
    if (id == "bet.close" || id == "study.close" || id == "truth.close")
        return open_sheet(context, Sheet::none);
    const std::string_view row = place_in(context.view.truth, id);
    if (row.empty()) return press_bet(context);
    context.state.truth_row = row;
    return context.state.is_truth_new = open_sheet(context, Sheet::truth);
}

bool set_value(const Context& context) {
    const double value = context.request.value;
    if (!std::isfinite(value)) return false;
    const TimelineView& timeline = context.view.timeline;
    if (context.request.id == timeline.scrub.id) {
        const double end = static_cast<double>(timeline.end);
        const auto time = static_cast<SimTime>(std::clamp(value, 0.0, end));
        return send(context, session::SeekTo{std::min(time, timeline.end)});
    }
    const DashboardView& numbers = context.view.dashboard;
    for (const ChartView* chart :
         {&numbers.rates, &numbers.waits, &numbers.outcomes, &numbers.curve, &numbers.phase}) {
        if (chart->read.id != context.request.id) continue;
        const double last = std::max(static_cast<double>(chart->row_points.size()) - 1, 0.0);
        context.state.read_id = chart->read.id;
        context.state.read_row = static_cast<int>(std::clamp(value, 0.0, last));
        return true;
    }
    for (const BetPointView& point : context.view.bet.points) {
        if (point.control.id != context.request.id) continue;
        return send(context, session::DrawBet{number_in(point.control.id),
                                              std::clamp(value, 0.0, session::bet_ratio_max)});
    }
    for (const LeverView& lever : context.view.levers.levers) {
        if (lever.control.id != context.request.id || lever.is_switch) continue;
        context.state.previewed = context.request.id;
        return send(context,
                    session::SetLever{lever.lever, std::clamp(value, lever.min, lever.max)});
    }
    return set_row(context);
}

bool move_focus(const Context& context) {
    context.state.focus = context.request.action == NodeAction::focus ? context.request.id : "";
    context.state.is_focus_new = context.request.action == NodeAction::focus;
    return true;
}

bool dismiss(UiState& state) {
    if (state.is_why_open) {
        state.is_why_open = false;
        return true;
    }
    const bool was_open = state.is_levers_open || state.is_speed_open ||
                          state.sheet != Sheet::none || state.part.has_value();
    if (state.is_levers_open || state.is_speed_open) {
        state.is_levers_open = false;
        state.is_speed_open = false;
    } else if (state.sheet != Sheet::none) {
        state.sheet = Sheet::none;
    } else {
        state.part.reset();
    }
    return was_open;
}

}  // namespace

bool perform(const ViewModel& view, UiState& state, session::Commands& commands,
             const Request& request) {
    const Context context{view, state, commands, request};
    switch (request.action) {
        case NodeAction::press:
            return press_header(context) || press_chat(context) || press_backend(context) ||
                   press_timeline(context) || press_levers(context) || press_act(context) ||
                   press_sheets(context);
        case NodeAction::set:
            return set_value(context);
        case NodeAction::focus:
        case NodeAction::blur:
            return move_focus(context);
        case NodeAction::dismiss:
            return dismiss(state);
    }
    return false;
}

}  // namespace br::ui
