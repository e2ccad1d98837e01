// The act at hand: its task and reason, the story, and the sheets of acts 4, 5 and 7.
#include <algorithm>

#include "session/campaign_steps.h"
#include "session/goals.h"
#include "ui/view_parts.h"

namespace br::ui {
namespace {

constexpr int act_of_words = 4;
constexpr int act_of_steps = 5;
constexpr int act_of_twin = 6;
constexpr int act_of_goals = 7;
constexpr double step_minutes = 5;  // Of a step's slider.

std::string clock_at(const ViewInput& input, SimTime time) {
    const auto instant = input.snapshot.start + static_cast<UnixSeconds>(to_seconds(time));
    return text::format_clock(input.words.tag(), instant, false);
}

const session::LeverState* find_lever(const session::Snapshot& snapshot, session::Lever lever) {
    for (const session::LeverState& state : snapshot.levers) {
        if (state.lever == lever) return &state;
    }
    return nullptr;
}

ActRowView lever_row(const ViewInput& input, session::Lever lever) {
    ActRowView row;
    const session::LeverState* state = find_lever(input.snapshot, lever);
    if (state == nullptr) return row;
    LeverView shown = build_lever(*state, input.words);
    row.control = std::move(shown.control);
    row.control.id = "act." + row.control.id;
    row.value = std::move(shown.value);
    row.is_changed = shown.is_changed;
    row.on_set = session::SetLever{lever, 0};
    for (std::size_t i = 0; i < shown.choices.size(); ++i) {
        row.choices.push_back(std::move(shown.choices[i]));
        row.choices.back().id = "act." + row.choices.back().id;
        row.commands.push_back(session::SetLever{lever, static_cast<double>(i)});
    }
    if (!row.choices.empty()) return row;
    row.min = state->min;
    row.max = state->max;
    row.step = state->step;
    row.now = state->value;
    return row;
}

void add_words_sheet(ActSheetView& view, const ViewInput& input) {
    const Words& words = input.words;
    const session::LeverState* wording =
        find_lever(input.snapshot, session::Lever::refusal_wording);
    const session::LeverState* told = find_lever(input.snapshot, session::Lever::retry_after);
    if (wording == nullptr || told == nullptr) return;
    const int which = std::clamp(static_cast<int>(wording->value), 0, 2);
    view.intro = words("ui.anatomy.same");
    view.quote =
        words("ui.anatomy.said." + std::to_string(which), {{"time", words.duration(told->value)}});
    const std::string now = words.rate(input.snapshot.backend.rates.retry_rate_per_s);
    const double before = input.snapshot.retries_before_wording_per_s;
    view.remarks.push_back(
        before < 0 ? words("ui.anatomy.now", {{"now", now}})
                   : words("ui.anatomy.before", {{"now", now}, {"before", words.rate(before)}}));
    view.rows.push_back(lever_row(input, session::Lever::refusal_wording));
    if (which == 2) view.rows.push_back(lever_row(input, session::Lever::retry_after));
    view.rows.push_back(lever_row(input, session::Lever::bounded_line));
    view.has_chart = true;
}

std::string step_name(const session::CampaignStep& step, const Words& words) {
    using Kind = session::CampaignStep::Kind;
    constexpr std::array<std::string_view, 7> keys = {
        "ui.campaign.model_servers", "ui.campaign.other_servers", "ui.campaign.pause",
        "ui.campaign.resume",        "ui.campaign.extend",        "ui.campaign.plea",
        "ui.campaign.other"};
    const std::string_view key = keys[static_cast<std::size_t>(step.kind)];
    if (step.kind == Kind::plea) return words(key, {{"percent", words.percent(step.value)}});
    return words(key, {{"count", words.number(step.value)}}, step.value);
}

std::string step_time(const ViewInput& input, SimTime at) {
    if (at == never) return input.words("ui.campaign.undone");
    if (at <= input.snapshot.end) return clock_at(input, at);
    const UnixSeconds instant = input.snapshot.start + static_cast<UnixSeconds>(to_seconds(at));
    return input.words("ui.campaign.later",
                       {{"date", text::format_date(input.words.tag(), shanghai_day(instant))}});
}

void add_steps_sheet(ActSheetView& view, const ViewInput& input) {
    const Words& words = input.words;
    const session::Snapshot& snapshot = input.snapshot;
    view.intro = words("ui.campaign.intro");
    const double end_min = to_seconds(snapshot.end) / 60;
    for (std::size_t i = 0; i < snapshot.steps.size(); ++i) {
        const session::CampaignStep& step = snapshot.steps[i];
        const int index = static_cast<int>(i);
        const std::string id = "step." + std::to_string(i);
        ActRowView row;
        row.control = control(id, step_name(step, words));
        row.value = step_time(input, step.at);
        row.is_changed = step.at != step.initial;
        if (row.is_changed)
            row.note = words("ui.campaign.initial", {{"when", step_time(input, step.initial)}});
        row.max = end_min;
        row.step = step_minutes;
        row.now = step.at == never ? end_min : std::min(to_seconds(step.at) / 60, end_min);
        row.on_set = session::MoveStep{index, 0};
        ControlView undo = control(id + ".undo", words("ui.campaign.undo"));
        undo.is_on = step.at == never;
        row.choices.push_back(std::move(undo));
        row.commands.push_back(session::MoveStep{index, step.at == never ? step.initial : never});
        view.rows.push_back(std::move(row));
    }
    const sim::Counts& counts = snapshot.backend.counts;
    view.remarks.push_back(
        words("ui.campaign.result", {{"served", words.brief(static_cast<double>(counts.served))},
                                     {"lost", words.brief(static_cast<double>(counts.lost))}}));
    view.remarks.push_back(pause_law(input));
    view.has_chart = true;
}

std::string goal_result(const session::GoalState& goal, const Words& words) {
    std::string result;
    for (const session::GoalRule& rule : goal.rules) {
        if (rule.measure == session::GoalMeasure::none || rule.value < 0) continue;
        if (!result.empty()) result += " · ";
        result += words("ui.goal.part", {{"value", words.percent(rule.value)},
                                         {"bound", words.percent(rule.bound)}});
    }
    return result.empty() ? words("ui.none") : result;
}

void add_goal(ActSheetView& view, const session::GoalState& goal, int index, const Words& words) {
    using Phase = session::GoalPhase;
    constexpr std::array<std::string_view, 5> keys = {
        "ui.goal.open", "ui.goal.running", "ui.goal.missed", "ui.goal.broken", "ui.goal.solved"};
    constexpr std::array<RowMark, 5> marks = {RowMark::open, RowMark::running, RowMark::failed,
                                              RowMark::failed, RowMark::done};
    const std::string key = "goal." + goal.id;
    ActRowView row;
    row.control = control("goal." + std::to_string(index), words(key),
                          words(key + ".about", {{"bound", words.percent(goal.rules[0].bound)},
                                                 {"bound2", words.percent(goal.rules[1].bound)}}));
    row.note =
        words(keys[static_cast<std::size_t>(goal.phase)],
              {{"result", goal_result(goal, words)}, {"percent", words.percent(goal.progress)}});
    row.mark = goal.was_solved && goal.phase != Phase::running
                   ? RowMark::done
                   : marks[static_cast<std::size_t>(goal.phase)];
    row.is_changed = goal.was_solved;
    row.choices.push_back(
        control("goal." + std::to_string(index) + ".start", words("ui.goal.start")));
    row.choices.back().is_on = goal.phase == Phase::running;
    row.commands.push_back(session::StartGoal{index});
    view.rows.push_back(std::move(row));
}

void add_goals_sheet(ActSheetView& view, const ViewInput& input) {
    const Words& words = input.words;
    const session::Snapshot& snapshot = input.snapshot;
    const session::GoalPlan& plan = session::goal_plans().front();
    const SimTime start = from_seconds(plan.start_ratio * to_seconds(snapshot.end));
    view.intro = words("ui.goals.intro", {{"length", words.duration(plan.length_s)},
                                          {"clock", clock_at(input, start)}});
    double solved = 0;
    for (std::size_t i = 0; i < snapshot.goals.size(); ++i) {
        add_goal(view, snapshot.goals[i], static_cast<int>(i), words);
        solved += snapshot.goals[i].was_solved ? 1 : 0;
    }
    view.remarks.push_back(words(
        "ui.goals.done", {{"count", words.number(solved)},
                          {"all", words.number(static_cast<double>(snapshot.goals.size()))}}));
}

}  // namespace

// The law of the pause lever.
std::string pause_law(const ViewInput& input) {
    const sim::StationSnapshot model = station_of(input.snapshot, input.snapshot.parts.model);
    const double capacity = input.snapshot.capacity_per_s;
    const double backlog_s = capacity > 0 ? static_cast<double>(model.waiting) / capacity : 0;
    return input.words("ui.pause.law", {{"time", input.words.duration(backlog_s)}});
}

ActView build_act(const ViewInput& input) {
    const Words& words = input.words;
    const session::StoryState& story = input.snapshot.story;
    const int act = std::clamp(input.snapshot.act, 1, session::act_count);
    const std::string key = "act." + std::to_string(act);
    ActView view;
    view.task = words(key + ".task");
    view.reason = words(key + ".why");
    view.is_done = story.done[static_cast<std::size_t>(act - 1)];
    view.task_state = words(view.is_done ? "ui.task.done" : "ui.task.open");
    view.why = control("act.why", words("ui.why"));
    view.story = control("story.play", words("ui.story.play"));
    view.is_story_playing = story.is_playing;
    view.story_ratio = story.act_ratio;
    view.story_text = words("ui.story.playing");
    if (act == act_of_words) view.open = control("act.open", words("ui.anatomy.open"));
    if (act == act_of_steps) view.open = control("act.open", words("ui.campaign.open"));
    if (act == act_of_goals) view.open = control("act.open", words("ui.goals.open"));
    if (act == act_of_twin) view.open = control("twin.open", words("ui.twin.open"));
    return view;
}

ActSheetView build_act_sheet(const ViewInput& input) {
    ActSheetView view;
    view.close = control("act.close", input.words("ui.close"));
    view.origin = origin_view(input.words, Origin::simulated, "act");
    view.title = build_act(input).open.label;
    if (input.snapshot.act == act_of_words) add_words_sheet(view, input);
    if (input.snapshot.act == act_of_steps) add_steps_sheet(view, input);
    if (input.snapshot.act == act_of_goals) add_goals_sheet(view, input);
    return view;
}

}  // namespace br::ui
