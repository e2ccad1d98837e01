#include "session/clock.h"

#include <algorithm>

namespace br::session {

namespace {

constexpr double window_s = 1;
constexpr std::size_t frames_max = 300;

// False for NaN as well.
bool is_positive(double value) {
    return value > 0;
}

}  // namespace

void Clock::set_speed(double factor) {
    if (factor != factor) return;
    speed_ = std::clamp(factor, speed_min, speed_max);
}

void Clock::slow_for(double rest_s) {
    rest_s_ = rest_s;
}

void Clock::skip_slow_motion() {
    is_skipped_ = true;
}

bool Clock::is_slowed() const {
    return speed_now() < speed_;
}

double Clock::speed_now() const {
    if (is_skipped_ || rest_s_ < 0) return speed_;
    return std::min(speed_, std::max(speed_min, rest_s_ / wait_shown_s));
}

SimDuration Clock::ask(double real_s) const {
    if (!is_positive(real_s)) return 0;
    return from_seconds(std::min(real_s, frame_s_max) * speed_now());
}

void Clock::measure(double real_s, SimDuration advanced) {
    if (!is_positive(real_s)) return;
    const Frame frame{std::min(real_s, frame_s_max), advanced};
    frames_.push_back(frame);
    real_s_ += frame.real_s;
    advanced_ += advanced;
    while (frames_.size() > 1 &&
           (real_s_ - frames_.front().real_s >= window_s || frames_.size() > frames_max)) {
        real_s_ -= frames_.front().real_s;
        advanced_ -= frames_.front().advanced;
        frames_.pop_front();
    }
}

void Clock::forget() {
    frames_.clear();
    real_s_ = 0;
    advanced_ = 0;
}

double Clock::speed_true() const {
    if (frames_.empty() || real_s_ < window_s / 4) return speed_now();
    return to_seconds(advanced_) / real_s_;
}

}  // namespace br::session
