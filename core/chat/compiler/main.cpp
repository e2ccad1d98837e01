// chat_compiler LANGUAGES_FOLDER OUTPUT.cpp
// Turns the language folders into the tables of the parser. Runs on the machine that builds, also
// when the build is for the browser.
#include <cstdio>
#include <fstream>
#include <map>

#include "base/utf8.h"
#include "chat/compiler/language_files.h"
#include "chat/compiler/training.h"
#include "chat/parser.h"

namespace br::chat {

namespace {

constexpr int examples_a_template_max = 2;

void write_bytes(std::ofstream& out, const char* name, std::string_view bytes) {
    out << "extern const std::size_t " << name << "_size = " << bytes.size() << ";\n";
    out << "extern const unsigned char " << name << "[] = {";
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i % 32 == 0) out << '\n';
        out << static_cast<unsigned>(static_cast<unsigned char>(bytes[i])) << ',';
    }
    if (bytes.empty()) out << "0";
    out << "};\n\n";
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

struct TemplateCandidate {
    TemplateEntry entry;
    bool ambiguous = false;
};

class Compiler {
  public:
    explicit Compiler(LanguageFiles files) : files_(std::move(files)) {}

    Tables compile() {
        Tables tables;
        tables.simplified = files_.simplified;
        tables.sources = files_.sources;
        for (auto& [key, entry] : files_.lexicon) tables.lexicon.push_back(entry);
        drop_what_follows(tables.lexicon);
        const Lexicon lexicon(derive_entries(tables.lexicon));
        for (const KnownLine& line : files_.lines) read(line, tables, lexicon);
        for (const auto& [key, candidate] : templates_) {
            if (!candidate.ambiguous) tables.templates.push_back(candidate.entry);
        }
        tables.intent_weights = train(
            std::move(intents_),
            {.bucket_count = feature_bucket_count, .class_count = intent_count, .passes = 20});
        tables.language_weights =
            train(std::move(languages_), {.bucket_count = language_bucket_count,
                                          .class_count = language_count,
                                          .passes = 10,
                                          .margin_hundredths = 50});
        return tables;
    }

  private:
    // Words that the parser derives from longer surfaces need not be in the table.
    static void drop_what_follows(std::vector<LexiconEntry>& entries) {
        std::vector<LexiconEntry> with_senses;
        for (const LexiconEntry& entry : entries) {
            if (!entry.senses.empty()) with_senses.push_back(entry);
        }
        const Lexicon derived(derive_entries(with_senses));
        std::erase_if(entries, [&](const LexiconEntry& entry) {
            const Surface* const known = derived.find(entry.text);
            return entry.senses.empty() && known != nullptr && (entry.flags & ~known->flags) == 0;
        });
    }

    void read(const KnownLine& line, const Tables& tables, const Lexicon& lexicon) {
        const Analysis analysis(line.text, tables, lexicon);
        if (const std::uint32_t key = template_key(analysis.line(), analysis.whole()); key != 0) {
            auto [place, is_new] = templates_.try_emplace(
                key, TemplateCandidate{{key, line.intent, line.source, line.line}});
            if (!is_new && place->second.entry.intent != line.intent)
                place->second.ambiguous = true;
        }
        if (line.is_template && ++seen_[{line.source, line.line}] > examples_a_template_max) return;
        add_example(line.intent, extract_features(analysis.line(), analysis.whole()));
        add_example(line.intent, extract_concept_features(analysis.line(), analysis.whole()));
        Example language{.buckets = extract_language_features(analysis.line()),
                         .label = static_cast<std::uint32_t>(line.language)};
        if (!language.buckets.empty()) languages_.push_back(std::move(language));
    }

    void add_example(Intent intent, const std::vector<FeatureRef>& features) {
        Example example{.buckets = {}, .label = static_cast<std::uint32_t>(intent)};
        for (const FeatureRef& feature : features) example.buckets.push_back(feature.bucket);
        if (!example.buckets.empty()) intents_.push_back(std::move(example));
    }

    LanguageFiles files_;
    std::map<std::uint32_t, TemplateCandidate> templates_;
    std::map<std::pair<int, int>, int> seen_;
    std::vector<Example> intents_;
    std::vector<Example> languages_;
};

int run(const char* folder, const char* output) {
    LanguageFiles files = read_language_files(folder);
    for (const std::string& fault : files.faults)
        std::fprintf(stderr, "chat_compiler: %s\n", fault.c_str());
    if (!files.faults.empty()) return 2;
    const Tables tables = Compiler(std::move(files)).compile();
    std::string sources;
    for (const std::string& source : tables.sources) sources += source + '\n';
    std::ofstream out(output);
    out << "// Made by chat_compiler from core/chat/languages. Not to be edited.\n#include "
           "<cstddef>\n\n"
           "namespace br::chat::built_in {\n\n";
    write_bytes(out, "lexicon", encode_lexicon(tables.lexicon));
    write_bytes(out, "simplified", simplified_bytes(tables.simplified));
    write_bytes(out, "templates", template_bytes(tables.templates));
    write_bytes(out, "sources", sources);
    write_bytes(out, "intent_weights", packed(tables.intent_weights));
    write_bytes(out, "language_weights", packed(tables.language_weights));
    out << "}  // namespace br::chat::built_in\n";
    out.close();
    if (!out) {
        std::fprintf(stderr, "chat_compiler: %s: cannot be written\n", output);
        return 1;
    }
    return 0;
}

}  // namespace

}  // namespace br::chat

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fputs("usage: chat_compiler LANGUAGES_FOLDER OUTPUT.cpp\n", stderr);
        return 2;
    }
    return br::chat::run(argv[1], argv[2]);
}
