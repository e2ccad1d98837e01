// Reads the folders of core/chat/languages. Faults name file and line.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "chat/intent.h"
#include "chat/lexicon.h"
#include "chat/normalize.h"

namespace br::chat {

struct KnownLine {
    std::string text;
    Intent intent = Intent::oos;
    Language language = Language::en;
    std::uint8_t source = 0;
    std::uint16_t line = 0;
    // Of a template: lines that share it are the same template, and only a few of them train.
    bool is_template = false;
};

struct LanguageFiles {
    std::map<std::u32string, LexiconEntry> lexicon;
    std::vector<SimplifiedPair> simplified;
    std::vector<KnownLine> lines;
    std::vector<std::string> sources;
    std::vector<std::string> faults;
};

[[nodiscard]] LanguageFiles read_language_files(const std::string& folder);

// The form under which a surface is found: words with single spaces, no space beside Chinese.
[[nodiscard]] std::u32string lexicon_key(std::string_view text,
                                         const std::vector<SimplifiedPair>& simplified);

// All wordings of "(a|b) [c] {item}". A name in braces becomes a few of its surfaces.
[[nodiscard]] std::vector<std::string> expand_template(
    const std::string& pattern, const std::map<std::string, std::vector<std::string>>& lists,
    std::string& fault);

}  // namespace br::chat
