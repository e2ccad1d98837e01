#include "session/order_draft.h"

#include <algorithm>

#include "session/message_text.h"

namespace br::session {

namespace {

bool has_options(const chat::OrderItem& said) {
    return said.size || said.sugar_percent || said.ice || !said.toppings.empty();
}

void take_options(const chat::OrderItem& said, DraftItem& item, DraftChange& change) {
    const shop::MenuItem* menu_item = shop::find_item(chat::name_of(item.item));
    if (menu_item == nullptr || !menu_item->has_sizes) {
        change.dropped_options = change.dropped_options || has_options(said);
        return;
    }
    const DraftItem before = item;
    if (said.size) item.size = said.size;
    if (said.sugar_percent) item.sugar_percent = said.sugar_percent;
    if (said.ice) item.ice = said.ice;
    for (const chat::Topping topping : said.toppings) {
        if (std::find(item.toppings.begin(), item.toppings.end(), topping) == item.toppings.end())
            item.toppings.push_back(topping);
    }
    change.changed = change.changed || item != before;
}

void take_quantity(const chat::OrderItem& said, DraftItem& item, DraftChange& change) {
    if (!said.quantity) return;
    change.is_too_many = change.is_too_many || *said.quantity > draft_quantity_max;
    const std::int32_t quantity = std::clamp(*said.quantity, 1, draft_quantity_max);
    change.changed = change.changed || quantity != item.quantity;
    item.quantity = quantity;
}

void add_item(const chat::OrderItem& said, OrderDraft& draft, DraftChange& change) {
    if (draft.items.size() >= draft_items_max) {
        change.is_too_long = true;
        return;
    }
    DraftItem item;
    item.item = *said.item;
    take_quantity(said, item, change);
    take_options(said, item, change);
    draft.items.push_back(std::move(item));
    change.changed = true;
}

DraftItem* find(OrderDraft& draft, chat::Item item) {
    const auto found = std::find_if(draft.items.begin(), draft.items.end(),
                                    [item](const DraftItem& i) { return i.item == item; });
    return found == draft.items.end() ? nullptr : &*found;
}

void take_place(const chat::Slots& slots, OrderDraft& draft, DraftChange& change) {
    if (slots.merchant && slots.merchant != draft.merchant) {
        draft.merchant = slots.merchant;
        change.changed = true;
    }
    if (!slots.address.empty() && slots.address != draft.address) {
        draft.address = slots.address;
        change.changed = true;
    }
}

std::optional<PricedCart> cart_at(const shop::Shop& shop, const OrderDraft& draft) {
    PricedCart priced{.shop = shop.id, .cart = {}};
    for (const DraftItem& item : draft.items) {
        const shop::Offer* offer = shop::find_offer(chat::name_of(item.item), shop.id);
        if (offer == nullptr) return {};
        std::vector<std::string_view> toppings;
        for (const chat::Topping topping : item.toppings)
            toppings.push_back(chat::name_of(topping));
        const auto size = static_cast<shop::CupSize>(item.size.value_or(chat::Size::medium));
        const auto unit_fen = shop::unit_price(*offer, size, toppings);
        if (!unit_fen) return {};
        priced.cart.lines.push_back(shop::cart_line(*offer, *unit_fen, item.quantity));
    }
    priced.cart.delivery_fen = shop.delivery_fen;
    priced.cart.packaging_fen = shop.packaging_fen;
    return priced;
}

Message option_message(std::string key) {
    return {.key = std::move(key), .variant = 0, .arguments = {}};
}

// Sugar levels that have a name of their own; all others are said in percent.
Message sugar_message(std::int32_t percent) {
    switch (percent) {
        case 0:
            return option_message("option.sugar_none");
        case 30:
            return option_message("option.sugar_30");
        case 50:
            return option_message("option.sugar_50");
        case 70:
            return option_message("option.sugar_70");
        case 100:
            return option_message("option.sugar_100");
        default:
            return {.key = "option.sugar_percent",
                    .variant = 0,
                    .arguments = {ratio_argument("percent", percent / 100.0)}};
    }
}

std::vector<Message> option_messages(const DraftItem& item) {
    const auto named = [](const char* group, std::string_view name) {
        std::string key = group;
        key += name;
        return option_message(std::move(key));
    };
    std::vector<Message> options;
    if (item.size) options.push_back(named("option.size_", chat::name_of(*item.size)));
    if (item.sugar_percent) options.push_back(sugar_message(*item.sugar_percent));
    if (item.ice) options.push_back(named("option.ice_", chat::name_of(*item.ice)));
    for (const chat::Topping topping : item.toppings)
        options.push_back(named("option.topping_", chat::name_of(topping)));
    return options;
}

}  // namespace

DraftChange start_draft(const chat::Slots& slots, OrderDraft& draft) {
    DraftChange change;
    draft = {};
    for (const chat::OrderItem& said : slots.items) {
        if (said.item) add_item(said, draft, change);
    }
    if (draft.items.size() == 1) {
        for (const chat::OrderItem& said : slots.items) {
            if (said.item) continue;
            take_quantity(said, draft.items.front(), change);
            take_options(said, draft.items.front(), change);
        }
    }
    take_place(slots, draft, change);
    return change;
}

DraftChange modify_draft(const chat::Slots& slots, OrderDraft& draft) {
    DraftChange change;
    for (const chat::OrderItem& said : slots.items) {
        if (said.item) {
            DraftItem* item = find(draft, *said.item);
            if (item == nullptr) {
                add_item(said, draft, change);
            } else {
                take_quantity(said, *item, change);
                take_options(said, *item, change);
            }
            continue;
        }
        if (draft.items.empty()) continue;
        // "make it two" is about the last thing said; "less sugar" about all that can have it.
        take_quantity(said, draft.items.back(), change);
        const bool has_one = draft.items.size() == 1;
        for (DraftItem& item : draft.items) {
            DraftChange ignored;
            take_options(said, item, has_one ? change : ignored);
            change.changed = change.changed || ignored.changed;
        }
    }
    take_place(slots, draft, change);
    return change;
}

bool is_complete(const OrderDraft& draft) {
    return !draft.items.empty();
}

std::optional<PricedCart> price_draft(const OrderDraft& draft) {
    BR_CHECK(is_complete(draft));
    if (draft.merchant) {
        const shop::Shop* wanted = shop::stand_in_for(chat::name_of(*draft.merchant));
        if (wanted != nullptr) {
            if (auto priced = cart_at(*wanted, draft)) return priced;
        }
    }
    std::optional<PricedCart> best;
    shop::Fen best_total = 0;
    for (const shop::Shop& shop : shop::shops()) {
        auto priced = cart_at(shop, draft);
        if (!priced) continue;
        const auto total = shop::total_of(priced->cart);
        if (!total || (best && *total >= best_total)) continue;
        best_total = *total;
        best = std::move(priced);
    }
    return best;
}

std::vector<Message> item_messages(const OrderDraft& draft) {
    std::vector<Message> messages;
    for (const DraftItem& item : draft.items) {
        std::string item_key = "item.";
        item_key += chat::name_of(item.item);
        std::vector<Message> options = option_messages(item);
        Message message{.key = options.empty() ? "order.item" : "order.item_with_options",
                        .variant = 0,
                        .arguments = {number_argument("count", item.quantity),
                                      message_argument("item", std::move(item_key))}};
        if (!options.empty())
            message.arguments.push_back(list_argument("options", std::move(options)));
        messages.push_back(std::move(message));
    }
    return messages;
}

MessageArgument items_argument(const OrderDraft& draft) {
    return list_and_argument("items", item_messages(draft));
}

}  // namespace br::session
