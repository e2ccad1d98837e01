#include "chat/slot_atoms.h"

#include <algorithm>

namespace br::chat {

namespace {

constexpr int quantity_max = 999;

bool is_separator_mark(const LineReading& line, const Token& token) {
    const std::uint32_t unit = token.begin;
    for (const char32_t mark :
         {U',', U'、', U'，', U'。', U'.', U';', U'；', U'+', U'&', U'/', U'\n'}) {
        if (line.is_mark(unit, mark)) return true;
    }
    return false;
}

// Makes the atoms of a line from left to right.
class AtomReader {
  public:
    AtomReader(const LineReading& line, TokenRange range, TokenRange address)
        : line_(line), tokens_(line.tokens()), range_(range), address_(address) {}

    std::vector<Atom> read() {
        std::uint32_t i = range_.begin;
        while (i < range_.end) {
            if (i >= address_.begin && i < address_.end) {
                atoms_.push_back({.kind = AtomKind::separator, .part = {}});
                i = address_.end;
                continue;
            }
            i = read_one(i);
        }
        return std::move(atoms_);
    }

  private:
    [[nodiscard]] bool is(std::uint32_t i, Concept concept_id) const {
        return i < range_.end && tokens_[i].is(concept_id);
    }
    [[nodiscard]] std::optional<int> sense(std::uint32_t i, Concept concept_id) const {
        return i < range_.end ? tokens_[i].sense(concept_id) : std::nullopt;
    }
    void push(AtomKind kind, OrderItem part = {}) {
        atoms_.push_back({.kind = kind, .part = std::move(part)});
    }
    void push_sugar(int percent) {
        OrderItem part;
        part.sugar_percent = percent;
        push(AtomKind::option, std::move(part));
    }
    void push_ice(Ice ice) {
        OrderItem part;
        part.ice = ice;
        push(AtomKind::option, std::move(part));
    }

    // How much of it: the amount that a word like "less" or "half" says, in percent of sugar.
    [[nodiscard]] std::optional<int> degree(std::uint32_t i) const {
        if (i >= range_.end) return std::nullopt;
        if (tokens_[i].is(SpanKind::percent)) {
            return static_cast<int>(std::min<std::int64_t>(tokens_[i].span->value, 100));
        }
        if (is(i, Concept::without)) return 0;
        if (is(i, Concept::less)) return 70;
        if (is(i, Concept::half)) return 50;
        if (is(i, Concept::quarter)) return 25;
        if (is(i, Concept::full)) return 100;
        return std::nullopt;
    }
    [[nodiscard]] std::optional<Ice> ice_degree(std::uint32_t i) const {
        if (is(i, Concept::without)) return Ice::none;
        if (is(i, Concept::less)) return Ice::less;
        if (is(i, Concept::half)) return Ice::less;
        if (is(i, Concept::more)) return Ice::extra;
        if (is(i, Concept::full) || is(i, Concept::with)) return Ice::normal;
        return std::nullopt;
    }
    // Skips words between the degree and its noun: "without any sugar", "half the sweetness".
    [[nodiscard]] std::uint32_t skip_glue(std::uint32_t i) const {
        for (int k = 0; k < 3 && i < range_.end; ++k) {
            const bool glue = is(i, Concept::filler) || is(i, Concept::with) ||
                              is(i, Concept::make) || is(i, Concept::it) ||
                              is(i, Concept::polite) || is(i, Concept::have);
            if (!glue || is(i, Concept::sugar_word) || is(i, Concept::ice_word)) break;
            ++i;
        }
        return i;
    }

