// One frame of the whole interface. The host calls it between ImGui::NewFrame and ImGui::Render,
// with ImGui's display size in CSS px and the pixel ratio as its framebuffer scale, and gives it
// pointer events through ImGui's input queue. Keyboard focus lives in the mirror. Draws only into
// ImGui's background list: there is no window of ImGui's.
#pragma once

#include "session/command.h"
#include "ui/fonts.h"
#include "ui/frame.h"
#include "ui/host.h"
#include "ui/ui_state.h"
#include "ui/view_model.h"

namespace br::ui {

// Commands are appended in the order in which the visitor gave them. Tests pass a report.
FrameResult draw_app(const ViewModel& view, UiState& state, session::Commands& commands,
                     const Fonts& fonts, const Host& host, TextReport* report = nullptr);

// What an act shows first on a narrow screen.
[[nodiscard]] Tab tab_of_act(int act);

// The theme that is drawn: the visitor's choice, else the system's.
[[nodiscard]] ThemeKind theme_in_use(const UiState& state, const Host& host);

}  // namespace br::ui
