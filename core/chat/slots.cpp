#include "chat/slots.h"

#include <algorithm>

#include "base/utf8.h"
#include "chat/grammar.h"

namespace br::chat {

namespace {

constexpr std::size_t address_units_max = 24;
constexpr std::size_t order_id_length_min = 4;
constexpr std::size_t order_id_length_max = 24;

class AddressFinder {
  public:
    explicit AddressFinder(const LineReading& line) : line_(line), tokens_(line.tokens()) {}

    TokenRange find() const {
        for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
            const std::uint32_t begin = start_after(i);
            if (begin == 0) continue;
            const TokenRange range = trim({begin, end_of(begin)});
            if (range.begin < range.end && !is_home(range) && is_plausible(range)) return range;
        }
        return {};
    }

  private:
    [[nodiscard]] bool is(std::uint32_t i, Concept concept_id) const {
        return i < tokens_.size() && tokens_[i].is(concept_id);
    }
    [[nodiscard]] bool is_mark(std::uint32_t i, std::u32string_view marks) const {
        if (i >= tokens_.size() || tokens_[i].surface != nullptr) return false;
        const Unit& unit = line_.units()[tokens_[i].begin];
        return unit.kind == UnitKind::mark && marks.find(unit.text[0]) != std::u32string_view::npos;
    }

    // The first token of an address that token i announces, or 0.
    [[nodiscard]] std::uint32_t start_after(std::uint32_t i) const {
        if (is(i, Concept::address_word)) {
            std::uint32_t next = i + 1;
            bool wrong = false;  // "wrong address, it should be…": the pause is no end.
            for (int k = 0; k < 5 && (is(next, Concept::toward) || is(next, Concept::mine) ||
                                      is(next, Concept::filler) || is(next, Concept::change) ||
                                      is(next, Concept::wrong) || is_mark(next, U":：=") ||
                                      (wrong && is_mark(next, U",，")));
                 ++k) {
                wrong = wrong || is(next, Concept::wrong) || is(next, Concept::change);
                ++next;
            }
            const bool asks =
                is(next, Concept::what) || is(next, Concept::question) || is(next, Concept::how);
            return next > i + 1 || tokens_[i].sense(Concept::address_word) == 1 ? (asks ? 0 : next)
                                                                                : 0;
        }
        if (is(i, Concept::deliver) && tokens_[i].sense(Concept::deliver) == 1)
            return i + 1;  // 送到
        if (!is(i, Concept::toward) && !is(i, Concept::at)) return 0;
        for (std::uint32_t k = i; k-- > 0;) {
            if (is(k, Concept::deliver)) return i + 1;
        }
        return looks_like_place(i + 1) ? i + 1 : 0;
    }

    // Without a word for delivering, only a number or a name in capitals makes it an address.
    [[nodiscard]] bool looks_like_place(std::uint32_t begin) const {
        if (begin >= tokens_.size() || is(begin, Concept::item)) return false;
        bool number = false;
        std::uint32_t words = 0;
        for (std::uint32_t k = begin; k < end_of(begin); ++k) {
            number = number || tokens_[k].is(SpanKind::number);
            const bool part = tokens_[k].is(Concept::address_part);
            const bool foreign = tokens_[k].is(Concept::item) || tokens_[k].is(Concept::size) ||
                                 tokens_[k].is(Concept::ice) || tokens_[k].is(Concept::sugar) ||
                                 (tokens_[k].is(Concept::classifier) && !part) ||
                                 tokens_[k].is(Concept::coupon) || tokens_[k].is(Concept::minute) ||
                                 tokens_[k].is(Concept::language_name);
            if (foreign) return false;
            const bool name = tokens_[k].surface == nullptr && tokens_[k].span == nullptr;
            if (name || part) ++words;
        }
        return number && words > 0;
    }

    [[nodiscard]] std::uint32_t end_of(std::uint32_t begin) const {
        std::uint32_t end = begin;
        for (; end < tokens_.size() && end - begin < address_units_max; ++end) {
            if (is_mark(end, U"。.;!?？！；\n")) break;
            if (is_mark(end, U",，、") && !goes_on_after_comma(end + 1)) break;
            const bool stops = tokens_[end].is(SpanKind::time) || is(end, Concept::thanks) ||
                               is(end, Concept::then) || is(end, Concept::polite) ||
                               is(end, Concept::order_verb) || is(end, Concept::question) ||
                               is(end, Concept::within) || is(end, Concept::under) ||
                               is(end, Concept::instead);
            if (stops && end > begin) break;
            if (stops && tokens_[end].is(SpanKind::time)) break;
            const bool joins_other = is(end, Concept::conjunction) || is(end, Concept::with);
            if (joins_other && opens_other_wish(end + 1)) break;
            // "to Room 204 at 2pm": the span of the time starts after "at".
            if (is(end, Concept::at) && end + 1 < tokens_.size() &&
                tokens_[end + 1].is(SpanKind::time))
                break;
        }
        return end;
    }
    [[nodiscard]] bool opens_other_wish(std::uint32_t i) const {
        return is(i, Concept::use) || is(i, Concept::order_verb) || is(i, Concept::give) ||
               is(i, Concept::item) || is(i, Concept::pay) || is(i, Concept::make) ||
               is(i, Concept::want);
    }
    [[nodiscard]] bool goes_on_after_comma(std::uint32_t i) const {
        const bool named = i < tokens_.size() && tokens_[i].surface == nullptr &&
                           tokens_[i].span == nullptr && is(i + 1, Concept::address_part);
        return named || is(i, Concept::address_part) ||
               (i < tokens_.size() && tokens_[i].is(SpanKind::number) &&
                !is(i + 1, Concept::classifier) && !is(i + 1, Concept::item));
    }

