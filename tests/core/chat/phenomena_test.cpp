// What is hard about a line, each in a table of its own (tests/data/phenomena): nearly all is to be
// read as labelled, and nothing may be done that a line does not ask for.
#include "core/chat/utterances.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "chat/intent.h"
#include "support/source_path.h"

namespace br::chat_test {
namespace {

struct Table {
    const char* name;
    double share_min;  // Of lines whose intents are right, and of lines whose slots are.
};

// Slips and mixtures may be ambiguous; the others are not.
constexpr Table tables[] = {
    {"corrections", 0.95},     {"every_intent", 0.97},   {"dian_traps", 0.95},
    {"everyday", 0.95},        {"gibberish", 1.0},       {"han_variants", 0.95},
    {"injection", 1.0},        {"mixed_language", 0.93}, {"multi_intent", 0.9},
    {"negation", 0.95},        {"number_words", 0.95},   {"safety", 1.0},
    {"se_prefix", 0.95},       {"services", 0.95},       {"typos", 0.93},
    {"times_and_money", 0.95},
};

bool does_more_than_asked(const Utterance& line, const Answer& answer) {
    return std::any_of(answer.intents.begin(), answer.intents.end(), [&](const std::string& name) {
        const bool asked =
            std::find(line.intents.begin(), line.intents.end(), name) != line.intents.end();
        return !asked && chat::has_side_effect(*chat::intent_named(name));
    });
}

}  // namespace

TEST_CASE("each phenomenon is understood, and nothing is done that was not asked for") {
    int unasked = 0;
    for (const Table& table : tables) {
        CAPTURE(table.name);
        const auto lines = read_utterances(
            test::source_path("tests/data/phenomena/" + std::string(table.name) + ".json"));
        REQUIRE(lines.size() >= 40);
        double intents = 0;
        double slots = 0;
        double in_scope = 0;
        for (const Utterance& line : lines) {
            const Answer answer = ask(line.text);
            intents += answer.intents == line.intents ? 1 : 0;
            if (does_more_than_asked(line, answer)) {
                ++unasked;
                MESSAGE("not asked for: " << line.text);
            }
            if (line.intent == "oos") continue;
            in_scope += 1;
            slots += same_slots(line.slots, answer.slots) ? 1 : 0;
        }
        CHECK(intents / static_cast<double>(lines.size()) >= table.share_min);
        if (in_scope > 0) CHECK(slots / in_scope >= std::min(table.share_min, 0.97));
    }
    CHECK(unasked <= 2);  // Of more than 1600.
}

}  // namespace br::chat_test
