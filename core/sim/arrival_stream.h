// The times of a class's first tries. A rate is inverted: the n-th order comes when the integral of
// the rate since the one before reaches an exponential draw of its own, so arrivals depend on seed,
// scenario and changes of demand, and on nothing else. Not for closed loops, whose arrivals depend
// on what becomes of the orders.
#pragma once

#include <cstdint>
#include <vector>

#include "base/exponential.h"
#include "base/rng.h"
#include "sim/scenario.h"

namespace br::sim {

class ArrivalStream {
  public:
    ArrivalStream() = default;
    explicit ArrivalStream(const Arrivals& arrivals);

    // The time of the arrival with this number, given those before; never if there is none. To be
    // called once for each number, from 0 up.
    SimTime next(const SeededDraws& draws, int customer_class, std::uint64_t number) {
        if (kind_ != Kind::rate) return next_given(number);
        const PersonId person =
            (static_cast<std::uint64_t>(customer_class) << 38) | number;  // As make_person does.
        if (!is_ahead_) [[unlikely]]
            catch_up(draws(Cause::arrival, person, 0));
        // The one after is worked out now: its logarithm and root take long, and what comes first
        // would have to wait for them.
        const SimTime time = pending_;
        before_ahead_ = {segment_, position_s_, need_};
        is_ahead_ = true;
        go_to_next(draws(Cause::arrival, person + 1, 0));
        return time;
    }
    // Whether there is a rate to be scaled: bursts and traces stay as they are.
    [[nodiscard]] bool has_rate() const { return kind_ == Kind::rate; }
    // Multiplies the rate from now on; returns the new time of the pending arrival. Requires
    // has_rate() and that the pending arrival is not before now.
    SimTime scale(double factor, SimTime now);
    [[nodiscard]] double scale() const { return scale_; }
    // The scaled rate at a time, first tries per second; 0 for bursts and traces.
    [[nodiscard]] double rate_at(SimTime time) const;

  private:
    struct Segment {
        SimTime start = 0;
        double rate = 0;      // At its start, per second.
        double slope = 0;     // Per second squared.
        double length_s = 0;  // Infinite for the last one.
    };
    struct Position {
        std::size_t segment = 0;
        double position_s = 0;
        double need = 0;
    };
    void catch_up(std::uint64_t bits);
    // Inline, as V8 does not inline and this is done for every order.
    [[gnu::always_inline]] void go_to_next(std::uint64_t bits) {
        need_ = standard_exponential(bits);
        // Most arrivals fall into a piece with a level rate that has been entered before.
        if (need_ <= level_rate_ * (level_length_s_ - position_s_)) {
            const double position_s = position_s_ + need_ / level_rate_;
            if (position_s < level_length_s_) {
                position_s_ = position_s;
                need_ = 0;
                pending_ = level_start_ + from_seconds(position_s);
                return;
            }
        }
        advance();
    }
    SimTime advance();
    SimTime next_given(std::uint64_t number);
    SimTime next_of_burst();

    std::vector<Segment> segments_;
    std::size_t segment_ = 0;
    double position_s_ = 0;  // In the segment.
    double need_ = 0;        // Integral still to pass until the pending arrival.
    bool is_ahead_ = false;  // All of this is of the arrival after the one that was told last,
    Position before_ahead_;  // and this of that one.
    double scale_ = 1;
    SimTime pending_ = never;
    // Of the present piece if its rate is level; else the rate is 0.
    double level_rate_ = 0;
    double level_length_s_ = 0;
    SimTime level_start_ = 0;
    BurstArrivals burst_;
    std::int64_t left_in_burst_ = 0;
    std::int64_t bursts_left_ = 0;
    std::vector<SimTime> trace_;
    enum class Kind : std::uint8_t { none, rate, burst, trace };
    Kind kind_ = Kind::none;
};

}  // namespace br::sim
