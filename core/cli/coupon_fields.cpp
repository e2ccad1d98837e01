#include "cli/coupon_fields.h"

#include <string>
#include <utility>
#include <vector>

#include "base/calendar.h"
#include "cli/coupon_case.h"

namespace br::cli {
namespace {

using namespace shop;

struct Moment {
    DateOrInstant written;
    std::int64_t fraction_us = 0;  // After the whole second.
};

// Takes the fraction of a second out of the text and leaves the rest to the calendar.
std::optional<Moment> parse_moment(std::string text) {
    Moment moment;
    const std::size_t point = text.find('.');
    if (point != std::string::npos) {
        std::size_t end = point + 1;
        std::int64_t unit_us = 100'000;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9') {
            moment.fraction_us += (text[end] - '0') * unit_us;
            unit_us /= 10;
            ++end;
        }
        // "12:00:00.5": a fraction needs digits and whole seconds, which stand 19 bytes in.
        if (end == point + 1 || point != std::string_view("2026-02-06T12:00:00").size()) return {};
        text.erase(point, end - point);
    }
    const auto written = parse_iso8601(text);
    if (!written) return {};
    moment.written = *written;
    return moment;
}

Instant instant_in(const Moment& moment) {
    return instant_of(moment.written.instant) + moment.fraction_us;
}

std::optional<Moment> read_moment(JsonReader& value) {
    if (!value.is_string()) {
        value.as_text();  // Reports the type.
        return {};
    }
    const auto moment = parse_moment(value.as_text());
    if (!moment) value.fault("must be a date (2026-02-28) or a time with offset");
    return moment;
}

Scope read_scope(JsonReader scope) {
    Scope read;
    const auto list = [&](std::string_view name) {
        std::optional<std::vector<std::string>> words;
        if (!scope.has(name)) return words;
        words.emplace();
        scope.each(
            name, [&](JsonReader word) { words->push_back(word.as_text()); }, case_entries_max);
        return words;
    };
    read.categories = list("categories");
    read.merchants = list("merchants");
    read.skus = list("skus");
    read.exclude_skus = list("exclude_skus").value_or(std::vector<std::string>{});
    return read;
}

Limit read_limit(JsonReader value, IntegerRange range) {
    if (value.is_null()) return {};
    return value.as_integer(range);
}

CouponTemplate read_template(JsonReader object) {
    if (!object.is_object()) object.fault("must be an object");
    CouponTemplate card;
    card.terms = read_terms(object);
    if (const auto from = object.optional_member("valid_from")) card.valid_from = read_start(*from);
    if (const auto to = object.optional_member("valid_to")) card.valid_to = read_end(*to);
    if (object.has("valid_days")) {
        card.valid_days = object.integer("valid_days", {1, days_added_max});
    }
    return card;
}

constexpr std::string_view switch_words[] = {"open", "paused"};

// True for "paused".
bool read_switch(JsonReader& object, std::string_view name) {
    return object.choice_or(name, 0, switch_words) == 1;
}

void read_campaign_limit(CampaignChanges& changes, const std::string& name, JsonReader& value) {
    struct Field {
        std::string_view name;
        std::optional<Limit> CampaignChanges::*limit;
    };
    constexpr Field fields[] = {{"budget_fen", &CampaignChanges::budget_fen},
                                {"usage_limit", &CampaignChanges::usage_limit},
                                {"stock", &CampaignChanges::stock},
                                {"claim_limit", &CampaignChanges::claim_limit},
                                {"per_user_daily", &CampaignChanges::per_user_daily},
                                {"per_user_total", &CampaignChanges::per_user_total}};
    for (const Field& field : fields) {
        if (field.name == name) changes.*field.limit = read_limit(value, count_range);
    }
}

void read_campaign_number(CampaignChanges& changes, const std::string& name, JsonReader& value) {
    struct Field {
        std::string_view name;
        std::optional<std::int64_t> CampaignChanges::*number;
        IntegerRange range;
    };
    constexpr Field fields[] = {
        {"min_payable_fen", &CampaignChanges::min_payable_fen, fen_range},
        {"spent_fen", &CampaignChanges::spent_fen, fen_range},
        {"reserved_fen", &CampaignChanges::reserved_fen, fen_range},
        {"used", &CampaignChanges::used, count_range},
        {"merchant_fault_grace_days",
         &CampaignChanges::merchant_fault_grace_days,
         {0, days_added_max}},
    };
    for (const Field& field : fields) {
        if (field.name != name) continue;
        changes.*field.number = value.is_null() ? 0 : value.as_integer(field.range);
    }
}

void require(JsonReader& object, std::string_view name, const char* type) {
    if (!object.has(name)) object.fault(name, std::string("is missing for ") + type);
}

void require_numbers(JsonReader& object, const CouponTerms& terms) {
    switch (terms.type) {
        case CouponType::free_card:
            return require(object, "cap_fen", "a free_card");
        case CouponType::amount_off:
            return require(object, "off_fen", "an amount_off");
        case CouponType::percent_off:
            return require(object, "rate_bp", "a percent_off");
        case CouponType::tiered:
            return require(object, "tiers", "a tiered coupon");
        case CouponType::delivery_off:
            return require(object, "off_fen", "a delivery_off");
        case CouponType::nth_item:
            require(object, "nth", "an nth_item");
            require(object, "rate_bp", "an nth_item");
            if (terms.layer != Layer::item) object.fault("layer", "must be \"item\" for nth_item");
            return;
    }
}

}  // namespace

