// Decides what a line means from templates, the model and the guards.
#pragma once

#include "chat/guards.h"
#include "chat/intent.h"
#include "chat/parser.h"

namespace br::chat {

[[nodiscard]] ParseResult judge_line(const Parser& parser, const Analysis& analysis,
                                     const Context& context);

}  // namespace br::chat
