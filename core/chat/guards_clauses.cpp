// Where one wish in a line ends and the next begins.
#include <algorithm>

#include "chat/guards.h"

namespace br::chat {

namespace {

constexpr std::size_t clauses_max = 8;

// "use my card", "guna kod HAPPY8": the verb with what is used near it.
bool uses_coupon(const LineReading& line, std::uint32_t i) {
    if (!line.tokens()[i].is(Concept::use) && !line.tokens()[i].is(Concept::with)) return false;
    for (std::uint32_t k = i; k < line.tokens().size() && k <= i + 3; ++k) {
        const Token& token = line.tokens()[k];
        const bool used =
            token.is(Concept::coupon) || token.is(Concept::code) || token.is(SpanKind::code);
        if (used) return true;
    }
    return false;
}

bool opens_wish(const Token& token) {
    for (const Concept concept_id :
         {Concept::order_verb, Concept::give, Concept::want,   Concept::cancel, Concept::use,
          Concept::claim,      Concept::pay,  Concept::refund, Concept::change, Concept::deliver,
          Concept::why,        Concept::how,  Concept::where,  Concept::when,   Concept::how_long,
          Concept::how_much,   Concept::make, Concept::get,    Concept::invite, Concept::talk,
          Concept::reply,      Concept::what}) {
        if (token.is(concept_id)) return true;
    }
    return false;
}

// "and let me pay": glue may stand before the verb.
bool opens_wish_after_glue(const LineReading& line, std::uint32_t i) {
    const std::vector<Token>& tokens = line.tokens();
    for (std::uint32_t k = i; k < tokens.size() && k < i + 3; ++k) {
        if (opens_wish(tokens[k])) return true;
        const std::uint32_t unit = tokens[k].begin;  // 点杯 orders and counts.
        const bool counts = tokens[k].is(SpanKind::number);
        if (counts && (line.starts(unit, Concept::order_verb) || line.starts(unit, Concept::give)))
            return true;
        const bool glue = tokens[k].is(Concept::able) || tokens[k].is(Concept::me) ||
                          tokens[k].is(Concept::polite) || tokens[k].is(Concept::filler);
        if (!glue) return false;
    }
    return false;
}

// What stands before "also" wants something by itself: "my friend also wants a latte" is one wish.
bool wants_something(const LineReading& line, TokenRange range) {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
        const Token& token = line.tokens()[i];
        const bool glue =
            token.is(Concept::give) || token.is(Concept::want) || token.is(Concept::friend_word);
        if (token.is(Concept::item) || (!glue && opens_wish(token))) return true;
        if (has_span(line, {i, i + 1}, SpanKind::number)) return true;
    }
    return has_any(line, range,
                   {Concept::order_noun, Concept::coupon, Concept::code, Concept::human,
                    Concept::queue, Concept::language_name, Concept::campaign});
}

// 不要咖啡 | 要奶茶: what is wanted after what is refused.
bool wants_after_refusal(const LineReading& line, TokenRange before, std::uint32_t i) {
    const Token& token = line.tokens()[i];
    const bool wants =
        (token.is(Concept::want) || token.is(Concept::give) || token.is(Concept::order_verb)) &&
        !token.is(Concept::negation) && !token.is(Concept::without);
    if (!wants || !refuses_order(line, before) || !has_concept(line, before, Concept::item))
        return false;
    const auto end = static_cast<std::uint32_t>(line.tokens().size());
    return has_concept(line, {i + 1, std::min(end, i + 5)}, Concept::item);
}

// "use my card for | two lattes", 用券 | 来杯奶茶: what comes is what the coupon is used on.
bool coupon_serves_thing(const LineReading& line, TokenRange before, std::uint32_t i) {
    const Token& token = line.tokens()[i];
    const bool leads_on =
        token.is(Concept::toward) || token.is(Concept::order_verb) || token.is(Concept::give);
    if (!leads_on || !has_concept(line, before, Concept::use) ||
        !has_concept(line, before, Concept::coupon) || has_concept(line, before, Concept::item)) {
        return false;
    }
    const auto end = static_cast<std::uint32_t>(line.tokens().size());
    return has_concept(line, {i + 1, std::min(end, i + 5)}, Concept::item);
}

}  // namespace

std::vector<TokenRange> split_clauses(const LineReading& line) {
    const auto end = static_cast<std::uint32_t>(line.tokens().size());
    std::vector<TokenRange> clauses;
    std::uint32_t begin = 0;
    const auto cut = [&](std::uint32_t stop, std::uint32_t next) {
        if (stop > begin) clauses.push_back({begin, stop});
        begin = next;
    };
    for (std::uint32_t i = 0; i < end && clauses.size() + 1 < clauses_max; ++i) {
        const Token& token = line.tokens()[i];
        const bool then_acts = token.is(Concept::then) && opens_wish(token);  // 再下单
        if (is_clause_mark(line, i) || (token.is(Concept::then) && !then_acts)) {
            cut(i, i + 1);
        } else if (i > begin && then_acts && wants_something(line, {begin, i})) {
            cut(i, i);
        } else if (i > begin && wants_after_refusal(line, {begin, i}, i)) {
            cut(i, i);
        } else if (i > begin && uses_coupon(line, i) &&
                   has_concept(line, {begin, i}, Concept::item)) {
            cut(i, i);  // "one latte use code HAPPY8"
        } else if (token.is(Concept::conjunction) || token.is(Concept::also)) {
            if (opens_wish_after_glue(line, i + 1) && wants_something(line, {begin, i}))
                cut(i, i + 1);
        } else if (i > begin && coupon_serves_thing(line, {begin, i}, i)) {
            cut(i, token.is(Concept::toward) ? i + 1 : i);
        }
    }
    cut(end, end);
    return clauses;
}

}  // namespace br::chat