Instant read_instant(JsonReader value) {
    const auto moment = read_moment(value);
    if (!moment) return 0;
    if (moment->written.date_only) value.fault("must be a time with offset, not a date");
    return moment->written.date_only ? 0 : instant_in(*moment);
}

Instant read_start(JsonReader value) {
    const auto moment = read_moment(value);
    if (!moment) return 0;
    return moment->written.date_only ? local_midnight(moment->written.day) : instant_in(*moment);
}

EndOfValidity read_end(JsonReader value) {
    const auto moment = read_moment(value);
    if (!moment) return {};
    if (moment->written.date_only) return end_with_day(moment->written.day);
    return {instant_in(*moment), value.as_text()};
}

std::string read_name(JsonReader& object, std::string_view member) {
    const bool given = object.has(member);
    std::string name = object.text(member);
    const auto value = object.optional_member(member);
    if (given && name.empty() && value->is_string()) object.fault(member, "must not be empty");
    return name;
}

CouponTerms read_terms(JsonReader& object) {
    constexpr std::string_view types[] = {"free_card", "amount_off", "percent_off",
                                          "tiered",    "nth_item",   "delivery_off"};
    constexpr std::string_view layers[] = {"item", "shop", "platform", "delivery", "free"};
    CouponTerms terms;
    terms.type = static_cast<CouponType>(object.choice("type", types));
    terms.layer = static_cast<Layer>(object.choice("layer", layers));
    if (const auto scope = object.optional_object("scope")) terms.scope = read_scope(*scope);
    terms.exclusive = object.boolean_or("exclusive", false);
    terms.threshold_fen = object.integer_or("threshold_fen", 0, fen_range);
    if (object.has("cap_fen")) terms.cap_fen = object.integer("cap_fen", fen_range);
    terms.off_fen = object.integer_or("off_fen", 0, fen_range);
    terms.repeat = object.boolean_or("repeat", false);
    if (object.has("max_repeat")) terms.max_repeat = object.integer("max_repeat", count_range);
    terms.rate_bp = object.integer_or("rate_bp", 0, {0, 10'000});
    terms.nth = object.integer_or("nth", 1, {1, count_range.max});
    object.each_if_present(
        "tiers",
        [&](JsonReader tier) {
            if (!tier.is_object()) return tier.fault("must be an object");
            const Fen threshold_fen = tier.integer("threshold_fen", fen_range);
            terms.tiers.push_back({threshold_fen, tier.integer("off_fen", fen_range)});
        },
        case_entries_max);
    terms.covers_fees = object.boolean_or("covers_fees", false);
    require_numbers(object, terms);
    return terms;
}

CampaignChanges read_campaign_changes(JsonReader& object) {
    CampaignChanges changes;
    if (!object.is_object()) object.fault("must be an object");
    object.each_member([&](const std::string& name, JsonReader value) {
        if (name == "starts") changes.starts = value.is_null() ? since_ever : read_start(value);
        if (name == "ends") changes.ends = value.is_null() ? for_ever : read_end(value).instant;
        if (name == "issuing") changes.issuing_paused = read_switch(object, name);
        if (name == "redeeming") changes.redeeming_paused = read_switch(object, name);
        if (name == "template") {
            changes.card.emplace();
            if (!value.is_null()) *changes.card = read_template(value);
        }
        read_campaign_limit(changes, name, value);
        read_campaign_number(changes, name, value);
    });
    return changes;
}

Cart read_cart(JsonReader object) {
    Cart cart;
    object.each(
        "lines",
        [&](JsonReader line) {
            if (!line.is_object()) return line.fault("must be an object");
            CartLine read;
            read.sku = line.text_or("sku", "");
            read.category = line.text_or("category", "");
            read.merchant = line.text_or("merchant", "");
            read.unit_fen = line.integer("unit_fen", fen_range);
            read.qty = line.integer("qty", {1, count_range.max});
            cart.lines.push_back(std::move(read));
        },
        case_entries_max);
    cart.delivery_fen = object.integer_or("delivery_fen", 0, fen_range);
    cart.packaging_fen = object.integer_or("packaging_fen", 0, fen_range);
    if (!total_of(cart)) {
        object.fault("adds up to more than " + std::to_string(fen_max) + " fen");
        return {};
    }
    return cart;
}

}  // namespace br::cli
