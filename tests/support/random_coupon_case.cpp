#include "support/random_coupon_case.h"

#include <cstdint>
#include <cstdio>
#include <initializer_list>
#include <string>
#include <vector>

namespace br::test {
namespace {

using Json = nlohmann::json;

class Maker {
  public:
    explicit Maker(Rng& rng) : rng_(rng) {}

    Json whole_case() {
        Json made = state_only();
        minute_ = static_cast<int>(rng_.below(4)) * 1'440 + static_cast<int>(rng_.below(1'440));
        const std::uint64_t count = 1 + rng_.below(9);
        for (std::uint64_t i = 0; i < count; ++i) made["steps"].push_back(next_step(made["steps"]));
        return made;
    }

    Json quote_case() {
        Json made = state_only();
        minute_ = static_cast<int>(rng_.below(3 * 1'440));
        Json step = {{"op", "quote"}, {"at", now()}, {"user", "u1"}, {"cart", cart()}};
        step["coupons"] = Json::array();
        for (Json& coupon : made["state"]["coupons"]) step["coupons"].push_back(coupon["id"]);
        made["steps"].push_back(step);
        return made;
    }

  private:
    bool chance(std::uint64_t percent) { return rng_.below(100) < percent; }
    std::int64_t upto(std::uint64_t max) { return static_cast<std::int64_t>(rng_.below(max + 1)); }
    std::string one_of(std::initializer_list<const char*> words) {
        return *(words.begin() + rng_.below(words.size()));
    }

    std::int64_t amount() {
        const std::uint64_t kind = rng_.below(20);
        if (kind < 5) return upto(30);
        if (kind < 8) return 100 * upto(30);
        if (kind < 19) return upto(5'000);
        return 1'000'000'000'000 - upto(3);
    }

    // Minutes after 2026-02-26T00:00+08:00; the case's clock.
    std::string time_text(int minute, int second) {
        const int day = minute / 1'440;
        const char* days[] = {"2026-02-26", "2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"};
        const int of_day = minute % 1'440;
        char text[64];
        if (chance(20) && of_day >= 480) {
            std::snprintf(text, sizeof text, "%sT%02d:%02d:%02dZ", days[day % 5], of_day / 60 - 8,
                          of_day % 60, second);
        } else {
            std::snprintf(text, sizeof text, "%sT%02d:%02d:%02d%s+08:00", days[day % 5],
                          of_day / 60, of_day % 60, second, chance(5) ? ".500" : "");
        }
        return text;
    }
    std::string now() { return time_text(minute_, static_cast<int>(rng_.below(60))); }
    std::string date() { return one_of({"2026-02-26", "2026-02-27", "2026-02-28", "2026-03-01"}); }
    std::string moment() {
        if (chance(60)) return date();
        return time_text(static_cast<int>(rng_.below(4 * 1'440)), 0);
    }

    void maybe(Json& object, std::uint64_t percent, const char* name, Json value) {
        if (chance(percent)) object[name] = std::move(value);
    }

    Json scope() {
        Json made = Json::object();
        maybe(made, 40, "categories", Json::array({one_of({"drink", "meal"}), "grocery"}));
        maybe(made, 20, "merchants", Json::array({one_of({"m1", "m2"})}));
        maybe(made, 20, "skus", Json::array({"s1", one_of({"s2", "s3"})}));
        maybe(made, 20, "exclude_skus", Json::array({one_of({"s1", "s2"})}));
        return made;
    }

    Json terms() {
        Json made = Json::object();
        const std::string type = one_of(
            {"free_card", "amount_off", "percent_off", "tiered", "nth_item", "delivery_off"});
        made["type"] = type;
        made["layer"] = type == "nth_item" ? "item"
                        : chance(70)       ? natural_layer(type)
                                     : one_of({"item", "shop", "platform", "delivery", "free"});
        if (type == "free_card") {
            made["cap_fen"] = amount();
            maybe(made, 50, "covers_fees", true);
        }
        if (type == "amount_off" || type == "delivery_off") made["off_fen"] = amount();
        if (type == "amount_off" && chance(40)) {
            made["repeat"] = true;
            maybe(made, 50, "max_repeat", upto(3));
        }
        if (type == "percent_off" || type == "nth_item") {
            made["rate_bp"] = chance(50) ? 1'000 * upto(10) : upto(10'000);
            maybe(made, 40, "cap_fen", amount());
        }
        if (type == "nth_item") made["nth"] = 1 + upto(3);
        if (type == "tiered") {
            made["tiers"] = Json::array();
            for (std::int64_t threshold = upto(2'000); chance(65); threshold += 1 + upto(2'000)) {
                Json tier = {{"threshold_fen", threshold}, {"off_fen", amount()}};
                made["tiers"].insert(made["tiers"].begin(), tier);
            }
        }
        maybe(made, 30, "threshold_fen", amount());
        maybe(made, 8, "exclusive", true);
        maybe(made, 40, "scope", scope());
        return made;
    }

    std::string natural_layer(const std::string& type) {
        if (type == "free_card") return "free";
        if (type == "delivery_off") return "delivery";
        return one_of({"shop", "platform", "item"});
    }

    Json campaign() {
        Json made = Json::object();
        maybe(made, 60, "min_payable_fen", upto(3));
        maybe(made, 25, "budget_fen", amount());
        maybe(made, 15, "spent_fen", upto(500));
        maybe(made, 15, "reserved_fen", upto(500));
        maybe(made, 20, "usage_limit", upto(3));
        maybe(made, 15, "used", upto(2));
        maybe(made, 30, "stock", upto(3));
        maybe(made, 30, "claim_limit", upto(3));
        maybe(made, 25, "per_user_daily", upto(2));
        maybe(made, 25, "per_user_total", upto(3));
        maybe(made, 40, "merchant_fault_grace_days", upto(5));
        maybe(made, 20, "starts", moment());
        maybe(made, 20, "ends", moment());
        maybe(made, 8, "issuing", "paused");
        maybe(made, 8, "redeeming", one_of({"paused", "open"}));
        made["template"] = terms();
        maybe(made["template"], 20, "valid_from", moment());
        maybe(made["template"], 60, "valid_to", moment());
        maybe(made["template"], 30, "valid_days", 1 + upto(3));
        return made;
    }

    Json coupon(const std::string& id) {
        Json made = terms();
        made["id"] = id;
        made["owner"] = chance(90) ? "u1" : "u2";
        made["campaign"] = chance(75) ? "c1" : "c2";
        maybe(made, 50, "valid_from", chance(80) ? "2026-02-26" : moment());
        maybe(made, 80, "valid_to", moment());
        maybe(made, 12, "status", one_of({"available", "reserved", "used", "expired", "voided"}));
        return made;
    }

    Json state_only() {
        Json state = {{"campaigns", {{"c1", campaign()}, {"c2", campaign()}}},
                      {"coupons", Json::array()}};
        const char* ids[] = {"A", "B", "C", "D", "E", "F"};
        const std::uint64_t count = rng_.below(7);
        for (std::uint64_t i = 0; i < count; ++i) {
            // Twins that differ in nothing but id and end are what "auto" has to tell apart.
            const bool twin = i > 0 && chance(20);
            state["coupons"].push_back(twin ? state["coupons"].back() : coupon(ids[i]));
            state["coupons"].back()["id"] = ids[i];
        }
        if (chance(30)) {
            state["users"]["u1"] = {{"claimed", {{"c1", upto(2)}}},
                                    {"redeemed", {{"c1", {{"total", upto(2)}}}}}};
        }
        if (chance(20)) state["users"]["u2"]["new_user"] = chance(50);
        return {{"id", "r"}, {"state", state}, {"steps", Json::array()}};
    }

    Json cart() {
        Json made = {{"lines", Json::array()}};
        const std::uint64_t count = chance(3) ? 0 : 1 + rng_.below(4);
        for (std::uint64_t i = 0; i < count; ++i) {
            made["lines"].push_back({{"sku", one_of({"s1", "s2", "s3"})},
                                     {"category", one_of({"drink", "meal", "grocery"})},
                                     {"merchant", one_of({"m1", "m2"})},
                                     {"unit_fen", amount()},
                                     {"qty", 1 + upto(3)}});
        }
        maybe(made, 60, "delivery_fen", upto(800));
        maybe(made, 40, "packaging_fen", upto(300));
        return made;
    }

    Json choice() {
        if (chance(20)) return "auto";
        Json ids = Json::array();
        while (chance(70)) {
            ids.push_back(chance(95) ? one_of({"A", "B", "C", "D", "E", "F", "u1-1", "u1-2"})
                                     : "X");
        }
        return ids;
    }

    void advance() {
        const int steps[] = {0, 0, 0, 1, 14, 15, 16, 60, 360, 1'440};
        minute_ = std::min(minute_ + steps[rng_.below(10)], 5 * 1'440 - 1);
    }

    Json next_step(const Json& earlier) {
        advance();
        if (!earlier.empty() && chance(8)) {  // A retry, perhaps with another field changed.
            Json again = earlier[static_cast<std::size_t>(rng_.below(earlier.size()))];
            again["at"] = now();
            if (chance(20) && again.contains("user")) again["user"] = "u2";
            return again;
        }
        Json step = {{"at", now()}};
        fill_step(step);
        maybe(step, 20, "key", one_of({"k1", "k2", "k3"}));
        return step;
    }

    void fill_step(Json& step) {
        const std::string order = one_of({"o1", "o1", "o2", "o3"});
        const std::string campaign = chance(80) ? "c1" : "c2";
        const std::uint64_t kind = rng_.below(100);
        if (kind < 45) {
            step["op"] = kind < 12 ? "quote" : "reserve";
            step["user"] = chance(90) ? "u1" : "u2";
            step["cart"] = cart();
            step["coupons"] = choice();
            if (kind >= 12) step["order"] = order;
            if (kind >= 12) maybe(step, 30, "ttl_s", upto(1'800));
        } else if (kind < 60) {
            step["op"] = kind < 57 ? "commit" : "release";
            step["order"] = order;
        } else if (kind < 72) {
            step["op"] = "refund";
            step["order"] = order;
            step["by"] = one_of({"user", "merchant", "system"});
            if (chance(50)) {
                step["lines"] = Json::array();
                do {
                    step["lines"].push_back({{"line", upto(3)}, {"qty", upto(2)}});
                } while (chance(40));
            }
        } else if (kind < 86) {
            step["op"] = kind < 81 ? "claim" : "invite";
            step["user"] = one_of({"u1", "u1", "u2"});
            step["campaign"] = campaign;
            if (kind >= 81) step["invitee"] = one_of({"u1", "u2", "u3"});
        } else if (kind < 90) {
            step["op"] = "extend";
            step["campaign"] = campaign;
            step["valid_to"] = moment();
        } else if (kind < 95) {
            step["op"] = "set";
            step["campaign"] = campaign;
            step["values"] = values();
        } else {
            step["op"] = "state";
            maybe(step, 70, "campaign", campaign);
            maybe(step, 70, "coupon", one_of({"A", "B", "u1-1", "X"}));
        }
    }

    Json values() {
        Json made = Json::object();
        maybe(made, 30, "redeeming", one_of({"paused", "open"}));
        maybe(made, 30, "issuing", one_of({"paused", "open"}));
        maybe(made, 20, "budget_fen", chance(70) ? Json(amount()) : Json());
        maybe(made, 20, "stock", chance(70) ? Json(upto(3)) : Json());
        maybe(made, 20, "usage_limit", upto(3));
        maybe(made, 20, "spent_fen", upto(300));
        maybe(made, 20, "reserved_fen", upto(300));
        maybe(made, 20, "used", upto(3));
        maybe(made, 20, "min_payable_fen", upto(3));
        maybe(made, 20, "per_user_daily", upto(2));
        return made;
    }

    Rng& rng_;
    int minute_ = 0;
};

}  // namespace

nlohmann::json random_coupon_case(Rng& rng) {
    return Maker(rng).whole_case();
}

nlohmann::json random_quote_case(Rng& rng) {
    return Maker(rng).quote_case();
}

}  // namespace br::test
