// Instructions to the bot, in words or in the shape of code.
#include <algorithm>

#include "chat/guards.h"

namespace br::chat {

namespace {

bool is_any_mark(const LineReading& line, std::uint32_t unit, std::u32string_view marks) {
    return unit < line.units().size() && line.units()[unit].kind == UnitKind::mark &&
           marks.find(line.units()[unit].text[0]) != std::u32string_view::npos;
}

// Tags, objects and calls: "<system>", {"role": …}, order('latte'). Customers write none of them.
bool is_markup(const LineReading& line) {
    const auto end = static_cast<std::uint32_t>(line.units().size());
    constexpr std::u32string_view quotes = U"\"'“”‘’`";
    bool tag = false;
    bool object = false;
    for (std::uint32_t i = 0; i + 1 < end; ++i) {
        const Unit& next = line.units()[i + 1];
        const bool glued = !next.gap_before;
        if ((tag && line.is_mark(i + 1, U'>')) || (object && is_any_mark(line, i + 1, U":}")))
            return true;
        tag = tag || (line.is_mark(i, U'<') && glued &&
                      (next.kind == UnitKind::word || line.is_mark(i + 1, U'/')));
        object = object || line.is_mark(i, U'{');
        const bool called = line.units()[i].kind == UnitKind::word && glued &&
                            line.is_mark(i + 1, U'(') && is_any_mark(line, i + 2, quotes);
        if (called) return true;
    }
    return false;
}

// "system: you are …", "assistant: sure": the part of somebody else in the conversation.
bool speaks_for_system(const LineReading& line) {
    const std::vector<Token>& tokens = line.tokens();
    if (tokens.size() < 3 || !line.is_mark(tokens[1].begin, U':')) return false;
    return tokens[0].is(Concept::bot) ||
           (tokens[0].is(Concept::system) && tokens[2].is(Concept::you));
}

}  // namespace

bool is_injection(const LineReading& line) {
    const TokenRange whole{0, static_cast<std::uint32_t>(line.tokens().size())};
    if (has_concept(line, whole, Concept::injection)) return true;
    if (is_markup(line) || speaks_for_system(line)) return true;
    // The verb and what it is aimed at stand near each other.
    for (std::uint32_t i = 0; i < whole.end; ++i) {
        if (!line.tokens()[i].is(Concept::injection_verb)) continue;
        const std::uint32_t from = i > 6 ? i - 6 : 0;
        const std::uint32_t to = std::min(whole.end, i + 9);
        if (has_concept(line, {from, to}, Concept::injection_object)) return true;
    }
    return false;
}

}  // namespace br::chat
