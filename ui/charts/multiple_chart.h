// One of several small charts that share their scales: what was asked for, and what was served in
// time.
#pragma once

#include <cstddef>
#include <string_view>

#include "ui/frame.h"
#include "ui/view_model.h"

namespace br::ui {

// Draws one run of a study into the rectangle, name and figure included.
void draw_multiple(Frame& frame, const StudyView& view, std::size_t index, const Rect& rect,
                   std::string_view language);

}  // namespace br::ui
