// The top of the page: name, stepper of the acts, language and theme, headline and its sentence.
#pragma once

#include "ui/frame.h"
#include "ui/layout.h"

namespace br::ui {

[[nodiscard]] float header_height(Frame& frame, const ViewModel& view, LayoutKind kind,
                                  float width);
void draw_header(Frame& frame, const ViewModel& view, LayoutKind kind, const Rect& rect);

[[nodiscard]] float tabs_height(Frame& frame, const ViewModel& view, float width);
void draw_tabs(Frame& frame, const ViewModel& view, const Rect& rect);

}  // namespace br::ui
