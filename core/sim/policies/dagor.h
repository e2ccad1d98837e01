// DAGOR: admission by priority level. A level is (business tier, user band); the band is a hash of
// person and hour, so the same people stay in or out for an hour and a task of several calls gets
// all of them or none. An attempt is admitted if its level is at or above the cursor. Per window:
//   overloaded (mean wait of the window above wait_max): keep 95 % of those admitted
//   else: those admitted + 1 % of those who came
// and the cursor goes to the last level at which the counted levels, from the top, sum to no more.
// The wait lags behind the line, so put a bounded line under it.
// Published defaults: wait 20 ms; window 1 s or 2000 attempts; 5 % and 1 %; 128 user bands. With
// seconds of patience use a shorter window (100 ms or 200 attempts), or the cursor moves too
// slowly. Source: Zhou et al., "Overload Control for Scaling WeChat Microservices", SoCC 2018.
#pragma once

#include <array>

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct Dagor {
    static constexpr std::string_view kind = "dagor";
    static constexpr std::int64_t bands = 128;
    static constexpr std::int64_t tiers = 16;
    static constexpr std::int64_t levels = tiers * bands;

    SimDuration wait_max = milliseconds(20);  // Mean wait that counts as overload. Above 0.
    SimDuration window = seconds(1);          // Above 0.
    std::int64_t window_attempts = 2'000;     // At least 1.
    double decrease_ratio = 0.05;             // Alpha. Above 0 to 1.
    double increase_ratio = 0.01;             // Beta. Above 0 to 1.
    SimDuration reshuffle = hours(1);         // How long a person keeps the band. Above 0.

    std::int64_t cursor = levels - 1;  // The last level that is admitted.
    SimTime window_began_at = 0;
    std::int64_t arrived = 0;
    std::int64_t let_in = 0;
    std::int64_t started = 0;
    SimDuration wait_sum = 0;
    std::array<std::uint32_t, static_cast<std::size_t>(levels)> counts{};

    static Dagor read(JsonReader& json) {
        Dagor policy;
        const NumberRange share{.min = 0, .max = 1, .min_open = true};
        policy.wait_max = read_duration_or(json, "wait_max_s", policy.wait_max, some_seconds);
        policy.window = read_duration_or(json, "window_s", policy.window, some_seconds);
        policy.window_attempts =
            json.integer_or("window_attempts", 2'000, {.min = 1, .max = 1'000'000'000});
        policy.decrease_ratio = json.number_or("decrease_ratio", 0.05, share);
        policy.increase_ratio = json.number_or("increase_ratio", 0.01, share);
        policy.reshuffle = read_duration_or(json, "reshuffle_s", policy.reshuffle,
                                            {.min = 1, .max = policy_seconds_max});
        return policy;
    }

    // 0 is the most important.
    [[nodiscard]] std::int64_t level_of(const View& view) const {
        const auto period = static_cast<std::uint64_t>(view.now / reshuffle);
        const std::uint64_t hash = mix64(view.person + 0x9e3779b97f4a7c15ULL * (period + 1));
        const std::int64_t tier = view.tier < tiers ? view.tier : tiers - 1;
        return tier * bands + static_cast<std::int64_t>(hash >> 57);
    }

    Decision on_arrival(const View& view) {
        if (view.now - window_began_at >= window || arrived >= window_attempts)
            end_window(view.now);
        const std::int64_t level = level_of(view);
        ++arrived;
        ++counts[static_cast<std::size_t>(level)];
        if (level > cursor) return refused;
        ++let_in;
        return admitted;
    }
    Verdict on_dequeue(const View& view) {
        ++started;
        wait_sum += view.waited;
        return Verdict::admit;
    }

    // Counts from the top as many as are wanted and gives the level at which that ends. The top
    // level is always admitted.
    [[nodiscard]] std::int64_t cursor_for(double wanted) const {
        double sum = 0;
        for (std::int64_t level = 0; level < levels; ++level) {
            sum += counts[static_cast<std::size_t>(level)];
            if (sum > wanted) return level > 0 ? level - 1 : 0;
        }
        return levels - 1;
    }

    void end_window(SimTime now) {
        const bool overloaded = started > 0 && wait_sum / started > wait_max;
        const auto in = static_cast<double>(let_in);
        const double wanted = overloaded ? (1 - decrease_ratio) * in
                                         : in + increase_ratio * static_cast<double>(arrived);
        if (arrived > 0) cursor = cursor_for(wanted);
        counts.fill(0);
        arrived = 0;
        let_in = 0;
        started = 0;
        wait_sum = 0;
        window_began_at = now;
    }
};

}  // namespace br::sim::policies
