// The words without which an intent cannot be meant.
#include "chat/guards.h"

namespace br::chat {

bool has_anchor(const LineReading& line, TokenRange range, Intent intent) {
    using enum Concept;
    const auto any = [&](std::initializer_list<Concept> concepts) {
        return has_any(line, range, concepts);
    };
    switch (intent) {
        case Intent::order:
            return any({item, order_verb, goods}) || (any({want, give}) && any({merchant, under}));
        case Intent::modify_order:
            return any({change, make,   with,    remove,     less,     more,         without,
                        size,   sugar,  ice,     topping,    deliver,  address_word, order_noun,
                        toward, cancel, instead, sugar_word, ice_word, wrong,        no});
        case Intent::claim_coupon:
            return any({coupon, code, free});
        case Intent::use_coupon:
            return has_span(line, range, SpanKind::code) || any({coupon, code});
        case Intent::cancel_order:
            return any({cancel, stop, remove, never_mind});
        case Intent::refund:
            return any({refund, money});
        case Intent::pay:
            return any({pay});
        case Intent::retry:
            return any({again, retry});
        default:
            return true;
    }
}

bool has_subject(const LineReading& line, TokenRange range, Intent intent) {
    using enum Concept;
    switch (intent) {
        case Intent::invite:
            return has_any(line, range, {invite, friend_word, link});
        case Intent::order_status:
            return has_any(line, range, {order_noun, status, arrive, deliver, rider, item, goods});
        case Intent::coupon_status:
            return has_any(line, range, {coupon, code});
        case Intent::human_agent:
            return has_any(line, range, {human, talk});
        case Intent::about_bot:
            return has_any(line, range, {bot, identity, you});
        case Intent::switch_language:
            return has_any(line, range, {language, language_name, reply});
        case Intent::browse:
            return has_any(line, range,
                           {item, goods, menu, price, recommend, popular, cheap, shop, how_much,
                            merchant, topping, size});
        case Intent::affirm:
            return has_concept(line, range, yes);
        case Intent::deny:
            return has_any(line, range, {no, negation, never_mind});
        case Intent::greet:
            return has_concept(line, range, Concept::greet);
        case Intent::goodbye:
            return has_concept(line, range, bye);
        case Intent::thanks:
            return has_concept(line, range, Concept::thanks);
        case Intent::complain:
            return has_any(line, range, {bad, slow, angry, wrong, unable, fail, wait});
        default:
            return true;
    }
}

}  // namespace br::chat
