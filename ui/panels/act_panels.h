// The sheets of the acts: steps, words or goals beside a chart, and two worlds side by side.
#pragma once

#include <string_view>

#include "ui/frame.h"
#include "ui/view_model.h"

namespace br::ui {

void draw_act_sheet(Frame& frame, const ViewModel& view, const Rect& rect);
void draw_twin_sheet(Frame& frame, const ViewModel& view, const Rect& rect);

}  // namespace br::ui
