// A line cut into units (words, numbers, single Chinese characters, marks), every lexicon match
// that starts at each of them, and the cheapest way to cover the line with matches and with the
// spans that the small grammars found.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chat/lexicon.h"
#include "chat/normalize.h"

namespace br::chat {

enum class UnitKind : std::uint8_t { word, number, han, mark };

struct Unit {
    std::uint32_t begin = 0;  // In NormalText::text.
    std::uint32_t end = 0;
    UnitKind kind = UnitKind::word;
    bool gap_before = false;  // White space or a hyphen stands before it.
    std::u32string text;      // After correcting a typing error.
};

struct Match {
    std::uint32_t end = 0;  // Unit after the last one.
    const Surface* surface = nullptr;
};

// What a small grammar read from a span of units.
enum class SpanKind : std::uint8_t { number, percent, money, time, code, digits };

struct GrammarSpan {
    SpanKind kind = SpanKind::number;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::int64_t value = 0;  // The number, percent or minor units of money.
    std::int32_t extra = 0;  // Currency; kind of time (TimeKind).
    std::int32_t day = 0;    // Of a time.
};

struct Token {
    std::uint32_t begin = 0;  // Units.
    std::uint32_t end = 0;
    const Surface* surface = nullptr;  // Null for unknown words, marks and grammar spans.
    const GrammarSpan* span = nullptr;
    std::span<const Sense> senses;
    // The value that goes with the concept, or nothing if the token does not stand for it.
    [[nodiscard]] std::optional<int> sense(Concept concept_id) const;
    [[nodiscard]] bool is(Concept concept_id) const { return sense(concept_id).has_value(); }
    [[nodiscard]] bool is(SpanKind kind) const { return span != nullptr && span->kind == kind; }
};

struct Hit {
    std::uint32_t end = 0;
    int value = 0;
};

// Requires that normal and lexicon outlive the reading.
class LineReading {
  public:
    LineReading(const NormalText& normal, const Lexicon& lexicon);
    LineReading(const LineReading&) = delete;
    LineReading& operator=(const LineReading&) = delete;

    [[nodiscard]] const std::vector<Unit>& units() const { return units_; }
    [[nodiscard]] const std::vector<Token>& tokens() const { return tokens_; }
    [[nodiscard]] const Lexicon& lexicon() const { return lexicon_; }

    // The longest match at this unit that stands for the concept.
    [[nodiscard]] std::optional<Hit> find(std::uint32_t unit, Concept concept_id) const;
    [[nodiscard]] bool starts(std::uint32_t unit, Concept concept_id) const {
        return find(unit, concept_id).has_value();
    }
    // The match that covers exactly this unit stands for the concept.
    [[nodiscard]] std::optional<int> single(std::uint32_t unit, Concept concept_id) const;
    [[nodiscard]] std::span<const Match> matches_at(std::uint32_t unit) const;

    [[nodiscard]] std::u32string_view text_of(std::uint32_t unit) const;
    [[nodiscard]] bool is_mark(std::uint32_t unit, char32_t mark) const;
    [[nodiscard]] bool is_hyphen_before(std::uint32_t unit) const;
    // The units as written, compatibility forms replaced.
    [[nodiscard]] std::string written(std::uint32_t begin, std::uint32_t end) const;
    // Flags of a word unit in the lexicon, 0 if the word is unknown.
    [[nodiscard]] std::uint8_t word_flags(std::uint32_t unit) const;

    // Chooses the tokens. Called once, after the grammars have run.
    void choose_tokens(std::vector<GrammarSpan> spans);

  private:
    [[nodiscard]] bool is_times_glued_to_word(const Unit& unit) const;
    void cut_units();
    void correct_words();
    void collect_matches();

    const NormalText& normal_;
    const Lexicon& lexicon_;
    std::vector<Unit> units_;
    std::vector<Match> matches_;
    std::vector<std::uint32_t> match_begin_;  // One more than units.
    std::vector<GrammarSpan> spans_;
    std::vector<Token> tokens_;
};

}  // namespace br::chat
