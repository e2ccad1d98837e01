#include "chat/tables_file.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/check.h"
#include "base/utf8.h"

namespace br::chat {
namespace {

constexpr std::string_view mark = "BRCHAT1\n";
constexpr std::size_t checksum_size = 4;
constexpr std::size_t section_count = 6;

// FNV-1a, which finds a file that was cut or mixed up; no defence against intent.
std::uint32_t checksum(std::string_view bytes) {
    std::uint32_t hash = 2'166'136'261U;
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
    return hash;
}

void append_number(std::string& out, std::uint32_t number) {
    for (unsigned shift = 0; shift < 32; shift += 8)
        out += static_cast<char>((number >> shift) & 0xffU);
}

// Takes a number off the front. Requires four bytes.
std::uint32_t take_number(std::string_view& bytes) {
    std::uint32_t number = 0;
    for (unsigned i = 0; i < 4; ++i)
        number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    bytes.remove_prefix(4);
    return number;
}

std::span<const unsigned char> bytes_of(std::string_view text) {
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

std::string packed(const std::vector<std::int8_t>& weights) {
    const std::vector<std::uint8_t> bytes = pack_weights(weights);
    return {bytes.begin(), bytes.end()};
}

std::string simplified_bytes(const std::vector<SimplifiedPair>& pairs) {
    std::u32string traditional;
    std::u32string simplified;
    for (const SimplifiedPair& pair : pairs) {
        traditional += pair.traditional;
        simplified += pair.simplified;
    }
    return encode_utf8(traditional + simplified);
}

// Keys in ascending order, as columns: like bytes beside like bytes compress better.
std::string template_bytes(const std::vector<TemplateEntry>& templates) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) {
        for (const TemplateEntry& entry : templates)
            bytes += static_cast<char>((entry.key >> shift) & 0xff);
    }
    for (const TemplateEntry& entry : templates) bytes += static_cast<char>(entry.intent);
    for (const TemplateEntry& entry : templates) bytes += static_cast<char>(entry.source);
    for (const TemplateEntry& entry : templates) bytes += static_cast<char>(entry.line & 0xff);
    for (const TemplateEntry& entry : templates) bytes += static_cast<char>(entry.line >> 8);
    return bytes;
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

using Sections = std::array<std::string_view, section_count>;

std::optional<Sections> sections_of(std::string_view file) {
    if (file.substr(0, mark.size()) != mark) return {};
    file.remove_prefix(mark.size());
    if (file.size() < checksum_size) return {};
    if (take_number(file) != checksum(file)) return {};
    Sections sections;
    for (std::string_view& section : sections) {
        if (file.size() < 4) return {};
        const std::uint32_t size = take_number(file);
        if (file.size() < size) return {};
        section = file.substr(0, size);
        file.remove_prefix(size);
    }
    if (!file.empty()) return {};
    return sections;
}

struct Weights {
    std::vector<std::int8_t> intent;
    std::vector<std::int8_t> language;
};

Weights weights_of(const Sections& sections) {
    return {unpack_weights(bytes_of(sections[4])), unpack_weights(bytes_of(sections[5]))};
}

bool fit_the_model(const Weights& weights) {
    return weights.intent.size() == std::size_t{feature_bucket_count} * intent_count &&
           weights.language.size() == std::size_t{language_bucket_count} * language_count;
}

}  // namespace

std::string write_tables(const Tables& tables) {
    std::string sources;
    for (const std::string& source : tables.sources) sources += source + '\n';
    std::string rest;
    for (const std::string& section :
         {encode_lexicon(tables.lexicon), simplified_bytes(tables.simplified),
          template_bytes(tables.templates), sources, packed(tables.intent_weights),
          packed(tables.language_weights)}) {
        append_number(rest, static_cast<std::uint32_t>(section.size()));
        rest += section;
    }
    std::string file(mark);
    append_number(file, checksum(rest));
    return file + rest;
}

bool are_tables(std::string_view file) {
    const auto sections = sections_of(file);
    return sections && fit_the_model(weights_of(*sections));
}

std::optional<Tables> read_tables(std::string_view file) {
    const auto sections = sections_of(file);
    if (!sections) return {};
    Weights weights = weights_of(*sections);
    if (!fit_the_model(weights)) return {};
    Tables tables;
    tables.lexicon = decode_lexicon((*sections)[0]);
    tables.simplified = read_simplified((*sections)[1]);
    tables.templates = read_templates(bytes_of((*sections)[2]));
    tables.sources = read_sources((*sections)[3]);
    tables.intent_weights = std::move(weights.intent);
    tables.language_weights = std::move(weights.language);
    return tables;
}

}  // namespace br::chat
