// The seven acts as settings of one scenario: where each starts, how fast it plays and which levers
// are moved. Times are shares of the scenario's length, so that other scenarios have acts as well.
#pragma once

#include <optional>
#include <span>

#include "session/command.h"

namespace br::session {

inline constexpr int act_count = 7;

struct ActLever {
    Lever lever = Lever::bounded_line;
    bool is_off = false;  // Off; otherwise to what the bot would suggest.
};

struct ActSetting {
    double start_ratio = 0;  // Of the scenario's duration.
    double speed = 60;
    bool plays = true;
    std::span<const ActLever> levers;  // Moved when the act starts.
};

// Requires 1 <= act <= act_count.
[[nodiscard]] ActSetting setting_of(int act);

}  // namespace br::session
