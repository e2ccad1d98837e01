// The streams between the parts of the picture: tokens that run along a way.
#pragma once

#include "ui/frame.h"
#include "ui/panels/backend_layout.h"

namespace br::ui {

// Streams below the parts, and the arch of those who ask again.
void draw_flows(Frame& frame, const PictureView& picture, const BackendLayout& layout);

// A point on the arch, from 0 at its source to 1 at the crowd.
[[nodiscard]] Point point_on_arc(const BackendLayout& layout, float share);

}  // namespace br::ui
