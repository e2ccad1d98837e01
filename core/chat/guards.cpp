#include "chat/guards.h"

#include <algorithm>

namespace br::chat {

namespace {

constexpr std::uint32_t negation_reach = 4;  // Tokens.

bool is_option(const Token& token) {
    return token.is(Concept::size) || token.is(Concept::sugar) || token.is(Concept::ice) ||
           token.is(Concept::topping) || token.is(Concept::sugar_word) ||
           token.is(Concept::ice_word);
}

}  // namespace

bool is_mark_token(const LineReading& line, std::uint32_t i) {
    const Token& token = line.tokens()[i];
    return token.surface == nullptr && token.span == nullptr &&
           line.units()[token.begin].kind == UnitKind::mark;
}

bool is_clause_mark(const LineReading& line, std::uint32_t i) {
    if (!is_mark_token(line, i)) return false;
    constexpr std::u32string_view marks = U",.;!?，。；！？、~…|\n—()（）";
    return marks.find(line.units()[line.tokens()[i].begin].text[0]) != std::u32string_view::npos;
}

bool has_concept(const LineReading& line, TokenRange range, Concept concept_id) {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
        if (line.tokens()[i].is(concept_id)) return true;
    }
    return false;
}

bool has_span(const LineReading& line, TokenRange range, SpanKind kind) {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
        if (line.tokens()[i].is(kind)) return true;
    }
    return false;
}

bool has_any(const LineReading& line, TokenRange range, std::initializer_list<Concept> concepts) {
    return std::any_of(concepts.begin(), concepts.end(),
                       [&](Concept concept_id) { return has_concept(line, range, concept_id); });
}

namespace {

// "in order of", but not "two orders of fried chicken".
bool has_order_trap(const LineReading& line, TokenRange range) {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
        const Token& token = line.tokens()[i];
        const bool counted = token.is(Concept::classifier) && i > range.begin &&
                             line.tokens()[i - 1].is(SpanKind::number);
        if (token.is(Concept::order_trap) && !counted) return true;
    }
    return false;
}

}  // namespace

bool is_off_topic(const LineReading& line, TokenRange range) {
    // "River" in the name of a street is no subject.
    const TokenRange address = find_address(line);
    if (address.begin < address.end && address.begin > range.begin && address.begin < range.end) {
        range.end = address.begin;
    }
    // "What do you mean, room to breathe?" asks about a refusal.
    const bool off_topic =
        has_concept(line, range, Concept::off_topic) && !has_concept(line, range, Concept::refuse);
    if (off_topic || has_order_trap(line, range)) return true;
    const bool thing = has_any(line, range, {Concept::item, Concept::order_noun, Concept::coupon});
    if (thing && has_concept(line, range, Concept::off_topic_item)) return true;
    // "I ordered a latte yesterday" tells of an order, it makes none.
    bool past = false;
    for (std::uint32_t i = range.begin; i < range.end; ++i)
        past = past || line.tokens()[i].sense(Concept::habit) == 1;
    const bool wish = has_any(line, range, {Concept::give, Concept::want}) ||
                      (!past && has_concept(line, range, Concept::order_verb));
    return has_concept(line, range, Concept::item) && !wish &&
           has_any(line, range, {Concept::habit, Concept::third_person});
}

namespace {

bool names_other_thing(const LineReading& line, TokenRange before, const Token& thing) {
    bool counted = false;
    for (std::uint32_t i = before.begin; i < before.end; ++i) {
        const Token& token = line.tokens()[i];
        if (token.is(Concept::negation)) return false;
        counted = counted || token.is(SpanKind::number) || token.is(Concept::order_verb);
        const auto item = token.sense(Concept::item);
        if (counted && item && item != thing.sense(Concept::item)) return true;
    }
    return false;
}

}  // namespace

bool refuses_order(const LineReading& line, TokenRange range) {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
        const Token& token = line.tokens()[i];
        if (!token.is(Concept::negation)) continue;
        for (std::uint32_t k = i + 1; k < range.end && k <= i + negation_reach; ++k) {
            const Token& next = line.tokens()[k];
            if (is_clause_mark(line, k) || is_option(next) || next.is(Concept::with)) break;
            if (next.is(Concept::order_verb) || next.is(Concept::order_noun)) return true;
            if (next.is(Concept::goods)) return true;
            // 三份椰浆饭一份不要鸡蛋 refuses a part of what it orders.
            if (next.is(Concept::item)) return !names_other_thing(line, {range.begin, i}, next);
        }
    }
    return false;
}

