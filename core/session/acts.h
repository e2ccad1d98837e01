// The acts as settings of one scenario: where each starts, how fast it plays and which levers
// are moved. Times are shares of the scenario's length, so that other scenarios have acts as well.
#pragma once

#include <optional>
#include <span>

#include "session/command.h"
#include "session/snapshot.h"

namespace br::session {

struct ActLever {
    Lever lever = Lever::bounded_line;
    bool is_off = false;  // To 0; otherwise to what the bot would suggest.
};

struct ActSetting {
    double start_ratio = 0;  // Of the scenario's duration.
    double speed = 60;
    bool plays = true;
    double story_s = 30;  // Real seconds until the next act while the story plays by itself.
    bool has_twin = false;
    bool has_order = false;            // The story orders something, if the visitor does not.
    std::span<const ActLever> levers;  // Moved when the act starts.
};

// Requires 1 <= act <= act_count.
[[nodiscard]] ActSetting setting_of(int act);

}  // namespace br::session
