// "How I read this": what the parser made of a line and why, as messages.
#pragma once

#include <vector>

#include "chat/intent.h"
#include "session/snapshot.h"

namespace br::session {

[[nodiscard]] std::vector<Message> reading_of(const chat::ParseResult& parsed);

}  // namespace br::session
