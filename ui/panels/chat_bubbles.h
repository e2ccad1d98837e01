// The scrolled part of the chat: one bubble for each line, and the card with the order's steps.
#pragma once

#include "ui/frame.h"

namespace br::ui {

// Draws all that is to be seen of the talk from `top` on, within the frame's clip; returns its
// whole height.
float draw_talk(Frame& frame, const ChatView& view, float left, float top, float width);

}  // namespace br::ui
