// Random coupon cases without faults, small enough that rules meet: few users, campaigns and ids,
// times around midnights and ends, amounts that are often equal, tiny or as large as allowed.
#pragma once

#include <nlohmann/json.hpp>

#include "base/rng.h"

namespace br::test {

[[nodiscard]] nlohmann::json random_coupon_case(Rng& rng);
// A quote alone, with all requested coupons of one user, for laws about pricing.
[[nodiscard]] nlohmann::json random_quote_case(Rng& rng);

}  // namespace br::test
