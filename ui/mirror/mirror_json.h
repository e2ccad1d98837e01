// The mirror on its way to the page: what changed from one tree to the next, as JSON in the shape
// that mirror_tree.h states.
#pragma once

#include <span>
#include <string>

#include "ui/mirror/mirror_tree.h"

namespace br::ui {

// Empty if nothing changed and there is nothing to announce. From an empty tree: everything.
[[nodiscard]] std::string mirror_difference(const MirrorTree& before, const MirrorTree& after,
                                            std::span<const std::string> announcements);

// The tree as indented text, one node a line, for golden files.
[[nodiscard]] std::string to_text(const MirrorTree& tree);

}  // namespace br::ui
