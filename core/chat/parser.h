// The parser with its tables. intent.h is the door for others; the language compiler uses this one
// to read lines with tables that are still being made.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "chat/features.h"
#include "chat/intent.h"
#include "chat/lexicon.h"
#include "chat/model.h"
#include "chat/normalize.h"
#include "chat/reading.h"

namespace br::chat {

struct TemplateEntry {
    std::uint32_t key = 0;
    Intent intent = Intent::oos;
    std::uint8_t source = 0;  // Index into Tables::sources.
    std::uint16_t line = 0;   // In that file, counted from 1.
};

struct Tables {
    std::vector<SimplifiedPair> simplified;  // Sorted.
    std::vector<LexiconEntry> lexicon;       // As written; see derive_entries.
    std::vector<TemplateEntry> templates;    // Sorted by key.
    std::vector<std::string> sources;        // "en/templates"
    std::vector<std::int8_t> intent_weights;
    std::vector<std::int8_t> language_weights;
};

// A line with all that was read from it. Stays where it was made: parts point to each other.
class Analysis {
  public:
    Analysis(std::string_view line, const Tables& tables, const Lexicon& lexicon);
    [[nodiscard]] const NormalText& normal() const { return normal_; }
    [[nodiscard]] const LineReading& line() const { return line_; }
    [[nodiscard]] TokenRange whole() const {
        return {0, static_cast<std::uint32_t>(line_.tokens().size())};
    }

  private:
    NormalText normal_;
    LineReading line_;
};

class Parser {
  public:
    explicit Parser(Tables tables);

    [[nodiscard]] ParseResult parse(std::string_view line, const Context& context) const;
    [[nodiscard]] Language detect_language(const LineReading& line, const Context& context) const;
    [[nodiscard]] const Lexicon& lexicon() const { return lexicon_; }
    [[nodiscard]] const Tables& tables() const { return tables_; }

  private:
    Tables tables_;
    Lexicon lexicon_;
};

// The parser that parse() uses. Each program brings it: br::chat_built_in has the tables in itself,
// the page loads them as a file after its first frame. Once there it never changes.
[[nodiscard]] const Parser& parser_in_use();

}  // namespace br::chat
