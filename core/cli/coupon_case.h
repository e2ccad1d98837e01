// One case for the coupon ledger as JSON: a state and steps in, one result a step out. The field
// names are the contract of `breathe coupons`; docs/coupons.md lists them. Members that the
// contract does not name are passed over, wrong types and ranges are faults by path.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "base/result.h"
#include "shop/ledger.h"

namespace br::cli {

inline constexpr std::size_t case_steps_max = 10'000;
inline constexpr std::size_t case_entries_max = 10'000;  // Coupons, users, lines, ids.

struct CouponCase {
    std::string id;
    shop::LedgerState state;
    std::vector<shop::Request> steps;
};

[[nodiscard]] Result<CouponCase, std::vector<Fault>> read_coupon_case(std::string_view json);

// {"id": …, "results": […]}, without a line end.
[[nodiscard]] std::string answer_coupon_case(CouponCase coupon_case);

}  // namespace br::cli
