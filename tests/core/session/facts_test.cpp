#include "session/facts.h"

#include <doctest/doctest.h>

#include "base/calendar.h"
#include "sim/scenario_reader.h"
#include "support/files.h"

using namespace br;
using namespace br::session;

namespace {

const char* const two_facts = R"({"version": 1,
    "topics": [{"id": "orders", "words": {"en": ["how many"], "ms": ["berapa"], "zh": ["多少"]}},
               {"id": "dates", "words": {"en": ["how many days", "until"], "ms": [], "zh": ["期"]}}],
    "facts": [{"id": "a", "topic": "orders", "confidence": "A", "date": "2026-02-06", "source": "x",
               "value": 10, "unit": "orders"},
              {"id": "b", "topic": "dates", "confidence": "S", "date": "2026-02-28", "source": "y",
               "quotes": [{"language": "en", "text": "so"}]}]})";

Facts read(std::string_view json) {
    auto facts = Facts::read(json);
    if (!facts) FAIL(to_text(facts.error()));
    return std::move(facts).value();
}

std::string faults(std::string_view json) {
    const auto facts = Facts::read(json);
    return facts ? "" : to_text(facts.error());
}

}  // namespace

TEST_CASE("facts keep their source, day, confidence and number") {
    const Facts facts = read(two_facts);
    const Fact* fact = facts.find("a");
    REQUIRE(fact != nullptr);
    CHECK(fact->confidence == Confidence::official);
    CHECK(fact->day == days_from_civil({2026, 2, 6}));
    CHECK(fact->value == 10.0);
    CHECK(facts.find("c") == nullptr);
    CHECK(facts.about("dates").size() == 1);
}

TEST_CASE("a question goes to the topic whose words it holds most of") {
    const Facts facts = read(two_facts);
    CHECK(facts.topic_of("How MANY was it?") == "orders");
    CHECK(facts.topic_of("how many days is it valid") == "dates");
    CHECK(facts.topic_of("有效期到几号") == "dates");
    CHECK(facts.topic_of("") == "orders");
}

TEST_CASE("a quote is given in the language, else in English, else not at all") {
    const Facts facts = read(two_facts);
    REQUIRE(quote_in(*facts.find("b"), chat::Language::zh) != nullptr);
    CHECK(quote_in(*facts.find("b"), chat::Language::zh)->language == chat::Language::en);
    CHECK(quote_in(*facts.find("a"), chat::Language::en) == nullptr);
}

TEST_CASE("what is said to be assumed is what the launch day assumes") {
    const Facts facts = read(test::read_source_file("public/facts.json"));
    const auto scenario =
        sim::read_scenario(test::read_source_file("public/scenarios/launch-day.json"));
    REQUIRE(scenario.has_value());
    const auto value = [&](std::string_view id) {
        for (const Assumption& one : facts.assumptions()) {
            if (one.id == id) return one.value;
        }
        return -1.0;
    };
    double peak = 0;
    const auto& points = std::get<sim::RateArrivals>(scenario->classes[0].arrivals).points;
    for (std::size_t i = 0; i < points.size(); ++i) {
        double sum = 0;
        for (const sim::CustomerClass& people : scenario->classes)
            sum += std::get<sim::RateArrivals>(people.arrivals).points[i].rate_per_s;
        peak = std::max(peak, sum);
    }
    CHECK(value("demand") == doctest::Approx(peak));
    CHECK(value("servers") == static_cast<double>(scenario->stations[0].servers));
    CHECK(value("service") == doctest::Approx(to_seconds(scenario->stations[0].service.mean)));
    CHECK(value("patience") ==
          doctest::Approx(to_seconds(scenario->classes[0].patience.time.mean)));
    CHECK(value("retries") == scenario->classes[0].retry.probability);
    CHECK(scenario->classes[0].retry.attempts_max == 6);
    CHECK(value("shops") == static_cast<double>(scenario->stations[2].servers));
    CHECK(facts.assumptions().size() == 7);
}

TEST_CASE("every fault of a facts file is reported by path") {
    CHECK(
        faults(R"({"version": 2, "topics": [{"id": "t", "words": {"en": [], "ms": [], "zh": [1]}}],
        "facts": [{"id": "a", "topic": "t", "confidence": "C", "date": "6 Feb", "source": "x"},
                  {"id": "a", "topic": "u", "confidence": "S", "date": "2026-02-06", "source": "x",
                   "value": 1, "colour": 2}]})") ==
        "/version must be at least 1 and at most 1, but is 2\n"
        "/topics/0/words/zh/0 must be a string\n"
        "/facts/0/confidence must be one of \"S\" \"A\" \"B\"\n"
        "/facts/0/date must be a date such as 2026-02-06\n"
        "/facts/1/unit is missing\n"
        "/facts/1/colour is not a member that is known here\n"
        "/facts/1/id must not appear twice\n"
        "/facts/1/topic must be the id of a topic\n");
    CHECK(faults("") != "");
    CHECK(faults("[]") != "");
}

TEST_CASE("the facts of the campaign hold what the story needs") {
    const Facts facts = read(test::read_source_file("public/facts.json"));
    CHECK(facts.find("orders_10m")->value == 10'000'000.0);
    const Fact* quote = facts.find("refusal_quote");
    REQUIRE(quote != nullptr);
    CHECK(quote_in(*quote, chat::Language::ms)->language == chat::Language::ms);
    // The Chinese original was not found, so it must not be made up.
    for (const Fact& fact : facts.all()) {
        for (const Quote& words : fact.quotes) CHECK(words.language != chat::Language::zh);
    }
    CHECK(facts.topic_standing_alone("what did the real bot say?") == "quote");
    CHECK(facts.topic_standing_alone("how many people ordered?") == "");
    CHECK(facts.topic_of("how many people ordered?") == "orders");
    CHECK(facts.topic_of("kad sah hingga bila?") == "dates");
    CHECK(facts.topic_of("真的机器人怎么说的？") == "quote");
}
