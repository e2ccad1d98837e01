// A second evaluator of coupon cases, written to be compared with the first one and to share
// nothing with it: it works on the JSON itself, counts everything anew from the list of orders at
// each step, expands units one by one and tries every set of coupons. Slow and literal on purpose.
#pragma once

#include <nlohmann/json.hpp>

namespace br::test {

// The results of a case without faults, one a step.
[[nodiscard]] nlohmann::json coupon_oracle(const nlohmann::json& coupon_case);

}  // namespace br::test
