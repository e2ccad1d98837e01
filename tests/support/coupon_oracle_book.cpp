#include "support/coupon_oracle_book.h"

#include <algorithm>
#include <tuple>

namespace br::test::oracle {

Json* OracleBook::coupon_named(const Text& id) {
    for (Json& coupon : coupons) {
        if (coupon["id"] == id) return &coupon;
    }
    return nullptr;
}
Json* OracleBook::order_named(const Text& id) {
    for (Json& order : orders) {
        if (order["id"] == id) return &order;
    }
    return nullptr;
}
void OracleBook::set_coupons(const Json& order, const char* status) {
    for (const Json& use : order["uses"]) (*coupon_named(use["coupon"]))["status"] = status;
}

// Fen, or with `count` coupons, of a campaign in orders of one status.
Int OracleBook::sum_of(const Text& campaign, const char* status, bool count) {
    Int sum = 0;
    for (const Json& order : orders) {
        if (order["status"] != status) continue;
        for (const Json& use : order["uses"]) {
            if (use["campaign"] == campaign) sum += count ? 1 : use["d"].get<Int>();
        }
    }
    return sum;
}
Int OracleBook::spent(const Text& c) {
    return campaigns[c].value("spent_fen", Int{0}) + sum_of(c, "paid", false);
}
Int OracleBook::reserved(const Text& c) {
    return campaigns[c].value("reserved_fen", Int{0}) + sum_of(c, "reserved", false);
}
Int OracleBook::used(const Text& c) {
    return campaigns[c].value("used", Int{0}) + sum_of(c, "paid", true);
}

Int OracleBook::orders_with(const Text& user, const Text& campaign, bool today) {
    Int count = 0;
    for (const Json& order : orders) {
        if (order["user"] != user) continue;
        if (order["status"] != "reserved" && order["status"] != "paid") continue;
        if (today && order["day"] != local_day(at)) continue;
        bool with = false;
        for (const Json& use : order["uses"]) with = with || use["campaign"] == campaign;
        count += with ? 1 : 0;
    }
    return count;
}

Text OracleBook::static_reason(const Text& id, const Text& user, const Json& cart) {
    const Json* found = coupon_named(id);
    if (found == nullptr) return "NOT_FOUND";
    const Json& coupon = *found;
    const Text status = coupon.value("status", "available");
    const Text c = coupon["campaign"];
    const Json& campaign = campaigns[c];
    if (coupon["owner"] != user) return "NOT_OWNER";
    if (status == "voided") return "VOIDED";
    if (status == "used") return "ALREADY_USED";
    if (status == "reserved") return "RESERVED";
    if (start_of(coupon, "valid_from") > at) return "NOT_STARTED";
    if (status == "expired" || !(at < end_of(coupon, "valid_to"))) return "EXPIRED";
    if (campaign.value("redeeming", "open") == "paused") return "REDEEM_PAUSED";
    if (campaign.contains("per_user_total")) {
        Int before = 0;
        if (users.contains(user)) {
            const Json redeemed = users[user].value("redeemed", Json::object());
            if (redeemed.contains(c)) before = redeemed[c].value("total", Int{0});
        }
        if (!(before + orders_with(user, c, false) < campaign["per_user_total"])) {
            return "USER_LIMIT";
        }
    }
    if (campaign.contains("per_user_daily") &&
        !(orders_with(user, c, true) < campaign["per_user_daily"])) {
        return "DAILY_LIMIT";
    }
    const bool any = std::any_of(cart["lines"].begin(), cart["lines"].end(),
                                 [&](const Json& line) { return covers(coupon, line); });
    const bool no_fee = coupon["type"] == "delivery_off" && cart.value("delivery_fen", Int{0}) == 0;
    return any && !no_fee ? "" : "SCOPE_MISMATCH";
}

void OracleBook::evaluate(const Json& coupon, const Json& cart, Priced& priced) {
    const Text id = coupon["id"];
    const Text c = coupon["campaign"];
    const Json& campaign = campaigns[c];
    const std::size_t lines = cart["lines"].size();
    std::vector<Int> parts(lines + 2, 0);
    Int goods = 0;
    for (std::size_t i = 0; i < lines; ++i) {
        if (covers(coupon, cart["lines"][i])) goods += parts[i] = priced.left[i];
    }
    std::vector<Int> units;
    std::optional<Int> raw = raw_of(coupon, goods);
    if (!raw) return void(priced.reasons[id] = "THRESHOLD_NOT_MET");
    Int uncut = -1;
    if (coupon["type"] == "nth_item") {
        units = nth_units(coupon, cart);
        uncut = 0;
        for (const Int off : units) uncut += off;
        raw = uncut;
    }
    const bool capped = coupon["type"] == "percent_off" || coupon["type"] == "nth_item";
    if (capped && coupon.contains("cap_fen")) raw = std::min(*raw, coupon["cap_fen"].get<Int>());
    if (coupon["type"] == "delivery_off") parts.assign(lines + 2, 0);
    const bool fees = coupon["type"] == "free_card" && coupon.value("covers_fees", false);
    if (fees || coupon["type"] == "delivery_off") parts[lines] = priced.left[lines];
    if (fees) parts[lines + 1] = priced.left[lines + 1];
    Int base = 0;
    Int payable = 0;
    for (const Int part : parts) base += part;
    for (const Int part : priced.left) payable += part;
    Int d = std::min({*raw, base, payable - campaign.value("min_payable_fen", Int{0})});
    if (d <= 0) return void(priced.reasons[id] = "NO_EFFECT");
    Int here = 0;
    Int uses_here = 0;
    for (const Json& other : priced.applied) {
        if ((*coupon_named(other["coupon"]))["campaign"] != c) continue;
        here += other["discount_fen"].get<Int>();
        ++uses_here;
    }
    if (campaign.contains("budget_fen") &&
        d > campaign["budget_fen"].get<Int>() - spent(c) - reserved(c) - here) {
        return void(priced.reasons[id] = "BUDGET_EXHAUSTED");
    }
    if (campaign.contains("usage_limit") &&
        used(c) + sum_of(c, "reserved", true) + uses_here >= campaign["usage_limit"].get<Int>()) {
        return void(priced.reasons[id] = "USAGE_LIMIT");
    }
    const std::vector<Int> shares = d == uncut ? units : shares_of(d, parts);
    for (std::size_t i = 0; i < shares.size(); ++i) priced.left[i] -= shares[i];
    priced.discount += d;
    Json entry = {{"coupon", id}, {"discount_fen", d}, {"lines", Json::array()}};
    for (std::size_t i = 0; i < lines; ++i) entry["lines"].push_back(shares[i]);
    entry["fees"] = {{"delivery", shares[lines]}, {"packaging", shares[lines + 1]}};
    priced.applied.push_back(entry);
}

// Prices coupons that passed the static checks, in request order.
Priced OracleBook::price(const Json& cart, const std::vector<Text>& ids) {
    Priced priced;
    for (const Json& line : cart["lines"]) {
        priced.left.push_back(line["unit_fen"].get<Int>() * line["qty"].get<Int>());
    }
    priced.left.push_back(cart.value("delivery_fen", Int{0}));
    priced.left.push_back(cart.value("packaging_fen", Int{0}));
    for (const Int part : priced.left) priced.total += part;
    std::vector<const Json*> admitted;
    for (const Text& id : ids) {
        const Json& coupon = *coupon_named(id);
        bool exclusive = coupon.value("exclusive", false);
        bool taken = false;
        for (const Json* other : admitted) {
            exclusive = exclusive || other->value("exclusive", false);
            taken = taken || (*other)["layer"] == coupon["layer"];
        }
        if (exclusive && !admitted.empty()) {
            priced.reasons[id] = "EXCLUSIVE_CONFLICT";
        } else if (taken) {
            priced.reasons[id] = "LAYER_TAKEN";
        } else {
            admitted.push_back(&coupon);
        }
    }
    for (int rank = 0; rank < 5; ++rank) {
        for (const Json* coupon : admitted) {
            if (layer_rank(*coupon) == rank) evaluate(*coupon, cart, priced);
        }
    }
    return priced;
}

// Every set of the user's usable coupons, the best one in the contract's order.
std::vector<Text> OracleBook::choose(const Text& user, const Json& cart) {
    std::vector<Text> usable;
    for (const Json& coupon : coupons) {
        if (static_reason(coupon["id"], user, cart).empty()) usable.push_back(coupon["id"]);
    }
    std::vector<Text> best;
    Int best_discount = 0;
    std::vector<std::pair<Int, Text>> best_list;
    for (std::uint32_t set = 1; set < (1U << usable.size()); ++set) {
        std::vector<Text> ids;
        std::vector<std::pair<Int, Text>> list;
        for (std::size_t i = 0; i < usable.size(); ++i) {
            if ((set >> i & 1U) == 0) continue;
            ids.push_back(usable[i]);
            list.emplace_back(end_of(*coupon_named(usable[i]), "valid_to"), usable[i]);
        }
        const Priced priced = price(cart, ids);
        if (!priced.reasons.empty()) continue;
        std::sort(list.begin(), list.end());
        const auto rank = [](Int discount, const auto& l) {
            return std::make_tuple(-discount, l.size(), l);
        };
        if (rank(priced.discount, list) < rank(best_discount, best_list)) {
            best = ids;
            best_discount = priced.discount;
            best_list = list;
        }
    }
    return best;
}

}  // namespace br::test::oracle
