#include "chat/judge.h"

#include <algorithm>
#include <optional>

#include "chat/judge_clause.h"

namespace br::chat {

namespace {

constexpr std::size_t readings_shown_max = 32;
constexpr std::int32_t part_lead_min = 20;  // For a part of a line to count as a wish of its own.

bool is_small_talk(Intent intent) {
    switch (intent) {
        case Intent::greet:
        case Intent::goodbye:
        case Intent::thanks:
        case Intent::affirm:
        case Intent::deny:
        case Intent::complain:
        case Intent::oos:
            return true;
        default:
            return false;
    }
}

std::vector<Reading> list_readings(const LineReading& line) {
    constexpr std::string_view span_names[] = {"number", "percent", "money",
                                               "time",   "code",    "digits"};
    std::vector<Reading> readings;
    for (const Token& token : line.tokens()) {
        if (readings.size() == readings_shown_max) break;
        std::string_view name;
        if (token.span != nullptr) name = span_names[static_cast<std::size_t>(token.span->kind)];
        if (!token.senses.empty()) name = name_of(token.senses[0].concept_id);
        if (!name.empty()) readings.push_back({line.written(token.begin, token.end), name});
    }
    return readings;
}

// What the parts of a line want, each for itself.
struct Wishes {
    std::vector<Intent> intents;
    std::vector<TokenRange> ranges;
};

bool asks_about_goods(const LineReading& line, TokenRange range) {
    return has_any(
        line, range,
        {Concept::what, Concept::which, Concept::how_much, Concept::price, Concept::menu,
         Concept::recommend, Concept::popular, Concept::have, Concept::question, Concept::cheap});
}

// "cancel the coffee, change to tea" asks for a new thing in place of the old one, and "where is my
// money, i want it back" only once; "is my coupon valid? use it" has the coupon in the part before.
Intent intent_after(const LineReading& line, TokenRange clause, Intent intent, Intent before) {
    if (before == Intent::cancel_order && intent == Intent::modify_order &&
        has_concept(line, clause, Concept::item)) {
        return Intent::order;
    }
    if (before == Intent::refund && intent == Intent::retry) return Intent::refund;
    const bool uses_it = (before == Intent::coupon_status || before == Intent::claim_coupon) &&
                         has_concept(line, clause, Concept::use) &&
                         !has_any(line, clause,
                                  {Concept::item, Concept::coupon, Concept::negation, Concept::how,
                                   Concept::unable, Concept::able});
    return uses_it ? Intent::use_coupon : intent;
}

// Words that ask for nothing more: a bare "how?", the number of the order, what has not arrived.
bool only_explains(const LineReading& line, TokenRange clause, Intent intent) {
    using enum Concept;
    bool bare = true;
    for (std::uint32_t i = clause.begin; i < clause.end; ++i) {
        const Token& token = line.tokens()[i];
        bool fits = token.surface == nullptr && line.units()[token.begin].kind != UnitKind::word &&
                    line.units()[token.begin].kind != UnitKind::han;
        for (const Concept concept_id : {how, order_noun, polite, filler, question, able, it}) {
            fits = fits || token.is(concept_id);
        }
        bare = bare && fits;
    }
    if (bare) return true;
    const bool counted =
        has_span(line, clause, SpanKind::number) || has_span(line, clause, SpanKind::digits);
    if (intent == Intent::modify_order) {  // "my order number is 7714"
        return counted && has_concept(line, clause, order_noun) &&
               !has_any(line, clause,
                        {change, make, with, remove, toward, deliver, less, more, without, size,
                         sugar, ice, topping, item, classifier});
    }
    if (intent == Intent::about_bot) return !has_any(line, clause, {bot, identity, who});
    return intent == Intent::order_status &&
           (has_any(line, clause, {negation, no, unable}) || counted ||
            !has_any(line, clause, {order_noun, rider, item})) &&
           !has_any(line, clause, {question, where, when, how_long, status, how, why, what});
}

// "got lattes? two please": a number for the thing asked about.
bool wants_what_it_asked_for(const LineReading& line, TokenRange clause, const Wishes& wishes) {
    using enum Concept;
    if (wishes.intents.back() != Intent::browse) return false;
    const TokenRange asked = wishes.ranges.back();
    if (!has_any(line, asked, {have, get}) || !has_concept(line, asked, item) ||
        has_any(line, asked, {how_much, price, which})) {
        return false;
    }
    bool counted = false;
    for (std::uint32_t i = clause.begin; i < clause.end; ++i) {
        const Token& token = line.tokens()[i];
        counted = counted || (token.is(SpanKind::number) && !line.single(token.begin, filler)) ||
                  token.sense(give) == 1;
        bool fits = token.is(SpanKind::number);
        for (const Concept concept_id : {want, give, order_verb, classifier, polite, filler, me,
                                         have, then, with, it, size, sugar, ice, topping, make}) {
            fits = fits || token.is(concept_id);
        }
        if (!fits) return false;
    }
    return counted && !line.is_mark(line.tokens()[clause.end - 1].end, U'?');
}

// Takes in a part that only says more about the last wish. False if it is none.
bool joins_last(const LineReading& line, TokenRange clause, Intent intent, Wishes& wishes) {
    Intent& last = wishes.intents.back();
    TokenRange& range = wishes.ranges.back();
    const bool orders = last == Intent::order || last == Intent::modify_order;
    const bool continues = orders && (is_bare_option(line, clause) ||
                                      intent == Intent::modify_order || intent == Intent::oos);
    // "anything below 12 yuan, order it" asks nothing: the first part says what to order.
    const bool describes =
        intent == Intent::order && last == Intent::browse && !asks_about_goods(line, range);
    // "i want a hot yuanyang… no, a hot milk tea": an order at last.
    const bool corrects =
        intent == Intent::order && last == Intent::modify_order && wishes.intents.size() == 1 &&
        !has_any(line, range, {Concept::change, Concept::make, Concept::it, Concept::order_noun});
    if (!continues && !describes && !corrects && last != intent) return false;
    if (describes || corrects) last = Intent::order;
    range.end = clause.end;
    return true;
}

Wishes read_wishes(const Parser& parser, const LineReading& line) {
    Wishes wishes;
    for (const TokenRange clause : split_clauses(line)) {
        const Verdict part = judge_clause(parser, line, clause);
        Intent intent = part.intent;
        if (!wishes.intents.empty()) {
            if (wants_what_it_asked_for(line, clause, wishes)) {
                wishes.intents.push_back(Intent::order);
                wishes.ranges.push_back({wishes.ranges.back().begin, clause.end});
                continue;
            }
            intent = intent_after(line, clause, intent, wishes.intents.back());
            if (joins_last(line, clause, intent, wishes)) continue;
        }
        const bool counts =
            intent != part.intent || (!is_small_talk(intent) && part.lead >= part_lead_min &&
                                      has_anchor(line, clause, intent));
        // "stop, don't cancel it": its first word asks for nothing after all.
        const bool takes_back = part.intent == Intent::deny && part.reason.guard == "negation" &&
                                !wishes.intents.empty() &&
                                part.reason.runner_up == wishes.intents.back() &&
                                wishes.intents.back() != Intent::order;
        if (takes_back) {
            wishes.intents.pop_back();
            wishes.ranges.pop_back();
            continue;
        }
        const bool alone = clause.begin == 0 && clause.end == line.tokens().size();
        // "the drink was cold, refund me" asks nothing about drinks.
        const bool only_tells = intent == Intent::refund && !wishes.intents.empty() &&
                                wishes.intents.back() == Intent::browse &&
                                !has_any(line, wishes.ranges.back(),
                                         {Concept::menu, Concept::price, Concept::how_much,
                                          Concept::recommend, Concept::which, Concept::have});
        if (only_tells) {
            wishes.intents.pop_back();
            wishes.ranges.pop_back();
        }
        if (!counts || (!alone && only_explains(line, clause, intent))) continue;
        wishes.intents.push_back(intent);
        wishes.ranges.push_back(clause);
    }
    return wishes;
}

TokenRange first_clause(const LineReading& line) {
    const std::vector<TokenRange> clauses = split_clauses(line);
    return clauses.empty() ? TokenRange{} : clauses.front();
}

bool outweighs_complaint(Intent intent) {
    return has_side_effect(intent) || intent == Intent::human_agent;
}

// "ok, place it": agreement with a verb of ordering but nothing to order.
bool only_agrees(const LineReading& line, TokenRange range) {
    if (!line.tokens()[range.begin].is(Concept::yes)) return false;
    if (has_any(line, range,
                {Concept::item, Concept::goods, Concept::under, Concept::merchant, Concept::want,
                 Concept::give, Concept::negation})) {
        return false;
    }
    // "can order?" asks, "can, order" agrees.
    const bool pause = range.end > range.begin + 1 &&
                       line.units()[line.tokens()[range.begin + 1].begin].kind == UnitKind::mark;
    return pause || !has_concept(line, range, Concept::able);
}

Intent primary_of(const std::vector<Intent>& intents) {
    for (const Intent intent : intents) {
        if (has_side_effect(intent)) return intent;
    }
    return intents.front();
}

ParseResult out_of_scope(OutOfScope cause, std::string_view guard) {
    ParseResult result;
    result.intents = {Intent::oos};
    result.reason.stage = Stage::guard;
    result.reason.guard = guard;
    result.reason.out_of_scope = cause;
    return result;
}

bool is_empty_line(const LineReading& line) {
    return std::all_of(line.tokens().begin(), line.tokens().end(), [&](const Token& token) {
        return token.surface == nullptr && token.span == nullptr &&
               line.units()[token.begin].kind == UnitKind::mark;
    });
}

// An answer to the bot's question, which comes before everything else the words could mean.
std::optional<ParseResult> read_answer(const LineReading& line, TokenRange whole,
                                       const Verdict& verdict, const Context& context) {
    ParseResult result;
    result.reason.stage = Stage::context;
    const auto answer = [&](Intent intent) {
        result.intent = intent;
        result.intents = {intent};
        return result;
    };
    const bool has_thing = has_concept(line, whole, Concept::item);
    if (context.expecting == Expecting::yes_or_no && !has_thing) {
        const bool other_wish = verdict.intent != Intent::order &&
                                verdict.intent != Intent::affirm &&
                                verdict.intent != Intent::deny && verdict.intent != Intent::oos &&
                                verdict.intent != Intent::thanks && verdict.intent != Intent::greet;
        if (other_wish) return std::nullopt;
        if (has_any(line, whole, {Concept::no, Concept::negation, Concept::never_mind}))
            return answer(Intent::deny);
        if (has_any(line, whole, {Concept::yes, Concept::able, Concept::order_verb}))
            return answer(Intent::affirm);
        return std::nullopt;
    }
    const bool asks_amount =
        context.expecting == Expecting::quantity || context.expecting == Expecting::options;
    if (asks_amount && !has_thing) {
        result.slots.items = read_items(line, whole, {}, true);
        if (result.slots.items.empty()) return std::nullopt;
        return answer(Intent::modify_order);
    }
    const bool free_text = verdict.intent == Intent::oos ||
                           verdict.intent == Intent::modify_order ||
                           has_concept(line, whole, Concept::address_part);
    if (context.expecting == Expecting::address && free_text) {
        result.slots.address = line.written(0, static_cast<std::uint32_t>(line.units().size()));
        return answer(Intent::modify_order);
    }
    return std::nullopt;
}

}  // namespace

ParseResult judge_line(const Parser& parser, const Analysis& analysis, const Context& context) {
    const LineReading& line = analysis.line();
    const TokenRange whole = analysis.whole();
    if (is_empty_line(line)) return out_of_scope(OutOfScope::empty, "empty");
    if (is_injection(line)) {
        ParseResult result = out_of_scope(OutOfScope::injection, "injection");
        result.reason.readings = list_readings(line);
        return result;
    }
    const Verdict verdict = judge_clause(parser, line, whole);
    if (auto answered = read_answer(line, whole, verdict, context)) {
        answered->reason.readings = list_readings(line);
        return *std::move(answered);
    }
    ParseResult result;
    result.reason = verdict.reason;
    result.intents = {verdict.intent};
    SlotRequest wanted{.intents = {}, .item_range = whole};
    const bool off_topic = verdict.reason.guard == "off_topic";
    Wishes wishes = off_topic ? Wishes{} : read_wishes(parser, line);
    const bool several = wishes.intents.size() > 1;
    const bool hidden_wish =
        wishes.intents.size() == 1 && is_small_talk(verdict.intent) &&
        verdict.intent != Intent::oos &&
        (verdict.intent != Intent::complain || outweighs_complaint(wishes.intents[0]));
    // "i'm starving, get me a burger": what goes before is no subject of its own.
    const bool order_after_talk = verdict.intent == Intent::oos &&
                                  wishes.intents == std::vector{Intent::order} &&
                                  wishes_for_thing(line, wishes.ranges[0]);
    // "milk tea, skip the pearls": the change is to what the line orders itself.
    const bool orders_with_changes =
        wishes.intents == std::vector{Intent::order} && verdict.intent == Intent::modify_order &&
        (is_bare_thing(line, first_clause(line)) || refuses_order(line, first_clause(line)));
    const bool agrees = wishes.intents == std::vector{Intent::order} && only_agrees(line, whole);
    if (agrees) {
        result.intents = {Intent::affirm};
        result.reason.stage = Stage::guard;
        result.reason.guard = "agreement";
        result.reason.out_of_scope = OutOfScope::none;
    } else if (several || hidden_wish || order_after_talk || orders_with_changes) {
        result.intents = wishes.intents;
        for (std::size_t i = 0; i < wishes.intents.size(); ++i) {
            const bool takes_items =
                wishes.intents[i] == Intent::order || wishes.intents[i] == Intent::modify_order;
            if (takes_items) wanted.item_range = wishes.ranges[i];
        }
    }
    result.intent = primary_of(result.intents);
    wanted.intents = result.intents;
    result.slots = read_slots(line, wanted);
    result.reason.readings = list_readings(line);
    return result;
}

}  // namespace br::chat