bool negates_act(const LineReading& line, TokenRange range, Intent intent) {
    using enum Concept;
    const auto is_act = [&](const Token& token) {
        switch (intent) {
            case Intent::claim_coupon:
                return token.is(claim) || token.is(get) || token.is(give);
            case Intent::use_coupon:
                return token.is(use);
            case Intent::cancel_order:
                return token.is(cancel) || token.is(stop);
            case Intent::refund:
                return token.is(refund);
            case Intent::pay:
                return token.is(pay);
            case Intent::retry:
                return token.is(retry) || token.is(again);
            default:
                return false;
        }
    };
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
        if (!line.tokens()[i].is(negation)) continue;
        for (std::uint32_t k = i + 1; k < range.end && k <= i + negation_reach; ++k) {
            const Token& next = line.tokens()[k];
            if (is_act(next)) return true;
            if (is_clause_mark(line, k) || next.is(order_noun) || next.is(item) || next.is(coupon))
                break;
        }
    }
    return false;
}

namespace {

// Only things, numbers, options and politeness; tells whether a thing or an option is among them.
struct BareClause {
    bool fits = true;
    bool thing = false;
    bool option = false;
};

bool has_number_beside_thing(const LineReading& line, TokenRange range) {
    bool number = false;
    bool thing = false;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
        number = number || line.tokens()[i].is(SpanKind::number);
        thing = thing || line.tokens()[i].is(Concept::item);
    }
    return number && thing && range.end - range.begin <= 6;
}

BareClause read_bare_clause(const LineReading& line, TokenRange range) {
    using enum Concept;
    BareClause clause;
    int unknown = 0;
    for (std::uint32_t i = range.begin; i < range.end && clause.fits; ++i) {
        const Token& token = line.tokens()[i];
        if (is_mark_token(line, i)) {
            clause.fits = line.units()[token.begin].text[0] != U'?';
            continue;
        }
        if (token.is(change)) clause.fits = false;  // "add one latte" adds to an order.
        if (!clause.fits) break;
        clause.thing = clause.thing || token.is(item);
        bool fits = is_option(token) || token.is(SpanKind::number) || token.is(SpanKind::percent);
        clause.option = clause.option || fits || token.is(merchant);
        // When it is wanted and what it may cost: 今晚一杯咖啡, "latte bawah RM12".
        fits = fits || token.is(SpanKind::time) || token.is(SpanKind::money);
        clause.option = clause.option || token.is(SpanKind::money);
        for (const Concept concept_id :
             {item,        classifier, less,   more,   full,     without, half,      quarter,
              conjunction, with,       polite, filler, merchant, greet,   deliver,   day,
              period,      at,         under,  now,    within,   each,    correction}) {
            fits = fits || token.is(concept_id);
        }
        // One word nobody knows does not hide a thing with its number: "kopi kaw satu".
        const bool is_unknown = token.senses.empty() && token.span == nullptr;
        if (!fits && is_unknown && has_number_beside_thing(line, range)) fits = ++unknown <= 1;
        clause.fits = fits;
    }
    return clause;
}

}  // namespace

bool is_bare_thing(const LineReading& line, TokenRange range) {
    const BareClause clause = read_bare_clause(line, range);
    return clause.fits && clause.thing;
}

bool is_bare_change(const LineReading& line, TokenRange range) {
    using enum Concept;
    bool option = false;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
        const Token& token = line.tokens()[i];
        if (is_mark_token(line, i)) continue;
        // "two, not three"
        if (token.is(negation) && i + 1 < range.end && line.tokens()[i + 1].is(SpanKind::number)) {
            option = true;
            ++i;
            continue;
        }
        if (token.is(item) || token.is(negation)) return false;
        bool fits = is_option(token) || token.is(SpanKind::percent);
        option = option || fits;
        for (const Concept concept_id :
             {less,   more,   full,  without, half,   quarter,   with, polite,
              filler, it,     make,  want,    give,   able,      me,   change,
              remove, toward, wrong, mine,    number, classifier}) {
            fits = fits || token.is(concept_id);
        }
        if (!fits && !token.is(SpanKind::number)) return false;
    }
    return option;
}

bool is_bare_option(const LineReading& line, TokenRange range) {
    const BareClause clause = read_bare_clause(line, range);
    return clause.fits && (clause.thing || clause.option);
}

