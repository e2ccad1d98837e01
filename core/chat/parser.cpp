#include "chat/parser.h"

#include <algorithm>

#include "chat/grammar.h"
#include "chat/judge.h"

namespace br::chat {

namespace {

NormalText normalize_line(std::string_view line, const Tables& tables) {
    return normalize(line, tables.simplified);
}

struct ScriptCount {
    std::uint32_t han = 0;  // Characters outside names of things.
    std::uint32_t han_named = 0;
    std::uint32_t words[language_count] = {};  // Words known in this language only.
    std::uint32_t words_total = 0;
};

ScriptCount count_scripts(const LineReading& line) {
    ScriptCount count;
    for (const Token& token : line.tokens()) {
        const bool named = token.is(Concept::item) || token.is(Concept::merchant) ||
                           token.is(Concept::topping) || token.is(SpanKind::code);
        for (std::uint32_t unit = token.begin; unit < token.end; ++unit) {
            const UnitKind kind = line.units()[unit].kind;
            if (kind == UnitKind::han) (named ? count.han_named : count.han) += 1;
            if (kind != UnitKind::word || named) continue;
            ++count.words_total;
            const int languages = line.word_flags(unit) & language_bits;
            for (int k = 0; k < language_count; ++k) {
                if (languages == 1 << k) ++count.words[k];
            }
        }
        // A surface that only one language has votes too: "teh tarik" does not, "saya nak" does.
        if (token.surface == nullptr || named) continue;
        const int languages = token.surface->flags & language_bits;
        for (int k = 0; k < language_count; ++k) {
            const bool han = line.units()[token.begin].kind == UnitKind::han;
            if (languages == 1 << k && !han) ++count.words[k];
        }
    }
    return count;
}

}  // namespace

Analysis::Analysis(std::string_view line, const Tables& tables, const Lexicon& lexicon)
    : normal_(normalize_line(line, tables)), line_(normal_, lexicon) {
    line_.choose_tokens(find_spans(line_));
}

Parser::Parser(Tables tables)
    : tables_(std::move(tables)), lexicon_(derive_entries(tables_.lexicon)) {}

Language Parser::detect_language(const LineReading& line, const Context& context) const {
    const ScriptCount count = count_scripts(line);
    const std::uint32_t han = count.han + count.han_named;
    if (han > 0 && (count.han > 0 || count.words_total < 2)) {
        // Two words of another language outweigh a single character or particle at the end.
        const std::uint32_t latin = std::max(count.words[0], count.words[1]);
        if (2 * (2 * count.han + count.han_named) >= 3 * latin || count.words_total < 2)
            return Language::zh;
    }
    const std::vector<std::uint32_t> buckets = extract_language_features(line);
    if (buckets.empty()) {
        if (context.language) return *context.language;
        if (han > 0) return Language::zh;
    }
    std::vector<std::int32_t> sums(language_count, 0);
    if (!tables_.language_weights.empty()) {
        sums = score({tables_.language_weights, language_count}, buckets);
    }
    constexpr std::int32_t word_vote = 200;
    for (int k = 0; k < language_count; ++k) {
        sums[static_cast<std::size_t>(k)] += word_vote * static_cast<std::int32_t>(count.words[k]);
    }
    // Malay and English first: without any sign a bare name of a thing is answered in the language
    // of the name, which the caller's context may overrule.
    const auto best = static_cast<int>(std::max_element(sums.begin(), sums.end()) - sums.begin());
    const bool no_sign =
        std::all_of(sums.begin(), sums.end(), [](std::int32_t sum) { return sum == 0; });
    if (!no_sign) return static_cast<Language>(best);
    if (context.language) return *context.language;
    for (const Token& token : line.tokens()) {
        if (token.surface == nullptr) continue;
        const int languages = token.surface->flags & language_bits;
        if (languages == 1) return Language::ms;
        if (languages == 4) return Language::zh;
    }
    return Language::en;
}

ParseResult Parser::parse(std::string_view line, const Context& context) const {
    const Analysis analysis(line, tables_, lexicon_);
    ParseResult result = judge_line(*this, analysis, context);
    result.language = detect_language(analysis.line(), context);
    result.truncated = analysis.normal().truncated;
    return result;
}

}  // namespace br::chat
