#include "chat/features.h"

#include <algorithm>

namespace br::chat {

namespace {

constexpr std::size_t pair_concepts_max = 14;

enum class Kind : std::uint32_t {
    concept_alone = 1,
    concept_pair,
    concept_order,
    word,
    word_pair,
    letters,
    first,
    last,
    shape,
    language_word,
    language_letters,
};

// FNV-1a with a final mix, so that the low bits can pick a bucket.
class Hash {
  public:
    explicit Hash(Kind kind) { add(static_cast<std::uint32_t>(kind)); }
    Hash& add(std::uint32_t value) {
        for (int shift = 0; shift < 32; shift += 8) {
            state_ = (state_ ^ ((value >> shift) & 0xffU)) * 16777619U;
        }
        return *this;
    }
    Hash& add(std::u32string_view text) {
        for (const char32_t c : text) add(static_cast<std::uint32_t>(c));
        return *this;
    }
    [[nodiscard]] std::uint32_t value() const {
        std::uint32_t mixed = state_;
        mixed ^= mixed >> 16;
        mixed *= 0x7feb352dU;
        mixed ^= mixed >> 15;
        mixed *= 0x846ca68bU;
        return mixed ^ (mixed >> 16);
    }

  private:
    std::uint32_t state_ = 2166136261U;
};

bool is_mark_token(const LineReading& line, const Token& token) {
    return token.surface == nullptr && token.span == nullptr &&
           line.units()[token.begin].kind == UnitKind::mark;
}

// Words that carry no meaning of their own; also "a", though it counts things.
bool is_glue(const LineReading& line, const Token& token) {
    if (token.is(SpanKind::number)) {
        return token.end == token.begin + 1 &&
               line.single(token.begin, Concept::filler).has_value();
    }
    return token.is(Concept::polite) || token.is(Concept::filler);
}

// Pronouns stand in lines of every kind; as concepts they would only count who talks of himself.
bool is_pronoun(Concept concept_id) {
    return concept_id == Concept::me || concept_id == Concept::it || concept_id == Concept::also;
}

// One number for what a token is: its first concept, the kind of its span, or its letters.
std::uint32_t symbol_of(const LineReading& line, const Token& token) {
    if (token.span != nullptr) return 0x10000U + static_cast<std::uint32_t>(token.span->kind);
    if (!token.senses.empty()) {
        Hash all(Kind::concept_alone);
        for (const Sense& sense : token.senses)
            all.add(static_cast<std::uint32_t>(sense.concept_id));
        return all.value() & 0x7fffffffU;
    }
    return Hash(Kind::word).add(line.units()[token.begin].text).value() | 0x80000000U;
}

class FeatureBuilder {
  public:
    FeatureBuilder(const LineReading& line, TokenRange range) : line_(line), range_(range) {}

    std::vector<FeatureRef> build_concepts() {
        add_concepts();
        return std::move(features_);
    }
    std::vector<FeatureRef> build() {
        add_concepts();
        add_words();
        add_letters();
        add_shape();
        if (features_.size() > features_max) features_.resize(features_max);
        return std::move(features_);
    }

