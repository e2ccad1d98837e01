// Extending validity: if those who hold a coupon spread its use evenly over the days left, the rate
// of redemption is holders / time left, and a later last day flattens the curve without one more
// server. A deadline also draws a crowd to its end; an extension moves that crowd, it does not
// remove it: `rush_ratio` of the holders come in the last `rush` before the end, evenly as well.
// Source: arithmetic. From 6 February, 17 days to the 23rd and 22 to the 28th: 23 % less a day.
#pragma once

#include "base/sim_time.h"

namespace br::sim::policies {

struct Validity {
    double holders = 0;     // Coupons still to be redeemed. 0 or more.
    SimTime ends_at = 0;    // When they expire.
    double rush_ratio = 0;  // Share of the holders who come in the rush. 0 to 1.
    SimDuration rush = 0;   // Length of the rush. 0 or more.
};

// Redemptions per second at `now` if the holders are those left at `since`. Requires since <= now.
[[nodiscard]] constexpr double redemption_rate_per_s(const Validity& validity, SimTime since,
                                                     SimTime now) {
    if (now >= validity.ends_at || since >= validity.ends_at) return 0;
    const double even =
        validity.holders * (1 - validity.rush_ratio) / to_seconds(validity.ends_at - since);
    const SimTime rush_begins =
        validity.ends_at - since < validity.rush ? since : validity.ends_at - validity.rush;
    if (validity.rush <= 0 || now < rush_begins) return even;
    return even +
           validity.holders * validity.rush_ratio / to_seconds(validity.ends_at - rush_begins);
}

}  // namespace br::sim::policies
