#include "session/refusal.h"

#include "session/message_text.h"

namespace br::session {

namespace {

std::string reason_word(Outcome outcome) {
    switch (outcome) {
        case Outcome::line_full:
            return "line_full";
        case Outcome::too_late:
            return "too_late";
        case Outcome::turned_away:
            return "turned_away";
        case Outcome::room_full:
            return "room_full";
        case Outcome::paused:
            return "paused";
        case Outcome::sold_out:
            return "sold_out";
        case Outcome::purged:
            return "purged";
        case Outcome::shops_full:
            return "shops_full";
        case Outcome::gave_up:
            return "gave_up";
        case Outcome::broke_down:
            return "broke_down";
        case Outcome::card_refused:
            return "card_refused";
        case Outcome::hold_ran_out:
            return "hold_ran_out";
        case Outcome::none:
        case Outcome::served:
        case Outcome::cancelled:
        case Outcome::refunded:
            break;
    }
    BR_CHECK(false);
}

Message plain(std::string key, std::vector<MessageArgument> arguments = {}) {
    return {.key = std::move(key), .variant = 0, .arguments = std::move(arguments)};
}

MessageArgument policy_argument(const OutcomeFacts& facts, const sim::Scenario& scenario) {
    if (facts.policy < 0) return message_argument("policy", "policy.unnamed");
    std::string key = "policy.";
    key += sim::policies::kind_of(scenario.policies[static_cast<std::size_t>(facts.policy)].unit);
    return message_argument("policy", std::move(key));
}

MessageArgument waiting_argument(const OutcomeFacts& facts) {
    return number_argument("count", static_cast<double>(facts.waiting));
}

// The reasons that a single free card can meet have words of their own.
std::string card_key(shop::Reason reason) {
    switch (reason) {
        case shop::Reason::not_found:
            return "why.card_not_found";
        case shop::Reason::already_used:
            return "why.card_already_used";
        case shop::Reason::reserved:
            return "why.card_reserved";
        case shop::Reason::expired:
            return "why.card_expired";
        case shop::Reason::redeem_paused:
            return "why.card_redeem_paused";
        case shop::Reason::budget_exhausted:
            return "why.card_budget_exhausted";
        case shop::Reason::usage_limit:
            return "why.card_usage_limit";
        default:
            return "why.card_other";
    }
}

// How the line stood against what the servers can do.
Message pressure_message(const OutcomeFacts& facts) {
    if (facts.capacity_per_s <= 0 || facts.attempt_rate_per_s <= facts.capacity_per_s)
        return plain("why.line", {waiting_argument(facts)});
    return plain("why.pressure",
                 {waiting_argument(facts), number_argument("asked", facts.attempt_rate_per_s),
                  number_argument("capacity", facts.capacity_per_s)});
}

void add_stale(const OutcomeFacts& facts, std::vector<Message>& messages) {
    if (facts.waiting_stale <= 0) return;
    messages.push_back(
        plain("why.stale", {number_argument("count", static_cast<double>(facts.waiting_stale))}));
}

}  // namespace

std::string refusal_key(Outcome outcome) {
    std::string key = "refused.";
    key += reason_word(outcome);
    return key;
}

std::vector<MessageArgument> refusal_arguments(const VisitorOrder& order) {
    return {duration_argument("waited", order.facts.waited_s)};
}

std::vector<Message> why_messages(const VisitorOrder& order, const sim::Scenario& scenario) {
    const OutcomeFacts& facts = order.facts;
    std::vector<Message> messages;
    switch (order.outcome) {
        case Outcome::line_full:
            messages.push_back(plain("why.line_full", {policy_argument(facts, scenario)}));
            messages.push_back(pressure_message(facts));
            break;
        case Outcome::too_late:
            messages.push_back(plain(
                "why.too_late",
                {policy_argument(facts, scenario), duration_argument("waited", facts.waited_s),
                 duration_argument("limit", facts.wait_max_s)}));
            messages.push_back(pressure_message(facts));
            break;
        case Outcome::turned_away:
            messages.push_back(plain("why.turned_away", {policy_argument(facts, scenario)}));
            messages.push_back(pressure_message(facts));
            break;
        case Outcome::gave_up:
            messages.push_back(plain("why.gave_up", {duration_argument("waited", facts.waited_s)}));
            messages.push_back(pressure_message(facts));
            add_stale(facts, messages);
            break;
        case Outcome::card_refused:
            messages.push_back(plain(card_key(facts.card_reason)));
            break;
        case Outcome::room_full:
        case Outcome::paused:
        case Outcome::sold_out:
        case Outcome::purged:
        case Outcome::shops_full:
        case Outcome::broke_down:
        case Outcome::hold_ran_out:
        case Outcome::none:
        case Outcome::served:
        case Outcome::cancelled:
        case Outcome::refunded:
            messages.push_back(plain("why." + reason_word(order.outcome)));
            break;
    }
    return messages;
}

}  // namespace br::session
