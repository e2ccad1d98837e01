// What a visitor's line means: one utterance in, one plain result out, with the reason for it. The
// parser knows no dialogue, shop or clock; it keeps no state between lines and gives the same
// result for the same bytes everywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace br::chat {

enum class Language : std::uint8_t { ms, en, zh };
inline constexpr int language_count = 3;

enum class Intent : std::uint8_t {
    order,
    modify_order,
    browse,
    claim_coupon,
    use_coupon,
    coupon_status,
    order_status,
    cancel_order,
    refund,
    pay,
    refusal_reason,
    queue_status,
    retry,
    complain,
    human_agent,
    invite,
    campaign_facts,
    switch_language,
    greet,
    goodbye,
    thanks,
    help,
    about_bot,
    affirm,
    deny,
    oos,
};
inline constexpr int intent_count = 26;

enum class Item : std::uint8_t {
    bubble_tea,
    milk_tea,
    brown_sugar_milk,
    fruit_tea,
    lemon_tea,
    lemonade,
    green_tea,
    matcha_latte,
    cheese_tea,
    mango_sago,
    teh_tarik,
    coffee,
    americano,
    latte,
    milo,
    soy_milk,
    nasi_lemak,
    fried_rice,
    fried_noodles,
    fried_chicken,
    burger,
    dumplings,
    steamed_bun,
    youtiao,
    eggs,
    rice_bag,
    vegetables,
    milk,
    snacks,
    roti_canai,
    movie_ticket,
};
inline constexpr int item_count = 31;

enum class Size : std::uint8_t { small, medium, large };
enum class Ice : std::uint8_t { none, less, normal, extra, warm, hot };
enum class Topping : std::uint8_t {
    pearl,
    pudding,
    coconut_jelly,
    grass_jelly,
    red_bean,
    cheese_foam,
};
enum class Merchant : std::uint8_t {
    heytea,
    mixue,
    luckin,
    chagee,
    nayuki,
    guming,
    tealive,
    hema,
};
enum class TargetLanguage : std::uint8_t { ms, en, zh, other };
enum class Currency : std::uint8_t { cny, myr };

// The names of the contract: "modify_order", "milk_tea", "none", "CNY".
[[nodiscard]] std::string_view name_of(Language language);
[[nodiscard]] std::string_view name_of(Intent intent);
[[nodiscard]] std::string_view name_of(Item item);
[[nodiscard]] std::string_view name_of(Size size);
[[nodiscard]] std::string_view name_of(Ice ice);
[[nodiscard]] std::string_view name_of(Topping topping);
[[nodiscard]] std::string_view name_of(Merchant merchant);
[[nodiscard]] std::string_view name_of(TargetLanguage language);
[[nodiscard]] std::string_view name_of(Currency currency);
[[nodiscard]] std::optional<Intent> intent_named(std::string_view name);

// True for order, modify_order, claim_coupon, use_coupon, cancel_order, refund, pay and retry.
[[nodiscard]] bool has_side_effect(Intent intent);

// What was said about one thing to order. What was not said is absent; a quantity not said means 1.
struct OrderItem {
    std::optional<Item> item;
    std::optional<std::int32_t> quantity;  // 1 to 999.
    std::optional<Size> size;
    std::optional<std::int32_t> sugar_percent;  // 0 to 100.
    std::optional<Ice> ice;
    std::vector<Topping> toppings;
    friend bool operator==(const OrderItem&, const OrderItem&) = default;
};

// Exactly one of the three is set. The clock and the day are the visitor's local time.
struct WantedTime {
    std::optional<std::int32_t> minute_of_day;  // 0 to 1439, with day.
    std::int32_t day = 0;                       // 1 for tomorrow, 2 for the day after.
    std::optional<std::int32_t> in_minutes;
    bool now = false;
    friend bool operator==(const WantedTime&, const WantedTime&) = default;
};

struct Price {
    std::int64_t minor = 0;  // Fen or sen.
    Currency currency = Currency::cny;
    friend bool operator==(const Price&, const Price&) = default;
};

struct Slots {
    std::vector<OrderItem> items;  // In order of mention.
    std::optional<Merchant> merchant;
    std::string address;  // As written; empty if none was said.
    std::optional<WantedTime> time;
    std::optional<Price> price_max;
    std::string coupon_code;  // Upper case.
    std::string order_id;     // Digits.
    std::optional<std::int32_t> invited_count;
    std::optional<TargetLanguage> target_language;
    friend bool operator==(const Slots&, const Slots&) = default;
};

// Which part of the parser decided.
enum class Stage : std::uint8_t {
    context,         // An answer to what the bot had just asked.
    template_match,  // The line reads like a written template or a known line.
    score,           // The linear model.
    guard,           // A rule that protects from doing what was not asked for.
};

// Why a line is out of scope. none means that it is in scope.
enum class OutOfScope : std::uint8_t {
    none,
    empty,      // Nothing readable.
    injection,  // Instructions to the bot instead of a wish of a customer.
    off_topic,  // Understood as a subject that the bot does not serve.
    unknown,    // Too few words that the bot knows, or too little confidence.
};

struct Feature {
    std::string text;         // "coupon+how_many", "'baucar'"
    std::int32_t weight = 0;  // For the decision when positive.
};

struct Reading {
    std::string text;               // The words as written.
    std::string_view concept_name;  // "item", "want", "coupon": what they were taken for.
};

struct Reason {
    Stage stage = Stage::score;
    std::string template_id;  // "en/templates:12" if a template decided.
    std::string guard;        // Name of the guard if one decided, such as "negation".
    std::int32_t score = 0;   // Of the linear model, for the chosen intent.
    std::optional<Intent> runner_up;
    std::int32_t runner_up_score = 0;
    std::vector<Feature> features;  // At most 5, strongest first.
    std::vector<Reading> readings;  // At most 32, in order of the line.
    OutOfScope out_of_scope = OutOfScope::none;
};

struct ParseResult {
    Language language = Language::en;
    Intent intent = Intent::oos;
    std::vector<Intent> intents;  // Never empty; in order of mention.
    Slots slots;
    Reason reason;
    bool truncated = false;  // The line was longer than line_length_max and its end was not read.
};

// What the bot has just asked, so that a short answer can be read as one.
enum class Expecting : std::uint8_t { nothing, yes_or_no, item, quantity, options, address };

struct Context {
    Expecting expecting = Expecting::nothing;
    // The language of the conversation so far, for lines that do not show theirs ("ok", "2").
    std::optional<Language> language;
};

// Code points of a line that are read.
inline constexpr std::size_t line_length_max = 512;

// Any bytes, any length.
[[nodiscard]] ParseResult parse(std::string_view line, const Context& context = {});

// {"lang":…,"intent":…,"intents":[…],"slots":{…},"reason":{…}} on one line; "truncated" only if so.
[[nodiscard]] std::string to_json(const ParseResult& result);
// The members of to_json without the outer braces, for a caller that puts others beside them.
[[nodiscard]] std::string to_json_members(const ParseResult& result);

}  // namespace br::chat