    [[nodiscard]] TokenRange trim(TokenRange range) const {
        while (range.end > range.begin &&
               (is(range.end - 1, Concept::polite) || is_mark(range.end - 1, U",，、") ||
                (is(range.end - 1, Concept::filler) && !is(range.end - 1, Concept::number)) ||
                is(range.end - 1, Concept::conjunction) || is(range.end - 1, Concept::at))) {
            --range.end;
        }
        while (range.begin < range.end &&
               (is(range.begin, Concept::toward) || is(range.begin, Concept::polite) ||
                is_mark(range.begin, U":：, "))) {
            ++range.begin;
        }
        return range;
    }
    // "home", "rumah saya", "my place", 我家.
    [[nodiscard]] bool is_home(TokenRange range) const {
        for (std::uint32_t i = range.begin; i < range.end; ++i) {
            const bool fits = is(i, Concept::home) || is(i, Concept::mine) || is(i, Concept::me) ||
                              is(i, Concept::you) || is(i, Concept::filler) ||
                              is(i, Concept::here) || is(i, Concept::friend_word) ||
                              is(i, Concept::it);
            if (!fits) return false;
        }
        return true;
    }
    // Not the thing to deliver itself ("send to me two coffees").
    [[nodiscard]] bool is_plausible(TokenRange range) const {
        for (std::uint32_t i = range.begin; i < range.end; ++i) {
            if (is(i, Concept::item) || is(i, Concept::human) || is(i, Concept::coupon) ||
                is(i, Concept::friend_word)) {
                return false;
            }
        }
        return true;
    }

    const LineReading& line_;
    const std::vector<Token>& tokens_;
};

std::string upper_case(std::string text) {
    for (char& c : text) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
}

bool contains(const std::vector<Intent>& intents, std::initializer_list<Intent> wanted) {
    return std::any_of(intents.begin(), intents.end(), [&](Intent intent) {
        return std::find(wanted.begin(), wanted.end(), intent) != wanted.end();
    });
}

bool inside(TokenRange range, std::uint32_t i) {
    return i >= range.begin && i < range.end;
}

std::optional<WantedTime> find_time(const LineReading& line, TokenRange address) {
    std::optional<WantedTime> time;
    for (std::uint32_t i = 0; i < line.tokens().size(); ++i) {
        const Token& token = line.tokens()[i];
        if (!token.is(SpanKind::time) || inside(address, i)) continue;
        WantedTime read;
        switch (static_cast<TimeKind>(token.span->extra)) {
            case TimeKind::clock:
                read.minute_of_day = static_cast<std::int32_t>(token.span->value);
                read.day = token.span->day;
                break;
            case TimeKind::relative:
                read.in_minutes = static_cast<std::int32_t>(token.span->value);
                break;
            case TimeKind::now:
                read.now = true;
                break;
        }
        // A clock time says more than "now"; the last one counts ("not at 3, at 4").
        if (!time || time->now || !read.now) time = read;
    }
    return time;
}

// An amount of money beside a word such as "under" or 以内.
std::optional<Price> find_price_max(const LineReading& line) {
    const std::vector<Token>& tokens = line.tokens();
    std::optional<Price> price;
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].is(Concept::under)) continue;
        if (i > 0 && tokens[i - 1].is(SpanKind::money)) {  // 十五块以内
            price =
                Price{tokens[i - 1].span->value, static_cast<Currency>(tokens[i - 1].span->extra)};
            continue;
        }
        for (std::uint32_t k = i + 1; k < tokens.size() && k <= i + 3; ++k) {
            if (tokens[k].is(SpanKind::money)) {
                price = Price{tokens[k].span->value, static_cast<Currency>(tokens[k].span->extra)};
                break;
            }
            const auto amount = read_amount(line, tokens[k].begin);
            const bool counts_things =
                amount && k + 1 < tokens.size() &&
                (tokens[k + 1].is(Concept::classifier) || tokens[k + 1].is(Concept::minute) ||
                 tokens[k + 1].is(Concept::item));
            if (amount && !counts_things && !tokens[k].is(SpanKind::time)) {
                price = Price{amount->value, Currency::cny};
                break;
            }
        }
        if (price || i == 0) continue;
        const Token& before = tokens[i - 1];
        if (const auto amount = read_amount(line, before.begin);
            amount && amount->end == before.end) {
            price = Price{amount->value, Currency::cny};
        }
    }
    return price;
}

