// Waiting room: people wait outside with a number instead of trying again and again, and are let in
// while fewer than active_max are inside. Closed over the active ones: what counts is who is
// inside, so a slower backend lets in fewer by itself. A gate by rate alone (new_per_s without a
// bound on the active) fails like a token bucket when the backend slows down. Defaults as
// published: none for active_max (75 % of what the origin can bear is the advice, at least 200);
// new_per_s 0 means no gate by rate. Who is held is let in first come first served. Source:
// Cloudflare documentation, Waiting Room (total_active_users, new_users_per_minute).
#pragma once

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct WaitingRoom {
    static constexpr std::string_view kind = "waiting_room";

    std::int64_t active_max = 200;             // People inside. At least 1.
    double new_per_s = 0;                      // 0: no gate by rate.
    std::int64_t held_max = 1'000'000'000;     // Beyond it the room refuses. 0 or more.
    SimDuration interval = milliseconds(100);  // Between two looks at the rate. Above 0.

    std::int64_t active = 0;
    double tokens = 1;
    SimTime filled_at = 0;

    static WaitingRoom read(JsonReader& json) {
        WaitingRoom policy;
        policy.active_max = json.integer("active_max", {.min = 1, .max = 1'000'000'000});
        policy.new_per_s = json.number_or("new_per_s", 0, {.min = 0, .max = 1e9});
        policy.held_max =
            json.integer_or("held_max", policy.held_max, {.min = 0, .max = 1'000'000'000});
        policy.interval =
            read_duration_or(json, "interval_s", policy.interval, {.min = 0.001, .max = 3'600});
        return policy;
    }

    Decision on_arrival(const View& view) {
        fill(view.now);
        if (view.held == 0 && active < active_max && has_token()) {
            enter();
            return admitted;
        }
        return view.held < held_max ? Decision{Verdict::hold, 0} : refused;
    }
    void on_end(const View&, Ending) { --active; }

    // The engine lets in exactly as many as this says.
    std::int64_t release(const View& view) {
        fill(view.now);
        std::int64_t count = 0;
        while (count < view.held && active < active_max && has_token()) {
            enter();
            ++count;
        }
        return count;
    }
    [[nodiscard]] SimTime next_tick(SimTime now) const {
        return new_per_s > 0 ? (now / interval + 1) * interval : never;
    }
    // Only wakes the engine, which asks release() after every tick and every end.
    [[nodiscard]] Orders on_tick(const View&) const { return {}; }

  private:
    [[nodiscard]] bool has_token() const { return new_per_s <= 0 || tokens >= 1; }
    void enter() {
        ++active;
        if (new_per_s > 0) tokens -= 1;
    }
    void fill(SimTime now) {
        if (new_per_s <= 0) return;
        // Saves up what comes in between two looks, but no more.
        const double save_max = 1 + new_per_s * to_seconds(interval);
        tokens += new_per_s * to_seconds(now - filled_at);
        if (tokens > save_max) tokens = save_max;
        filled_at = now;
    }
};

}  // namespace br::sim::policies
