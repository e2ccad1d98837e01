// CoDel (controlled delay) as the RFC has it: once the waiting time has stayed at or above `target`
// for a whole `interval`, drop one attempt, then further ones ever faster, the n-th after
// interval / sqrt(n), until the waiting time is below target. Made for senders that slow down when
// they lose something; people who come in no smaller number are shed far too slowly.
// Published defaults: target 5 ms, interval 100 ms.
// Source: Nichols, Jacobson, McGregor, Iyengar, RFC 8289 (2018), section 5.
#pragma once

#include <cmath>

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct Codel {
    static constexpr std::string_view kind = "codel";

    SimDuration target = milliseconds(5);      // Acceptable standing wait. Above 0.
    SimDuration interval = milliseconds(100);  // Above target, about the slowest reaction time.

    SimTime first_above_at = 0;  // When the wait will have been too long for an interval; 0 unset.
    SimTime drop_next_at = 0;
    std::int64_t count = 0;  // Drops since dropping began.
    std::int64_t count_before = 0;
    bool dropping = false;
    bool due = false;  // The next drop time waits for a look at the next attempt.

    static Codel read(JsonReader& json) {
        const Codel d;
        Codel policy;
        policy.target = read_duration_or(json, "target_s", d.target, some_seconds);
        policy.interval = read_duration_or(json, "interval_s", d.interval, some_seconds);
        return policy;
    }

    // interval / sqrt(count) after t. Requires drops > 0.
    [[nodiscard]] SimTime control_law(SimTime t, std::int64_t drops) const {
        return t + from_seconds(to_seconds(interval) / std::sqrt(static_cast<double>(drops)));
    }

    Verdict on_dequeue(const View& view) {
        const bool may_drop = is_too_slow(view);
        if (dropping) return go_on_dropping(view.now, may_drop);
        if (!may_drop) return Verdict::admit;
        start_dropping(view.now);
        return Verdict::shed;
    }

  private:
    // "At most one packet is left" is the RFC's sign that the line is as good as empty.
    bool is_too_slow(const View& view) {
        if (view.waited < target || view.waiting <= 1) {
            first_above_at = 0;
            return false;
        }
        if (first_above_at == 0) {
            first_above_at = view.now + interval;
            return false;
        }
        return view.now >= first_above_at;
    }

    Verdict go_on_dropping(SimTime now, bool may_drop) {
        if (!may_drop) {
            dropping = false;
            due = false;
            return Verdict::admit;
        }
        if (due) {
            drop_next_at = control_law(drop_next_at, count);
            due = false;
        }
        if (now < drop_next_at) return Verdict::admit;
        ++count;
        due = true;
        return Verdict::shed;
    }

    void start_dropping(SimTime now) {
        dropping = true;
        due = false;
        const std::int64_t delta = count - count_before;
        count = delta > 1 && now - drop_next_at < 16 * interval ? delta : 1;
        drop_next_at = control_law(now, count);
        count_before = count;
    }
};

}  // namespace br::sim::policies
