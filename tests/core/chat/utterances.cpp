#include "core/chat/utterances.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "chat/intent.h"

namespace br::chat_test {

namespace {

std::string comparable_address(const std::string& text) {
    std::string plain;
    for (const char c : text) {
        if (c == ' ') continue;
        plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return plain;
}

nlohmann::json comparable(nlohmann::json slots) {
    if (slots.contains("items")) {
        for (nlohmann::json& item : slots["items"]) {
            if (!item.contains("qty")) item["qty"] = 1;
            if (item.contains("toppings"))
                std::sort(item["toppings"].begin(), item["toppings"].end());
        }
        if (slots["items"].empty()) slots.erase("items");
    }
    if (slots.contains("address")) slots["address"] = comparable_address(slots["address"]);
    return slots;
}

}  // namespace

std::vector<Utterance> read_utterances(const std::string& path) {
    std::ifstream stream(path);
    std::ostringstream text;
    text << stream.rdbuf();
    const nlohmann::json json = nlohmann::json::parse(text.str(), nullptr, false);
    std::vector<Utterance> lines;
    if (json.is_discarded() || !json.contains("lines")) return lines;
    for (const nlohmann::json& line : json["lines"]) {
        Utterance utterance{.id = line.value("id", ""),
                            .language = line["lang"],
                            .languages_allowed = line.value("lang_ok", std::vector<std::string>{}),
                            .text = line["text"],
                            .intent = line["intent"],
                            .intents = line.value("intents", std::vector<std::string>{}),
                            .slots = line.value("slots", nlohmann::json::object()),
                            .tags = line.value("tags", std::vector<std::string>{})};
        if (utterance.intents.empty()) utterance.intents = {utterance.intent};
        lines.push_back(std::move(utterance));
    }
    return lines;
}

Answer ask(const std::string& text) {
    const nlohmann::json json = nlohmann::json::parse(chat::to_json(chat::parse(text)));
    return {json["lang"], json["intent"], json["intents"], json["slots"]};
}

bool same_slots(const nlohmann::json& expected, const nlohmann::json& actual) {
    return comparable(expected) == comparable(actual);
}

bool language_fits(const Utterance& wanted, const std::string& language) {
    const auto& allowed = wanted.languages_allowed;
    return wanted.language == language ||
           std::find(allowed.begin(), allowed.end(), language) != allowed.end();
}

}  // namespace br::chat_test
