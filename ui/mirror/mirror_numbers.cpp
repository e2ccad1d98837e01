// Numbers and levers in the mirror.
#include <algorithm>

#include "ui/mirror/mirror_parts.h"

namespace br::ui {
namespace {

// A chart is a sentence and a table: a row for each time, a column for each line.
// The values of a row: "11:42: asked 2.6k, in time 12".
std::string row_text(const ChartView& chart, std::size_t row) {
    std::string text = chart.time_labels[row];
    for (std::size_t i = 0; i < chart.table[row].size(); ++i) {
        text += i == 0 ? ": " : ", ";
        text += chart.series[i].label;
        text += ' ';
        text += chart.table[row][i];
    }
    return text;
}

void add_reading(TreeWriter& tree, const ChartView& chart, const UiState& state) {
    const std::size_t last = chart.table.size() - 1;
    const std::size_t row = state.read_id == chart.read.id
                                ? std::min(static_cast<std::size_t>(state.read_row), last)
                                : last;
    MirrorNode& slider = tree.add(chart.read.id, Role::slider, chart.read.label);
    slider.value = row_text(chart, row);
    slider.is_focusable = true;
    slider.range = SliderRange{0, static_cast<double>(last), 1, static_cast<double>(row)};
    slider.actions = {NodeAction::set, NodeAction::focus, NodeAction::blur};
}

void add_chart(TreeWriter& tree, const ChartView& chart, const UiState& state) {
    tree.open(chart.id, Role::group, chart.title);
    tree.add(chart.id + ".summary", Role::paragraph, chart.summary);
    if (!chart.note.empty() && !chart.table.empty())
        tree.add(chart.id + ".note", Role::paragraph, chart.note);
    if (chart.table.empty()) {
        tree.add(chart.id + ".empty", Role::paragraph, chart.empty);
        tree.close();
        return;
    }
    add_reading(tree, chart, state);
    const std::string table = chart.id + ".table";
    tree.open(table, Role::table, chart.title);
    tree.open(table + ".head", Role::row);
    tree.add(table + ".time", Role::column_header, chart.time_header);
    for (std::size_t i = 0; i < chart.series.size(); ++i) {
        tree.add(table + ".series." + std::to_string(i), Role::column_header,
                 chart.series[i].label);
    }
    tree.close();
    for (std::size_t r = 0; r < chart.table.size(); ++r) {
        const std::string row = table + "." + std::to_string(r);
        tree.open(row, Role::row);
        tree.add(row + ".time", Role::row_header, chart.time_labels[r]);
        for (std::size_t c = 0; c < chart.table[r].size(); ++c) {
            tree.add(row + "." + std::to_string(c), Role::cell, chart.table[r][c]);
        }
        tree.close();
    }
    tree.close();
    tree.close();
}

void add_shares(TreeWriter& tree, const DashboardView& view) {
    if (!view.has_shares) {
        tree.add("shares.empty", Role::paragraph, view.shares_empty);
        return;
    }
    tree.open("shares", Role::table, view.shares_title);
    for (std::size_t i = 0; i < view.shares.size(); ++i) {
        const std::string row = "shares." + std::to_string(i);
        tree.open(row, Role::row);
        tree.add(row + ".name", Role::row_header, view.shares[i].label);
        tree.add(row + ".value", Role::cell, view.shares[i].percent);
        tree.close();
    }
    tree.close();
}

void add_lever(TreeWriter& tree, const LeverView& lever) {
    if (lever.is_switch) {
        tree.button(lever.control, Role::switch_);
        return;
    }
    if (!lever.choices.empty()) {
        tree.open(lever.control.id, Role::radios, lever.control.label).hint = lever.control.hint;
        for (const ControlView& choice : lever.choices) tree.button(choice, Role::radio);
        tree.close();
        return;
    }
    MirrorNode& slider = tree.add(lever.control.id, Role::slider, lever.control.label);
    slider.hint = lever.control.hint;
    slider.value = lever.value;
    slider.is_focusable = true;
    slider.range = SliderRange{lever.min, lever.max, lever.step, lever.now};
    slider.actions = {NodeAction::set, NodeAction::focus, NodeAction::blur};
}

}  // namespace

void mirror_dashboard(TreeWriter& tree, const DashboardView& view, const UiState& state) {
    tree.open("numbers", Role::region, view.title);
    tree.add("numbers.title", Role::heading, view.title).level = 3;
    if (state.only_chart) {
        add_chart(tree, view.chart(*state.only_chart), state);
        tree.close();
        return;
    }
    tree.open("headroom", Role::group, view.headroom_label);
    tree.add("headroom.value", Role::text, view.headroom);
    tree.add("headroom.label", Role::text, view.headroom_label);
    tree.add("headroom.utilization", Role::text, view.utilization);
    tree.close();
    tree.button(view.origin.control);
    add_chart(tree, view.rates, state);
    add_shares(tree, view);
    tree.open("advice.card", Role::group, view.advice.title);
    tree.add("advice.title", Role::heading, view.advice.title).level = 4;
    tree.add("advice.body", Role::paragraph, view.advice.body);
    if (view.advice.control) tree.button(*view.advice.control);
    tree.close();
    add_chart(tree, view.waits, state);
    add_chart(tree, view.outcomes, state);
    add_chart(tree, view.curve, state);
    add_chart(tree, view.phase, state);
    tree.button(view.study);
    tree.close();
}

void mirror_levers(TreeWriter& tree, const LeversView& view) {
    MirrorNode& sheet = tree.open("levers", Role::dialog, view.title);
    sheet.actions = {NodeAction::dismiss};
    tree.add("levers.title", Role::heading, view.title).level = 3;
    tree.add("levers.intro", Role::paragraph, view.intro);
    tree.button(view.origin.control);
    for (const LeverView& lever : view.levers) add_lever(tree, lever);
    if (view.has_preview && !view.preview.summary.empty())
        tree.add("levers.preview", Role::status, view.preview.summary);
    tree.button(view.undo);
    tree.button(view.reset);
    tree.button(view.close);
    tree.close();
}

}  // namespace br::ui
