// The backend: the picture with its words, and what a part is when one asks.
#pragma once

#include "ui/frame.h"

namespace br::ui {

void draw_backend(Frame& frame, const BackendView& view, const Rect& rect);

}  // namespace br::ui
