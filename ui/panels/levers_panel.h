// The levers: what the visitor can change in the running system, in plain words with units.
#pragma once

#include "ui/frame.h"

namespace br::ui {

void draw_levers(Frame& frame, const LeversView& view, const Rect& rect);

}  // namespace br::ui