    // Two words that make one option. Returns the token after it, or i if there is none.
    std::uint32_t read_pair(std::uint32_t i) {
        const std::uint32_t next = skip_glue(i + 1);
        if (next >= range_.end) return i;
        const bool refuses =
            is(i, Concept::without) || is(i, Concept::negation) || is(i, Concept::remove);
        if (is(next, Concept::sugar_word)) {
            if (const auto percent = degree(i)) return push_sugar(*percent), next + 1;
            if (refuses) return push_sugar(0), next + 1;
        }
        if (is(next, Concept::ice_word)) {
            if (const auto amount = ice_degree(i)) return push_ice(*amount), next + 1;
            if (refuses) return push_ice(Ice::none), next + 1;
        }
        const std::uint32_t far = is(next, Concept::toward) ? next + 1 : next;
        const bool changes_to = is(i, Concept::sugar_word) && far > next;
        if (changes_to) {
            if (const auto percent = degree(far)) return push_sugar(*percent), far + 1;
        }
        if (is(i, Concept::sugar_word) && !is(next, Concept::item)) {
            if (const auto percent = degree(i + 1)) {
                const bool other_noun =
                    is(i + 2, Concept::ice_word) || is(i + 2, Concept::sugar_word);
                if (!other_noun) return push_sugar(*percent), i + 2;
            }
        }
        if (is(i, Concept::ice_word) && !is(next, Concept::item)) {
            const bool other_noun = is(i + 2, Concept::ice_word) || is(i + 2, Concept::sugar_word);
            if (const auto amount = ice_degree(i + 1);
                amount && !is(i + 1, Concept::with) && !other_noun) {
                return push_ice(*amount), i + 2;
            }
        }
        if (refuses && is(next, Concept::item) && has_item_but(next) && has_item_before(i))
            return next + 1;
        if (is(i, Concept::negation) && tokens_[next].is(SpanKind::number)) {  // "not five"
            return is(next + 1, Concept::classifier) ? next + 2 : next + 1;
        }
        if (refuses &&
            (is(next, Concept::topping) || is(next, Concept::ice) || is(next, Concept::sugar))) {
            std::uint32_t end = next + 1;  // A refused topping is left out, and those joined to it.
            const auto joins = [&] {       // 不加珍珠加布丁 adds the second.
                return is(end, Concept::conjunction) && !is(end, Concept::with);
            };
            while (joins() && is(end + 1, Concept::topping)) end += 2;
            return end;
        }
        return i;
    }

    bool is_counting_something_else(std::uint32_t i) const {
        const std::uint32_t next = is(i, Concept::classifier) ? i + 1 : i;
        return is(next, Concept::friend_word) || is(next, Concept::people) ||
               is(next, Concept::minute) || is(next, Concept::hour) || is(next, Concept::coupon) ||
               is(next, Concept::again);
    }

    std::uint32_t read_number_atom(std::uint32_t i) {
        const std::int64_t value = tokens_[i].span->value;
        std::uint32_t end = i + 1;
        const bool article = line_.lexicon().knows_word(line_.text_of(tokens_[i].begin)) &&
                             tokens_[i].end == tokens_[i].begin + 1 &&
                             line_.single(tokens_[i].begin, Concept::filler).has_value();
        const bool one_word_measure =
            line_.single(tokens_[i].begin, Concept::classifier).has_value();
        bool classified = one_word_measure;
        const bool measures = is(end, Concept::classifier) && !is(end, Concept::item);
        if (measures && !is(end, Concept::size)) {  // 两大份 says the size too.
            classified = true;
            ++end;
            if (is(end, Concept::filler) && is(end + 1, Concept::item)) ++end;  // "cups of"
        }
        if (value < 1 || value > quantity_max || is_counting_something_else(i + 1)) {
            push(AtomKind::other);
            return end;
        }
        OrderItem part;
        part.quantity = static_cast<std::int32_t>(value);
        push(article && !classified ? AtomKind::article : AtomKind::number, std::move(part));
        return end;
    }

    std::uint32_t read_item_atom(std::uint32_t i) {
        const Token& token = tokens_[i];
        OrderItem part;
        // "boba" is a drink by itself and a topping beside another one.
        const std::optional<int> topping = token.sense(Concept::topping);
        const bool beside = topping && !is_counted(i) &&
                            (has_item_but(i) || (i > 0 && tokens_[i - 1].is(Concept::with)));
        if (beside) {
            part.toppings.push_back(static_cast<Topping>(*topping));
            push(AtomKind::option, std::move(part));
            return i + 1;
        }
        part.item = static_cast<Item>(*token.sense(Concept::item));
        if (const auto ice = token.sense(Concept::ice)) part.ice = static_cast<Ice>(*ice);
        if (const auto sugar = token.sense(Concept::sugar)) part.sugar_percent = *sugar;
        push(AtomKind::item, std::move(part));
        return i + 1;
    }
    // "two large boba" is a drink, "with two boba" is not.
    [[nodiscard]] bool is_counted(std::uint32_t i) const {
        std::uint32_t first = i;
        bool number = false;
        while (first > range_.begin) {
            const Token& before = tokens_[first - 1];
            const bool counts = before.is(SpanKind::number);
            if (!counts && !before.is(Concept::classifier) && !before.is(Concept::size)) break;
            number = number || counts;
            --first;
        }
        const bool added = first > range_.begin && (tokens_[first - 1].is(Concept::with) ||
                                                    tokens_[first - 1].is(Concept::change));
        return number && !added;
    }
    [[nodiscard]] bool has_item_before(std::uint32_t i) const {
        for (std::uint32_t k = range_.begin; k < i; ++k) {
            if (tokens_[k].is(Concept::item)) return true;
        }
        return false;
    }
    [[nodiscard]] bool has_item_but(std::uint32_t i) const {
        for (std::uint32_t k = range_.begin; k < range_.end; ++k) {
            const bool surely =
                k != i && tokens_[k].is(Concept::item) && !tokens_[k].is(Concept::topping);
            if (surely) return true;
        }
        return false;
    }

