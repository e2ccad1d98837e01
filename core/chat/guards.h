// Rules that no score can overrule: they keep the bot from doing what nobody asked for.
#pragma once

#include <optional>
#include <vector>

#include "chat/intent.h"
#include "chat/reading.h"
#include "chat/slots.h"

namespace br::chat {

[[nodiscard]] bool has_concept(const LineReading& line, TokenRange range, Concept concept_id);
[[nodiscard]] bool has_span(const LineReading& line, TokenRange range, SpanKind kind);
[[nodiscard]] bool has_any(const LineReading& line, TokenRange range,
                           std::initializer_list<Concept> concepts);

// Punctuation or another symbol.
[[nodiscard]] bool is_mark_token(const LineReading& line, std::uint32_t i);
// A mark that ends a clause: comma, full stop, dash.
[[nodiscard]] bool is_clause_mark(const LineReading& line, std::uint32_t i);

// Instructions to the bot about itself, code, markup.
[[nodiscard]] bool is_injection(const LineReading& line);

// A subject that the bot does not serve, even where an item or the word "order" stands in the line.
[[nodiscard]] bool is_off_topic(const LineReading& line, TokenRange range);

// A negation that reaches an ordering verb or a thing in the same clause: "don't order", 别下单.
[[nodiscard]] bool refuses_order(const LineReading& line, TokenRange range);

// A negation that reaches the verb of a side effect: "don't use my card", 先别付款.
[[nodiscard]] bool negates_act(const LineReading& line, TokenRange range, Intent intent);

// Nothing but things, numbers, options, times, prices and politeness: "teh tarik dua".
[[nodiscard]] bool is_bare_thing(const LineReading& line, TokenRange range);

// The same without the thing: "less sugar", "dua panas". Goes on with the clause before it.
[[nodiscard]] bool is_bare_option(const LineReading& line, TokenRange range);

// Nothing but options, verbs of change and glue: "could i get that with extra ice", 少放点糖.
[[nodiscard]] bool is_bare_change(const LineReading& line, TokenRange range);

// A word without which the intent cannot be meant. Always true for intents without side effect.
[[nodiscard]] bool has_anchor(const LineReading& line, TokenRange range, Intent intent);

// Question words and glue around words the bot does not know: "why is the sky blue".
[[nodiscard]] bool says_nothing_known(const LineReading& line, TokenRange range);

// A verb of wishing right before a thing, with at most its number and options between, and no
// question: "i want two lattes", 来杯奶茶.
[[nodiscard]] bool wishes_for_thing(const LineReading& line, TokenRange range);

// A thing comes first and no word of the line changes one: "milk tea but not cold".
[[nodiscard]] bool opens_with_thing(const LineReading& line, TokenRange range);

// "redeem my card" uses it, "redeem a card" may ask for one.
[[nodiscard]] bool uses_own_coupon(const LineReading& line, TokenRange range);

// Anything that costs no more: "get me whatever is under RM12".
[[nodiscard]] bool wishes_up_to_price(const LineReading& line, TokenRange range);

// A word that shows what a question is about. True for intents that need none.
[[nodiscard]] bool has_subject(const LineReading& line, TokenRange range, Intent intent);

struct Coverage {
    std::uint32_t known = 0;  // Words and characters that lines in scope use.
    std::uint32_t unknown = 0;
};
[[nodiscard]] Coverage coverage_of(const LineReading& line, TokenRange range);

// Parts of a line that may each want something: cut at marks, "then", "also", and at "and" before a
// verb. At most 8.
[[nodiscard]] std::vector<TokenRange> split_clauses(const LineReading& line);

}  // namespace br::chat
