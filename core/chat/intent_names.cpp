#include <array>

#include "chat/intent.h"

namespace br::chat {

namespace {

using namespace std::string_view_literals;

constexpr std::array language_names{"ms"sv, "en"sv, "zh"sv};
constexpr std::array intent_names{"order"sv,          "modify_order"sv,
                                  "browse"sv,         "claim_coupon"sv,
                                  "use_coupon"sv,     "coupon_status"sv,
                                  "order_status"sv,   "cancel_order"sv,
                                  "refund"sv,         "pay"sv,
                                  "refusal_reason"sv, "queue_status"sv,
                                  "retry"sv,          "complain"sv,
                                  "human_agent"sv,    "invite"sv,
                                  "campaign_facts"sv, "switch_language"sv,
                                  "greet"sv,          "goodbye"sv,
                                  "thanks"sv,         "help"sv,
                                  "about_bot"sv,      "affirm"sv,
                                  "deny"sv,           "oos"sv};
constexpr std::array item_names{"bubble_tea"sv,    "milk_tea"sv,      "brown_sugar_milk"sv,
                                "fruit_tea"sv,     "lemon_tea"sv,     "lemonade"sv,
                                "green_tea"sv,     "matcha_latte"sv,  "cheese_tea"sv,
                                "mango_sago"sv,    "teh_tarik"sv,     "coffee"sv,
                                "americano"sv,     "latte"sv,         "milo"sv,
                                "soy_milk"sv,      "nasi_lemak"sv,    "fried_rice"sv,
                                "fried_noodles"sv, "fried_chicken"sv, "burger"sv,
                                "dumplings"sv,     "steamed_bun"sv,   "youtiao"sv,
                                "eggs"sv,          "rice_bag"sv,      "vegetables"sv,
                                "milk"sv,          "snacks"sv,        "roti_canai"sv,
                                "movie_ticket"sv};
constexpr std::array size_names{"small"sv, "medium"sv, "large"sv};
constexpr std::array ice_names{"none"sv, "less"sv, "normal"sv, "extra"sv, "warm"sv, "hot"sv};
constexpr std::array topping_names{"pearl"sv,       "pudding"sv,  "coconut_jelly"sv,
                                   "grass_jelly"sv, "red_bean"sv, "cheese_foam"sv};
constexpr std::array merchant_names{"heytea"sv, "mixue"sv,  "luckin"sv,  "chagee"sv,
                                    "nayuki"sv, "guming"sv, "tealive"sv, "hema"sv};
constexpr std::array target_language_names{"ms"sv, "en"sv, "zh"sv, "other"sv};
constexpr std::array currency_names{"CNY"sv, "MYR"sv};

static_assert(intent_names.size() == intent_count);
static_assert(item_names.size() == item_count);
static_assert(language_names.size() == language_count);

}  // namespace

std::string_view name_of(Language language) {
    return language_names[static_cast<std::size_t>(language)];
}
std::string_view name_of(Intent intent) {
    return intent_names[static_cast<std::size_t>(intent)];
}
std::string_view name_of(Item item) {
    return item_names[static_cast<std::size_t>(item)];
}
std::string_view name_of(Size size) {
    return size_names[static_cast<std::size_t>(size)];
}
std::string_view name_of(Ice ice) {
    return ice_names[static_cast<std::size_t>(ice)];
}
std::string_view name_of(Topping topping) {
    return topping_names[static_cast<std::size_t>(topping)];
}
std::string_view name_of(Merchant merchant) {
    return merchant_names[static_cast<std::size_t>(merchant)];
}
std::string_view name_of(TargetLanguage language) {
    return target_language_names[static_cast<std::size_t>(language)];
}
std::string_view name_of(Currency currency) {
    return currency_names[static_cast<std::size_t>(currency)];
}

std::optional<Intent> intent_named(std::string_view name) {
    for (std::size_t i = 0; i < intent_names.size(); ++i) {
        if (intent_names[i] == name) return static_cast<Intent>(i);
    }
    return std::nullopt;
}

bool has_side_effect(Intent intent) {
    switch (intent) {
        case Intent::order:
        case Intent::modify_order:
        case Intent::claim_coupon:
        case Intent::use_coupon:
        case Intent::cancel_order:
        case Intent::refund:
        case Intent::pay:
        case Intent::retry:
            return true;
        default:
            return false;
    }
}

}  // namespace br::chat
