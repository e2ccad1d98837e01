#include "session/dialogue.h"

#include <algorithm>

#include "session/message_text.h"
#include "session/reading.h"

namespace br::session {

namespace {

using chat::Intent;

// Requests of one line that are answered; more would bury the visitor in words.
constexpr std::size_t intents_max = 3;

bool has_intent(const chat::ParseResult& parsed, Intent intent) {
    return std::find(parsed.intents.begin(), parsed.intents.end(), intent) != parsed.intents.end();
}

}  // namespace

Dialogue::Dialogue(std::uint64_t seed, chat::Language language)
    : wording_(seed), language_(language) {}

chat::Context Dialogue::context() const {
    chat::Context context;
    context.language = language_;
    switch (question_) {
        case Question::none:
            break;
        case Question::item:
            context.expecting = chat::Expecting::item;
            break;
        case Question::order:
        case Question::cancel:
        case Question::refund:
        case Question::claim:
        case Question::invite:
            context.expecting = chat::Expecting::yes_or_no;
            break;
    }
    return context;
}

void Dialogue::say(const Turn& turn, std::string key, std::vector<MessageArgument> arguments) {
    if (turn.answer.lines.empty()) turn.answer.lines.emplace_back();
    turn.answer.lines.front().messages.push_back(
        wording_.pick(std::move(key), std::move(arguments)));
}

Answer Dialogue::hear(std::string_view text, const World& world, std::vector<Message>& reading) {
    const chat::ParseResult parsed = chat::parse(text, context());
    language_ = parsed.language;
    reading = reading_of(parsed);
    return answer_to(parsed, text, world);
}

Answer Dialogue::answer_to(const chat::ParseResult& parsed, std::string_view text,
                           const World& world) {
    Answer answer;
    const Turn turn{parsed, text, world, answer};
    if (parsed.truncated)
        say(turn, "chat.too_long", {number_argument("count", chat::line_length_max)});
    // "Yes, but less sugar" changes the order and so asks again before anything is done.
    const bool changes = question_ == Question::order && has_intent(parsed, Intent::modify_order);
    std::size_t answered = 0;
    for (const Intent intent : parsed.intents) {
        if (intent == Intent::affirm && changes) continue;
        if (answered++ == intents_max) break;
        answer_intent(intent, turn);
    }
    if (answer.lines.empty() && !answer.action) say(turn, "chat.not_understood");
    return answer;
}

void Dialogue::answer_intent(Intent intent, const Turn& turn) {
    // "What did the real bot say?" may be taken for another question, but never for a wish.
    const bool is_aside = intent == Intent::browse || intent == Intent::refusal_reason ||
                          intent == Intent::queue_status || intent == Intent::complain ||
                          intent == Intent::about_bot || intent == Intent::help;
    const bool is_unknown =
        intent == Intent::oos && turn.parsed.reason.out_of_scope != chat::OutOfScope::injection;
    if (is_aside || is_unknown) {
        const std::string_view topic = turn.world.facts->topic_standing_alone(turn.text);
        if (!topic.empty()) return say_facts(turn, topic);
    }
    if (answer_talk(intent, turn) || answer_question(intent, turn)) return;
    answer_wish(intent, turn);
}

bool Dialogue::answer_talk(Intent intent, const Turn& turn) {
    switch (intent) {
        case Intent::greet:
            say(turn, "chat.greet");
            return true;
        case Intent::goodbye:
            say(turn, "chat.goodbye");
            return true;
        case Intent::thanks:
            say(turn, "chat.thanks");
            return true;
        case Intent::help:
            say(turn, "chat.help");
            return true;
        case Intent::about_bot:
            say(turn, "chat.about_bot");
            return true;
        case Intent::complain:
            say(turn, "chat.complain");
            return true;
        case Intent::human_agent:
            say(turn, "chat.human_agent");
            return true;
        case Intent::switch_language:
            switch_language(turn);
            return true;
        case Intent::oos:
            say_out_of_scope(turn);
            return true;
        default:
            return false;
    }
}

bool Dialogue::answer_question(Intent intent, const Turn& turn) {
    switch (intent) {
        case Intent::browse:
            say_menu(turn);
            return true;
        case Intent::coupon_status:
            say_coupon_status(turn);
            return true;
        case Intent::order_status:
            say_order_status(turn);
            return true;
        case Intent::refusal_reason:
            say_why(turn);
            return true;
        case Intent::queue_status:
            say_queue_status(turn);
            return true;
        case Intent::campaign_facts:
            say_facts(turn, turn.world.facts->topic_of(turn.text));
            return true;
        default:
            return false;
    }
}

void Dialogue::answer_wish(Intent intent, const Turn& turn) {
    switch (intent) {
        case Intent::order:
            hear_order(turn);
            return;
        case Intent::modify_order:
            hear_change(turn);
            return;
        case Intent::claim_coupon:
            hear_claim(turn);
            return;
        case Intent::use_coupon:
            hear_use_coupon(turn);
            return;
        case Intent::cancel_order:
            hear_cancel(turn);
            return;
        case Intent::refund:
            hear_refund(turn);
            return;
        case Intent::pay:
            hear_pay(turn);
            return;
        case Intent::retry:
            hear_retry(turn);
            return;
        case Intent::invite:
            hear_invite(turn);
            return;
        case Intent::affirm:
            hear_yes(turn);
            return;
        case Intent::deny:
            hear_no(turn);
            return;
        default:
            say(turn, "chat.not_understood");
            return;
    }
}

void Dialogue::switch_language(const Turn& turn) {
    if (!turn.parsed.slots.target_language) return say(turn, "chat.which_language");
    switch (*turn.parsed.slots.target_language) {
        case chat::TargetLanguage::ms:
            language_ = chat::Language::ms;
            break;
        case chat::TargetLanguage::en:
            language_ = chat::Language::en;
            break;
        case chat::TargetLanguage::zh:
            language_ = chat::Language::zh;
            break;
        case chat::TargetLanguage::other:
            return say(turn, "chat.language_unknown");
    }
    say(turn, "chat.language_switched");
}

void Dialogue::say_out_of_scope(const Turn& turn) {
    switch (turn.parsed.reason.out_of_scope) {
        case chat::OutOfScope::empty:
            return say(turn, "chat.empty");
        case chat::OutOfScope::injection:
            return say(turn, "chat.injection");
        case chat::OutOfScope::off_topic:
            return say(turn, "chat.off_topic");
        case chat::OutOfScope::unknown:
        case chat::OutOfScope::none:
            return say(turn, "chat.not_understood");
    }
}

BotLine Dialogue::greet(const World& world) {
    BotLine line;
    line.messages.push_back(wording_.pick("chat.welcome"));
    if (world.wallet->can_claim()) line.messages.push_back(wording_.pick("chat.welcome_card"));
    return line;
}

// Quick replies stand for lines: each is read as the result that its words would have.
Answer Dialogue::press(std::string_view id, const World& world) {
    chat::ParseResult parsed;
    parsed.language = language_;
    constexpr std::string_view want = "want_";
    if (id.starts_with(want)) {
        parsed.intent = Intent::order;
        for (int i = 0; i < chat::item_count; ++i) {
            const auto item = static_cast<chat::Item>(i);
            if (chat::name_of(item) != id.substr(want.size())) continue;
            chat::OrderItem said;
            said.item = item;
            parsed.slots.items.push_back(said);
        }
    } else if (const auto intent = chat::intent_named(id)) {
        parsed.intent = *intent;
    }
    parsed.intents = {parsed.intent};
    if (id == "quote") {
        Answer answer;
        say_facts({parsed, {}, world, answer}, "quote");
        return answer;
    }
    return answer_to(parsed, {}, world);
}

std::vector<QuickReply> Dialogue::quick_replies(const World& world) const {
    std::vector<QuickReply> replies;
    const auto offer = [&replies](const char* id) {
        std::string key = "quick.";
        key += id;
        replies.push_back(
            {.id = id, .label = {.key = std::move(key), .variant = 0, .arguments = {}}});
    };
    const VisitorOrder& order = *world.order;
    if (question_ == Question::item) {
        for (const char* id : {"want_bubble_tea", "want_lemon_tea", "want_latte", "browse"})
            offer(id);
    } else if (question_ != Question::none) {
        offer("affirm");
        offer("deny");
    } else if (order.is_open()) {
        for (const char* id : {"order_status", "queue_status", "cancel_order"}) offer(id);
    } else if (order.outcome == Outcome::served) {
        for (const char* id : {"order", "invite", "campaign_facts"}) offer(id);
    } else if (order.has_failed()) {
        for (const char* id : {"retry", "refusal_reason", "quote"}) offer(id);
    } else {
        offer("want_bubble_tea");
        if (world.wallet->can_claim()) offer("claim_coupon");
        for (const char* id : {"campaign_facts", "help"}) offer(id);
    }
    return replies;
}

}  // namespace br::session
