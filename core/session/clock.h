// Turns real time into simulated time: the speed asked for, slower while the visitor's own order is
// under way, and the speed really reached. Knows no clock; frames come in as numbers.
#pragma once

#include <cstddef>
#include <deque>

#include "base/sim_time.h"

namespace br::session {

inline constexpr double speed_min = 1;
inline constexpr double speed_max = 3'600;
inline constexpr double frame_s_max = 0.25;  // Longer gaps count as this much.

// How long the rest of the visitor's wait should take to watch, in real seconds.
inline constexpr double wait_shown_s = 6;

class Clock {
  public:
    void set_speed(double factor);  // Clamped; what is no number changes nothing.
    [[nodiscard]] double speed() const { return speed_; }

    // The order under way is expected to need so long still, in simulated seconds; nothing slows
    // the clock with a negative number.
    void slow_for(double rest_s);
    void skip_slow_motion();
    // A new order may slow the clock again.
    void allow_slow_motion() { is_skipped_ = false; }
    [[nodiscard]] bool is_slowed() const;
    // With slow motion.
    [[nodiscard]] double speed_now() const;

    // What a frame of so many real seconds asks for; 0 for what is no number or below 0.
    [[nodiscard]] SimDuration ask(double real_s) const;
    // What it got. Starts afresh after forget().
    void measure(double real_s, SimDuration advanced);
    void forget();
    // Over the last second or so; the present speed if nothing was measured yet.
    [[nodiscard]] double speed_true() const;

  private:
    struct Frame {
        double real_s = 0;
        SimDuration advanced = 0;
    };
    double speed_ = 60;
    double rest_s_ = -1;
    bool is_skipped_ = false;
    std::deque<Frame> frames_;  // The last second, at most frames_max.
    double real_s_ = 0;
    SimDuration advanced_ = 0;
};

}  // namespace br::session
