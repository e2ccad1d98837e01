// The talk with the bot: bubbles, the steps of the visitor's order, quick replies, and the place
// for the page's own input.
#pragma once

#include "ui/frame.h"

namespace br::ui {

// Returns the place for the page's input: empty if it is out of sight.
Rect draw_chat(Frame& frame, const ChatView& view, const Rect& rect);

}  // namespace br::ui
