// Reads files of labelled lines: {"lines": [{"id", "lang", "text", "intent", "intents", "slots",
// "tags"}]}.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace br::chat_test {

struct Utterance {
    std::string id;
    std::string language;
    std::vector<std::string> languages_allowed;
    std::string text;
    std::string intent;
    std::vector<std::string> intents;
    nlohmann::json slots;
    std::vector<std::string> tags;
};

// Empty if the file cannot be read.
std::vector<Utterance> read_utterances(const std::string& path);

// What the parser said, in the words of the contract.
struct Answer {
    std::string language;
    std::string intent;
    std::vector<std::string> intents;
    nlohmann::json slots;
};
Answer ask(const std::string& text);

// Items without a quantity count as one; addresses compare without case and space.
bool same_slots(const nlohmann::json& expected, const nlohmann::json& actual);

bool language_fits(const Utterance& wanted, const std::string& language);

}  // namespace br::chat_test