    // "two, no wait, three": but "no wait, add a milo" adds.
    [[nodiscard]] bool corrects(std::uint32_t i) const {
        constexpr std::uint32_t reach = 6;
        const auto is_pause = [&](std::uint32_t k) {
            return k < range_.end && is_separator_mark(line_, tokens_[k]);
        };
        const bool lone_no =
            is(i, Concept::no) && i > range_.begin && is_pause(i - 1) && is_pause(i + 1);
        if (!is(i, Concept::correction) && !lone_no) return false;
        for (std::uint32_t k = i + 1; k < range_.end && k <= i + reach; ++k) {
            if (is(k, Concept::item) || tokens_[k].is(SpanKind::number)) return true;
            if (is(k, Concept::with) || is(k, Concept::also) || is(k, Concept::change))
                return false;
        }
        return false;
    }

    // "instead of two": what follows is what is not wanted.
    std::uint32_t skip_unwanted(std::uint32_t i) {
        while (i < range_.end && !is_separator_mark(line_, tokens_[i]) &&
               !is(i, Concept::conjunction))
            ++i;
        return i;
    }

    std::uint32_t read_one(std::uint32_t i) {
        const Token& token = tokens_[i];
        if (const std::uint32_t after = read_pair(i); after != i) return after;
        if (token.is(Concept::item)) return read_item_atom(i);
        if (token.is(SpanKind::number)) return read_number_atom(i);
        if (token.sense(Concept::instead) == 1) return skip_unwanted(i + 1);
        if (token.is(Concept::each)) return push(AtomKind::each), i + 1;
        if (corrects(i)) return push(AtomKind::correction), i + 1;
        OrderItem part;
        if (const auto size = token.sense(Concept::size)) {
            part.size = static_cast<Size>(*size);
        } else if (const auto sugar = token.sense(Concept::sugar)) {
            part.sugar_percent = *sugar;
        } else if (const auto ice = token.sense(Concept::ice)) {
            part.ice = static_cast<Ice>(*ice);
        } else if (const auto topping = token.sense(Concept::topping)) {
            part.toppings.push_back(static_cast<Topping>(*topping));
        } else if (token.is(SpanKind::percent)) {
            part.sugar_percent =
                static_cast<std::int32_t>(std::min<std::int64_t>(token.span->value, 100));
        }
        if (part != OrderItem{}) {
            push(AtomKind::option, std::move(part));
        } else if (token.is(Concept::classifier) &&
                   line_.units()[token.begin].kind == UnitKind::han) {
            part.quantity = 1;  // 来杯奶茶
            push(AtomKind::article, std::move(part));
        } else if (token.is(Concept::toward)) {
            push(AtomKind::toward);
        } else if (token.is(Concept::conjunction) || token.is(Concept::then) ||
                   token.is(Concept::also) || is_separator_mark(line_, token)) {
            push(AtomKind::separator);
        } else if (!token.is(Concept::filler) && !token.is(Concept::polite) &&
                   !token.is(Concept::with)) {
            push(AtomKind::other);
        }
        return i + 1;
    }

    const LineReading& line_;
    const std::vector<Token>& tokens_;
    TokenRange range_;
    TokenRange address_;
    std::vector<Atom> atoms_;
};

}  // namespace

std::vector<Atom> read_atoms(const LineReading& line, TokenRange range, TokenRange address) {
    return AtomReader(line, range, address).read();
}

}  // namespace br::chat
