// What the bot does when it is asked to do something: it asks first, then returns an action.
#include "session/dialogue.h"
#include "session/message_text.h"

namespace br::session {

void Dialogue::ask_for_item(const Turn& turn) {
    question_ = Question::item;
    say(turn, "ask.item");
}

void Dialogue::ask_to_confirm(const DraftChange& change, const Turn& turn) {
    if (change.is_too_many)
        say(turn, "ask.too_many", {number_argument("count", draft_quantity_max)});
    if (change.is_too_long) say(turn, "ask.too_long", {number_argument("count", draft_items_max)});
    if (change.dropped_options) say(turn, "ask.no_options");
    if (!is_complete(draft_)) return ask_for_item(turn);
    const auto priced = price_draft(draft_);
    if (!priced) {
        question_ = Question::none;
        return say(turn, "ask.not_together", {items_argument(draft_)});
    }
    const Wallet::Price price = turn.world.wallet->quote(turn.world.clock, priced->cart);
    std::string shop_key = "shop.";
    shop_key += priced->shop;
    std::vector<MessageArgument> arguments = {
        items_argument(draft_), message_argument("shop", std::move(shop_key)),
        money_argument("price", price.charge_fen), money_argument("full_price", price.total_fen)};
    question_ = Question::order;
    if (!price.uses_card) return say(turn, "ask.confirm_full", std::move(arguments));
    say(turn, price.claims_card ? "ask.confirm_claim" : "ask.confirm_card", std::move(arguments));
}

void Dialogue::hear_order(const Turn& turn) {
    const VisitorOrder& order = *turn.world.order;
    OrderDraft wanted;
    const DraftChange change = start_draft(turn.parsed.slots, wanted);
    if (order.is_open()) {
        if (question_ == Question::cancel) {  // "Cancel the coffee, get tea": one after the other.
            draft_ = std::move(wanted);
            return;
        }
        if (!is_complete(wanted) || wanted == order.draft)
            return say(turn, "order.already", {items_argument(order.draft)});
        return say(turn, "order.one_at_a_time", {items_argument(order.draft)});
    }
    // An answer without an item to "how many?" or "which?" goes on with what was said before.
    if (!is_complete(wanted) && !draft_.items.empty() && !turn.parsed.slots.items.empty())
        return ask_to_confirm(modify_draft(turn.parsed.slots, draft_), turn);
    draft_ = std::move(wanted);
    ask_to_confirm(change, turn);
}

void Dialogue::hear_change(const Turn& turn) {
    const VisitorOrder& order = *turn.world.order;
    if (order.is_open()) return say(turn, "change.too_late", {items_argument(order.draft)});
    if (!is_complete(draft_)) {
        if (order.has_failed()) {
            draft_ = order.draft;
        } else if (turn.parsed.slots.items.empty() || !turn.parsed.slots.items.front().item) {
            return say(turn, "change.nothing");
        }
    }
    const DraftChange change = modify_draft(turn.parsed.slots, draft_);
    if (!change.changed && !change.is_too_many && !change.dropped_options) say(turn, "change.what");
    ask_to_confirm(change, turn);
}

void Dialogue::hear_cancel(const Turn& turn) {
    const VisitorOrder& order = *turn.world.order;
    if (order.is_open()) {
        question_ = Question::cancel;
        draft_ = {};
        return say(turn, "ask.cancel", {items_argument(order.draft)});
    }
    if (!draft_.items.empty()) {
        draft_ = {};
        question_ = Question::none;
        return say(turn, "cancel.dropped");
    }
    if (order.outcome == Outcome::served) return hear_refund(turn);
    say(turn, "cancel.nothing");
}

void Dialogue::hear_refund(const Turn& turn) {
    const VisitorOrder& order = *turn.world.order;
    if (order.is_open()) return hear_cancel(turn);
    if (order.outcome != Outcome::served) return say(turn, "refund.nothing");
    question_ = Question::refund;
    say(turn, order.price.uses_card ? "ask.refund_card" : "ask.refund",
        {money_argument("price", order.price.charge_fen)});
}

void Dialogue::hear_retry(const Turn& turn) {
    const VisitorOrder& order = *turn.world.order;
    if (order.is_open()) return say(turn, "order.already", {items_argument(order.draft)});
    if (order.has_failed()) {
        const Wallet::Price price = turn.world.wallet->quote(turn.world.clock, order.priced.cart);
        if (price.charge_fen != order.price.charge_fen) {  // A new price needs a new yes.
            draft_ = order.draft;
            return ask_to_confirm({}, turn);
        }
        question_ = Question::none;
        turn.answer.action = RetryOrder{};
        return;
    }
    if (is_complete(draft_)) return ask_to_confirm({}, turn);
    say(turn, "retry.nothing");
}

void Dialogue::hear_pay(const Turn& turn) {
    const VisitorOrder& order = *turn.world.order;
    if (order.is_open())
        return say(turn, "pay.automatic", {money_argument("price", order.price.charge_fen)});
    if (is_complete(draft_)) return ask_to_confirm({}, turn);
    say(turn, "pay.nothing");
}

void Dialogue::hear_use_coupon(const Turn& turn) {
    if (!turn.parsed.slots.coupon_code.empty())
        say(turn, "coupon.no_codes", {text_argument("code", turn.parsed.slots.coupon_code)});
    if (turn.world.order->is_open()) return say_coupon_status(turn);
    if (is_complete(draft_)) return ask_to_confirm({}, turn);
    say(turn, "coupon.automatic");
    ask_for_item(turn);
}

void Dialogue::hear_claim(const Turn& turn) {
    const Wallet& wallet = *turn.world.wallet;
    const std::int64_t available = wallet.cards_available(turn.world.clock);
    if (available > 0 || wallet.cards_reserved() > 0) return say_coupon_status(turn);
    if (wallet.is_issuing_paused()) {
        say(turn, "refused.issuing");
        turn.answer.lines.front().is_refusal = true;
        return say(turn, "next.issuing");
    }
    if (!wallet.can_claim()) {
        question_ = Question::invite;
        friends_asked_ = 1;
        return say(turn, "ask.invite_instead");
    }
    question_ = Question::claim;
    say(turn, "ask.claim", {date_argument("date", wallet.valid_to_day())});
}

void Dialogue::hear_invite(const Turn& turn) {
    const Wallet& wallet = *turn.world.wallet;
    const std::int64_t room = cards_max - wallet.cards_claimed();
    if (room <= 0) return say(turn, "invite.enough", {number_argument("count", cards_max)});
    if (wallet.is_issuing_paused()) {
        say(turn, "refused.issuing");
        turn.answer.lines.front().is_refusal = true;
        return say(turn, "next.issuing");
    }
    const std::int64_t wanted = turn.parsed.slots.invited_count.value_or(1);
    friends_asked_ = wanted < 1 ? 1 : wanted > room ? room : wanted;
    question_ = Question::invite;
    say(turn, "ask.invite", {number_argument("count", static_cast<double>(friends_asked_))});
}

void Dialogue::hear_yes(const Turn& turn) {
    const Question question = question_;
    question_ = Question::none;
    switch (question) {
        case Question::none:
            if (turn.world.order->is_open())
                return say(turn, "order.already", {items_argument(turn.world.order->draft)});
            return say(turn, "chat.yes_to_what");
        case Question::item:
            return ask_for_item(turn);
        case Question::order: {
            auto priced = price_draft(draft_);
            if (!priced) return ask_for_item(turn);
            PlaceOrder place{.draft = draft_, .priced = std::move(*priced), .price = {}};
            place.price = turn.world.wallet->quote(turn.world.clock, place.priced.cart);
            turn.answer.action = std::move(place);
            draft_ = {};
            return;
        }
        case Question::cancel:
            turn.answer.action = CancelOrder{};
            return;
        case Question::refund:
            turn.answer.action = RefundOrder{};
            return;
        case Question::claim:
            turn.answer.action = ClaimCard{};
            return;
        case Question::invite:
            turn.answer.action = InviteFriends{friends_asked_};
            return;
    }
}

void Dialogue::hear_no(const Turn& turn) {
    const Question question = question_;
    question_ = Question::none;
    switch (question) {
        case Question::none:
            return say(turn, "chat.no_to_what");
        case Question::item:
        case Question::order:
            draft_ = {};
            return say(turn, "cancel.dropped");
        case Question::cancel:
            draft_ = {};
            return say(turn, "cancel.kept");
        case Question::refund:
        case Question::claim:
        case Question::invite:
            return say(turn, "chat.left_as_it_is");
    }
}

}  // namespace br::session
