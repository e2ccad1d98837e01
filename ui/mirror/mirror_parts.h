// The parts of the mirror, one for each part of the screen.
#pragma once

#include "ui/mirror/tree_writer.h"

namespace br::ui {

void mirror_chat(TreeWriter& tree, const ChatView& view, const UiState& state);
void mirror_backend(TreeWriter& tree, const BackendView& view, const UiState& state);
void mirror_dashboard(TreeWriter& tree, const DashboardView& view, const UiState& state);
void mirror_timeline(TreeWriter& tree, const TimelineView& view, const UiState& state);
// The large sheet that is open, if one is.
void mirror_sheets(TreeWriter& tree, const ViewModel& view, const UiState& state);
void mirror_levers(TreeWriter& tree, const LeversView& view);

}  // namespace br::ui
