#include "shop/menu.h"

#include <algorithm>

#include "base/check.h"

namespace br::shop {
namespace {

constexpr MenuItem item_table[] = {
    {"bubble_tea", "drink", true},
    {"milk_tea", "drink", true},
    {"brown_sugar_milk", "drink", true},
    {"fruit_tea", "drink", true},
    {"lemon_tea", "drink", true},
    {"lemonade", "drink", true},
    {"green_tea", "drink", true},
    {"matcha_latte", "drink", true},
    {"cheese_tea", "drink", true},
    {"mango_sago", "drink", true},
    {"teh_tarik", "drink", true},
    {"coffee", "drink", true},
    {"americano", "drink", true},
    {"latte", "drink", true},
    {"milo", "drink", true},
    {"soy_milk", "drink", true},
    {"nasi_lemak", "meal", false},
    {"fried_rice", "meal", false},
    {"fried_noodles", "meal", false},
    {"fried_chicken", "meal", false},
    {"burger", "meal", false},
    {"dumplings", "meal", false},
    {"steamed_bun", "meal", false},
    {"youtiao", "meal", false},
    {"eggs", "grocery", false},
    {"rice_bag", "grocery", false},
    {"vegetables", "grocery", false},
    {"milk", "grocery", false},
    {"snacks", "grocery", false},
    {"roti_canai", "meal", false},
    {"movie_ticket", "ticket", false},
};

constexpr Shop shop_table[] = {
    {"lantern_tea", 300, 100}, {"cloud_kettle", 400, 100}, {"paper_boat", 200, 50},
    {"moon_beans", 300, 100},  {"dawn_kitchen", 500, 200}, {"corner_basket", 600, 0},
    {"little_screen", 0, 0},
};

constexpr Offer offer_table[] = {
    {"paper_boat", "bubble_tea", 1'200},
    {"lantern_tea", "bubble_tea", 1'600},
    {"cloud_kettle", "bubble_tea", 1'800},
    {"paper_boat", "milk_tea", 1'000},
    {"lantern_tea", "milk_tea", 1'500},
    {"cloud_kettle", "milk_tea", 1'800},
    {"lantern_tea", "brown_sugar_milk", 1'700},
    {"cloud_kettle", "brown_sugar_milk", 1'900},
    {"paper_boat", "fruit_tea", 1'300},
    {"lantern_tea", "fruit_tea", 1'900},
    {"cloud_kettle", "fruit_tea", 2'200},
    {"paper_boat", "lemon_tea", 800},
    {"lantern_tea", "lemon_tea", 1'200},
    {"paper_boat", "lemonade", 400},
    {"lantern_tea", "lemonade", 900},
    {"paper_boat", "green_tea", 600},
    {"cloud_kettle", "green_tea", 1'100},
    {"moon_beans", "matcha_latte", 1'900},
    {"cloud_kettle", "matcha_latte", 2'100},
    {"lantern_tea", "cheese_tea", 1'800},
    {"cloud_kettle", "cheese_tea", 2'300},
    {"cloud_kettle", "mango_sago", 2'400},
    {"dawn_kitchen", "teh_tarik", 700},
    {"lantern_tea", "teh_tarik", 1'100},
    {"dawn_kitchen", "coffee", 800},
    {"moon_beans", "coffee", 1'300},
    {"moon_beans", "americano", 990},
    {"moon_beans", "latte", 1'500},
    {"dawn_kitchen", "milo", 700},
    {"paper_boat", "milo", 900},
    {"dawn_kitchen", "soy_milk", 400},
    {"paper_boat", "soy_milk", 600},
    {"dawn_kitchen", "nasi_lemak", 1'600},
    {"dawn_kitchen", "fried_rice", 1'800},
    {"dawn_kitchen", "fried_noodles", 1'700},
    {"dawn_kitchen", "fried_chicken", 2'200},
    {"dawn_kitchen", "burger", 2'000},
    {"dawn_kitchen", "dumplings", 1'500},
    {"dawn_kitchen", "steamed_bun", 300},
    {"dawn_kitchen", "youtiao", 250},
    {"corner_basket", "eggs", 1'280},
    {"corner_basket", "rice_bag", 3'990},
    {"corner_basket", "vegetables", 690},
    {"corner_basket", "milk", 1'190},
    {"corner_basket", "snacks", 850},
    {"dawn_kitchen", "roti_canai", 500},
    {"little_screen", "movie_ticket", 4'000},
};

constexpr Topping topping_table[] = {{"pearl", 200},         {"pudding", 200},
                                     {"coconut_jelly", 200}, {"grass_jelly", 150},
                                     {"red_bean", 200},      {"cheese_foam", 400}};

constexpr Fen small_less_fen = 200;
constexpr Fen large_more_fen = 300;

struct StandIn {
    std::string_view merchant;
    std::string_view shop;
};
constexpr StandIn stand_ins[] = {
    {"heytea", "cloud_kettle"}, {"mixue", "paper_boat"},    {"luckin", "moon_beans"},
    {"chagee", "lantern_tea"},  {"nayuki", "cloud_kettle"}, {"guming", "lantern_tea"},
    {"tealive", "lantern_tea"}, {"hema", "corner_basket"},
};

}  // namespace

std::span<const MenuItem> menu_items() {
    return item_table;
}
std::span<const Shop> shops() {
    return shop_table;
}
std::span<const Offer> offers() {
    return offer_table;
}
std::span<const Topping> toppings() {
    return topping_table;
}

const MenuItem* find_item(std::string_view id) {
    const auto* const found = std::find_if(std::begin(item_table), std::end(item_table),
                                           [&](const MenuItem& item) { return item.id == id; });
    return found == std::end(item_table) ? nullptr : found;
}

const Shop* find_shop(std::string_view id) {
    const auto* const found = std::find_if(std::begin(shop_table), std::end(shop_table),
                                           [&](const Shop& shop) { return shop.id == id; });
    return found == std::end(shop_table) ? nullptr : found;
}

const Offer* find_offer(std::string_view item, std::string_view shop) {
    // The table lists the cheapest offer of an item first.
    const auto* const found =
        std::find_if(std::begin(offer_table), std::end(offer_table), [&](const Offer& offer) {
            return offer.item == item && (shop.empty() || offer.shop == shop);
        });
    return found == std::end(offer_table) ? nullptr : found;
}

std::optional<Fen> unit_price(const Offer& offer, CupSize size,
                              std::span<const std::string_view> topping_ids) {
    const MenuItem* item = find_item(offer.item);
    BR_CHECK(item != nullptr);
    if (!item->has_sizes && (size != CupSize::medium || !topping_ids.empty())) return {};
    Fen price_fen = offer.unit_fen;
    if (size == CupSize::small) price_fen -= small_less_fen;
    if (size == CupSize::large) price_fen += large_more_fen;
    for (const std::string_view id : topping_ids) {
        const auto* const topping =
            std::find_if(std::begin(topping_table), std::end(topping_table),
                         [&](const Topping& known) { return known.id == id; });
        if (topping == std::end(topping_table)) return {};
        price_fen += topping->price_fen;
    }
    return price_fen;
}

CartLine cart_line(const Offer& offer, Fen unit_fen, std::int64_t qty) {
    const MenuItem* item = find_item(offer.item);
    BR_CHECK(item != nullptr);
    return {std::string(offer.item), std::string(item->category), std::string(offer.shop), unit_fen,
            qty};
}

const Shop* stand_in_for(std::string_view merchant) {
    for (const StandIn& stand_in : stand_ins) {
        if (stand_in.merchant == merchant) return find_shop(stand_in.shop);
    }
    return nullptr;
}

}  // namespace br::shop
