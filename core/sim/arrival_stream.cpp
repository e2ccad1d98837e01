#include "sim/arrival_stream.h"

#include <cmath>
#include <limits>

#include "base/check.h"

namespace br::sim {

ArrivalStream::ArrivalStream(const Arrivals& arrivals) {
    if (const auto* rate = std::get_if<RateArrivals>(&arrivals)) {
        kind_ = Kind::rate;
        const auto& points = rate->points;
        if (!points.empty() && points.front().at > 0) {
            const double length = to_seconds(points.front().at);
            segments_.push_back({0, 0, 0, length});
        }
        for (std::size_t i = 0; i < points.size(); ++i) {
            // Two points at one time are a step.
            if (i + 1 < points.size() && points[i + 1].at <= points[i].at) continue;
            Segment segment{points[i].at, points[i].rate_per_s, 0,
                            std::numeric_limits<double>::infinity()};
            if (i + 1 < points.size()) {
                segment.length_s = to_seconds(points[i + 1].at - points[i].at);
                segment.slope = (points[i + 1].rate_per_s - segment.rate) / segment.length_s;
            }
            segments_.push_back(segment);
        }
    } else if (const auto* burst = std::get_if<BurstArrivals>(&arrivals)) {
        kind_ = Kind::burst;
        burst_ = *burst;
        bursts_left_ = burst_.bursts;
    } else if (const auto* trace = std::get_if<TraceArrivals>(&arrivals)) {
        kind_ = Kind::trace;
        trace_ = trace->at;
    }
}

// Where there is nothing ahead: at first, and after a change of demand.
void ArrivalStream::catch_up(std::uint64_t bits) {
    go_to_next(bits);
}

SimTime ArrivalStream::next_given(std::uint64_t number) {
    if (kind_ == Kind::burst) return next_of_burst();
    if (kind_ == Kind::trace && number < trace_.size())
        return trace_[static_cast<std::size_t>(number)];
    return never;
}

SimTime ArrivalStream::next_of_burst() {
    if (left_in_burst_ == 0) {
        if (bursts_left_ == 0) return never;
        --bursts_left_;
        left_in_burst_ = burst_.count;
        pending_ = pending_ == never ? burst_.at : pending_ + burst_.period;
    }
    --left_in_burst_;
    return pending_;
}

// Moves the position on until the integral of the scaled rate has grown by need_.
SimTime ArrivalStream::advance() {
    level_rate_ = 0;
    while (segment_ < segments_.size()) {
        const Segment& segment = segments_[segment_];
        const double rate = (segment.rate + segment.slope * position_s_) * scale_;
        const double slope = segment.slope * scale_;
        const double rest_s = segment.length_s - position_s_;
        const bool last = segment_ + 1 == segments_.size();
        if (last && rate <= 0) break;
        const double room = last ? need_ : rate * rest_s + slope * rest_s * rest_s / 2;
        if (need_ <= room) {
            // rate * d + slope * d^2 / 2 = need, in the form that does not cancel.
            if (slope == 0) {
                position_s_ += need_ / rate;
            } else {
                const double square = rate * rate + 2 * slope * need_;
                const double root = square > 0 ? std::sqrt(square) : 0;
                position_s_ += 2 * need_ / (rate + root);
            }
            if (position_s_ > segment.length_s) position_s_ = segment.length_s;
            need_ = 0;
            constexpr double limit_s = to_seconds(duration_max) * 2;
            if (!(position_s_ < limit_s)) break;
            if (slope == 0) {
                level_rate_ = rate;
                level_length_s_ = segment.length_s < limit_s ? segment.length_s : limit_s;
                level_start_ = segment.start;
            }
            return pending_ = segment.start + from_seconds(position_s_);
        }
        need_ -= room;
        position_s_ = 0;
        if (last) break;
        ++segment_;
    }
    return pending_ = never;
}

SimTime ArrivalStream::scale(double factor, SimTime now) {
    BR_CHECK(has_rate());
    if (is_ahead_) {
        segment_ = before_ahead_.segment;
        position_s_ = before_ahead_.position_s;
        need_ = before_ahead_.need;
        is_ahead_ = false;
    }
    // What is still to pass between now and the pending arrival, at the old rate.
    double rest = need_;
    std::size_t segment = segment_;
    double position_s = position_s_;
    // Walk back to the segment of now, adding up.
    while (segment < segments_.size()) {
        const Segment& s = segments_[segment];
        const double from_s = s.start <= now ? to_seconds(now - s.start) : 0;
        if (position_s > from_s) {
            const double r0 = s.rate + s.slope * from_s;
            const double r1 = s.rate + s.slope * position_s;
            rest += (r0 + r1) / 2 * (position_s - from_s) * scale_;
        }
        position_s_ = from_s;
        segment_ = segment;
        if (s.start <= now || segment == 0) break;
        --segment;
        position_s = segments_[segment].length_s;
    }
    need_ = rest;
    scale_ = factor;
    return advance();
}

double ArrivalStream::rate_at(SimTime time) const {
    if (kind_ != Kind::rate) return 0;
    double rate = 0;
    for (const Segment& segment : segments_)
        if (segment.start <= time)
            rate = segment.rate + segment.slope * to_seconds(time - segment.start);
    return rate > 0 ? rate * scale_ : 0;
}

}  // namespace br::sim
