// The large sheets in the mirror.
#include "ui/mirror/mirror_parts.h"

namespace br::ui {
namespace {

void open_sheet(TreeWriter& tree, const std::string& id, const std::string& title) {
    tree.open(id, Role::dialog, title).actions = {NodeAction::dismiss};
    tree.add(id + ".title", Role::heading, title).level = 3;
}

void add_row(TreeWriter& tree, const std::string& id, const std::array<std::string, 3>& cells,
             Role first, Role others) {
    tree.open(id, Role::row);
    for (std::size_t i = 0; i < cells.size(); ++i)
        tree.add(id + "." + std::to_string(i), i == 0 ? first : others, cells[i]);
    tree.close();
}

void add_text(TreeWriter& tree, const std::string& id, Role role, const std::string& text) {
    if (!text.empty()) tree.add(id, role, text);
}

void add_bet(TreeWriter& tree, const BetView& view) {
    open_sheet(tree, "bet", view.title);
    tree.add("bet.question", Role::paragraph, view.question);
    if (!view.is_revealed) tree.add("bet.how", Role::paragraph, view.how);
    tree.open("bet.chart", Role::group, view.yours);
    for (const BetPointView& point : view.points) {
        MirrorNode& slider = tree.add(point.control.id, Role::slider, point.control.label);
        slider.value = point.value;
        slider.is_focusable = true;
        slider.range = SliderRange{0, session::bet_ratio_max, 0.05, point.ratio};
        slider.actions = {NodeAction::set, NodeAction::focus, NodeAction::blur};
    }
    tree.close();
    if (!view.is_revealed) {
        tree.open("bet.presets", Role::group, view.presets_label);
        for (const ControlView& preset : view.presets) tree.button(preset);
        tree.close();
        tree.button(view.reveal);
    }
    add_text(tree, "bet.progress", Role::paragraph, view.progress);
    add_text(tree, "bet.result", Role::status, view.result);
    add_text(tree, "bet.note", Role::paragraph, view.note);
    tree.open("bet.table", Role::table, view.title);
    add_row(tree, "bet.head", view.header, Role::column_header, Role::column_header);
    for (std::size_t i = 0; i < view.rows.size(); ++i) {
        add_row(tree, "bet.row." + std::to_string(i), view.rows[i], Role::row_header, Role::cell);
    }
    tree.close();
    if (view.is_revealed) tree.button(view.origin.control);
    tree.button(view.close);
    tree.close();
}

void add_study(TreeWriter& tree, const StudyView& view) {
    open_sheet(tree, "study", view.title);
    tree.add("study.about", Role::paragraph, view.about);
    add_text(tree, "study.progress", Role::paragraph, view.progress);
    add_text(tree, "study.result", Role::status, view.result);
    tree.open("study.table", Role::table, view.title);
    add_row(tree, "study.head", view.header, Role::column_header, Role::column_header);
    for (std::size_t i = 0; i < view.runs.size(); ++i) {
        const StudyRunView& run = view.runs[i];
        add_row(tree, "study.run." + std::to_string(i), {run.name, run.figure, run.served},
                Role::row_header, Role::cell);
    }
    tree.close();
    add_text(tree, "study.note", Role::paragraph, view.note);
    tree.button(view.again);
    tree.button(view.origin.control);
    tree.button(view.close);
    tree.close();
}

void add_truth(TreeWriter& tree, const TruthView& view, const UiState& state) {
    open_sheet(tree, "truth", view.title);
    tree.add("truth.intro", Role::paragraph, view.intro);
    for (std::size_t s = 0; s < view.sections.size(); ++s) {
        const TruthSectionView& section = view.sections[s];
        const std::string id = "truth.section." + std::to_string(s);
        tree.open(id, Role::group, section.title);
        tree.add(id + ".title", Role::heading, section.title).level = 4;
        tree.add(id + ".text", Role::paragraph, section.text);
        if (!section.rows.empty()) tree.open(id + ".rows", Role::list);
        for (std::size_t r = 0; r < section.rows.size(); ++r) {
            const TruthRowView& row = section.rows[r];
            MirrorNode& item = tree.add(id + "." + std::to_string(r), Role::item, row.text);
            item.value = row.origin;
            if (!row.id.empty() && row.id == state.truth_row) item.current = "step";
        }
        if (!section.rows.empty()) tree.close();
        tree.close();
    }
    tree.button(view.close);
    tree.close();
}

void add_choices(TreeWriter& tree, const std::vector<ControlView>& choices, bool are_states) {
    for (const ControlView& choice : choices) {
        if (are_states)
            tree.button(choice, Role::toggle).is_on = choice.is_on;
        else
            tree.button(choice);
    }
}

void add_act_row(TreeWriter& tree, const ActRowView& row) {
    tree.open(row.control.id + ".row", Role::item);
    if (row.max > row.min) {
        MirrorNode& slider = tree.add(row.control.id, Role::slider, row.control.label);
        slider.value = row.value;
        slider.hint = row.control.hint;
        slider.is_focusable = true;
        slider.range = SliderRange{row.min, row.max, row.step, row.now};
        slider.actions = {NodeAction::set, NodeAction::focus, NodeAction::blur};
    } else {
        tree.add(row.control.id + ".name", Role::text, row.control.label);
        add_text(tree, row.control.id + ".about", Role::paragraph, row.control.hint);
    }
    add_text(tree, row.control.id + ".note", Role::paragraph, row.note);
    add_choices(tree, row.choices, row.mark == RowMark::none);
    tree.close();
}

void add_act(TreeWriter& tree, const ActSheetView& view) {
    open_sheet(tree, "act", view.title);
    add_text(tree, "act.intro", Role::paragraph, view.intro);
    add_text(tree, "act.quote", Role::quote, view.quote);
    for (std::size_t i = 0; i < view.remarks.size(); ++i)
        tree.add("act.remark." + std::to_string(i), Role::paragraph, view.remarks[i]);
    tree.open("act.rows", Role::list);
    for (const ActRowView& row : view.rows) add_act_row(tree, row);
    tree.close();
    tree.button(view.origin.control);
    tree.button(view.close);
    tree.close();
}

void add_twin(TreeWriter& tree, const TwinView& view) {
    open_sheet(tree, "twin", view.title);
    if (view.is_on) {
        tree.add("twin.sentence", Role::status, view.sentence);
        tree.open("twin.table", Role::table, view.title);
        add_row(tree, "twin.head", {view.served_label, view.titles[0], view.titles[1]},
                Role::column_header, Role::column_header);
        add_row(tree, "twin.served", {view.served_label, view.served[0], view.served[1]},
                Role::row_header, Role::cell);
        for (std::size_t i = 0; i < view.rows.size(); ++i) {
            const TwinRowView& row = view.rows[i];
            add_row(tree, "twin.row." + std::to_string(i),
                    {row.label, row.values[0], row.values[1]}, Role::row_header, Role::cell);
        }
        tree.close();
        for (std::size_t i = 0; i < 2; ++i) {
            if (view.orders[i].empty()) continue;
            const std::string id = "twin.order." + std::to_string(i);
            tree.open(id, Role::group, view.titles[i]);
            tree.add(id + ".told", Role::paragraph, view.orders[i]);
            tree.close();
        }
    }
    add_choices(tree, view.choices, false);
    if (view.is_on) tree.button(view.origin.control);
    tree.button(view.close);
    tree.close();
}

}  // namespace

void mirror_sheets(TreeWriter& tree, const ViewModel& view, const UiState& state) {
    switch (state.sheet) {
        case Sheet::bet:
            return add_bet(tree, view.bet);
        case Sheet::study:
            return add_study(tree, view.study);
        case Sheet::truth:
            return add_truth(tree, view.truth, state);
        case Sheet::act:
            return add_act(tree, view.act_sheet);
        case Sheet::twin:
            return add_twin(tree, view.twin);
        case Sheet::none:
            break;
    }
}

}  // namespace br::ui
