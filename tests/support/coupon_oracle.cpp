#include "support/coupon_oracle.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "support/coupon_oracle_book.h"

namespace br::test {
namespace {

using Json = nlohmann::json;
using Text = std::string;
using namespace oracle;

class Oracle {
  public:
    explicit Oracle(const Json& state)
        : book_{state.value("campaigns", Json::object()),
                state.value("coupons", Json::array()),
                state.value("users", Json::object()),
                {},
                0} {}

    Json run(const Json& step) {
        book_.at = time_of(step["at"]);
        for (Json& order : book_.orders) {
            if (order["status"] == "reserved" && book_.at >= order["ends"].get<Int>()) {
                order["status"] = "expired";
                book_.set_coupons(order, "available");
            }
        }
        if (!step.contains("key")) return act(step);
        Json asked = step;
        asked.erase("at");
        asked.erase("expect");
        const auto known = answered_.find(step["key"]);
        if (known == answered_.end()) {
            Json result = act(step);
            answered_[step["key"]] = {asked, result};
            return result;
        }
        if (known->second.first != asked) return no("IDEMPOTENCY_MISMATCH");
        Json result = known->second.second;
        result["replayed"] = true;
        return result;
    }

  private:
    static Json ok() { return {{"status", "ok"}}; }
    static Json no(const char* reason) { return {{"status", "rejected"}, {"reason", reason}}; }

    Json act(const Json& step) {
        const Text op = step["op"];
        if (op == "quote") return quote(step);
        if (op == "reserve") return reserve(step);
        if (op == "commit" || op == "release" || op == "refund") return change_order(op, step);
        if (op == "claim") return claim(step);
        if (op == "invite") return invite(step);
        if (op == "extend") return extend(step);
        if (op == "set") return set(step);
        return tell(step);
    }

    Json quote(const Json& step, std::vector<Int>* left = nullptr) {
        const Json& cart = step["cart"];
        std::vector<Text> passed;
        std::vector<std::pair<Text, Text>> listed;  // Id and static reason, in request order.
        if (step["coupons"] == "auto") {
            passed = book_.choose(step["user"], cart);
        } else {
            for (const Json& asked : step["coupons"]) {
                const Text id = asked;
                const bool again =
                    std::any_of(listed.begin(), listed.end(),
                                [&](const auto& entry) { return entry.first == id; });
                listed.emplace_back(
                    id, again ? "DUPLICATE" : book_.static_reason(id, step["user"], cart));
                if (listed.back().second.empty()) passed.push_back(id);
            }
        }
        const Priced priced = book_.price(cart, passed);
        Json result = ok();
        result["total_fen"] = priced.total;
        result["discount_fen"] = priced.discount;
        result["charge_fen"] = priced.total - priced.discount;
        result["applied"] = priced.applied;
        result["rejected"] = Json::array();
        for (const auto& [id, reason] : listed) {
            const auto late = priced.reasons.find(id);
            if (!reason.empty()) {
                result["rejected"].push_back({{"coupon", id}, {"reason", reason}});
            } else if (late != priced.reasons.end()) {
                result["rejected"].push_back({{"coupon", id}, {"reason", late->second}});
            }
        }
        if (left != nullptr) *left = priced.left;
        return result;
    }

