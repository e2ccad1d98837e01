// What studies show: runs beside the main one, made of the system as it stands now and met by a
// crowd of their own. Plain data.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace br::session {

enum class StudyKind : std::uint8_t {
    none,
    load_curve,  // Goodput against offered load: one steady crowd after another.
    policies,    // One crowd, one rush, several policies.
};

// Offered load of the load curve's points, in shares of what the servers can do. First tries only.
inline constexpr std::array<double, 12> study_loads = {0.25, 0.5, 0.75, 0.9, 1,    1.1,
                                                       1.25, 1.5, 1.75, 2,   2.25, 2.5};

struct StudyPoint {
    double offered_per_s = 0;  // First tries.
    double goodput_per_s = 0;
};

// What is tried on the rush; in the order of the enumeration.
enum class StudyCase : std::uint8_t {
    nothing,         // Nobody is refused.
    more_servers,    // Nobody is refused, twice the servers.
    deadline_drop,   // Who has waited too long already is sent away.
    bounded_line,    // The line is kept short.
    honest_refusal,  // The same, and a refusal says when to come back.
    waiting_room,    // People wait outside with a number.
};
inline constexpr int study_case_count = 6;

struct StudyRun {
    std::vector<double> goodput_per_s;  // One for each time.
    double served_ratio = 0;            // Of the orders that have ended.
    std::uint64_t served = 0;
    std::uint64_t orders = 0;
};

struct StudyState {
    StudyKind kind = StudyKind::none;
    bool is_running = false;
    double done_ratio = 0;      // Of the work, 0 to 1.
    double capacity_per_s = 0;  // Of the model servers, at full size.
    double scale = 1;  // One simulated order stands for so many; rates are told at full size.
    std::vector<StudyPoint> curve;  // As far as it is done, in the order of study_loads.
    // Of the rush:
    std::vector<double> times_s;
    std::vector<double> offered_per_s;
    std::vector<StudyRun> runs;  // As far as they are done, in the order of StudyCase.
};

// The whole scenario in mean flows, while a lever moves.
struct PreviewState {
    bool is_shown = false;
    std::vector<double> times_s;  // Ends of the steps; none until the first preview is complete.
    std::vector<double> offered_per_s;  // First tries and retries.
    std::vector<double> goodput_per_s;
    double served = 0;  // Orders, at the end.
};

// The visitor's guess of the load curve, drawn before it is shown.
inline constexpr int bet_points = 10;
inline constexpr double bet_step = 0.25;  // Of the capacity; point i stands at (i + 1) steps.
inline constexpr double bet_ratio_max = 1.25;
inline constexpr double bet_parts = 200;  // A point stands at a whole number of such parts.

struct Bet {
    std::array<double, bet_points> goodput_ratio{};  // Of the capacity, 0 to bet_ratio_max.
    bool is_drawn = false;
    bool is_revealed = false;
};

}  // namespace br::session
