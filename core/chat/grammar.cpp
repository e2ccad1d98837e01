#include "chat/grammar.h"

#include <algorithm>

namespace br::chat {

namespace {

constexpr int number_max = 999'999;

bool is_word_glued_before(const LineReading& line, std::uint32_t unit) {
    return unit > 0 && !line.units()[unit].gap_before &&
           line.units()[unit - 1].kind == UnitKind::word;
}

// "2" of "kawan2" doubles a word; "2" of "x2" and "rm10" counts.
bool counts(const LineReading& line, std::uint32_t unit) {
    return !is_word_glued_before(line, unit) || line.single(unit - 1, Concept::times) ||
           line.single(unit - 1, Concept::currency);
}

std::optional<int> parse_whole(std::u32string_view digits) {
    int value = 0;
    std::size_t after_comma = 3;
    for (const char32_t c : digits) {
        if (c == U',' && after_comma == 3) {
            after_comma = 0;
            continue;
        }
        if (!is_digit(c) || value > number_max) return std::nullopt;
        value = value * 10 + static_cast<int>(c - U'0');
        ++after_comma;
    }
    if (value > number_max) return std::nullopt;
    const bool has_comma = digits.find(U',') != std::u32string_view::npos;
    return has_comma && after_comma != 3 ? std::nullopt : std::optional(value);
}

// Puts number words together: "two hundred and five", "dua puluh lima", "一百二十五".
class NumberBuilder {
  public:
    explicit NumberBuilder(const LineReading& line) : line_(line) {}

    std::optional<Hit> read(std::uint32_t unit) {
        const std::uint32_t first = unit;
        while (unit < line_.units().size() && take(unit)) ++unit;
        if (unit == first || (total_ == 0 && current_ < 0)) return std::nullopt;
        // 一百二 is 120, 一百零二 is 102.
        if (total_ > 0 && is_han_ && !zero_ && current_ > 0 && current_ < 10) current_ *= 10;
        const int value = total_ + std::max(current_, 0);
        if (value > number_max) return std::nullopt;
        return Hit{unit, value};
    }

  private:
    bool take(std::uint32_t unit) {
        is_han_ = line_.units()[unit].kind == UnitKind::han;
        if (const auto digit = line_.single(unit, Concept::number)) return take_digit(*digit);
        if (line_.single(unit, Concept::tens)) {
            if (current_ >= 10) return false;
            current_ = (current_ < 0 ? 1 : current_) * 10;
            return true;
        }
        if (line_.single(unit, Concept::teen)) {
            if (current_ < 2 || current_ > 9) return false;
            current_ += 10;
            return true;
        }
        if (line_.single(unit, Concept::hundred)) {
            if (total_ > 0 || current_ > 99) return false;
            total_ = (current_ < 0 ? 1 : current_) * 100;
            current_ = -1;
            return true;
        }
        if (line_.single(unit, Concept::dozen)) {
            if (total_ > 0 || current_ == 0 || current_ > 99) return false;
            if (is_han_ && current_ < 0) return false;  // 打 alone is a verb.
            total_ = (current_ < 0 ? 1 : current_) * 12;
            current_ = 0;
            return true;
        }
        const bool joins = total_ > 0 && total_ % 100 == 0 && current_ < 0 &&
                           line_.single(unit, Concept::conjunction).has_value();
        return joins &&
               (line_.single(unit + 1, Concept::number) || line_.single(unit + 1, Concept::tens)) &&
               !line_.starts(unit + 2, Concept::classifier);
    }

    bool take_digit(int digit) {
        if (digit == 0 && total_ > 0 && current_ < 0) {
            zero_ = true;
            return true;
        }
        if (current_ < 0) {
            current_ = digit;
            return true;
        }
        const bool adds = current_ > 0 && current_ % 10 == 0 && digit > 0 && digit < 10 &&
                          (current_ >= 20 || is_han_);
        if (adds) current_ += digit;
        return adds;
    }

