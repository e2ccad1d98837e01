#include "session/reading.h"

#include "session/message_text.h"
#include "session/order_draft.h"

namespace br::session {

namespace {

Message intent_message(chat::Intent intent) {
    std::string key = "intent.";
    key += chat::name_of(intent);
    return {.key = std::move(key), .variant = 0, .arguments = {}};
}

Message stage_message(const chat::Reason& reason) {
    switch (reason.stage) {
        case chat::Stage::context:
            return {.key = "reading.context", .variant = 0, .arguments = {}};
        case chat::Stage::template_match:
            return {.key = "reading.template",
                    .variant = 0,
                    .arguments = {text_argument("template", reason.template_id)}};
        case chat::Stage::score: {
            if (!reason.runner_up) return {.key = "reading.score", .variant = 0, .arguments = {}};
            Message message{.key = "reading.score_against", .variant = 0, .arguments = {}};
            message.arguments.push_back(
                list_argument("runner_up", {intent_message(*reason.runner_up)}));
            return message;
        }
        case chat::Stage::guard:
            return {.key = "reading.guard", .variant = 0, .arguments = {}};
    }
    return {};
}

}  // namespace

std::vector<Message> reading_of(const chat::ParseResult& parsed) {
    std::vector<Message> intents;
    for (const chat::Intent intent : parsed.intents) intents.push_back(intent_message(intent));
    std::vector<Message> reading;
    std::string language = "language.";
    language += chat::name_of(parsed.language);
    reading.push_back({.key = "reading.intent",
                       .variant = 0,
                       .arguments = {list_argument("intents", std::move(intents)),
                                     message_argument("language", std::move(language))}});
    OrderDraft draft;
    start_draft(parsed.slots, draft);
    if (!draft.items.empty()) {
        reading.push_back({.key = "reading.items",
                           .variant = 0,
                           .arguments = {list_argument("items", item_messages(draft))}});
    }
    reading.push_back(stage_message(parsed.reason));
    return reading;
}

}  // namespace br::session
