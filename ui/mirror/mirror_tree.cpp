#include "ui/mirror/mirror_tree.h"

#include <array>
#include <cstddef>

namespace br::ui {
namespace {

constexpr std::array<std::string_view, 28> role_names = {
    "group",   "region", "heading",       "text",       "paragraph", "quote",  "list",
    "steps",   "item",   "log",           "line",       "status",    "button", "button",
    "switch",  "radios", "radio",         "tabs",       "tab",       "slider", "table",
    "caption", "row",    "column_header", "row_header", "cell",      "dialog", "composer"};

constexpr std::array<std::string_view, 5> action_names = {"press", "set", "focus", "blur",
                                                          "dismiss"};

}  // namespace

std::string_view role_name(Role role) {
    return role_names[static_cast<std::size_t>(role)];
}

std::string_view action_name(NodeAction action) {
    return action_names[static_cast<std::size_t>(action)];
}

std::optional<NodeAction> action_from_name(std::string_view name) {
    for (std::size_t i = 0; i < action_names.size(); ++i) {
        if (action_names[i] == name) return static_cast<NodeAction>(i);
    }
    return std::nullopt;
}

const MirrorNode* find_node(const MirrorTree& tree, std::string_view id) {
    for (const MirrorNode& node : tree.nodes) {
        if (node.id == id) return &node;
    }
    return nullptr;
}

}  // namespace br::ui
