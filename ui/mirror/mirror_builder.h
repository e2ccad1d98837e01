// Builds the mirror of what draw_app has just drawn: the same ViewModel, the places of the controls
// from the UiState. Reading order: what this is, the talk, the picture, the numbers, time, levers.
#pragma once

#include "ui/mirror/mirror_tree.h"
#include "ui/ui_state.h"
#include "ui/view_model.h"

namespace br::ui {

[[nodiscard]] MirrorTree build_mirror(const ViewModel& view, const UiState& state);

}  // namespace br::ui
