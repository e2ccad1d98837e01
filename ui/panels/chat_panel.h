// The talk with the bot: bubbles, the steps of the visitor's order, quick replies, and the place
// for the page's own input.
#pragma once

#include "ui/frame.h"

namespace br::ui {

struct ComposerPlace {
    Rect input;       // For the page's input; empty if the chat is not shown.
    float font = 16;  // CSS px.
};

ComposerPlace draw_chat(Frame& frame, const ChatView& view, const Rect& rect);

}  // namespace br::ui
