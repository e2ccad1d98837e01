// Adds nodes to a mirror tree in reading order, with their places as they were drawn.
#pragma once

#include <string>
#include <string_view>

#include "ui/mirror/mirror_tree.h"
#include "ui/ui_state.h"
#include "ui/view_model.h"

namespace br::ui {

class TreeWriter {
  public:
    TreeWriter(MirrorTree& tree, const UiState& state) : tree_(tree), state_(state) {}

    // Adds a node below the one that is open, or as the root. The reference holds until the next
    // node is added.
    MirrorNode& add(std::string id, Role role, std::string name = {});
    // The same, and opens it: what follows stands below it until close().
    MirrorNode& open(std::string id, Role role, std::string name = {});
    void close();

    // A pressable control with its name, hint and state.
    MirrorNode& button(const ControlView& control, Role role = Role::button);

  private:
    MirrorTree& tree_;
    const UiState& state_;
    std::vector<std::size_t> open_;
};

}  // namespace br::ui
