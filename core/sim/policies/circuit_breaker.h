// Circuit breaker: when too many of the last calls failed, send none for a while, then a few
// probes, and close or open again by their outcome. Right for a dependency that is dead; it turns
// one that is merely busy into an on-off blackout. Published defaults: half of the last 100 calls
// failed (100 calls seen at least), open for 60 s, 10 probes. Source: resilience4j documentation,
// CircuitBreaker (count-based window). One breaker stands for the whole crowd of its classes.
#pragma once

#include <array>

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct CircuitBreaker {
    static constexpr std::string_view kind = "circuit_breaker";
    static constexpr std::int64_t calls_most = 1'024;
    enum class State : std::uint8_t { closed, open, half_open };

    double failure_ratio = 0.5;           // Above 0 to 1.
    std::int64_t calls = 100;             // In the window, 1 to 1024.
    std::int64_t calls_min = 100;         // Seen before it can open, 1 to calls.
    SimDuration open_time = seconds(60);  // Above 0.
    std::int64_t probes = 10;             // 1 to calls.

    State state = State::closed;
    SimTime opened_at = 0;
    std::int64_t probes_sent = 0;
    std::int64_t seen = 0;      // Results in the ring, at most calls (half open: probes).
    std::int64_t failures = 0;  // Among them.
    std::int64_t next = 0;
    std::array<bool, static_cast<std::size_t>(calls_most)> ring{};

    static CircuitBreaker read(JsonReader& json) {
        CircuitBreaker policy;
        policy.failure_ratio =
            json.number_or("failure_ratio", 0.5, {.min = 0, .max = 1, .min_open = true});
        policy.calls = json.integer_or("calls", 100, {.min = 1, .max = calls_most});
        policy.calls_min =
            json.integer_or("calls_min", policy.calls, {.min = 1, .max = policy.calls});
        policy.open_time = read_duration_or(json, "open_s", policy.open_time, some_seconds);
        const std::int64_t probes_default = policy.calls < 10 ? policy.calls : 10;
        policy.probes = json.integer_or("probes", probes_default, {.min = 1, .max = policy.calls});
        return policy;
    }

    Decision on_arrival(const View& view) {
        if (state == State::open) {
            if (view.now - opened_at < open_time) return refused;
            enter(State::half_open, view.now);
        }
        if (state == State::half_open) {
            if (probes_sent >= probes) return refused;
            ++probes_sent;
        }
        return admitted;
    }

    void on_end(const View& view, Ending ending) {
        // Answers to calls from before the breaker opened say nothing new.
        if (state == State::open) return;
        const std::int64_t size = state == State::half_open ? probes : calls;
        const std::int64_t needed = state == State::half_open ? probes : calls_min;
        record(!is_success(ending), size);
        if (seen < needed) return;
        const bool bad = static_cast<double>(failures) >= failure_ratio * static_cast<double>(seen);
        if (bad)
            enter(State::open, view.now);
        else if (state == State::half_open)
            enter(State::closed, view.now);
    }

  private:
    void enter(State to, SimTime now) {
        state = to;
        if (to == State::open) opened_at = now;
        probes_sent = 0;
        seen = 0;
        failures = 0;
        next = 0;
    }
    void record(bool failed, std::int64_t size) {
        if (seen == size)
            failures -= ring[static_cast<std::size_t>(next)] ? 1 : 0;
        else
            ++seen;
        ring[static_cast<std::size_t>(next)] = failed;
        failures += failed ? 1 : 0;
        next = next + 1 == size ? 0 : next + 1;
    }
};

}  // namespace br::sim::policies
