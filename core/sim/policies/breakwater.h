// Breakwater credits: an attempt needs a credit, and the pool of credits follows the queueing delay
// of the server, measured once per round trip.
//   delay < target: credits + 0.001 x clients
//   else:           credits x max(1 - 0.02 (delay - target) / target, 0.5)
// An attempt that would wait more than 2 targets is refused on arrival. Clients that hold no credit
// do not ask; here the server's door turns them away, which costs a message that the real protocol
// saves. Sharing of the credits among clients is left out: the crowd is one.
// Published defaults: target 80 us for services of 10 us (45 us for 1 us, 500 us for 100 us),
// increase 0.001, decrease 0.02, drop at 2 targets. Keep target = 8 services.
// Source: Cho et al., "Overload control for us-scale RPCs with Breakwater", OSDI 2020;
// shenango/caladan, breakwater/src/bw_server.c (read, not copied).
#pragma once

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct Breakwater {
    static constexpr std::string_view kind = "breakwater";

    SimDuration target = microseconds(80);      // Queueing delay aimed at. Above 0.
    SimDuration round_trip = microseconds(10);  // Between two updates. Above 0.
    double clients = 1'000;                     // At least 1.
    double increase = 0.001;                    // Credits per client. Above 0.
    double decrease = 0.02;                     // Above 0 to 1.
    double credits_max = 1e6;                   // At least 1.

    double credits = -1;  // -1 before the first update: as many as servers.

    static Breakwater read(JsonReader& json) {
        Breakwater policy;
        policy.target = read_duration_or(json, "target_s", policy.target, some_seconds);
        policy.round_trip = read_duration_or(json, "round_trip_s", policy.round_trip,
                                             {.min = 1e-6, .max = policy_seconds_max});
        policy.clients = json.number_or("clients", 1'000, {.min = 1, .max = 1e9});
        policy.increase =
            json.number_or("increase", 0.001, {.min = 0, .max = 1e6, .min_open = true});
        policy.decrease = json.number_or("decrease", 0.02, {.min = 0, .max = 1, .min_open = true});
        policy.credits_max = json.number_or("credits_max", 1e6, {.min = 1, .max = 1e9});
        return policy;
    }

    // The published rule.
    void update(SimDuration delay) {
        if (delay < target) {
            credits += increase * clients;
        } else {
            const double excess = static_cast<double>(delay - target) / static_cast<double>(target);
            const double factor = 1 - decrease * excess;
            credits *= factor > 0.5 ? factor : 0.5;
        }
    }

    Decision on_arrival(const View& view) {
        start(view);
        return static_cast<double>(in_system(view)) < credits ? admitted : refused;
    }
    // The delay is known exactly when an attempt is next in line.
    [[nodiscard]] Verdict on_dequeue(const View& view) const {
        return view.waited > 2 * target ? Verdict::shed : Verdict::admit;
    }
    [[nodiscard]] SimTime next_tick(SimTime now) const {
        return (now / round_trip + 1) * round_trip;
    }
    Orders on_tick(const View& view) {
        start(view);
        update(view.waited);
        // Fewer credits than servers would leave servers idle.
        const auto servers = static_cast<double>(view.servers);
        if (credits < servers) credits = servers;
        if (credits > credits_max) credits = credits_max;
        return {};
    }

  private:
    void start(const View& view) {
        if (credits < 0) credits = static_cast<double>(view.servers > 0 ? view.servers : 1);
    }
};

}  // namespace br::sim::policies
