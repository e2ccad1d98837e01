#include "session/facts.h"

#include <algorithm>

#include "base/calendar.h"

namespace br::session {

namespace {

constexpr std::string_view confidence_words[] = {"S", "A", "B"};
constexpr std::size_t facts_max = 200;
constexpr std::size_t quote_length_max = 1'000;

Quote read_quote(JsonReader json) {
    constexpr std::string_view languages[] = {"ms", "en", "zh"};
    Quote quote;
    quote.language = static_cast<chat::Language>(json.choice("language", languages));
    quote.text = json.text("text", quote_length_max);
    if (quote.text.empty()) json.fault("text", "must not be empty");
    json.finish();
    return quote;
}

std::int64_t read_day(JsonReader& json, std::string_view name) {
    const std::string text = json.text(name);
    const auto date = parse_iso8601(text);
    if (date && date->date_only) return date->day;
    if (json.has(name)) json.fault(name, "must be a date such as 2026-02-06");
    return 0;
}

Fact read_fact(JsonReader json) {
    Fact fact;
    fact.id = json.text("id");
    fact.topic = json.text("topic");
    fact.confidence = static_cast<Confidence>(json.choice("confidence", confidence_words));
    fact.day = read_day(json, "date");
    fact.source = json.text("source");
    if (json.has("value")) {
        fact.value = json.number("value");
        fact.unit = json.text("unit");
    }
    json.each_if_present(
        "quotes", [&](JsonReader quote) { fact.quotes.push_back(read_quote(quote)); }, 3);
    json.finish();
    return fact;
}

Topic read_topic(JsonReader json) {
    Topic topic;
    topic.id = json.text("id");
    topic.stands_alone = json.boolean_or("stands_alone", false);
    JsonReader words = json.object("words");
    for (int i = 0; i < chat::language_count; ++i) {
        const auto language = static_cast<chat::Language>(i);
        words.each(
            chat::name_of(language),
            [&](JsonReader word) {
                topic.words[static_cast<std::size_t>(i)].push_back(word.as_text(60));
            },
            60);
    }
    words.finish();
    json.finish();
    return topic;
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

// Longer words say more about what was meant.
std::size_t weight_of(const Topic& topic, std::string_view question) {
    std::size_t weight = 0;
    for (const auto& words : topic.words) {
        for (const std::string& word : words) {
            if (!word.empty() && question.find(word) != std::string_view::npos)
                weight += word.size();
        }
    }
    return weight;
}

}  // namespace

Result<Facts, std::vector<Fault>> Facts::read(std::string_view json) {
    JsonDocument document = parse_json(json);
    JsonReader root = document.reader();
    Facts facts;
    root.integer("version", {.min = 1, .max = 1});
    root.each(
        "topics",
        [&facts](JsonReader topic) {
            const Topic read = read_topic(topic);
            const auto same = [&read](const Topic& t) { return t.id == read.id; };
            if (std::any_of(facts.topics_.begin(), facts.topics_.end(), same))
                topic.fault("id", "must not appear twice");
            facts.topics_.push_back(read);
        },
        60);
    root.each(
        "facts",
        [&facts](JsonReader fact) {
            const Fact read = read_fact(fact);
            if (facts.find(read.id) != nullptr) fact.fault("id", "must not appear twice");
            const auto same = [&read](const Topic& t) { return t.id == read.topic; };
            if (std::none_of(facts.topics_.begin(), facts.topics_.end(), same))
                fact.fault("topic", "must be the id of a topic");
            facts.facts_.push_back(read);
        },
        facts_max);
    root.each_if_present(
        "assumptions",
        [&facts](JsonReader made) {
            Assumption one;
            one.id = made.text("id");
            one.value = made.number("value");
            one.unit = made.text("unit");
            made.finish();
            facts.assumptions_.push_back(std::move(one));
        },
        facts_max);
    root.finish();
    if (!document.faults().empty()) return Unexpected{document.faults()};
    return facts;
}

const Fact* Facts::find(std::string_view id) const {
    const auto found =
        std::find_if(facts_.begin(), facts_.end(), [id](const Fact& f) { return f.id == id; });
    return found == facts_.end() ? nullptr : &*found;
}

std::vector<const Fact*> Facts::about(std::string_view topic) const {
    std::vector<const Fact*> found;
    for (const Fact& fact : facts_) {
        if (fact.topic == topic) found.push_back(&fact);
    }
    return found;
}

std::string_view Facts::topic_of(std::string_view question) const {
    const std::string lower = lower_case(question);
    const Topic* best = nullptr;
    std::size_t best_weight = 0;
    for (const Topic& topic : topics_) {
        const std::size_t weight = weight_of(topic, lower);
        if (best != nullptr && weight <= best_weight) continue;
        best = &topic;
        best_weight = weight;
    }
    return best == nullptr ? std::string_view{} : best->id;
}

std::string_view Facts::topic_standing_alone(std::string_view question) const {
    const std::string lower = lower_case(question);
    const Topic* best = nullptr;
    std::size_t best_weight = 0;
    for (const Topic& topic : topics_) {
        const std::size_t weight = topic.stands_alone ? weight_of(topic, lower) : 0;
        if (weight <= best_weight) continue;
        best = &topic;
        best_weight = weight;
    }
    return best == nullptr ? std::string_view{} : best->id;
}

const Quote* quote_in(const Fact& fact, chat::Language language) {
    for (const chat::Language wanted : {language, chat::Language::en}) {
        for (const Quote& quote : fact.quotes) {
            if (quote.language == wanted) return &quote;
        }
    }
    return nullptr;
}

}  // namespace br::session
