#include "ui/mirror/mirror_builder.h"

#include "ui/mirror/mirror_parts.h"

namespace br::ui {
namespace {

void add_header(TreeWriter& tree, const ViewModel& view, const UiState& state) {
    const HeaderView& header = view.header;
    tree.open("header", Role::region, header.brand);
    tree.add("brand", Role::heading, header.brand).level = 1;
    tree.add("about", Role::paragraph, view.about);
    tree.add("headline", Role::heading, header.headline).level = 2;
    tree.add("sentence", Role::paragraph, header.sentence);
    if (state.is_compact) return tree.close();
    tree.open("acts", Role::steps, header.acts_label);
    for (const ControlView& act : header.acts) {
        tree.open(act.id + ".item", Role::item);
        MirrorNode& node = tree.button(act);
        node.name = act.hint;
        node.hint.clear();
        if (act.is_on) node.current = "step";
        tree.close();
    }
    tree.close();
    tree.open("languages", Role::radios, header.language_label);
    for (const ControlView& language : header.languages) {
        MirrorNode& node = tree.button(language, Role::radio);
        node.name = language.hint;
        node.hint.clear();
    }
    tree.close();
    tree.button(view.share);
    MirrorNode& theme = tree.button(view.theme);
    theme.value = view.themes[static_cast<std::size_t>(state.theme_drawn)];
    tree.button(view.truth.open);
    tree.add("task.state", Role::text, view.act.task_state);
    tree.add("task", Role::paragraph, view.act.task);
    MirrorNode& why = tree.button(view.act.why);
    why.is_expanded = state.is_why_open;
    if (state.is_why_open) tree.add("why.text", Role::paragraph, view.act.reason);
    if (view.bet.is_offered) tree.button(view.bet.open);
    if (!view.act.open.id.empty()) tree.button(view.act.open);
    tree.button(view.act.story, Role::toggle).is_on = view.act.is_story_playing;
    tree.close();
}

void add_tabs(TreeWriter& tree, const ViewModel& view, const UiState& state) {
    if (!state.has_tabs) return;
    constexpr std::array<std::string_view, 3> panels = {"chat", "backend", "numbers"};
    tree.open("tabs", Role::tabs, view.tabs_label);
    for (std::size_t i = 0; i < view.tabs.size(); ++i) {
        MirrorNode& tab = tree.button(view.tabs[i], Role::tab);
        tab.is_on = static_cast<std::size_t>(state.tab) == i;
        tab.controls = panels[i];
    }
    tree.close();
}

}  // namespace

MirrorTree build_mirror(const ViewModel& view, const UiState& state) {
    MirrorTree tree;
    tree.language = view.language;
    tree.nodes.reserve(160 + view.chat.lines.size());
    TreeWriter writer(tree, state);
    writer.open("app", Role::group);
    add_header(writer, view, state);
    add_tabs(writer, view, state);
    // A part that stands alone is all that can be reached: focus on another would be nowhere.
    const auto shows = [&state](Tab part) { return state.only.value_or(part) == part; };
    if (shows(Tab::chat)) mirror_chat(writer, view.chat, state);
    if (shows(Tab::backend)) mirror_backend(writer, view.backend, state);
    if (shows(Tab::numbers)) mirror_dashboard(writer, view.dashboard, state);
    mirror_timeline(writer, view.timeline, state);
    if (state.is_levers_open) mirror_levers(writer, view.levers);
    mirror_sheets(writer, view, state);
    for (std::size_t i = 0; i < view.notices.size(); ++i) {
        writer.add("notice." + std::to_string(i), Role::status, view.notices[i]);
    }
    writer.close();
    return tree;
}

}  // namespace br::ui
