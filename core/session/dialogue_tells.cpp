// What the bot says by itself: what became of an action, and of the order on its way.
#include "base/rng.h"
#include "session/dialogue.h"
#include "session/message_text.h"
#include "session/refusal.h"

namespace br::session {

namespace {

// When to come back, spread by an eighth to each side so that the refused do not return in one
// wave, and rounded up to a whole minute.
UnixSeconds come_back_at(const World& world) {
    const double u = unit_interval(draw(world.seed, Cause::retry_jitter, world.order->person,
                                        static_cast<std::uint32_t>(world.order->attempt)));
    const double pause_s = world.retry_after_s * (0.875 + 0.25 * u);
    const UnixSeconds at = world.clock + static_cast<UnixSeconds>(pause_s);
    return (at + 59) / 60 * 60;
}

}  // namespace

BotLine Dialogue::tell_placed(const World& world) {
    const VisitorOrder& order = *world.order;
    BotLine line;
    line.messages.push_back(wording_.pick(
        order.attempt > 1 ? "placed.again" : "placed.first",
        {items_argument(order.draft), money_argument("price", order.price.charge_fen)}));
    return line;
}

BotLine Dialogue::tell_place_in_line(const World& world) {
    BotLine line;
    line.messages.push_back(wording_.pick(
        "placed.in_line", {number_argument("place", static_cast<double>(world.visitor.ahead + 1)),
                           duration_argument("wait", world.visitor.wait_estimate_s)}));
    return line;
}

BotLine Dialogue::tell_held(const World& world) {
    BotLine line;
    line.messages.push_back(
        wording_.pick("placed.held", {date_argument("date", world.wallet->valid_to_day())}));
    return line;
}

Message Dialogue::next_step(const World& world) {
    switch (world.order->outcome) {
        case Outcome::paused:
        case Outcome::sold_out:
            return wording_.pick("next.issuing");
        case Outcome::card_refused:
            return wording_.pick("next.card");
        default:
            break;
    }
    if (world.style == RefusalStyle::honest)
        return wording_.pick("next.at", {clock_argument("time", come_back_at(world))});
    if (refusals_ > 1) return wording_.pick("next.option");
    return wording_.pick(world.style == RefusalStyle::vague ? "next.vague" : "next.varied");
}

BotLine Dialogue::tell_end(const World& world) {
    const VisitorOrder& order = *world.order;
    BotLine line;
    const MessageArgument date = date_argument("date", world.wallet->valid_to_day());
    if (order.outcome == Outcome::served) {
        refusals_ = 0;
        line.messages.push_back(wording_.pick(
            order.price.uses_card ? "served.card" : "served.full",
            {items_argument(order.draft), money_argument("price", order.price.charge_fen),
             duration_argument("waited", to_seconds(order.facts.at - order.placed))}));
        return line;
    }
    if (order.outcome == Outcome::cancelled) {
        refusals_ = 0;
        line.messages.push_back(wording_.pick("cancel.done"));
        if (!is_complete(draft_)) return line;
        Answer answer{.lines = {std::move(line)}, .action = {}};
        const chat::ParseResult nothing;
        ask_to_confirm({}, {nothing, {}, world, answer});
        return answer.lines.front();
    }
    BR_CHECK(order.has_failed());
    ++refusals_;
    line.is_refusal = true;
    const bool is_vague = world.style == RefusalStyle::vague;
    line.messages.push_back(wording_.pick(is_vague ? "refused.vague" : refusal_key(order.outcome),
                                          refusal_arguments(order)));
    line.messages.push_back(
        wording_.pick(order.price.uses_card ? "safe.card" : "safe.money", {date}));
    line.messages.push_back(next_step(world));
    return line;
}

BotLine Dialogue::tell_not_cancelled() {
    BotLine line;
    line.messages.push_back(wording_.pick("cancel.too_late"));
    return line;
}

BotLine Dialogue::tell_refunded(const World& world, shop::Fen refund_fen) {
    BotLine line;
    line.messages.push_back(
        wording_.pick(world.order->price.uses_card ? "refund.done_card" : "refund.done",
                      {money_argument("price", refund_fen),
                       date_argument("date", world.wallet->valid_to_day())}));
    return line;
}

BotLine Dialogue::tell_cards(const World& world, std::int64_t done,
                             std::optional<shop::Reason> reason) {
    BotLine line;
    if (done > 0) {
        line.messages.push_back(wording_.pick(
            "coupon.received", {number_argument("count", static_cast<double>(done)),
                                date_argument("date", world.wallet->valid_to_day())}));
    }
    if (!reason) return line;
    if (*reason == shop::Reason::user_claim_limit) {
        line.messages.push_back(wording_.pick(
            "invite.enough", {number_argument("count", static_cast<double>(cards_max))}));
        return line;
    }
    line.is_refusal = true;
    line.messages.push_back(wording_.pick("refused.issuing"));
    line.messages.push_back(wording_.pick("next.issuing"));
    return line;
}

}  // namespace br::session
