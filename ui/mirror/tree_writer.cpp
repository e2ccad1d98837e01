#include "ui/mirror/tree_writer.h"

#include <utility>

#include "base/check.h"

namespace br::ui {

MirrorNode& TreeWriter::add(std::string id, Role role, std::string name) {
    if (!open_.empty()) tree_.nodes[open_.back()].children.push_back(id);
    MirrorNode& node = tree_.nodes.emplace_back();
    const auto place = state_.places.find(id);
    if (place != state_.places.end() && place->second.frame == state_.frame) {
        node.rect = place->second.rect;
    }
    node.id = std::move(id);
    node.role = role;
    node.name = std::move(name);
    return node;
}

MirrorNode& TreeWriter::open(std::string id, Role role, std::string name) {
    const std::size_t index = tree_.nodes.size();
    MirrorNode& node = add(std::move(id), role, std::move(name));
    open_.push_back(index);
    return node;
}

void TreeWriter::close() {
    BR_CHECK(!open_.empty());
    open_.pop_back();
}

MirrorNode& TreeWriter::button(const ControlView& control, Role role) {
    MirrorNode& node = add(control.id, role, control.label);
    node.hint = control.hint;
    node.is_focusable = true;
    node.is_disabled = !control.is_enabled;
    node.actions = {NodeAction::press, NodeAction::focus, NodeAction::blur};
    const bool has_state =
        role == Role::toggle || role == Role::switch_ || role == Role::radio || role == Role::tab;
    if (has_state) node.is_on = control.is_on;
    return node;
}

}  // namespace br::ui
