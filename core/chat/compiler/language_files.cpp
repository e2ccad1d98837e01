#include "chat/compiler/language_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "base/utf8.h"
#include "chat/reading.h"

namespace br::chat {

namespace {

constexpr std::size_t expansions_max = 400;

std::string trim(const std::string& text) {
    const auto begin = text.find_first_not_of(" \t\r");
    if (begin == std::string::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);) parts.push_back(trim(part));
    return parts;
}

// The number of a name, if the concept takes one of a fixed set.
template <class T>
std::optional<int> index_of(const std::string& name, int count) {
    for (int k = 0; k < count; ++k) {
        if (name_of(static_cast<T>(k)) == name) return k;
    }
    return std::nullopt;
}

std::optional<int> value_of(Concept concept_id, const std::string& text) {
    switch (concept_id) {
        case Concept::item:
            return index_of<Item>(text, item_count);
        case Concept::size:
            return index_of<Size>(text, 3);
        case Concept::ice:
            return index_of<Ice>(text, 6);
        case Concept::topping:
            return index_of<Topping>(text, 6);
        case Concept::merchant:
            return index_of<Merchant>(text, 8);
        case Concept::language_name:
            return index_of<TargetLanguage>(text, 4);
        case Concept::currency:
            return index_of<Currency>(text, 2);
        case Concept::period: {
            constexpr std::string_view names[] = {"before_dawn", "morning", "midday", "afternoon",
                                                  "evening"};
            for (int k = 0; k < 5; ++k) {
                if (names[k] == text) return k;
            }
            return std::nullopt;
        }
        default:
            break;
    }
    const bool number =
        !text.empty() && text.size() < 5 &&
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return number ? std::optional(std::stoi(text)) : std::nullopt;
}

class FolderReader {
  public:
    FolderReader(LanguageFiles& files, std::string tag, Language language)
        : files_(files), tag_(std::move(tag)), language_(language) {}

    void read(const std::filesystem::path& folder) {
        each_line(folder / "lexicon.txt", "lexicon",
                  [&](const std::string& line) { read_entry(line); });
        each_line(folder / "words.txt", "words", [&](const std::string& line) {
            for (const std::string& word : split(line, ' ')) add_word(word, false);
        });
        bool is_template = false;
        const auto read_utterance = [&](const std::string& line) { read_line(line, is_template); };
        for (const std::string name : {"lines", "more_lines", "out_of_scope", "templates"}) {
            is_template = name == "templates";
            intent_.reset();
            const std::filesystem::path path = folder / (name + ".txt");
            if (std::filesystem::exists(path)) each_line(path, name, read_utterance);
        }
    }

    static void read_simplified(LanguageFiles& files, const std::filesystem::path& path) {
        std::ifstream stream(path);
        for (std::string line; std::getline(stream, line);) {
            if (line.empty() || line[0] == '#') continue;
            std::u32string pair;
            for (const char32_t c : decode_utf8(line)) {
                if (c != U' ') pair += c;
                if (pair.size() == 2) {
                    files.simplified.push_back({pair[0], pair[1]});
                    pair.clear();
                }
            }
        }
        std::sort(files.simplified.begin(), files.simplified.end(),
                  [](const auto& a, const auto& b) { return a.traditional < b.traditional; });
    }

  private:
    template <class Use>
    void each_line(const std::filesystem::path& path, const std::string& name, const Use& use) {
        file_ = tag_ + "/" + name;
        files_.sources.push_back(file_);
        std::ifstream stream(path);
        if (!stream) fault("cannot be read");
        line_number_ = 0;
        for (std::string line; std::getline(stream, line);) {
            ++line_number_;
            line = trim(line);
            if (!line.empty() && line[0] != '#') use(line);
        }
    }
    void fault(const std::string& what) {
        files_.faults.push_back(file_ + ":" + std::to_string(line_number_) + ": " + what);
    }
    [[nodiscard]] std::uint8_t language_bit() const {
        return static_cast<std::uint8_t>(1U << static_cast<unsigned>(language_));
    }

    // "item=latte ice=hot +plural: hot latte | latte panas"
    void read_entry(const std::string& line) {
        const auto colon = line.find(": ");
        if (colon == std::string::npos) return fault("expected 'concept: word | word'");
        std::vector<Sense> senses;
        bool plural = false;
        bool exact = false;
        for (const std::string& name : split(line.substr(0, colon), ' ')) {
            if (name == "+plural" || name == "+exact") {
                (name == "+plural" ? plural : exact) = true;
                continue;
            }
            const auto equals = name.find('=');
            const std::optional<Concept> concept_id = concept_named(name.substr(0, equals));
            if (!concept_id) return fault("unknown concept '" + name + "'");
            std::optional<int> value = 0;
            if (equals != std::string::npos) value = value_of(*concept_id, name.substr(equals + 1));
            if (!value) return fault("unknown value '" + name + "'");
            senses.push_back({*concept_id, static_cast<std::int16_t>(*value)});
        }
        for (const std::string& surface : split(line.substr(colon + 1), '|')) {
            if (surface.empty()) {
                fault("empty word");
                continue;
            }
            const auto flags =
                static_cast<std::uint8_t>(language_bit() | in_scope_bit | (exact ? exact_bit : 0) |
                                          (plural ? plural_bit : 0));
            const std::u32string key = lexicon_key(surface, files_.simplified);
            if (key.empty()) fault("nothing is left of '" + surface + "'");
            add(key, senses, flags);
            lists_of(line.substr(0, line.find_first_of("= :"))).push_back(surface);
        }
    }
    std::vector<std::string>& lists_of(const std::string& name) { return lists_[name]; }

