// The result as JSON in a fixed member order, so that every build writes the same bytes.
#include <nlohmann/json.hpp>

#include "chat/intent.h"

namespace br::chat {

namespace {

using Json = nlohmann::ordered_json;

void append_two_digits(std::string& out, std::int32_t value) {
    out += static_cast<char>('0' + value / 10);
    out += static_cast<char>('0' + value % 10);
}

std::string clock_text(std::int32_t minute_of_day) {
    std::string text;
    append_two_digits(text, minute_of_day / 60);
    text += ':';
    append_two_digits(text, minute_of_day % 60);
    return text;
}

Json to_json_value(const OrderItem& item) {
    Json json = Json::object();
    if (item.item) json["item"] = name_of(*item.item);
    if (item.quantity) json["qty"] = *item.quantity;
    if (item.size) json["size"] = name_of(*item.size);
    if (item.sugar_percent) json["sugar"] = *item.sugar_percent;
    if (item.ice) json["ice"] = name_of(*item.ice);
    for (const Topping topping : item.toppings) json["toppings"].push_back(name_of(topping));
    return json;
}

Json to_json_value(const WantedTime& time) {
    Json json = Json::object();
    if (time.now) json["now"] = true;
    if (time.in_minutes) json["in_min"] = *time.in_minutes;
    if (time.minute_of_day) {
        json["hm"] = clock_text(*time.minute_of_day);
        if (time.day != 0) json["day"] = time.day;
    }
    return json;
}

Json to_json_value(const Slots& slots) {
    Json json = Json::object();
    for (const OrderItem& item : slots.items) json["items"].push_back(to_json_value(item));
    if (slots.merchant) json["merchant"] = name_of(*slots.merchant);
    if (!slots.address.empty()) json["address"] = slots.address;
    if (slots.time) json["time"] = to_json_value(*slots.time);
    if (slots.price_max) {
        json["max_price"] = {{"minor", slots.price_max->minor},
                             {"currency", name_of(slots.price_max->currency)}};
    }
    if (!slots.coupon_code.empty()) json["coupon_code"] = slots.coupon_code;
    if (!slots.order_id.empty()) json["order_id"] = slots.order_id;
    if (slots.invited_count) json["count"] = *slots.invited_count;
    if (slots.target_language) json["target_lang"] = name_of(*slots.target_language);
    return json;
}

std::string_view name_of_stage(Stage stage) {
    switch (stage) {
        case Stage::context:
            return "context";
        case Stage::template_match:
            return "template";
        case Stage::score:
            return "score";
        case Stage::guard:
            break;
    }
    return "guard";
}

std::string_view name_of_cause(OutOfScope cause) {
    switch (cause) {
        case OutOfScope::none:
            return "none";
        case OutOfScope::empty:
            return "empty";
        case OutOfScope::injection:
            return "injection";
        case OutOfScope::off_topic:
            return "off_topic";
        case OutOfScope::unknown:
            break;
    }
    return "unknown";
}

Json to_json_value(const Reason& reason) {
    Json json = Json::object();
    json["stage"] = name_of_stage(reason.stage);
    if (!reason.template_id.empty()) json["template"] = reason.template_id;
    if (!reason.guard.empty()) json["guard"] = reason.guard;
    json["score"] = reason.score;
    if (reason.runner_up) {
        json["runner_up"] = {{"intent", name_of(*reason.runner_up)},
                             {"score", reason.runner_up_score}};
    }
    if (reason.out_of_scope != OutOfScope::none) {
        json["out_of_scope"] = name_of_cause(reason.out_of_scope);
    }
    json["features"] = Json::array();
    for (const Feature& feature : reason.features) {
        json["features"].push_back({{"text", feature.text}, {"weight", feature.weight}});
    }
    json["readings"] = Json::array();
    for (const Reading& reading : reason.readings) {
        json["readings"].push_back({{"text", reading.text}, {"concept", reading.concept_name}});
    }
    return json;
}

}  // namespace

std::string to_json(const ParseResult& result) {
    std::string text = "{";
    text += to_json_members(result);
    text += '}';
    return text;
}

std::string to_json_members(const ParseResult& result) {
    Json json = Json::object();
    json["lang"] = name_of(result.language);
    json["intent"] = name_of(result.intent);
    json["intents"] = Json::array();
    for (const Intent intent : result.intents) json["intents"].push_back(name_of(intent));
    json["slots"] = to_json_value(result.slots);
    json["reason"] = to_json_value(result.reason);
    if (result.truncated) json["truncated"] = true;
    const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    return text.substr(1, text.size() - 2);
}

}  // namespace br::chat
