// Unpacks the tables that chat_compiler made.
#include "base/check.h"
#include "base/utf8.h"
#include "chat/parser.h"

namespace br::chat {

namespace built_in {

extern const std::size_t lexicon_size;
extern const unsigned char lexicon[];
extern const std::size_t simplified_size;
extern const unsigned char simplified[];
extern const std::size_t templates_size;
extern const unsigned char templates[];
extern const std::size_t sources_size;
extern const unsigned char sources[];
extern const std::size_t intent_weights_size;
extern const unsigned char intent_weights[];
extern const std::size_t language_weights_size;
extern const unsigned char language_weights[];

}  // namespace built_in

namespace {

std::string_view text_of(const unsigned char* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

std::vector<SimplifiedPair> read_simplified(std::string_view bytes) {
    const std::u32string both = decode_utf8(bytes);
    const std::size_t count = both.size() / 2;
    std::vector<SimplifiedPair> pairs;
    for (std::size_t i = 0; i < count; ++i) pairs.push_back({both[i], both[count + i]});
    return pairs;
}

std::vector<TemplateEntry> read_templates(std::span<const unsigned char> bytes) {
    const std::size_t count = bytes.size() / 8;
    std::vector<TemplateEntry> templates(count);
    const auto column = [&](std::size_t k, std::size_t i) { return bytes[k * count + i]; };
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = 0; k < 4; ++k) templates[i].key = templates[i].key << 8 | column(k, i);
        BR_CHECK(column(4, i) < intent_count);
        templates[i].intent = static_cast<Intent>(column(4, i));
        templates[i].source = column(5, i);
        templates[i].line = static_cast<std::uint16_t>(column(6, i) | column(7, i) << 8);
    }
    return templates;
}

std::vector<std::string> read_sources(std::string_view bytes) {
    std::vector<std::string> sources(1);
    for (const char c : bytes) {
        if (c == '\n') {
            sources.emplace_back();
        } else {
            sources.back() += c;
        }
    }
    sources.pop_back();
    return sources;
}

Tables read_tables() {
    using namespace built_in;
    Tables tables;
    tables.lexicon = decode_lexicon(text_of(lexicon, lexicon_size));
    tables.simplified = read_simplified(text_of(simplified, simplified_size));
    tables.templates = read_templates({templates, templates_size});
    tables.sources = read_sources(text_of(sources, sources_size));
    tables.intent_weights = unpack_weights({intent_weights, intent_weights_size});
    tables.language_weights = unpack_weights({language_weights, language_weights_size});
    BR_CHECK(tables.intent_weights.size() == std::size_t{feature_bucket_count} * intent_count);
    BR_CHECK(tables.language_weights.size() == std::size_t{language_bucket_count} * language_count);
    return tables;
}

}  // namespace

const Parser& built_in_parser() {
    static const Parser parser(read_tables());
    return parser;
}

ParseResult parse(std::string_view line, const Context& context) {
    return built_in_parser().parse(line, context);
}

}  // namespace br::chat
