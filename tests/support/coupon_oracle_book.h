// What the coupon oracle knows: the state as JSON, the orders so far, and how an order is priced on
// them. Every total is summed anew from the orders whenever it is asked for.
#pragma once

#include <map>
#include <vector>

#include "support/coupon_oracle_rules.h"

namespace br::test::oracle {

struct Priced {
    Json applied = Json::array();
    std::vector<Int> left;         // What is left to pay: a part a line, delivery, packaging.
    std::map<Text, Text> reasons;  // By coupon, of those refused after the static checks.
    Int total = 0;
    Int discount = 0;
};

struct OracleBook {
    Json campaigns;
    Json coupons;
    Json users;
    std::vector<Json> orders;
    Int at = 0;  // The time of the present step.

    Json* coupon_named(const Text& id);
    Json* order_named(const Text& id);
    void set_coupons(const Json& order, const char* status);
    // Fen, or with `count` coupons, of a campaign in orders of one status.
    Int sum_of(const Text& campaign, const char* status, bool count);
    Int spent(const Text& c);
    Int reserved(const Text& c);
    Int used(const Text& c);
    Int orders_with(const Text& user, const Text& campaign, bool today);
    // "" if the coupon passes.
    Text static_reason(const Text& id, const Text& user, const Json& cart);
    void evaluate(const Json& coupon, const Json& cart, Priced& priced);
    // Prices coupons that passed the static checks, in request order.
    Priced price(const Json& cart, const std::vector<Text>& ids);
    // Every set of the user's usable coupons; the best one in the contract's order.
    std::vector<Text> choose(const Text& user, const Json& cart);
};

}  // namespace br::test::oracle
