#include "cli/coupon_case.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "cli/coupon_answers.h"
#include "cli/coupon_fields.h"

namespace br::cli {
namespace {

using namespace shop;

using CampaignNames = std::map<std::string, CampaignIndex, std::less<>>;

enum class Op { quote, reserve, commit, release, refund, claim, invite, extend, set, state };
constexpr std::string_view op_words[] = {"quote", "reserve", "commit", "release", "refund",
                                         "claim", "invite",  "extend", "set",     "state"};

class CaseReader {
  public:
    CouponCase read(JsonReader root) {
        CouponCase read;
        read.id = root.text("id");
        JsonReader state = root.object("state");
        if (auto campaigns = state.optional_object("campaigns")) read_campaigns(*campaigns, read);
        std::set<std::string> ids;
        state.each_if_present(
            "coupons",
            [&](JsonReader coupon) {
                read.state.coupons.push_back(read_coupon(coupon));
                const bool is_new = ids.insert(read.state.coupons.back().id).second;
                if (!is_new) coupon.fault("id", "is the id of an earlier coupon too");
            },
            case_entries_max);
        if (auto users = state.optional_object("users")) {
            users->each_member([&](const std::string& id, JsonReader user) {
                read.state.users.push_back(read_user(id, user));
            });
        }
        root.each(
            "steps", [&](JsonReader step) { read.steps.push_back(read_step(step)); },
            case_steps_max);
        return read;
    }

  private:
    void read_campaigns(JsonReader& campaigns, CouponCase& read) {
        campaigns.each_member([&](const std::string& id, JsonReader object) {
            names_.emplace(id, static_cast<CampaignIndex>(read.state.campaigns.size()));
            Campaign& campaign = read.state.campaigns.emplace_back();
            campaign.id = id;
            shop::apply(read_campaign_changes(object), campaign);
        });
    }

    // The name of a campaign of this state.
    std::string read_campaign(JsonReader& object) {
        std::string name = object.text("campaign");
        if (object.has("campaign") && !names_.contains(name)) {
            object.fault("campaign", "names no campaign of the state");
        }
        return name;
    }

    Coupon read_coupon(JsonReader& object) {
        constexpr std::string_view statuses[] = {"available", "reserved", "used", "expired",
                                                 "voided"};
        Coupon coupon;
        if (!object.is_object()) {
            object.fault("must be an object");
            return coupon;
        }
        coupon.id = read_name(object, "id");
        coupon.owner = object.text("owner");
        const auto campaign = names_.find(read_campaign(object));
        if (campaign != names_.end()) coupon.campaign = campaign->second;
        coupon.terms = read_terms(object);
        if (const auto from = object.optional_member("valid_from")) {
            coupon.valid_from = read_start(*from);
        }
        if (const auto to = object.optional_member("valid_to")) coupon.valid_to = read_end(*to);
        coupon.status = static_cast<CouponStatus>(object.choice_or("status", 0, statuses));
        return coupon;
    }

    User read_user(const std::string& id, JsonReader& object) {
        User user;
        user.id = id;
        if (!object.is_object()) object.fault("must be an object");
        user.claimed.resize(names_.size());
        user.redeemed_total.resize(names_.size());
        if (auto claimed = object.optional_object("claimed")) {
            claimed->each_member([&](const std::string& campaign, JsonReader count) {
                const std::int64_t cards = count.as_integer(count_range);
                const auto found = names_.find(campaign);
                if (found != names_.end()) user.claimed[found->second] = cards;
            });
        }
        if (auto redeemed = object.optional_object("redeemed")) {
            redeemed->each_member([&](const std::string& campaign, JsonReader counts) {
                if (!counts.is_object()) return counts.fault("must be an object");
                const std::int64_t orders = counts.integer_or("total", 0, count_range);
                const auto found = names_.find(campaign);
                if (found != names_.end()) user.redeemed_total[found->second] = orders;
            });
        }
        user.new_user = object.boolean_or("new_user", true);
        user.invited_by = object.text_or("invited_by", "");
        return user;
    }

    Call read_call(JsonReader& step) {
        Call call;
        if (const auto at = step.optional_member("at")) {
            call.at = read_instant(*at);
        } else {
            step.fault("at", "is missing");
        }
        call.key = step.text_or("key", "");
        return call;
    }