  private:
    void push(const Hash& hash, std::int32_t token = -1, std::int16_t first = -1,
              std::int16_t second = -1) {
        features_.push_back({hash.value() % feature_bucket_count, first, second, token});
    }
    void push_concept(std::int16_t concept_id) {
        const bool known =
            std::find(concepts_.begin(), concepts_.end(), concept_id) != concepts_.end();
        if (known) return;
        push(Hash(Kind::concept_alone).add(static_cast<std::uint32_t>(concept_id)), -1, concept_id,
             concept_id);
        if (concepts_.size() < pair_concepts_max) concepts_.push_back(concept_id);
    }
    void add_concepts() {
        std::int16_t before = -1;
        for (std::uint32_t i = range_.begin; i < range_.end; ++i) {
            const Token& token = line_.tokens()[i];
            if (is_glue(line_, token)) continue;
            if (token.span != nullptr) {
                push_concept(
                    static_cast<std::int16_t>(concept_count + static_cast<int>(token.span->kind)));
            }
            for (const Sense& sense : token.senses) {
                if (is_pronoun(sense.concept_id)) continue;
                push_concept(static_cast<std::int16_t>(sense.concept_id));
            }
            if (token.senses.empty() || is_pronoun(token.senses[0].concept_id)) continue;
            const auto now = static_cast<std::int16_t>(token.senses[0].concept_id);
            if (before >= 0) {
                push(Hash(Kind::concept_order)
                         .add(static_cast<std::uint32_t>(before))
                         .add(static_cast<std::uint32_t>(now)),
                     -1, before, now);
            }
            before = now;
        }
        for (std::size_t a = 0; a < concepts_.size(); ++a) {
            for (std::size_t b = a + 1; b < concepts_.size(); ++b) {
                const auto [low, high] = std::minmax(concepts_[a], concepts_[b]);
                push(Hash(Kind::concept_pair)
                         .add(static_cast<std::uint32_t>(low))
                         .add(static_cast<std::uint32_t>(high)),
                     -1, low, high);
            }
        }
    }
    void add_words() {
        std::uint32_t before = 0;
        std::uint32_t count = 0;
        for (std::uint32_t i = range_.begin; i < range_.end; ++i) {
            const Token& token = line_.tokens()[i];
            if (is_mark_token(line_, token) || is_glue(line_, token)) continue;
            const std::uint32_t symbol = symbol_of(line_, token);
            const auto index = static_cast<std::int32_t>(i);
            if (count++ == 0) push(Hash(Kind::first).add(symbol), index);
            push(Hash(Kind::word_pair).add(before).add(symbol), index);
            before = symbol;
            if (token.span == nullptr) {
                Hash word(Kind::word);
                for (std::uint32_t unit = token.begin; unit < token.end; ++unit)
                    word.add(line_.units()[unit].text);
                if (!token.is(Concept::item)) push(word, index);
            }
        }
        if (count > 0) push(Hash(Kind::last).add(before));
    }
    // Runs of two and three Chinese characters, and of four letters of words. Only of what the
    // lexicon did not explain as a slot.
    void add_letters() {
        for (std::uint32_t i = range_.begin; i < range_.end; ++i) {
            const Token& token = line_.tokens()[i];
            if (token.span != nullptr || token.is(Concept::item)) continue;
            for (std::uint32_t unit = token.begin; unit < token.end; ++unit)
                add_letters_of(unit, static_cast<std::int32_t>(i));
        }
    }
    void add_letters_of(std::uint32_t unit, std::int32_t token) {
        const Unit& here = line_.units()[unit];
        if (here.kind == UnitKind::han) {
            const std::uint32_t end = line_.tokens()[range_.end - 1].end;
            Hash run(Kind::letters);
            run.add(here.text);
            for (std::uint32_t k = unit + 1; k < end && k < unit + 3; ++k) {
                if (line_.units()[k].kind != UnitKind::han) break;
                push(run.add(line_.units()[k].text), token);
            }
            return;
        }
        if (here.kind != UnitKind::word || here.text.size() < 4) return;
        std::u32string padded = U"^";
        padded += here.text.substr(0, 24);
        padded += U'$';
        for (std::size_t k = 0; k + 4 <= padded.size(); ++k) {
            push(Hash(Kind::letters).add(std::u32string_view(padded).substr(k, 4)), token);
        }
    }
    void add_shape() {
        std::uint32_t known = 0;
        std::uint32_t unknown = 0;
        bool asks = false;
        for (std::uint32_t i = range_.begin; i < range_.end; ++i) {
            const Token& token = line_.tokens()[i];
            if (is_mark_token(line_, token)) {
                asks = asks || line_.units()[token.begin].text[0] == U'?';
                continue;
            }
            const bool explained = token.span != nullptr || !token.senses.empty() ||
                                   (line_.word_flags(token.begin) & in_scope_bit) != 0;
            (explained ? known : unknown) += 1;
        }
        if (asks) push(Hash(Kind::shape).add(1));
        push(Hash(Kind::shape).add(10 + std::min<std::uint32_t>(known, 8)));
        push(Hash(Kind::shape).add(20 + std::min<std::uint32_t>(unknown, 6)));
        push(Hash(Kind::shape)
                 .add(30 + (unknown * 6) / std::max<std::uint32_t>(1, known + unknown)));
    }

