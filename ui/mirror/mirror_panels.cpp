// Chat, picture and time in the mirror.
#include "ui/mirror/mirror_parts.h"

namespace br::ui {
namespace {

void add_line(TreeWriter& tree, const LineView& line, bool shows_reading) {
    MirrorNode& node = tree.open(line.id, Role::line);
    node.is_busy = line.is_pending;
    tree.add(line.id + ".who", Role::text, line.speaker);
    if (line.is_quote) tree.add(line.id + ".quoted", Role::text, line.quote_label);
    MirrorNode& words =
        tree.add(line.id + ".words", line.is_quote ? Role::quote : Role::paragraph, line.text);
    words.language = line.language;
    if (shows_reading && !line.reading.empty()) {
        tree.open(line.id + ".reading", Role::list);
        for (std::size_t i = 0; i < line.reading.size(); ++i) {
            tree.add(line.id + ".reading." + std::to_string(i), Role::item, line.reading[i]);
        }
        tree.close();
    }
    tree.close();
}

void add_steps(TreeWriter& tree, const ChatView& view) {
    if (view.steps.empty()) return;
    tree.open("chat.steps", Role::steps, view.steps_label);
    for (std::size_t i = 0; i < view.steps.size(); ++i) {
        const StepView& step = view.steps[i];
        MirrorNode& node = tree.add("chat.step." + std::to_string(i), Role::item, step.text);
        node.value = step.state;
        if (step.mark == StepMark::current) node.current = "step";
    }
    tree.close();
}

void add_facts(TreeWriter& tree, const PartView& part) {
    const std::string table = part.control.id + ".facts";
    tree.open(table, Role::table, part.control.label);
    for (std::size_t i = 0; i < part.facts.size(); ++i) {
        const std::string row = table + "." + std::to_string(i);
        tree.open(row, Role::row);
        tree.add(row + ".name", Role::row_header, part.facts[i].label);
        tree.add(row + ".value", Role::cell, part.facts[i].value);
        tree.close();
    }
    tree.close();
}

}  // namespace

void mirror_chat(TreeWriter& tree, const ChatView& view, const UiState& state) {
    tree.open("chat", Role::region, view.title);
    tree.add("chat.title", Role::heading, view.title).level = 3;
    MirrorNode& reading = tree.button(view.reading, Role::toggle);
    reading.is_on = state.is_reading_open;
    tree.open("chat.log", Role::log, view.title);
    for (const LineView& line : view.lines) add_line(tree, line, state.is_reading_open);
    tree.close();
    add_steps(tree, view);
    if (view.is_typing) tree.add("chat.typing", Role::text, view.typing);
    if (view.skip) {
        tree.add("chat.slowed", Role::paragraph, view.slowed);
        tree.button(*view.skip);
    }
    if (!view.replies.empty()) {
        tree.open("chat.replies", Role::group, view.replies_label);
        for (const ControlView& reply : view.replies) tree.button(reply);
        tree.close();
    }
    MirrorNode& composer = tree.add("chat.composer", Role::composer, view.composer_label);
    composer.value = view.composer_placeholder;
    composer.is_focusable = true;
    composer.actions = {NodeAction::focus, NodeAction::blur};
    tree.button(view.send);
    tree.close();
}

void mirror_backend(TreeWriter& tree, const BackendView& view, const UiState& state) {
    tree.open("backend", Role::region, view.title);
    tree.add("backend.title", Role::heading, view.title).level = 3;
    tree.add("backend.summary", Role::paragraph, view.summary);
    tree.add("backend.scale", Role::paragraph, view.scale);
    if (!view.status.empty()) tree.add("backend.status", Role::paragraph, view.status);
    for (int i = 0; i < part_count; ++i) {
        const PartView& part = view.parts[static_cast<std::size_t>(i)];
        const bool is_open = state.part == static_cast<Part>(i);
        MirrorNode& node = tree.button(part.control);
        node.hint = is_open ? std::string() : part.control.hint;
        node.value = part.figure;
        if (!part.note.empty()) node.value += ", " + part.note;
        node.is_expanded = is_open;
        node.controls = part.control.id + ".about";
        if (!is_open) continue;
        tree.open(part.control.id + ".about", Role::group, part.control.label);
        tree.add(part.control.id + ".sentence", Role::paragraph, part.control.hint);
        add_facts(tree, part);
        tree.button(view.origin.control);
        tree.button(view.assumed.control);
        ControlView close;
        close.id = "part.close";
        close.label = view.close;
        tree.button(close);
        tree.close();
    }
    tree.close();
}

void mirror_timeline(TreeWriter& tree, const TimelineView& view, const UiState& state) {
    tree.open("timeline", Role::region, view.title);
    tree.add("timeline.title", Role::heading, view.title).level = 3;
    tree.button(view.play);
    tree.button(view.step);
    tree.button(view.restart);
    MirrorNode& speed = tree.button(view.speed);
    speed.value = view.speed_text;
    speed.is_expanded = state.is_speed_open;
    speed.controls = "speed.menu";
    if (state.is_speed_open) {
        tree.open("speed.menu", Role::radios, view.speed.label);
        for (const ControlView& choice : view.speeds) tree.button(choice, Role::radio);
        tree.close();
    }
    MirrorNode& scrub = tree.add(view.scrub.id, Role::slider, view.scrub.label);
    scrub.value = view.clock;
    scrub.is_focusable = true;
    constexpr double steps = 100;
    const auto end = static_cast<double>(view.end);
    scrub.range = SliderRange{0, end, end / steps, static_cast<double>(view.now)};
    scrub.actions = {NodeAction::set, NodeAction::focus, NodeAction::blur};
    if (!view.milestones.empty()) {
        tree.open("milestones", Role::list, view.milestones_label);
        for (std::size_t i = 0; i < view.milestones.size(); ++i) {
            const MilestoneView& mark = view.milestones[i];
            const std::string id = "milestone." + std::to_string(i);
            tree.open(id, Role::item);
            if (mark.origin.id.empty())
                tree.add(id + ".told", Role::text, mark.full);
            else
                tree.button(mark.origin);
            tree.button(mark.go);
            tree.close();
        }
        tree.close();
    }
    MirrorNode& levers = tree.button(view.levers);
    levers.is_expanded = state.is_levers_open;
    levers.controls = "levers";
    tree.close();
}

}  // namespace br::ui
