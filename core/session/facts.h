// What the press reported of the real campaign, from public/facts.json: figures, dates, rules and
// quotes, each with its source, day and confidence. Only what may be shown as reported is in there.
// The words are messages (key "facts." + id); quotes are data, because they are not ours.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "base/result.h"
#include "chat/intent.h"

namespace br::session {

enum class Confidence : std::uint8_t {
    article,   // The report that this project is built on.
    official,  // An official figure that several outlets repeat.
    outlet,    // One solid outlet.
};

inline constexpr std::string_view source_press = "press";

struct Quote {
    chat::Language language = chat::Language::en;
    std::string text;
};

struct Fact {
    std::string id;
    std::string topic;
    Confidence confidence = Confidence::outlet;
    std::int64_t day = 0;  // That it is about, since 1970-01-01; the report may be later.
    // Names of outlets, the same in every language; source_press for several that go without name.
    std::string source;
    std::optional<double> value;  // The number that it reports, if it is one.
    std::string unit;             // "orders", "yuan", …; empty without a value.
    std::vector<Quote> quotes;    // Translations of one saying; at most one a language.
};

// A number that nobody reported and that the scenarios had to choose. Its words are messages (key
// "assumed." + id), and so is the reason ("assumed." + id + ".why").
struct Assumption {
    std::string id;
    double value = 0;
    std::string unit;  // "s", "ratio" or what is counted.
};

// A subject that people ask about, with the words by which a question shows it.
struct Topic {
    std::string id;
    // Its words show by themselves that the campaign is meant, in whatever sentence they stand.
    bool stands_alone = false;
    std::array<std::vector<std::string>, chat::language_count> words;  // Lower case.
};

class Facts {
  public:
    static Result<Facts, std::vector<Fault>> read(std::string_view json);

    [[nodiscard]] const std::vector<Fact>& all() const { return facts_; }
    [[nodiscard]] const std::vector<Assumption>& assumptions() const { return assumptions_; }
    [[nodiscard]] const std::vector<Topic>& topics() const { return topics_; }
    [[nodiscard]] const Fact* find(std::string_view id) const;
    [[nodiscard]] std::vector<const Fact*> about(std::string_view topic) const;
    // The topic with most of its words in a question; the first of the file if none has any.
    // "" if there is no topic at all. The language of the words does not matter.
    [[nodiscard]] std::string_view topic_of(std::string_view question) const;
    // The same among topics that stand alone, and "" if no word of theirs is in the question.
    [[nodiscard]] std::string_view topic_standing_alone(std::string_view question) const;

  private:
    std::vector<Fact> facts_;
    std::vector<Assumption> assumptions_;
    std::vector<Topic> topics_;
};

// In this language, or else in English; null if there is neither.
[[nodiscard]] const Quote* quote_in(const Fact& fact, chat::Language language);

}  // namespace br::session