    CouponChoice read_choice(JsonReader& step) {
        CouponChoice choice;
        const auto coupons = step.optional_member("coupons");
        if (!coupons) return choice;
        if (coupons->is_string()) {
            choice.automatic = step.text("coupons") == "auto";
            if (!choice.automatic) step.fault("coupons", "must be \"auto\" or a list of ids");
            return choice;
        }
        step.each(
            "coupons", [&](JsonReader id) { choice.ids.push_back(id.as_text()); },
            case_entries_max);
        return choice;
    }

    RefundRequest read_refund(JsonReader& step, Call call) {
        constexpr std::string_view parties[] = {"user", "merchant", "system"};
        RefundRequest refund{std::move(call), step.text("order"), RefundedBy::user, {}};
        refund.by = static_cast<RefundedBy>(step.choice("by", parties));
        auto lines = step.optional_member("lines");
        if (!lines || (lines->is_string() && lines->as_text() == "all")) return refund;
        refund.lines.emplace();
        lines->each_element(
            [&](JsonReader line) {
                if (!line.is_object()) return line.fault("must be an object");
                const std::int64_t index = line.integer("line", count_range);
                refund.lines->push_back({index, line.integer("qty", count_range)});
            },
            case_entries_max);
        return refund;
    }

    EndOfValidity read_required_end(JsonReader& step) {
        const auto to = step.optional_member("valid_to");
        if (to) return read_end(*to);
        step.fault("valid_to", "is missing");
        return {};
    }

    StateRequest read_state(JsonReader& step, Call call) {
        StateRequest state{std::move(call), {}, step.text_or("coupon", "")};
        if (step.has("campaign")) state.campaign = read_campaign(step);
        return state;
    }

    SetRequest read_set(JsonReader& step, Call call) {
        SetRequest set{std::move(call), read_campaign(step), {}};
        JsonReader values = step.object("values");
        if (values.is_object()) set.values = read_campaign_changes(values);
        return set;
    }

    ReserveRequest read_reserve(JsonReader& step, Call call) {
        ReserveRequest reserve;
        reserve.call = std::move(call);
        reserve.order = step.text("order");
        reserve.user = step.text("user");
        reserve.cart = read_cart(step.object("cart"));
        reserve.coupons = read_choice(step);
        reserve.ttl_s = step.integer_or("ttl_s", reservation_ttl_s, {0, reservation_ttl_s_max});
        return reserve;
    }

    QuoteRequest read_quote(JsonReader& step, Call call) {
        QuoteRequest quote{std::move(call), step.text("user"), {}, {}};
        quote.cart = read_cart(step.object("cart"));
        quote.coupons = read_choice(step);
        return quote;
    }

    InviteRequest read_invite(JsonReader& step, Call call) {
        InviteRequest invite{std::move(call), step.text("user"), step.text("invitee"), {}};
        invite.campaign = read_campaign(step);
        return invite;
    }

    Request read_step(JsonReader& step) {
        if (!step.is_object()) {
            step.fault("must be an object");
            return StateRequest{};
        }
        Call call = read_call(step);
        switch (static_cast<Op>(step.choice("op", op_words))) {
            case Op::quote:
                return read_quote(step, std::move(call));
            case Op::reserve:
                return read_reserve(step, std::move(call));
            case Op::commit:
                return CommitRequest{std::move(call), step.text("order")};
            case Op::release:
                return ReleaseRequest{std::move(call), step.text("order")};
            case Op::refund:
                return read_refund(step, std::move(call));
            case Op::claim:
                return ClaimRequest{std::move(call), step.text("user"), read_campaign(step)};
            case Op::invite:
                return read_invite(step, std::move(call));
            case Op::extend:
                return ExtendRequest{std::move(call), read_campaign(step), read_required_end(step)};
            case Op::set:
                return read_set(step, std::move(call));
            case Op::state:
                break;
        }
        return read_state(step, std::move(call));
    }

    CampaignNames names_;
};

}  // namespace

Result<CouponCase, std::vector<Fault>> read_coupon_case(std::string_view json) {
    JsonDocument document = parse_json(json);
    if (!document.faults().empty()) return Unexpected{document.faults()};
    JsonReader root = document.reader();
    if (!root.is_object()) return Unexpected{std::vector<Fault>{{"", "must be an object"}}};
    CouponCase read = CaseReader().read(root);
    if (!document.faults().empty()) return Unexpected{document.faults()};
    return read;
}

std::string answer_coupon_case(CouponCase coupon_case) {
    Ledger ledger(std::move(coupon_case.state));
    CouponAnswers answers(coupon_case.id);
    for (const Request& step : coupon_case.steps) answers.add(ledger.apply(step));
    return answers.text();
}

}  // namespace br::cli
