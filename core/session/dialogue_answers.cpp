// What the bot answers when it is asked how things stand: always from the state at that moment.
#include <algorithm>

#include "session/dialogue.h"
#include "session/message_text.h"
#include "session/refusal.h"

namespace br::session {

namespace {

constexpr std::size_t facts_at_once = 2;

std::string confidence_key(Confidence confidence) {
    switch (confidence) {
        case Confidence::article:
            return "facts.confidence_article";
        case Confidence::official:
            return "facts.confidence_official";
        case Confidence::outlet:
            return "facts.confidence_outlet";
    }
    return {};
}

std::vector<MessageArgument> source_arguments(const Fact& fact) {
    return {fact.source == source_press ? message_argument("source", "facts.source_press")
                                        : text_argument("source", fact.source),
            date_argument("date", fact.day),
            message_argument("confidence", confidence_key(fact.confidence))};
}

BotLine quote_line(const Fact& fact, const Quote& quote) {
    std::vector<MessageArgument> arguments = source_arguments(fact);
    arguments.push_back(text_argument("words", quote.text));
    BotLine line;
    line.is_quote = true;
    line.messages.push_back(
        {.key = "facts.quoted", .variant = 0, .arguments = std::move(arguments)});
    return line;
}

}  // namespace

void Dialogue::say_order_status(const Turn& turn) {
    const VisitorOrder& order = *turn.world.order;
    const sim::VisitorState& state = turn.world.visitor;
    if (order.number == 0)
        return say(turn, is_complete(draft_) ? "status.not_confirmed" : "status.none");
    if (!order.is_open()) {
        switch (order.outcome) {
            case Outcome::served:
                return say(
                    turn, "status.served",
                    {items_argument(order.draft), money_argument("price", order.price.charge_fen)});
            case Outcome::cancelled:
                return say(turn, "status.cancelled");
            case Outcome::refunded:
                return say(turn, "status.refunded");
            default:
                return say(turn, "status.failed", {items_argument(order.draft)});
        }
    }
    const double place = static_cast<double>(state.ahead + 1);
    switch (state.phase) {
        case sim::VisitorPhase::held:
            return say(turn, "status.held",
                       {number_argument("place", place),
                        duration_argument("wait", state.wait_estimate_s)});
        case sim::VisitorPhase::waiting:
            return say(turn, "status.waiting",
                       {number_argument("place", place),
                        duration_argument("wait", state.wait_estimate_s)});
        case sim::VisitorPhase::on_the_way:
        case sim::VisitorPhase::in_service:
        case sim::VisitorPhase::in_orbit:
        case sim::VisitorPhase::served:
        case sim::VisitorPhase::refused:
        case sim::VisitorPhase::timed_out:
        case sim::VisitorPhase::gave_up:
        case sim::VisitorPhase::failed:
            return say(turn, order.is_held ? "status.at_shop" : "status.in_service");
    }
}

void Dialogue::say_coupon_status(const Turn& turn) {
    const Wallet& wallet = *turn.world.wallet;
    const MessageArgument date = date_argument("date", wallet.valid_to_day());
    const auto available = static_cast<double>(wallet.cards_available(turn.world.clock));
    if (wallet.cards_reserved() > 0) say(turn, "coupon.held", {date});
    if (available > 0)
        return say(turn, "coupon.available", {number_argument("count", available), date});
    if (wallet.cards_reserved() > 0) return;
    if (shanghai_day(turn.world.clock) > wallet.valid_to_day())
        return say(turn, "coupon.expired", {date});
    if (wallet.can_claim()) return say(turn, "coupon.not_claimed", {date});
    if (wallet.is_issuing_paused()) return say(turn, "coupon.issuing_paused", {date});
    say(turn, "coupon.all_used");
}

void Dialogue::say_queue_status(const Turn& turn) {
    if (turn.world.order->is_open()) return say_order_status(turn);
    const sim::Snapshot& backend = *turn.world.backend;
    const sim::StationSnapshot& model = model_of(turn.world);
    if (model.waiting == 0) return say(turn, "queue.empty");
    say(turn, "queue.waiting",
        {number_argument("count", static_cast<double>(model.waiting)),
         duration_argument("wait", model.wait_estimate_s)});
    if (model.waiting_stale > 0)
        say(turn, "queue.stale",
            {number_argument("count", static_cast<double>(model.waiting_stale))});
    const double asked = backend.rates.attempt_rate_per_s;
    if (asked > 0) {
        say(turn, "queue.served_ratio",
            {ratio_argument("share", std::min(1.0, backend.rates.goodput_per_s / asked))});
    }
}

void Dialogue::say_why(const Turn& turn) {
    const VisitorOrder& order = *turn.world.order;
    if (order.is_open()) return say_order_status(turn);
    if (order.outcome == Outcome::served) return say(turn, "why.not_refused");
    if (!order.has_failed()) {
        // Nothing of the visitor's own was refused: say how it goes for the others.
        if (turn.world.wallet->is_issuing_paused()) return say(turn, "why.issuing_now");
        return say_queue_status(turn);
    }
    for (Message& message : why_messages(order, *turn.world.scenario)) {
        say(turn, std::move(message.key), std::move(message.arguments));
    }
    const bool was_refused =
        order.outcome != Outcome::gave_up && order.outcome != Outcome::broke_down;
    if (was_refused && refusals_ > 1 && turn.world.style == RefusalStyle::varied)
        say(turn, "why.same_decision", {number_argument("count", refusals_)});
}

void Dialogue::say_facts(const Turn& turn, std::string_view topic) {
    const std::vector<const Fact*> facts = turn.world.facts->about(topic);
    if (facts.empty()) return say(turn, "facts.unknown");
    facts_told_ = topic == topic_ ? facts_told_ % facts.size() : 0;
    topic_ = topic;
    const std::size_t count = std::min(facts_at_once, facts.size());
    for (std::size_t i = 0; i < count; ++i) {
        const Fact& fact = *facts[facts_told_++ % facts.size()];
        std::string key = "facts.";
        key += fact.id;
        say(turn, std::move(key));
        say(turn, "facts.source", source_arguments(fact));
        const Quote* quote = quote_in(fact, language_);
        if (quote == nullptr) continue;
        if (quote->language != language_) say(turn, "facts.no_original");
        turn.answer.lines.push_back(quote_line(fact, *quote));
    }
}

void Dialogue::say_menu(const Turn& turn) {
    // What was asked about, or else a few things to begin with.
    std::vector<chat::Item> items;
    for (const chat::OrderItem& said : turn.parsed.slots.items) {
        if (said.item) items.push_back(*said.item);
    }
    if (items.empty()) {
        items = {chat::Item::bubble_tea, chat::Item::lemon_tea,  chat::Item::teh_tarik,
                 chat::Item::latte,      chat::Item::nasi_lemak, chat::Item::dumplings};
    }
    std::vector<Message> offers;
    for (const chat::Item item : items) {
        const shop::Offer* offer = shop::find_offer(chat::name_of(item));
        if (offer == nullptr || offers.size() == draft_items_max) continue;
        std::string item_key = "item.";
        item_key += offer->item;
        offers.push_back({.key = "menu.offer",
                          .variant = 0,
                          .arguments = {message_argument("item", std::move(item_key)),
                                        money_argument("price", offer->unit_fen)}});
    }
    say(turn, "menu.list", {list_and_argument("offers", std::move(offers))});
    if (!turn.world.order->is_open() && question_ == Question::none) ask_for_item(turn);
}

}  // namespace br::session