bool wishes_for_thing(const LineReading& line, TokenRange range) {
    using enum Concept;
    if (has_any(
            line, range,
            {have,  how_much,   how_many, price,     what,    which, where,        why,   when,
             how,   how_long,   negation, recommend, popular, habit, third_person, wrong, coupon,
             cheap, order_noun, refund,   cancel,    change,  bad,   arrive,       status})) {
        return false;
    }
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
        const Token& token = line.tokens()[i];
        if (!token.is(want) && !token.is(give) && !token.is(order_verb)) continue;
        int unknown = 0;
        for (std::uint32_t k = i + 1; k < range.end && unknown < 2; ++k) {
            const Token& next = line.tokens()[k];
            const bool changes = next.is(with) || next.is(remove) || next.is(make);
            if (is_clause_mark(line, k) || (changes && !next.is(give))) break;
            if (next.is(item)) return true;
            const bool fits = is_option(next) || next.is(SpanKind::number) || next.is(classifier) ||
                              next.is(polite) || next.is(filler) || next.is(order_verb) ||
                              next.is(give) || next.is(want) || next.is(me) || next.is(merchant) ||
                              next.is(less) || next.is(without) || next.is(also);
            if (!fits) ++unknown;
        }
    }
    return false;
}

bool opens_with_thing(const LineReading& line, TokenRange range) {
    using enum Concept;
    if (has_any(line, range,
                {remove, make, instead, it, order_noun, cancel, question, mine, want, have})) {
        return false;
    }
    for (std::uint32_t i = range.begin; i < range.end; ++i) {  // "add pearls" names more of it.
        if (line.tokens()[i].is(change) && !line.tokens()[i].is(with)) return false;
    }
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
        const Token& token = line.tokens()[i];
        if (token.is(item)) return true;
        const bool leads_up = token.is(SpanKind::number) || token.is(classifier) ||
                              token.is(greet) || token.is(polite) || is_option(token);
        if (!leads_up) return false;
    }
    return false;
}

bool uses_own_coupon(const LineReading& line, TokenRange range) {
    bool uses = false;
    bool claims = false;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
        const Token& token = line.tokens()[i];
        uses = uses || token.is(Concept::use);
        claims = claims || (token.is(Concept::claim) && !token.is(Concept::use));
    }
    const bool both = has_concept(line, range, Concept::claim);
    return uses && !claims && !has_any(line, range, {Concept::want, Concept::give, Concept::how}) &&
           (!both || has_any(line, range, {Concept::mine, Concept::me}));
}

bool wishes_up_to_price(const LineReading& line, TokenRange range) {
    using enum Concept;
    return has_span(line, range, SpanKind::money) && has_concept(line, range, under) &&
           has_any(line, range, {want, give, order_verb, get}) &&
           !has_any(line, range, {have, how_much, price, which, menu, recommend, negation, coupon});
}

bool says_nothing_known(const LineReading& line, TokenRange range) {
    using enum Concept;
    bool unknown = false;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
        const Token& token = line.tokens()[i];
        if (is_mark_token(line, i)) continue;
        if (token.span != nullptr && !token.is(SpanKind::number)) return false;
        if (token.senses.empty()) {
            unknown = unknown || token.span == nullptr;
            continue;
        }
        const bool glue =
            std::all_of(token.senses.begin(), token.senses.end(), [](const Sense& sense) {
                constexpr Concept glue_concepts[] = {
                    filler,      polite, me,     you,  it,    question, what, how,
                    why,         when,   where,  who,  which, able,     at,   with,
                    conjunction, number, toward, also, then,  people,   here};
                return std::find(std::begin(glue_concepts), std::end(glue_concepts),
                                 sense.concept_id) != std::end(glue_concepts);
            });
        if (!glue) return false;
    }
    return unknown;
}

Coverage coverage_of(const LineReading& line, TokenRange range) {
    Coverage coverage;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
        const Token& token = line.tokens()[i];
        if (is_mark_token(line, i)) continue;
        const bool known = token.span != nullptr || !token.senses.empty() ||
                           (line.word_flags(token.begin) & in_scope_bit) != 0;
        // Two Chinese characters weigh about as much as one word.
        const bool han = line.units()[token.begin].kind == UnitKind::han;
        const std::uint32_t weight = han ? token.end - token.begin : 2 * (token.end - token.begin);
        (known ? coverage.known : coverage.unknown) += weight;
    }
    return coverage;
}

}  // namespace br::chat