    const LineReading& line_;
    int total_ = 0;
    int current_ = -1;
    bool zero_ = false;
    bool is_han_ = false;
};

// Five digits and more, or three after a number sign, name an order rather than count.
bool is_long_number(const LineReading& line, std::uint32_t unit) {
    const Unit& here = line.units()[unit];
    if (here.kind != UnitKind::number) return false;
    const bool whole = std::all_of(here.text.begin(), here.text.end(), is_digit);
    const bool signed_number = unit > 0 && line.is_mark(unit - 1, U'#');
    const bool measured =
        line.starts(unit + 1, Concept::currency) || is_word_glued_before(line, unit);
    return whole && !measured && here.text.size() >= (signed_number ? 3U : 5U);
}

GrammarSpan make_span(SpanKind kind, std::uint32_t begin, const Hit& hit) {
    return {.kind = kind, .begin = begin, .end = hit.end, .value = hit.value};
}

}  // namespace

std::optional<Hit> read_number(const LineReading& line, std::uint32_t unit) {
    if (unit >= line.units().size()) return std::nullopt;
    if (line.units()[unit].kind == UnitKind::number) {
        if (!counts(line, unit)) return std::nullopt;
        const std::optional<int> value = parse_whole(line.text_of(unit));
        if (!value) return std::nullopt;
        // "2 dozen"
        if (line.single(unit + 1, Concept::dozen) && *value < 100) {
            return Hit{unit + 2, *value * 12};
        }
        return Hit{unit + 1, *value};
    }
    const auto whole = line.find(unit, Concept::number);
    if (whole && whole->end > unit + 1) return whole;  // "half a dozen"
    return NumberBuilder(line).read(unit);
}

std::optional<Hit> read_amount(const LineReading& line, std::uint32_t unit) {
    if (unit >= line.units().size()) return std::nullopt;
    const std::u32string_view text = line.text_of(unit);
    const std::size_t point = text.find(U'.');
    if (line.units()[unit].kind == UnitKind::number && point != std::u32string_view::npos) {
        if (!counts(line, unit)) return std::nullopt;
        const std::u32string_view decimals = text.substr(point + 1);
        const std::optional<int> whole = parse_whole(text.substr(0, point));
        const std::optional<int> part = parse_whole(decimals);
        if (!whole || !part || decimals.size() > 2) return std::nullopt;
        return Hit{unit + 1, *whole * 100 + (decimals.size() == 1 ? *part * 10 : *part)};
    }
    const std::optional<Hit> number = read_number(line, unit);
    if (!number) return std::nullopt;
    return Hit{number->end, number->value * 100};
}

std::optional<GrammarSpan> read_money(const LineReading& line, std::uint32_t unit) {
    if (const auto before = line.find(unit, Concept::currency)) {  // "RM10.50"
        if (line.units()[unit].kind == UnitKind::han) return std::nullopt;
        const std::optional<Hit> amount = read_amount(line, before->end);
        if (!amount) return std::nullopt;
        GrammarSpan span = make_span(SpanKind::money, unit, *amount);
        span.extra = before->value;
        return span;
    }
    const std::optional<Hit> amount = read_amount(line, unit);
    if (!amount) return std::nullopt;
    GrammarSpan span = make_span(SpanKind::money, unit, *amount);
    if (const auto cent = line.find(amount->end, Concept::cent)) {  // "50 sen", "五毛"
        span.end = cent->end;
        span.value = amount->value / 100 * cent->value;
        span.extra = line.starts(amount->end, Concept::currency) ? 1 : 0;
        return span;
    }
    const std::optional<Hit> currency = line.find(amount->end, Concept::currency);
    if (!currency) return std::nullopt;
    span.end = currency->end;
    span.extra = currency->value;
    const std::optional<Hit> rest = read_number(line, currency->end);
    if (!rest || rest->value <= 0 || rest->value > 99) return span;
    if (const auto cent = line.find(rest->end, Concept::cent)) {  // "10 yuan 50 fen", 两元五角
        span.end = cent->end;
        span.value += rest->value * cent->value;
        return span;
    }
    // 十块五 is 10.50; 十块五个 and 十块五杯 count things.
    const bool han = line.units()[currency->end - 1].kind == UnitKind::han;
    if (!han || rest->value >= 10 || line.starts(rest->end, Concept::classifier)) return span;
    span.end = rest->end;
    span.value += rest->value * 10;
    return span;
}

std::optional<GrammarSpan> read_code(const LineReading& line, std::uint32_t unit) {
    const std::vector<Unit>& units = line.units();
    if (units[unit].kind != UnitKind::word) return std::nullopt;
    if (unit > 0 && !units[unit].gap_before && units[unit - 1].kind == UnitKind::number) {
        return std::nullopt;
    }
    std::size_t letters = 0;
    std::size_t digits = 0;
    std::uint32_t end = unit;
    for (; end < units.size(); ++end) {
        const Unit& part = units[end];
        // A hyphen leaves exactly one character between two units.
        const bool joined =
            end == unit || part.begin - units[end - 1].end == (part.gap_before ? 1 : 0);
        const bool hyphen = end > unit && part.gap_before && line.is_hyphen_before(end);
        if (!joined || (end > unit && part.gap_before && !hyphen)) break;
        if (part.kind == UnitKind::word) {
            letters += part.text.size();
        } else if (part.kind == UnitKind::number && parse_whole(part.text)) {
            digits += part.text.size();
        } else {
            break;
        }
    }
    const bool known_measure =
        line.single(unit, Concept::currency) || line.single(unit, Concept::times);
    if (letters < 2 || digits == 0 || letters + digits < 5 || known_measure) return std::nullopt;
    // "kawan2" is a doubled word.
    if (end == unit + 2 && units[unit + 1].text == U"2" && line.word_flags(unit) != 0) {
        return std::nullopt;
    }
    return GrammarSpan{.kind = SpanKind::code, .begin = unit, .end = end};
}

namespace {

// "seteko teh": a measure word that no list holds, with the number one in front of it.
std::optional<Hit> read_se_prefix(const LineReading& line, std::uint32_t unit) {
    const std::u32string_view word = line.text_of(unit);
    const bool fits = line.units()[unit].kind == UnitKind::word && word.starts_with(U"se") &&
                      word.size() >= 6 && !line.lexicon().knows_word(word) &&
                      line.starts(unit + 1, Concept::item);
    return fits ? std::optional(Hit{unit + 1, 1}) : std::nullopt;
}

}  // namespace

std::vector<GrammarSpan> find_spans(const LineReading& line) {
    std::vector<GrammarSpan> spans;
    for (std::uint32_t i = 0; i < line.units().size(); ++i) {
        if (line.units()[i].kind == UnitKind::mark && !line.starts(i, Concept::currency)) continue;
        if (const auto code = read_code(line, i)) {
            spans.push_back(*code);
            continue;
        }
        if (const auto time = read_time(line, i)) spans.push_back(*time);
        if (const auto money = read_money(line, i)) spans.push_back(*money);
        if (is_long_number(line, i)) {
            spans.push_back({.kind = SpanKind::digits, .begin = i, .end = i + 1});
            continue;
        }
        if (const auto before = line.find(i, Concept::percent)) {  // 百分之三十
            if (const auto share = read_number(line, before->end);
                share && line.units()[i].kind == UnitKind::han) {
                spans.push_back({.kind = SpanKind::percent,
                                 .begin = i,
                                 .end = share->end,
                                 .value = share->value});
                continue;
            }
        }
        std::optional<Hit> number = read_number(line, i);
        if (!number) number = read_se_prefix(line, i);
        if (!number && line.single(i, Concept::times)) {  // "x2"
            number = read_number(line, i + 1);
            // "x 2" counts at the end of a clause only: "x" also says no.
            const bool last = number && (number->end == line.units().size() ||
                                         line.units()[number->end].kind == UnitKind::mark);
            if (number && line.units()[i + 1].gap_before && !last) number.reset();
        }
        if (!number) continue;
        if (const auto percent = line.find(number->end, Concept::percent)) {
            spans.push_back({.kind = SpanKind::percent,
                             .begin = i,
                             .end = percent->end,
                             .value = number->value});
        }
        const bool glued_times = line.single(number->end, Concept::times).has_value();
        if (glued_times) ++number->end;  // "2x"
        spans.push_back(make_span(SpanKind::number, i, *number));
    }
    return spans;
}

}  // namespace br::chat