std::string find_order_id(const LineReading& line, TokenRange address) {
    const std::vector<Token>& tokens = line.tokens();
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
        for (std::uint32_t unit = tokens[i].begin; unit < tokens[i].end && !inside(address, i);
             ++unit) {
            const Unit& part = line.units()[unit];
            const bool money_or_time = tokens[i].is(SpanKind::money) ||
                                       tokens[i].is(SpanKind::time) ||
                                       tokens[i].is(SpanKind::percent);
            const bool whole = std::all_of(part.text.begin(), part.text.end(), is_digit);
            if (part.kind != UnitKind::number || !whole || money_or_time) continue;
            if (part.text.size() < order_id_length_min || part.text.size() > order_id_length_max)
                continue;
            return encode_utf8(part.text);
        }
    }
    return {};
}

// The number of the people, or else the first one that counts no thing.
std::optional<std::int32_t> find_count(const LineReading& line) {
    const std::vector<Token>& tokens = line.tokens();
    std::optional<std::int32_t> count;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        const bool fits = token.is(SpanKind::number) && token.span->value >= 1 &&
                          token.span->value <= 999 && !line.single(token.begin, Concept::filler);
        if (!fits) continue;
        bool people = false;
        bool thing = i > 0 && tokens[i - 1].is(Concept::item);
        for (std::size_t k = i + 1; k < tokens.size() && k <= i + 2; ++k) {
            people = people || tokens[k].is(Concept::friend_word) || tokens[k].is(Concept::people);
            thing = thing || tokens[k].is(Concept::item);
        }
        if (people) return static_cast<std::int32_t>(token.span->value);
        if (!count && !thing) count = static_cast<std::int32_t>(token.span->value);
    }
    return count;
}

std::optional<TargetLanguage> find_target_language(const LineReading& line) {
    std::optional<TargetLanguage> target;
    const std::vector<Token>& tokens = line.tokens();
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
        const std::optional<int> name = tokens[i].sense(Concept::language_name);
        if (!name) continue;
        bool refused = false;
        for (std::uint32_t k = i > 3 ? i - 3 : 0; k < i; ++k) {
            const bool negates = tokens[k].is(Concept::negation) || tokens[k].is(Concept::unable);
            refused = refused || (negates && !tokens[k].is(Concept::able));
        }
        if (!refused || !target) target = static_cast<TargetLanguage>(*name);
    }
    return target;
}

}  // namespace

TokenRange find_address(const LineReading& line) {
    return AddressFinder(line).find();
}

std::string find_coupon_code(const LineReading& line, TokenRange address) {
    const std::vector<Token>& tokens = line.tokens();
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].is(SpanKind::code) && !inside(address, i)) {
            return upper_case(line.written(tokens[i].begin, tokens[i].end));
        }
    }
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].is(Concept::code)) continue;
        for (std::uint32_t k = i + 1; k < tokens.size() && k <= i + 2; ++k) {
            const std::string text = line.written(tokens[k].begin, tokens[k].end);
            const bool capital = std::all_of(text.begin(), text.end(), [](char c) {
                return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
            });
            if (capital && text.size() >= 4) return upper_case(text);
            const bool glue = tokens[k].is(Concept::filler) ||
                              line.units()[tokens[k].begin].kind == UnitKind::mark;
            if (!glue) break;
        }
    }
    return {};
}

Slots read_slots(const LineReading& line, const SlotRequest& wanted) {
    using enum Intent;
    const std::vector<Intent>& intents = wanted.intents;
    Slots slots;
    const bool orders = contains(intents, {order, modify_order});
    const TokenRange address = orders ? find_address(line) : TokenRange{};
    if (orders && address.begin < address.end) {
        const std::vector<Token>& tokens = line.tokens();
        slots.address = line.written(tokens[address.begin].begin, tokens[address.end - 1].end);
    }
    if (contains(intents, {order, modify_order, browse, coupon_status, use_coupon})) {
        slots.items =
            read_items(line, wanted.item_range, address, contains(intents, {modify_order}));
    }
    if (contains(intents, {order, modify_order, browse, coupon_status, use_coupon, claim_coupon})) {
        for (const Token& token : line.tokens()) {
            if (const auto merchant = token.sense(Concept::merchant))
                slots.merchant = static_cast<Merchant>(*merchant);
        }
    }
    if (orders) slots.time = find_time(line, address);
    if (contains(intents, {order, modify_order, browse})) slots.price_max = find_price_max(line);
    if (contains(intents, {order, use_coupon, claim_coupon, coupon_status, pay, modify_order})) {
        slots.coupon_code = find_coupon_code(line, address);
    }
    if (contains(intents, {order_status, cancel_order, refund, modify_order, pay, complain, retry,
                           refusal_reason})) {
        slots.order_id = find_order_id(line, address);
    }
    if (contains(intents, {invite})) slots.invited_count = find_count(line);
    if (contains(intents, {switch_language})) slots.target_language = find_target_language(line);
    return slots;
}

}  // namespace br::chat