    const LineReading& line_;
    TokenRange range_;
    std::vector<FeatureRef> features_;
    std::vector<std::int16_t> concepts_;
};

}  // namespace

std::vector<FeatureRef> extract_features(const LineReading& line, TokenRange range) {
    if (range.begin >= range.end) return {};
    return FeatureBuilder(line, range).build();
}

std::vector<FeatureRef> extract_concept_features(const LineReading& line, TokenRange range) {
    if (range.begin >= range.end) return {};
    return FeatureBuilder(line, range).build_concepts();
}

std::vector<std::uint32_t> extract_language_features(const LineReading& line) {
    std::vector<std::uint32_t> buckets;
    const auto push = [&](const Hash& hash) {
        if (buckets.size() < features_max) buckets.push_back(hash.value() % language_bucket_count);
    };
    for (const Token& token : line.tokens()) {
        const bool named = token.is(Concept::item) || token.is(Concept::merchant) ||
                           token.is(Concept::topping) || token.is(SpanKind::code);
        if (named) continue;
        for (std::uint32_t unit = token.begin; unit < token.end; ++unit) {
            const Unit& here = line.units()[unit];
            if (here.kind != UnitKind::word) continue;
            push(Hash(Kind::language_word).add(here.text));
            std::u32string padded = U"^";
            padded += here.text.substr(0, 24);
            padded += U'$';
            for (std::size_t k = 0; k + 3 <= padded.size(); ++k) {
                push(Hash(Kind::language_letters).add(std::u32string_view(padded).substr(k, 3)));
            }
        }
    }
    return buckets;
}

std::uint32_t template_key(const LineReading& line, TokenRange range) {
    constexpr std::uint32_t thing = 0x40000U;
    Hash hash(Kind::word_pair);
    std::uint32_t before = 0;
    std::uint32_t count = 0;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
        const Token& token = line.tokens()[i];
        if (is_mark_token(line, token) || is_glue(line, token)) continue;
        const bool part_of_thing = token.is(Concept::item) || token.is(SpanKind::number) ||
                                   token.is(SpanKind::percent) || token.is(Concept::classifier) ||
                                   token.is(Concept::size) || token.is(Concept::sugar);
        const std::uint32_t symbol = part_of_thing ? thing : symbol_of(line, token);
        if (part_of_thing && before == thing) continue;
        hash.add(symbol);
        before = symbol;
        ++count;
    }
    return count == 0 ? 0 : hash.value() | 1U;
}

std::string to_text(const FeatureRef& feature, const LineReading& line) {
    const auto concept_text = [](std::int16_t id) -> std::string {
        if (id < concept_count) return std::string(name_of(static_cast<Concept>(id)));
        constexpr std::string_view spans[] = {"number", "percent", "money",
                                              "time",   "code",    "digits"};
        return std::string(spans[id - concept_count]);
    };
    if (feature.first >= 0) {
        std::string text = concept_text(feature.first);
        if (feature.second == feature.first) return text;
        text += '+';
        text += concept_text(feature.second);
        return text;
    }
    if (feature.token < 0) return {};
    const Token& token = line.tokens()[static_cast<std::uint32_t>(feature.token)];
    std::string text = "'";
    text += line.written(token.begin, token.end);
    text += '\'';
    return text;
}

}  // namespace br::chat
