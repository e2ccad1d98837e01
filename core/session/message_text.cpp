#include "session/message_text.h"

#include "text/number_format.h"

namespace br::session {

namespace {

using Kind = MessageArgument::Kind;

// "a, b and c" by the patterns of the language, folded from the left.
std::string list_text(const MessageArgument& argument, const text::Catalog& catalog) {
    std::string text;
    for (std::size_t i = 0; i < argument.parts.size(); ++i) {
        const std::string part = to_text(argument.parts[i], catalog);
        if (i == 0) {
            text = part;
            continue;
        }
        const bool is_last = i + 1 == argument.parts.size();
        const text::Placeholder values[] = {{"first", text}, {"next", part}};
        const bool ties = is_last && argument.kind == Kind::list_and;
        text = catalog.format(ties ? "format.list_end" : "format.list_middle", values);
    }
    return text;
}

std::string argument_text(const MessageArgument& argument, const text::Catalog& catalog) {
    const std::string& tag = catalog.tag();
    const auto whole = static_cast<std::int64_t>(argument.number);
    switch (argument.kind) {
        case Kind::text:
            return argument.text;
        case Kind::number:
            return text::format_number(tag, argument.number);
        case Kind::money_fen:
            return text::format_money_fen(tag, whole);
        case Kind::ratio:
            return text::format_percent(tag, argument.number);
        case Kind::duration_s:
            return text::format_duration(tag, argument.number);
        case Kind::clock:
            return text::format_clock(tag, whole, false);
        case Kind::date:
            return text::format_date(tag, whole);
        case Kind::message:
            return catalog.format(argument.text);
        case Kind::list:
        case Kind::list_and:
            return list_text(argument, catalog);
    }
    return {};
}

MessageArgument make(std::string name, Kind kind, double number) {
    return {.name = std::move(name), .kind = kind, .text = {}, .number = number, .parts = {}};
}

MessageArgument make(std::string name, Kind kind, std::string text) {
    return {
        .name = std::move(name), .kind = kind, .text = std::move(text), .number = 0, .parts = {}};
}

MessageArgument make(std::string name, Kind kind, std::vector<Message> parts) {
    return {
        .name = std::move(name), .kind = kind, .text = {}, .number = 0, .parts = std::move(parts)};
}

}  // namespace

std::string to_text(const Message& message, const text::Catalog& catalog) {
    std::vector<std::string> texts;
    texts.reserve(message.arguments.size());
    double count = 1;
    bool has_count = false;
    for (const MessageArgument& argument : message.arguments) {
        texts.push_back(argument_text(argument, catalog));
        if (argument.kind != Kind::number || has_count) continue;
        count = argument.number;
        has_count = true;
    }
    std::vector<text::Placeholder> values;
    values.reserve(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i)
        values.push_back({message.arguments[i].name, texts[i]});
    return catalog.format(message.key, values, message.variant, count);
}

std::string to_text(const ChatLine& line, const text::Catalog& catalog) {
    if (line.messages.empty()) return line.text;
    std::string text;
    for (const Message& message : line.messages) {
        const std::string next = to_text(message, catalog);
        if (text.empty()) {
            text = next;
            continue;
        }
        const text::Placeholder values[] = {{"first", text}, {"next", next}};
        text = catalog.format("format.sentences", values);
    }
    return text;
}

MessageArgument text_argument(std::string name, std::string text) {
    return make(std::move(name), Kind::text, std::move(text));
}
MessageArgument number_argument(std::string name, double number) {
    return make(std::move(name), Kind::number, number);
}
MessageArgument money_argument(std::string name, std::int64_t fen) {
    return make(std::move(name), Kind::money_fen, static_cast<double>(fen));
}
MessageArgument ratio_argument(std::string name, double ratio) {
    return make(std::move(name), Kind::ratio, ratio);
}
MessageArgument duration_argument(std::string name, double duration_s) {
    return make(std::move(name), Kind::duration_s, duration_s);
}
MessageArgument clock_argument(std::string name, UnixSeconds instant) {
    return make(std::move(name), Kind::clock, static_cast<double>(instant));
}
MessageArgument date_argument(std::string name, std::int64_t day) {
    return make(std::move(name), Kind::date, static_cast<double>(day));
}
MessageArgument message_argument(std::string name, std::string key) {
    return make(std::move(name), Kind::message, std::move(key));
}
MessageArgument list_argument(std::string name, std::vector<Message> parts) {
    return make(std::move(name), Kind::list, std::move(parts));
}
MessageArgument list_and_argument(std::string name, std::vector<Message> parts) {
    return make(std::move(name), Kind::list_and, std::move(parts));
}

}  // namespace br::session
