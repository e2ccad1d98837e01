// The levers: what the visitor can change in the running system, in plain words with units.
#pragma once

#include <string_view>

#include "ui/frame.h"

namespace br::ui {

void draw_levers(Frame& frame, const LeversView& view, const Rect& rect);

// A preview of the whole scenario beside or above the sheet, on top of all. It is no part of the
// sheet, so that nothing moves away under the finger.
void draw_lever_preview(Frame& frame, const LeversView& view, const Rect& sheet,
                        std::string_view language);

}  // namespace br::ui
