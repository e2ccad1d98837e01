// What one part of a line means by itself.
#pragma once

#include "chat/guards.h"
#include "chat/intent.h"
#include "chat/parser.h"

namespace br::chat {

struct Verdict {
    Intent intent = Intent::oos;
    Reason reason;
    std::int32_t lead = 0;  // Over "out of scope".
};

[[nodiscard]] Verdict judge_clause(const Parser& parser, const LineReading& line, TokenRange range);

}  // namespace br::chat