    void add(const std::u32string& key, const std::vector<Sense>& senses, std::uint8_t flags) {
        LexiconEntry& entry = files_.lexicon[key];
        entry.text = key;
        entry.add(senses, flags);
    }
    void add_word(const std::string& word, bool in_scope) {
        const std::u32string key = lexicon_key(word, files_.simplified);
        const bool plain = !key.empty() && std::all_of(key.begin(), key.end(), is_latin_letter);
        if (plain)
            add(key, {}, static_cast<std::uint8_t>(language_bit() | (in_scope ? in_scope_bit : 0)));
    }

    void read_line(const std::string& line, bool is_template) {
        if (line.front() == '[' && line.back() == ']' && line.find(' ') == std::string::npos) {
            const std::optional<Intent> intent = intent_named(line.substr(1, line.size() - 2));
            if (intent) {
                intent_ = intent;
                return;
            }
        }
        if (!intent_) return fault("a line before the first [intent]");
        std::string fault_text;
        std::vector<std::string> wordings{line};
        if (is_template) wordings = expand_template(line, lists_, fault_text);
        if (!fault_text.empty()) fault(fault_text);
        for (const std::string& wording : wordings) {
            files_.lines.push_back({wording, *intent_, language_,
                                    static_cast<std::uint8_t>(files_.sources.size() - 1),
                                    static_cast<std::uint16_t>(line_number_), is_template});
            for (const std::string& word : split(wording, ' '))
                add_word(word, *intent_ != Intent::oos);
        }
    }

    LanguageFiles& files_;
    std::string tag_;
    Language language_;
    std::string file_;
    int line_number_ = 0;
    std::optional<Intent> intent_;
    std::map<std::string, std::vector<std::string>> lists_;
};

// Expands one pattern by recursive descent. Position at_ walks over the pattern.
class Expander {
  public:
    Expander(const std::string& pattern,
             const std::map<std::string, std::vector<std::string>>& lists)
        : pattern_(pattern), lists_(lists) {}

    std::vector<std::string> expand(std::string& fault) {
        std::vector<std::string> all = alternatives('\0');
        if (at_ != pattern_.size()) fault_ = "a bracket closes that was not opened";
        fault = fault_;
        return all;
    }

  private:
    std::vector<std::string> alternatives(char close) {
        std::vector<std::string> all;
        std::vector<std::string> current{""};
        while (at_ < pattern_.size() && pattern_[at_] != close) {
            const char c = pattern_[at_++];
            if (c == '|') {
                all.insert(all.end(), current.begin(), current.end());
                current = {""};
            } else if (c == '(') {
                current = join(current, nested(')'));
            } else if (c == '[') {
                std::vector<std::string> inner = nested(']');
                inner.insert(inner.begin(), "");
                current = join(current, inner);
            } else if (c == '{') {
                current = join(current, surfaces());
            } else if (c == ')' || c == ']' || c == '}') {
                fault_ = "a bracket closes that was not opened";
            } else {
                for (std::string& text : current) text += c;
            }
        }
        all.insert(all.end(), current.begin(), current.end());
        return all;
    }
    std::vector<std::string> nested(char close) {
        std::vector<std::string> inner = alternatives(close);
        if (at_ == pattern_.size()) {
            fault_ = "a bracket is not closed";
        } else {
            ++at_;
        }
        return inner;
    }
    // A few surfaces of a list, others at each use so that lines differ.
    std::vector<std::string> surfaces() {
        const auto end = pattern_.find('}', at_);
        if (end == std::string::npos) {
            fault_ = "a brace is not closed";
            at_ = pattern_.size();
            return {""};
        }
        const std::string name = pattern_.substr(at_, end - at_);
        at_ = end + 1;
        const auto list = lists_.find(name);
        if (list == lists_.end()) {
            fault_ = "unknown list '" + name + "'";
            return {""};
        }
        const std::size_t size = list->second.size();
        return {list->second[(at_ * 7 + pattern_.size()) % size],
                list->second[(at_ * 13 + 5) % size]};
    }
    static std::vector<std::string> join(const std::vector<std::string>& heads,
                                         const std::vector<std::string>& tails) {
        std::vector<std::string> all;
        for (const std::string& head : heads) {
            for (const std::string& tail : tails) {
                if (all.size() < expansions_max) all.push_back(head + tail);
            }
        }
        return all;
    }

    const std::string& pattern_;
    const std::map<std::string, std::vector<std::string>>& lists_;
    std::size_t at_ = 0;
    std::string fault_;
};

}  // namespace

std::vector<std::string> expand_template(
    const std::string& pattern, const std::map<std::string, std::vector<std::string>>& lists,
    std::string& fault) {
    return Expander(pattern, lists).expand(fault);
}

std::u32string lexicon_key(std::string_view text, const std::vector<SimplifiedPair>& simplified) {
    const NormalText normal = normalize(text, simplified);
    const Lexicon empty(std::vector<LexiconEntry>{});
    const LineReading line(normal, empty);
    std::u32string key;
    bool latin_before = false;
    for (const Unit& unit : line.units()) {
        const bool latin = unit.kind == UnitKind::word || unit.kind == UnitKind::number;
        if (!key.empty() && latin && latin_before && unit.gap_before) key += U' ';
        key += unit.text;
        latin_before = latin;
    }
    return key;
}

LanguageFiles read_language_files(const std::string& folder) {
    LanguageFiles files;
    const std::filesystem::path root(folder);
    FolderReader::read_simplified(files, root / "zh" / "traditional.txt");
    for (int k = 0; k < language_count; ++k) {
        const auto language = static_cast<Language>(k);
        const std::string tag(name_of(language));
        FolderReader(files, tag, language).read(root / tag);
    }
    return files;
}

}  // namespace br::chat
