#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "session/load_theory.h"
#include "ui/charts/scale.h"
#include "ui/view_parts.h"

namespace br::ui {
namespace {

constexpr std::size_t table_rows_max = 12;
constexpr int chart_ticks_max = 4;

std::string clock_at(const ViewInput& input, SimTime time) {
    const auto instant = input.snapshot.start + static_cast<UnixSeconds>(to_seconds(time));
    return text::format_clock(input.words.tag(), instant, false);
}

using Member = double session::SeriesPoint::*;

struct SeriesPlan {
    std::string_view key;
    Member member;
    Outcome tone = Outcome::served;
    bool is_neutral = false;
    bool is_dashed = false;
    bool is_duration = false;
};

SeriesView build_series(const ViewInput& input, const SeriesPlan& plan) {
    SeriesView view;
    view.label = input.words(plan.key);
    view.tone = plan.tone;
    view.is_neutral = plan.is_neutral;
    view.is_dashed = plan.is_dashed;
    view.values.reserve(input.snapshot.series.size());
    for (const session::SeriesPoint& point : input.snapshot.series) {
        const double value = point.*plan.member;
        const bool is_absent = plan.is_duration && value <= 0;
        view.values.push_back(is_absent ? std::numeric_limits<double>::quiet_NaN() : value);
    }
    return view;
}

std::string cell(const Words& words, const SeriesPlan& plan, double value) {
    if (std::isnan(value)) return words("ui.none");
    return plan.is_duration ? words.duration(value) : words.rate(value);
}

// The table behind a chart: the whole run in at most so many rows, the newest among them.
void add_table(ChartView& chart, const ViewInput& input, std::span<const SeriesPlan> plans) {
    const auto& points = input.snapshot.series;
    if (points.empty()) return;
    const std::size_t every = (points.size() + table_rows_max - 1) / table_rows_max;
    for (std::size_t i = (points.size() - 1) % every; i < points.size(); i += every) {
        chart.row_points.push_back(static_cast<int>(i));
        if (!input.has_tables) continue;
        chart.time_labels.push_back(clock_at(input, points[i].end));
        std::vector<std::string> row;
        for (std::size_t s = 0; s < plans.size(); ++s) {
            row.push_back(cell(input.words, plans[s], chart.series[s].values[i]));
        }
        chart.table.push_back(std::move(row));
    }
}

// Clock times along the axis, and what was reported when.
void add_axis(ChartView& chart, const ViewInput& input) {
    const Words& words = input.words;
    chart.start = input.snapshot.start;
    const auto step = static_cast<std::int64_t>(clock_step_s(chart.end_s, chart_ticks_max));
    const std::int64_t local = chart.start + shanghai_offset_s;
    for (std::int64_t at = (step - local % step) % step; static_cast<double>(at) <= chart.end_s;
         at += step) {
        const UnixSeconds instant = chart.start + at;
        chart.ticks.push_back(
            {static_cast<double>(at), step >= seconds_per_day
                                          ? text::format_date(words.tag(), shanghai_day(instant))
                                          : text::format_clock(words.tag(), instant, false)});
    }
    for (const session::Milestone& mark : input.snapshot.milestones) {
        if (mark.orders_reported > 0 && to_seconds(mark.at) <= chart.end_s)
            chart.marks.push_back({to_seconds(mark.at), words.brief(mark.orders_reported)});
    }
}

ChartView build_chart(const ViewInput& input, std::string_view name,
                      std::span<const SeriesPlan> plans) {
    const Words& words = input.words;
    const std::string key = "ui.chart." + std::string(name);
    ChartView chart;
    chart.id = "chart." + std::string(name);
    chart.title = words(key);
    chart.unit = words("ui.chart.log");
    chart.empty = words("ui.chart.empty");
    chart.time_header = words("a11y.chart.time");
    // The axis grows with the run, but a young run does not fill it.
    chart.end_s = std::max(to_seconds(input.snapshot.now), to_seconds(input.snapshot.end) / 10);
    chart.end_s = std::max(chart.end_s, 1.0);
    for (const session::SeriesPoint& point : input.snapshot.series) {
        chart.times_s.push_back(to_seconds(point.end));
    }
    add_axis(chart, input);
    chart.read = control(chart.id + ".read", words("a11y.chart.read", {{"chart", chart.title}}));
    for (const SeriesPlan& plan : plans) chart.series.push_back(build_series(input, plan));
    add_table(chart, input, plans);
    return chart;
}

ChartView build_rates(const ViewInput& input) {
    constexpr std::array<SeriesPlan, 3> plans = {
        SeriesPlan{.key = "ui.series.asked",
                   .member = &session::SeriesPoint::asked_per_s,
                   .tone = Outcome::again},
        SeriesPlan{.key = "ui.series.capacity",
                   .member = &session::SeriesPoint::capacity_per_s,
                   .is_neutral = true,
                   .is_dashed = true},
        SeriesPlan{.key = "ui.series.in_time",
                   .member = &session::SeriesPoint::goodput_per_s,
                   .tone = Outcome::served}};
    ChartView chart = build_chart(input, "rates", plans);
    const SystemNumbers numbers = system_numbers(input.snapshot);
    chart.summary = input.words("a11y.chart.rates",
                                {{"asked", input.words.rate(numbers.asked_per_s)},
                                 {"capacity", input.words.rate(input.snapshot.capacity_per_s)},
                                 {"goodput", input.words.rate(numbers.goodput_per_s)}});
    return chart;
}

ChartView build_waits(const ViewInput& input) {
    constexpr std::array<SeriesPlan, 2> plans = {
        SeriesPlan{.key = "ui.series.p95",
                   .member = &session::SeriesPoint::wait_p95_s,
                   .tone = Outcome::failed,
                   .is_duration = true},
        SeriesPlan{.key = "ui.series.p50",
                   .member = &session::SeriesPoint::wait_p50_s,
                   .tone = Outcome::waiting,
                   .is_duration = true}};
    ChartView chart = build_chart(input, "waits", plans);
    const sim::TimeStats& recent = input.snapshot.backend.attempt_time_recent;
    chart.summary = input.words("a11y.chart.waits", {{"p50", input.words.duration(recent.p50_s)},
                                                     {"p95", input.words.duration(recent.p95_s)}});
    return chart;
}

ChartView build_outcomes(const ViewInput& input) {
    constexpr std::array<SeriesPlan, 3> plans = {
        SeriesPlan{.key = "ui.series.in_time",
                   .member = &session::SeriesPoint::goodput_per_s,
                   .tone = Outcome::served},
        SeriesPlan{.key = "ui.series.failed",
                   .member = &session::SeriesPoint::gave_up_per_s,
                   .tone = Outcome::failed},
        SeriesPlan{.key = "ui.series.refused",
                   .member = &session::SeriesPoint::refused_per_s,
                   .tone = Outcome::refused}};
    ChartView chart = build_chart(input, "outcomes", plans);
    chart.unit = input.words("ui.chart.shares");
    chart.summary = input.words("a11y.chart.outcomes");
    return chart;
}

// What the formula says for as much as was asked at any moment, had the system stood as it does
// now.
void add_theory(ChartView& chart, const ViewInput& input) {
    using Kind = session::LoadTheory::Kind;
    const Words& words = input.words;
    const session::LoadTheory& theory = input.snapshot.theory;
    if (theory.kind != Kind::bounded) {
        chart.note =
            words(theory.kind == Kind::unbounded ? "ui.theory.unbounded" : "ui.theory.unknown");
        return;
    }
    constexpr std::array<double, 16> loads = {0,   0.5, 0.7, 0.8, 0.9, 0.95, 1, 1.05,
                                              1.1, 1.2, 1.4, 1.7, 2,   3,    4, 6};
    const double capacity = theory.servers / theory.service_s;
    double most = capacity;
    for (const double asked : chart.series[0].values) most = std::max(most, asked);
    for (const double load : loads) {
        const double asked = std::min(load * capacity, most);
        chart.theory_x.push_back(asked);
        chart.theory_y.push_back(session::goodput_in_theory(theory, asked));
        if (asked >= most) break;
    }
    chart.theory = words("ui.theory");
    chart.note = words("ui.theory.bounded", {{"line", words.number(theory.line_max)},
                                             {"servers", words.number(theory.servers)}});
    SeriesView& column = chart.series.emplace_back();
    column.label = chart.theory;
    column.values.resize(chart.times_s.size());
    for (std::size_t row = 0; row < chart.row_points.size(); ++row) {
        const auto point = static_cast<std::size_t>(chart.row_points[row]);
        column.values[point] =
            session::goodput_in_theory(theory, std::max(chart.series[0].values[point], 0.0));
        if (input.has_tables) chart.table[row].push_back(words.rate(column.values[point]));
    }
}

ChartView build_curve(const ViewInput& input) {
    constexpr std::array<SeriesPlan, 3> plans = {
        SeriesPlan{.key = "ui.axis.asked",
                   .member = &session::SeriesPoint::asked_per_s,
                   .is_neutral = true},
        SeriesPlan{.key = "ui.axis.in_time",
                   .member = &session::SeriesPoint::goodput_per_s,
                   .tone = Outcome::served},
        SeriesPlan{.key = "ui.series.capacity",
                   .member = &session::SeriesPoint::capacity_per_s,
                   .is_neutral = true}};
    ChartView chart = build_chart(input, "curve", plans);
    chart.summary = input.words("a11y.chart.curve");
    chart.ideal = input.words("ui.bet.ideal");
    chart.now = input.words("ui.chart.now");
    add_theory(chart, input);
    return chart;
}

ChartView build_phase(const ViewInput& input) {
    constexpr std::array<SeriesPlan, 2> plans = {
        SeriesPlan{
            .key = "ui.axis.waiting", .member = &session::SeriesPoint::waiting, .is_neutral = true},
        SeriesPlan{.key = "ui.axis.orbit",
                   .member = &session::SeriesPoint::orbit,
                   .tone = Outcome::again}};
    ChartView chart = build_chart(input, "phase", plans);
    chart.summary = input.words("a11y.chart.phase");
    chart.now = input.words("ui.chart.now");
    return chart;
}

void add_shares(DashboardView& view, const ViewInput& input) {
    const sim::Rates& rates = input.snapshot.backend.rates;
    const Words& words = input.words;
    const double waiting = static_cast<double>(input.snapshot.backend.in_system -
                                               input.snapshot.backend.in_system_stale);
    struct Row {
        Outcome outcome;
        std::string_view key;
        double count;
    };
    const std::array<Row, 4> rows = {
        Row{Outcome::served, "ui.share.served", rates.goodput_per_s * rates.window_s},
        Row{Outcome::waiting, "ui.share.waiting", std::max(waiting, 0.0)},
        Row{Outcome::failed, "ui.share.failed", rates.gave_up_per_s * rates.window_s},
        Row{Outcome::refused, "ui.share.refused", rates.refused_per_s * rates.window_s}};
    double total = 0;
    for (const Row& row : rows) total += row.count;
    const bool is_minute = std::abs(rates.window_s - 60) < 6;
    view.has_shares = total > 0;
    view.shares_title = is_minute || total <= 0
                            ? words("ui.shares.minute")
                            : words("ui.shares", {{"window", words.duration(rates.window_s)}});
    view.shares_empty = words("ui.shares.empty");
    for (const Row& row : rows) {
        const double ratio = total > 0 ? row.count / total : 0;
        view.shares.push_back({row.outcome, words(row.key), words.percent(ratio), ratio});
    }
}

const session::LeverState* find_lever(const session::Snapshot& snapshot, session::Lever lever) {
    for (const session::LeverState& state : snapshot.levers) {
        if (state.lever == lever) return &state;
    }
    return nullptr;
}

struct AdvicePlan {
    std::string_view key;
    session::Lever lever = session::Lever::bounded_line;
};

// One piece of advice at a time: the first whose lever is not yet moved, as long as there is no
// room; without trouble, none.
AdviceView build_advice(const ViewInput& input, double headroom) {
    constexpr std::array<AdvicePlan, 4> plans = {
        AdvicePlan{"bounded_line", session::Lever::bounded_line},
        AdvicePlan{"deadline_drop", session::Lever::deadline_drop},
        AdvicePlan{"refusal_wording", session::Lever::refusal_wording},
        AdvicePlan{"model_servers", session::Lever::model_servers}};
    const Words& words = input.words;
    AdviceView view;
    view.title = words("ui.advice.calm.title");
    view.body = words("ui.advice.calm.body");
    if (utilization_level(headroom) == 0) return view;
    view.title = words("ui.advice.done.title");
    view.body = words("ui.advice.done.body");
    for (const AdvicePlan& plan : plans) {
        const session::LeverState* state = find_lever(input.snapshot, plan.lever);
        if (state == nullptr || state->value != state->initial) continue;
        if (state->suggested == state->value) continue;
        const std::string key = "ui.advice." + std::string(plan.key);
        const std::string value = plan.lever == session::Lever::model_servers
                                      ? words.number(state->suggested)
                                      : words.duration(state->suggested);
        view.title = words(key + ".title");
        view.body = words(key + ".body", {{"value", value}});
        view.control = control("advice", words("ui.advice.try"), view.title);
        view.levers = {session::SetLever{plan.lever, state->suggested}};
        return view;
    }
    return view;
}

}  // namespace

DashboardView build_dashboard(const ViewInput& input) {
    const Words& words = input.words;
    const SystemNumbers numbers = system_numbers(input.snapshot);
    DashboardView view;
    view.title = words("ui.numbers.title");
    view.is_running = input.snapshot.is_playing;
    view.headroom_ratio = numbers.headroom;
    view.headroom = words.percent(numbers.headroom);
    view.headroom_label = words("ui.headroom");
    view.utilization = words("ui.utilization", {{"percent", words.percent(numbers.utilization)}});
    view.rates = build_rates(input);
    view.waits = build_waits(input);
    view.outcomes = build_outcomes(input);
    view.curve = build_curve(input);
    view.phase = build_phase(input);
    add_shares(view, input);
    view.origin = origin_view(words, Origin::simulated, "numbers");
    view.study = control("study.open", words("ui.study.title"));
    view.advice = build_advice(input, numbers.headroom);
    return view;
}

SpeechView build_speech(const ViewInput& input) {
    const Words& words = input.words;
    const SystemNumbers numbers = system_numbers(input.snapshot);
    const sim::Counts& counts = input.snapshot.backend.counts;
    SpeechView view;
    view.utilization = {
        words("a11y.load.calm", {{"headroom", words.percent(numbers.headroom)}}),
        words("a11y.load.tight", {{"headroom", words.percent(numbers.headroom)}}),
        words("a11y.load.saturated", {{"stale", words.percent(numbers.stale_ratio)}})};
    view.visitor = visitor_status(input);
    if (input.snapshot.visitor.has_order) {
        view.visitor_phase = static_cast<int>(input.snapshot.visitor.state.phase);
    }
    view.refused_total = static_cast<double>(counts.shed + counts.blocked + counts.balked);
    return view;
}

}  // namespace br::ui
