// A run as a link carries it: what was done and when, up to one moment, and the digest that a
// replay must come to. Scenario and seed are not in here: they stand beside it. The bytes are
// small, and the same on every machine; what is read is checked in full before it is used.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sim_time.h"
#include "session/command.h"

namespace br::session {

// A command that changes the run, with its time.
struct LogEntry {
    SimTime at = 0;
    Command command;
};

inline constexpr std::size_t log_max = 10'000;

struct SavedRun {
    int act = 1;
    chat::Language language = chat::Language::en;  // In which the run begins.
    int goal = -1;                                 // For which it is played; -1 for none.
    SimTime now = 0;                               // The moment that is shown.
    std::uint64_t digest = 0;                      // At that moment; 0 if it is not known.
    Bet bet;                      // Drawn or not; the curve beside it is simulated anew.
    std::vector<MoveStep> steps;  // Those that stand elsewhere than in the scenario.
    std::vector<LogEntry> log;
};

// Commands that do not change a run are left out.
[[nodiscard]] std::string write_saved_run(const SavedRun& saved);

// Nothing if a byte is out of place, a time comes before the one ahead of it or after `end`, a
// number is not finite, or there are more than log_max entries.
[[nodiscard]] std::optional<SavedRun> read_saved_run(std::string_view bytes, SimTime end);

// Without the moves of a lever that a further move of it followed within a second: shorter, and not
// quite the same run. Where time ran fast while levers were dragged, within as much longer as it
// takes to come down to moves_kept_max, but at most within passing_max.
void leave_out_passing_moves(SavedRun& saved);
inline constexpr std::ptrdiff_t moves_kept_max = 64;
inline constexpr SimDuration passing_max = hours(1);

}  // namespace br::session
