#include "chat/reading.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/utf8.h"

namespace br::chat {

namespace {

constexpr std::size_t corrections_max = 12;  // Words a line that are searched for a slip.
constexpr std::size_t matches_a_unit_max = 12;
constexpr std::size_t match_units_max = 12;

bool is_space_or_hyphen(char32_t c) {
    return c == U' ' || c == U'-' || c == U'_';
}

bool is_number_joint(char32_t c) {
    return c == U'.' || c == U':' || c == U',';
}

UnitKind kind_of(char32_t c) {
    if (is_han(c)) return UnitKind::han;
    if (is_digit(c)) return UnitKind::number;
    if (is_latin_letter(c)) return UnitKind::word;
    return UnitKind::mark;
}

}  // namespace

std::optional<int> Token::sense(Concept concept_id) const {
    for (const Sense& s : senses) {
        if (s.concept_id == concept_id) return s.value;
    }
    return std::nullopt;
}

LineReading::LineReading(const NormalText& normal, const Lexicon& lexicon)
    : normal_(normal), lexicon_(lexicon) {
    cut_units();
    correct_words();
    collect_matches();
}

bool LineReading::is_times_glued_to_word(const Unit& unit) const {
    const bool after_number = !unit.gap_before && !units_.empty() &&
                              units_.back().kind == UnitKind::number && unit.text.size() > 3;
    return after_number && unit.text[0] == U'x' && !lexicon_.knows_word(unit.text) &&
           lexicon_.knows_word(std::u32string_view(unit.text).substr(1));
}

void LineReading::cut_units() {
    const std::u32string& text = normal_.text;
    bool gap = false;
    std::size_t i = 0;
    while (i < text.size()) {
        const char32_t c = text[i];
        if (is_space_or_hyphen(c)) {
            gap = true;
            ++i;
            continue;
        }
        Unit unit{.begin = static_cast<std::uint32_t>(i),
                  .kind = kind_of(c),
                  .gap_before = gap,
                  .text = {}};
        unit.text += c;
        ++i;
        if (unit.kind == UnitKind::word) {
            for (; i < text.size(); ++i) {
                const bool apostrophe = text[i] == U'\'' && i + 1 < text.size() &&
                                        kind_of(text[i + 1]) == UnitKind::word;
                if (apostrophe) continue;
                if (kind_of(text[i]) != UnitKind::word) break;
                unit.text += text[i];
            }
        } else if (unit.kind == UnitKind::number) {
            for (; i < text.size(); ++i) {
                const bool joint =
                    is_number_joint(text[i]) && i + 1 < text.size() && is_digit(text[i + 1]);
                if (!joint && !is_digit(text[i])) break;
                unit.text += text[i];
            }
        }
        unit.end = static_cast<std::uint32_t>(i);
        if (is_times_glued_to_word(unit)) {  // "2xlatte"
            unit.text.resize(1);
            unit.end = unit.begin + 1;
            i = unit.end;
        }
        units_.push_back(std::move(unit));
        gap = false;
    }
}

void LineReading::correct_words() {
    std::size_t corrections = 0;
    for (Unit& unit : units_) {
        if (unit.kind != UnitKind::word || corrections == corrections_max) continue;
        if (lexicon_.knows_word(unit.text)) continue;
        // Letters beside a digit are a code or a measure, no word with a slip.
        const bool glued = (unit.end < normal_.text.size() && is_digit(normal_.text[unit.end])) ||
                           (unit.begin > 0 && is_digit(normal_.text[unit.begin - 1]));
        if (glued) continue;
        ++corrections;
        std::u32string better;
        constexpr std::array<std::u32string_view, 6> clitics = {U"lah", U"la", U"nya",
                                                                U"kan", U"ke", U"kah"};
        for (const std::u32string_view clitic : clitics) {
            const bool fits = unit.text.size() > clitic.size() + 2 && unit.text.ends_with(clitic);
            if (!fits) continue;
            std::u32string stem = unit.text.substr(0, unit.text.size() - clitic.size());
            if (lexicon_.knows_word(stem)) {
                better = std::move(stem);
                break;
            }
        }
        if (better.empty()) better = lexicon_.correct(unit.text);
        if (better.empty()) continue;
        unit.text = std::move(better);
    }
}

void LineReading::collect_matches() {
    for (std::size_t i = 0; i < units_.size(); ++i) {
        match_begin_.push_back(static_cast<std::uint32_t>(matches_.size()));
        std::uint32_t node = Lexicon::root;
        const std::size_t last = std::min(units_.size(), i + match_units_max);
        for (std::size_t j = i; j < last && node != Lexicon::nowhere; ++j) {
            const Unit& unit = units_[j];
            const bool latin = unit.kind == UnitKind::word || unit.kind == UnitKind::number;
            const bool latin_before = j > i && (units_[j - 1].kind == UnitKind::word ||
                                                units_[j - 1].kind == UnitKind::number);
            if (j > i && latin && latin_before && unit.gap_before) {
                node = lexicon_.step(node, U' ');
            }
            for (std::size_t k = 0; k < unit.text.size() && node != Lexicon::nowhere; ++k) {
                node = lexicon_.step(node, unit.text[k]);
            }
            if (node == Lexicon::nowhere) break;
            const Surface* const surface = lexicon_.surface_at(node);
            const bool full = matches_.size() - match_begin_[i] == matches_a_unit_max;
            if (surface == nullptr || surface->sense_count == 0 || full) continue;
            matches_.push_back({static_cast<std::uint32_t>(j + 1), surface});
        }
    }
    match_begin_.push_back(static_cast<std::uint32_t>(matches_.size()));
}

std::span<const Match> LineReading::matches_at(std::uint32_t unit) const {
    if (unit >= units_.size()) return {};
    return std::span(matches_).subspan(match_begin_[unit],
                                       match_begin_[unit + 1] - match_begin_[unit]);
}

std::optional<Hit> LineReading::find(std::uint32_t unit, Concept concept_id) const {
    std::optional<Hit> best;
    for (const Match& match : matches_at(unit)) {  // From short to long.
        for (const Sense& sense : lexicon_.senses_of(*match.surface)) {
            if (sense.concept_id == concept_id) best = Hit{match.end, sense.value};
        }
    }
    return best;
}

std::optional<int> LineReading::single(std::uint32_t unit, Concept concept_id) const {
    for (const Match& match : matches_at(unit)) {
        if (match.end != unit + 1) continue;
        for (const Sense& sense : lexicon_.senses_of(*match.surface)) {
            if (sense.concept_id == concept_id) return sense.value;
        }
    }
    return std::nullopt;
}

std::u32string_view LineReading::text_of(std::uint32_t unit) const {
    return unit < units_.size() ? std::u32string_view(units_[unit].text) : std::u32string_view();
}

bool LineReading::is_mark(std::uint32_t unit, char32_t mark) const {
    return unit < units_.size() && units_[unit].kind == UnitKind::mark &&
           units_[unit].text[0] == mark;
}

bool LineReading::is_hyphen_before(std::uint32_t unit) const {
    const std::uint32_t begin = unit < units_.size() ? units_[unit].begin : 0;
    return begin > 0 && normal_.text[begin - 1] == U'-';
}

std::string LineReading::written(std::uint32_t begin, std::uint32_t end) const {
    if (begin >= end || end > units_.size()) return {};
    const std::uint32_t first = normal_.origin[units_[begin].begin];
    const std::uint32_t last = normal_.origin[units_[end - 1].end - 1];
    return encode_utf8(std::u32string_view(normal_.shown).substr(first, last - first + 1));
}

std::uint8_t LineReading::word_flags(std::uint32_t unit) const {
    if (unit >= units_.size()) return 0;
    const Surface* const surface = lexicon_.find(units_[unit].text);
    return surface == nullptr ? std::uint8_t{0} : surface->flags;
}

// Least cost from the end backwards. A match costs less than the unknown words or characters that
// it explains, and a long match less than two short ones.
void LineReading::choose_tokens(std::vector<GrammarSpan> spans) {
    spans_ = std::move(spans);
    constexpr int match_cost = 5;
    constexpr int span_cost = 4;
    struct Best {
        int cost = 0;
        std::uint32_t end = 0;
        const Surface* surface = nullptr;
        const GrammarSpan* span = nullptr;
    };
    std::vector<Best> best(units_.size() + 1);
    std::size_t next_span = spans_.size();
    for (std::size_t i = units_.size(); i-- > 0;) {
        const UnitKind kind = units_[i].kind;
        const int alone = kind == UnitKind::mark ? 6 : kind == UnitKind::han ? 7 : 12;
        Best chosen{best[i + 1].cost + alone, static_cast<std::uint32_t>(i + 1)};
        for (const Match& match : matches_at(static_cast<std::uint32_t>(i))) {
            const int cost = best[match.end].cost + match_cost;
            if (cost <= chosen.cost) chosen = {cost, match.end, match.surface};
        }
        while (next_span > 0 && spans_[next_span - 1].begin >= i) {
            const GrammarSpan& span = spans_[--next_span];
            BR_CHECK(span.begin == i && span.end > i && span.end <= units_.size());
            const int cost = best[span.end].cost + span_cost;
            if (cost <= chosen.cost) chosen = {cost, span.end, nullptr, &span};
        }
        best[i] = chosen;
    }
    for (std::uint32_t i = 0; i < units_.size(); i = best[i].end) {
        Token token{.begin = i,
                    .end = best[i].end,
                    .surface = best[i].surface,
                    .span = best[i].span,
                    .senses = {}};
        if (token.surface != nullptr) token.senses = lexicon_.senses_of(*token.surface);
        tokens_.push_back(token);
    }
}

}  // namespace br::chat