    Json reserve(const Json& step) {
        if (book_.order_named(step["order"]) != nullptr) return no("ORDER_EXISTS");
        std::vector<Int> left;
        Json result = quote(step, &left);
        if (!result["rejected"].empty()) {
            Json refused = no("");
            refused["reason"] = result["rejected"][0]["reason"];
            refused["coupon"] = result["rejected"][0]["coupon"];
            return refused;
        }
        Json order = {{"id", step["order"]},
                      {"user", step["user"]},
                      {"status", "reserved"},
                      {"day", local_day(book_.at)},
                      {"ends", book_.at + step.value("ttl_s", Int{900}) * 1'000},
                      {"charge", result["charge_fen"]},
                      {"uses", Json::array()},
                      {"lines", Json::array()}};
        for (const Json& applied : result["applied"]) {
            const Json& coupon = *book_.coupon_named(applied["coupon"]);
            order["uses"].push_back({{"coupon", applied["coupon"]},
                                     {"campaign", coupon["campaign"]},
                                     {"d", applied["discount_fen"]}});
        }
        const std::size_t lines = step["cart"]["lines"].size();
        for (std::size_t i = 0; i < lines; ++i) {
            order["lines"].push_back(
                {{"qty", step["cart"]["lines"][i]["qty"]}, {"back", 0}, {"paid", left[i]}});
        }
        order["fees"] = left[lines] + left[lines + 1];
        book_.set_coupons(order, "reserved");
        book_.orders.push_back(order);
        return result;
    }

    Json change_order(const Text& op, const Json& step) {
        Json* order = book_.order_named(step["order"]);
        if (order == nullptr) return no("ORDER_NOT_FOUND");
        const Text status = (*order)["status"];
        if (op == "commit" && status == "expired") return no("RESERVATION_EXPIRED");
        if (status != (op == "refund" ? "paid" : "reserved")) return no("BAD_STATE");
        if (op == "refund") return refund(*order, step);
        (*order)["status"] = op == "commit" ? "paid" : "released";
        book_.set_coupons(*order, op == "commit" ? "used" : "available");
        Json result = ok();
        if (op == "commit") result["charge_fen"] = (*order)["charge"];
        return result;
    }

    Json refund(Json& order, const Json& step) {
        std::vector<Int> back(order["lines"].size(), 0);
        for (std::size_t i = 0; i < back.size(); ++i) {
            if (!step.contains("lines"))
                back[i] =
                    order["lines"][i]["qty"].get<Int>() - order["lines"][i]["back"].get<Int>();
        }
        for (const Json& wanted : step.value("lines", Json::array())) {
            const auto line = wanted["line"].get<std::size_t>();
            if (line >= back.size()) return no("QTY_EXCEEDED");
            back[line] += wanted["qty"].get<Int>();
        }
        Int money = 0;
        bool all = true;
        for (std::size_t i = 0; i < back.size(); ++i) {
            const Json& line = order["lines"][i];
            const Int before = line["back"];
            const Int qty = line["qty"];
            const Int paid = line["paid"].get<Int>();
            if (before + back[i] > qty) return no("QTY_EXCEEDED");
            all = all && before + back[i] == qty;
            money += floor_of(paid, before + back[i], qty) - floor_of(paid, before, qty);
        }
        for (std::size_t i = 0; i < back.size(); ++i) {
            order["lines"][i]["back"] = order["lines"][i]["back"].get<Int>() + back[i];
        }
        Json result = ok();
        result["returned"] = Json::array();
        result["refund_fen"] = money + (all ? order["fees"].get<Int>() : 0);
        if (!all) return result;
        order["status"] = "refunded";
        for (const Json& use : order["uses"]) {
            Json& coupon = *book_.coupon_named(use["coupon"]);
            const Int grace =
                book_.campaigns[Text(use["campaign"])].value("merchant_fault_grace_days", Int{0});
            coupon["status"] = "available";
            if (end_of(coupon, "valid_to") <= book_.at) {
                if (step["by"] == "user" || grace == 0) {
                    coupon["status"] = "expired";
                } else {
                    coupon["valid_to"] = day_text(local_day(book_.at) + grace);
                }
            }
            result["returned"].push_back({{"coupon", coupon["id"]},
                                          {"status", coupon["status"]},
                                          {"valid_to", coupon.value("valid_to", Json())}});
        }
        return result;
    }

    Json claim(const Json& step) {
        Json& campaign = book_.campaigns[Text(step["campaign"])];
        Json& claimed = book_.users[Text(step["user"])]["claimed"][Text(step["campaign"])];
        if (claimed.is_null()) claimed = 0;
        if (book_.at < start_of(campaign, "starts")) return no("CAMPAIGN_NOT_STARTED");
        if (book_.at >= end_of(campaign, "ends")) return no("CAMPAIGN_ENDED");
        if (campaign.value("issuing", "open") == "paused") return no("ISSUING_PAUSED");
        if (campaign.contains("claim_limit") && claimed >= campaign["claim_limit"])
            return no("USER_CLAIM_LIMIT");
        if (campaign.contains("stock") && campaign["stock"] == 0) return no("STOCK_EXHAUSTED");
        Json coupon = campaign["template"];
        coupon["id"] = Text(step["user"]) + "-" + std::to_string(++issued_);
        coupon["owner"] = step["user"];
        coupon["campaign"] = step["campaign"];
        if (!coupon.contains("valid_from")) coupon["valid_from"] = day_text(local_day(book_.at));
        if (coupon.contains("valid_days")) {
            coupon["valid_to"] =
                day_text(local_day(book_.at) + coupon["valid_days"].get<Int>() - 1);
        }
        book_.coupons.push_back(coupon);
        claimed = claimed.get<Int>() + 1;
        if (campaign.contains("stock")) campaign["stock"] = campaign["stock"].get<Int>() - 1;
        Json result = ok();
        result["coupon"] = coupon["id"];
        result["valid_to"] = coupon.value("valid_to", Json());
        result["claimed"] = claimed;
        result["stock"] = campaign.value("stock", Json());
        return result;
    }

    Json invite(const Json& step) {
        if (step["user"] == step["invitee"]) return no("SELF_INVITE");
        const Json invitee = book_.users.value(Text(step["invitee"]), Json::object());
        if (!invitee.value("new_user", true)) return no("INVITEE_NOT_NEW");
        if (invitee.contains("invited_by")) return no("INVITEE_ALREADY_COUNTED");
        Json result = claim(step);
        if (result["status"] == "ok") {
            book_.users[Text(step["invitee"])]["invited_by"] = step["user"];
            result.erase("valid_to");
            result.erase("stock");
        }
        return result;
    }

    Json extend(const Json& step) {
        Int count = 0;
        const Int to = end_of(step, "valid_to");
        for (Json& coupon : book_.coupons) {
            const Text status = coupon.value("status", "available");
            if (coupon["campaign"] != step["campaign"]) continue;
            if (status != "available" && status != "reserved") continue;
            const Int end = end_of(coupon, "valid_to");
            if (end <= book_.at || to <= end) continue;
            coupon["valid_to"] = step["valid_to"];
            ++count;
        }
        Json& campaign = book_.campaigns[Text(step["campaign"])];
        if (campaign.contains("template") && to > end_of(campaign["template"], "valid_to")) {
            campaign["template"]["valid_to"] = step["valid_to"];
        }
        Json result = ok();
        result["extended"] = count;
        return result;
    }

    Json set(const Json& step) {
        const Text c = step["campaign"];
        for (const auto& [name, value] : step["values"].items()) {
            Json base = value;  // What orders add later is not part of the stored number.
            if (name == "spent_fen") base = value.get<Int>() - book_.sum_of(c, "paid", false);
            if (name == "reserved_fen")
                base = value.get<Int>() - book_.sum_of(c, "reserved", false);
            if (name == "used") base = value.get<Int>() - book_.sum_of(c, "paid", true);
            book_.campaigns[c][name] = base;
            if (value.is_null()) book_.campaigns[c].erase(name);
        }
        return ok();
    }

    Json tell(const Json& step) {
        Json result = ok();
        if (step.contains("campaign")) {
            const Text c = step["campaign"];
            result["spent_fen"] = book_.spent(c);
            result["reserved_fen"] = book_.reserved(c);
            result["used"] = book_.used(c);
            result["stock"] = book_.campaigns[c].value("stock", Json());
        }
        if (step.contains("coupon") && book_.coupon_named(step["coupon"]) != nullptr) {
            result["coupon_status"] =
                book_.coupon_named(step["coupon"])->value("status", "available");
        }
        return result;
    }

    OracleBook book_;
    std::map<Text, std::pair<Json, Json>> answered_;
    Int issued_ = 0;
};

}  // namespace

nlohmann::json coupon_oracle(const nlohmann::json& coupon_case) {
    Oracle oracle(coupon_case["state"]);
    Json results = Json::array();
    for (const Json& step : coupon_case["steps"]) results.push_back(oracle.run(step));
    return results;
}

}  // namespace br::test
