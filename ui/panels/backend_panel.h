// The backend: the picture with its words, and what a part is when one asks.
#pragma once

#include "ui/frame.h"

namespace br::ui {

// Without its own title where a tab already names it.
void draw_backend(Frame& frame, const BackendView& view, const Rect& rect, bool has_title);

// The picture with its words alone, not to be pressed; returns its height, at least that of the
// area.
float draw_backend_picture(Frame& frame, const BackendView& view, const Rect& area);

}  // namespace br::ui
