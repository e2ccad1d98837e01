// chat_compiler LANGUAGES_FOLDER OUTPUT
// Turns the language folders into the tables of the parser, OUTPUT.bin, and the same as a source
// file, OUTPUT.cpp. Runs on the machine that builds, also
// when the build is for the browser.
#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <string_view>

#include "chat/compiler/language_files.h"
#include "chat/compiler/training.h"
#include "chat/tables_file.h"

namespace br::chat {

namespace {

constexpr int examples_a_template_max = 2;

// The file as an array, for programs that carry it in themselves.
std::string as_source(std::string_view file) {
    std::string text =
        "// Made by chat_compiler from core/chat/languages. Not to be edited.\n"
        "#include <cstddef>\n\nnamespace br::chat::built_in {\n\n"
        "extern const std::size_t tables_size = ";
    text += std::to_string(file.size());
    text += ";\nextern const unsigned char tables[] = {";
    for (std::size_t i = 0; i < file.size(); ++i) {
        if (i % 32 == 0) text += '\n';
        text += std::to_string(static_cast<unsigned>(static_cast<unsigned char>(file[i])));
        text += ',';
    }
    return text + "};\n\n}  // namespace br::chat::built_in\n";
}

bool write_file(const std::string& path, std::string_view bytes) {
    std::ofstream out(path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) std::fprintf(stderr, "chat_compiler: %s: cannot be written\n", path.c_str());
    return static_cast<bool>(out);
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
            intents_,
            {.bucket_count = feature_bucket_count, .class_count = intent_count, .passes = 20});
        tables.language_weights = train(languages_, {.bucket_count = language_bucket_count,
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
    const std::string file = write_tables(tables);
    if (!write_file(std::string(output) + ".bin", file)) return 1;
    if (!write_file(std::string(output) + ".cpp", as_source(file))) return 1;
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
