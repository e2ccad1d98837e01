// Priority shedder: a controller says which share to refuse, and the recent distribution of
// priorities says where to cut. A level is (tier, cohort); cohort is a hash of the person, so 6
// tiers of 128 cohorts give 768 levels. An attempt is refused if its level lies in the lowest
// `ratio` of the last 1000. Two controllers:
//   "linear": ratio = clamp((waiting - 2 limit) / (3 limit - 2 limit), 0, 1), limit = servers.
//   "pi": each interval e = (admitted - ended - free) / max(ended, 1), free = servers - in service;
//         integral += ki e (kept in 0 to 1); ratio = clamp(kp e + integral, 0, 1). No derivative.
// Published: the linear rule with 2 and 3 (failsafe-go), the PI form, 6 tiers and 128 cohorts
// (Cinnamon). The gains of Cinnamon are not published; kp 0.1, ki 0.05, interval 0.5 s are ours.
// Source: Uber Engineering, "Cinnamon: Using Century Old Tech to Build a Mean Load Shedder", parts
// 1 to 3, 2023; failsafe-go, prioritizer.go (read, not copied).
#pragma once

#include <array>

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct PriorityShedder {
    static constexpr std::string_view kind = "priority_shedder";
    static constexpr std::int64_t cohorts = 128;
    static constexpr std::int64_t tiers = 6;
    static constexpr std::int64_t levels = tiers * cohorts;
    static constexpr std::size_t memory = 1'000;  // Attempts in the distribution.
    enum class Controller : std::uint8_t { pi, linear };

    Controller controller = Controller::pi;
    double kp = 0.1;                           // 0 to 100.
    double ki = 0.05;                          // 0 to 100.
    SimDuration interval = milliseconds(500);  // Above 0.
    double queue_from = 2;                     // Linear: refusals begin at this many limits,
    double queue_to = 3;                       // and all are refused at this many. Above from.

    double ratio = 0;
    double integral = 0;
    std::int64_t admitted_now = 0;
    std::int64_t ended_now = 0;
    std::int64_t threshold = levels - 1;  // The last level that is admitted.
    std::array<std::uint16_t, memory> recent{};
    std::size_t recent_count = 0;
    std::size_t recent_next = 0;
    std::array<std::uint16_t, static_cast<std::size_t>(levels)> counts{};

    static PriorityShedder read(JsonReader& json) {
        PriorityShedder policy;
        constexpr std::string_view words[] = {"pi", "linear"};
        policy.controller = static_cast<Controller>(json.choice_or("controller", 0, words));
        policy.kp = json.number_or("kp", policy.kp, {.min = 0, .max = 100});
        policy.ki = json.number_or("ki", policy.ki, {.min = 0, .max = 100});
        policy.interval = read_duration_or(json, "interval_s", policy.interval,
                                           {.min = 0.001, .max = policy_seconds_max});
        policy.queue_from = json.number_or("queue_from", 2, {.min = 0, .max = 1e6});
        policy.queue_to = json.number_or("queue_to", policy.queue_from + 1,
                                         {.min = policy.queue_from, .max = 2e6, .min_open = true});
        return policy;
    }

    [[nodiscard]] static std::int64_t level_of(const View& view) {
        const std::int64_t tier = view.tier < tiers ? view.tier : tiers - 1;
        const std::uint64_t hash = mix64(view.person + 0x9e3779b97f4a7c15ULL);
        return tier * cohorts + static_cast<std::int64_t>(hash >> 57);
    }

    // The share to refuse by the linear rule.
    [[nodiscard]] double linear_ratio(double waiting, double limit) const {
        const double r = (waiting - queue_from * limit) / ((queue_to - queue_from) * limit);
        return clamp(r);
    }
    // The share to refuse after an interval of the PI rule.
    double pi_ratio(double let_in, double ended, double free) {
        const double error = (let_in - ended - free) / (ended > 1 ? ended : 1);
        integral = clamp(integral + ki * error);
        return clamp(kp * error + integral);
    }

    Decision on_arrival(const View& view) {
        if (controller == Controller::linear) {
            const auto limit = static_cast<double>(view.servers > 0 ? view.servers : 1);
            set_ratio(linear_ratio(static_cast<double>(view.waiting), limit));
        }
        const std::int64_t level = level_of(view);
        remember(level);
        if (level > threshold) return refused;
        ++admitted_now;
        return admitted;
    }
    void on_end(const View&, Ending) { ++ended_now; }
    [[nodiscard]] SimTime next_tick(SimTime now) const {
        return controller == Controller::pi ? (now / interval + 1) * interval : never;
    }
    Orders on_tick(const View& view) {
        const auto free = static_cast<double>(view.servers - view.in_service);
        set_ratio(pi_ratio(static_cast<double>(admitted_now), static_cast<double>(ended_now),
                           free > 0 ? free : 0));
        admitted_now = 0;
        ended_now = 0;
        return {};
    }

  private:
    [[nodiscard]] static double clamp(double x) { return x < 0 ? 0 : x > 1 ? 1 : x; }

    void remember(std::int64_t level) {
        if (recent_count == memory)
            --counts[recent[recent_next]];
        else
            ++recent_count;
        recent[recent_next] = static_cast<std::uint16_t>(level);
        ++counts[static_cast<std::size_t>(level)];
        recent_next = recent_next + 1 == memory ? 0 : recent_next + 1;
    }

    // Cuts the distribution so that at least `share` of it lies above the threshold.
    void set_ratio(double share) {
        ratio = share;
        threshold = levels - 1;
        if (share <= 0) return;
        const double above_wanted = share * static_cast<double>(recent_count);
        double above = 0;
        while (threshold >= 0 && above < above_wanted) {
            above += counts[static_cast<std::size_t>(threshold)];
            --threshold;
        }
    }
};

}  // namespace br::sim::policies
