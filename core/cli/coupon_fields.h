// The readers of single values that state and steps of a coupon case share.
#pragma once

#include <optional>
#include <string_view>

#include "base/json_reader.h"
#include "shop/campaign.h"
#include "shop/order.h"

namespace br::cli {

// Money, 0 to fen_max.
inline constexpr IntegerRange fen_range = {0, shop::fen_max};
// Numbers of cards, orders, uses.
inline constexpr IntegerRange count_range = {0, 1'000'000'000'000'000};

// A time with offset, fractions of a second allowed (cut after the microsecond).
[[nodiscard]] shop::Instant read_instant(JsonReader value);
// A date or a time as a start (inclusive) and as an end (exclusive; a date lasts its whole day).
[[nodiscard]] shop::Instant read_start(JsonReader value);
[[nodiscard]] shop::EndOfValidity read_end(JsonReader value);

// A name that must not be empty.
[[nodiscard]] std::string read_name(JsonReader& object, std::string_view member);

// Type, layer, scope and the numbers of a coupon or template.
[[nodiscard]] shop::CouponTerms read_terms(JsonReader& object);

// The members of a campaign that are there; null takes a limit away or restores the default.
[[nodiscard]] shop::CampaignChanges read_campaign_changes(JsonReader& object);

[[nodiscard]] shop::Cart read_cart(JsonReader cart);

}  // namespace br::cli
