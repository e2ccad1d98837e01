// Autoscaler: each period asks for servers in proportion to the utilization of the last period.
//   desired = ceil(n metric / target), unless |metric / target - 1| <= 0.1
// Upwards at most to the double or 4 more per period, whichever is more; downwards only to the
// largest wish of the last 5 minutes. New servers start after boot time; those that start already
// count as asked for. As the metric cannot exceed 1, a step grows by 1 / target at most, however
// deep the overload.
// Published defaults: period 15 s, target 0.7 (the scenario's), tolerance 0.1, stabilization 300 s,
// readiness 30 s as boot time.
// Source: Kubernetes documentation, "Horizontal Pod Autoscaling", algorithm details and default
// scaling behavior.
#pragma once

#include <array>

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct Autoscaler {
    static constexpr std::string_view kind = "autoscaler";
    static constexpr std::size_t memory = 256;

    double target_ratio = 0.7;                 // Utilization aimed at. Above 0 to 1.
    double tolerance_ratio = 0.1;              // 0 to 1.
    SimDuration period = seconds(15);          // Above 0.
    SimDuration boot = seconds(30);            // 0 or more.
    SimDuration stabilization = seconds(300);  // At most 255 periods.
    double growth_factor = 2;                  // Per period. At least 1.
    std::int64_t growth_min = 4;               // Servers per period. At least 1.
    std::int64_t servers_min = 1;              // At least 1.
    std::int64_t servers_max = 1'000'000;      // At least servers_min.

    std::int64_t wanted = 0;  // Asked for so far, 0 before the first look.
    double busy_before_s = 0;
    SimTime looked_at = 0;
    std::array<std::int64_t, memory> wishes{};
    std::size_t wish_next = 0;

    static Autoscaler read(JsonReader& json) {
        Autoscaler policy;
        policy.target_ratio =
            json.number_or("target_ratio", 0.7, {.min = 0, .max = 1, .min_open = true});
        policy.tolerance_ratio = json.number_or("tolerance_ratio", 0.1, ratio_range);
        policy.period =
            read_duration_or(json, "period_s", policy.period, {.min = 0.1, .max = 86'400});
        policy.boot = read_duration_or(json, "boot_s", policy.boot, any_seconds);
        policy.stabilization =
            read_duration_or(json, "stabilization_s", policy.stabilization,
                             {.min = 0, .max = to_seconds(policy.period) * (memory - 1)});
        policy.growth_factor = json.number_or("growth_factor", 2, {.min = 1, .max = 1e6});
        policy.growth_min = json.integer_or("growth_min", 4, {.min = 1, .max = 1'000'000});
        policy.servers_min = json.integer_or("servers_min", 1, {.min = 1, .max = 1'000'000});
        policy.servers_max = json.integer_or("servers_max", 1'000'000,
                                             {.min = policy.servers_min, .max = 1'000'000});
        return policy;
    }

    // The published step. Requires current >= 0.
    [[nodiscard]] std::int64_t desired(std::int64_t current, double metric) const {
        const double ratio = metric / target_ratio;
        const double off = ratio - 1 < 0 ? 1 - ratio : ratio - 1;
        if (off <= tolerance_ratio) return current;
        const double exact = static_cast<double>(current) * ratio;
        // A hair above a whole number is rounding, not a wish for one more.
        auto whole = static_cast<std::int64_t>(exact);
        if (exact - static_cast<double>(whole) > 1e-9 * (exact + 1)) ++whole;
        return whole;
    }

    [[nodiscard]] SimTime next_tick(SimTime now) const { return (now / period + 1) * period; }

    Orders on_tick(const View& view) {
        if (wanted == 0) wanted = view.servers;
        const double span_s = to_seconds(view.now - looked_at);
        const double capacity_s = span_s * static_cast<double>(view.servers);
        double metric = capacity_s > 0 ? (view.busy_server_s - busy_before_s) / capacity_s : 0;
        if (metric > 1) metric = 1;
        busy_before_s = view.busy_server_s;
        looked_at = view.now;
        const std::int64_t wish = clamp_servers(desired(view.servers, metric));
        remember(wish);
        const std::int64_t before = wanted;
        // Those that are starting carry nothing yet: while they do, nothing is taken back.
        if (wish > wanted)
            wanted = wish < growth_limit() ? wish : growth_limit();
        else if (view.servers >= wanted)
            wanted = largest_wish() < wanted ? largest_wish() : wanted;
        wanted = clamp_servers(wanted);
        if (wanted == before) return {};
        return {.servers = wanted, .delay = wanted > before ? boot : 0};
    }

  private:
    [[nodiscard]] std::int64_t clamp_servers(std::int64_t n) const {
        return n < servers_min ? servers_min : n > servers_max ? servers_max : n;
    }
    [[nodiscard]] std::int64_t growth_limit() const {
        const auto factor = static_cast<std::int64_t>(static_cast<double>(wanted) * growth_factor);
        return factor > wanted + growth_min ? factor : wanted + growth_min;
    }
    void remember(std::int64_t wish) {
        wishes[wish_next % memory] = wish;
        ++wish_next;
    }
    [[nodiscard]] std::int64_t largest_wish() const {
        const auto back = static_cast<std::size_t>(stabilization / period) + 1;
        std::int64_t largest = servers_min;
        for (std::size_t i = 0; i < back && i < wish_next && i < memory; ++i) {
            const std::int64_t wish = wishes[(wish_next - 1 - i) % memory];
            if (wish > largest) largest = wish;
        }
        return largest;
    }
};

}  // namespace br::sim::policies
