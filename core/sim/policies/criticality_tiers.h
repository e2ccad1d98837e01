// Criticality tiers: each class has a tier, and a tier may use only its share of the room. Tiers go
// dark from the bottom as the room fills. Worth nothing if everything is labelled critical.
// Published default: the most important tier may fill the room, all others leave a fifth of it free
// (shares 1, 0.8). Google's four tiers (critical plus, critical, sheddable plus, sheddable) are
// four shares. Source: Stripe, "Scaling your API with rate limiters", 2017 (fleet usage load
// shedder reserves 20 %); "Site Reliability Engineering", chapter 21, "Criticality".
#pragma once

#include <array>

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct CriticalityTiers {
    static constexpr std::string_view kind = "criticality_tiers";
    static constexpr std::size_t tiers_max = 16;

    std::int64_t in_system_max = 100;  // Attempts in the place, waiting and served. At least 1.
    // Share of in_system_max that a tier may fill; tiers beyond the list use the last. 0 to 1.
    std::array<double, tiers_max> shares{1, 0.8};
    std::size_t shares_count = 2;

    static CriticalityTiers read(JsonReader& json) {
        CriticalityTiers policy;
        policy.in_system_max = json.integer("in_system_max", {.min = 1, .max = 1'000'000'000});
        if (!json.has("shares")) {
            json.ignore("shares");
            return policy;
        }
        policy.shares_count = 0;
        json.each(
            "shares",
            [&policy](JsonReader share) {
                if (policy.shares_count < tiers_max)
                    policy.shares[policy.shares_count++] = share.as_number(ratio_range);
            },
            tiers_max);
        if (policy.shares_count == 0) {
            json.fault("shares", "must have at least one element");
            policy.shares_count = 1;
        }
        return policy;
    }

    [[nodiscard]] Decision on_arrival(const View& view) const {
        const auto tier = static_cast<std::size_t>(view.tier < 0 ? 0 : view.tier);
        const double share = shares[tier < shares_count ? tier : shares_count - 1];
        const double room = share * static_cast<double>(in_system_max);
        return static_cast<double>(in_system(view)) < room ? admitted : refused;
    }
};

}  // namespace br::sim::policies
