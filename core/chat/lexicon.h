// All surface forms of all languages in one trie, with what each stands for, and the words that are
// only known to belong to a language. Built once from the compact table that the build makes.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chat/concepts.h"

namespace br::chat {

struct Sense {
    Concept concept_id = Concept::filler;
    std::int16_t value = 0;
    friend bool operator==(const Sense&, const Sense&) = default;
};

// Bits of Surface::flags. The lowest bits are one for each language, in the order of Language.
inline constexpr std::uint8_t language_bits = 0x07;
inline constexpr std::uint8_t in_scope_bit = 0x10;  // Occurs in lines that the bot serves.
inline constexpr std::uint8_t exact_bit = 0x20;     // Never the target of a typing error.

inline constexpr std::uint8_t plural_bit = 0x40;  // The English plural is a surface as well.
inline constexpr std::uint8_t part_bit = 0x80;    // A word of a thing's name of several words.

struct Surface {
    std::uint32_t sense_begin = 0;
    std::uint16_t sense_count = 0;  // 0: only known as a word.
    std::uint8_t flags = 0;
};

struct LexiconEntry {
    std::u32string text;
    std::vector<Sense> senses;
    std::uint8_t flags = 0;

    // More of the same surface: senses that it has not yet, and flags.
    void add(std::span<const Sense> more, std::uint8_t more_flags);
};

class Lexicon {
  public:
    // Requires entries sorted by text, without duplicates or empty texts.
    explicit Lexicon(const std::vector<LexiconEntry>& entries);

    static constexpr std::uint32_t root = 0;
    static constexpr std::uint32_t nowhere = 0xffffffff;

    // The node after one more character, or nowhere.
    [[nodiscard]] std::uint32_t step(std::uint32_t node, char32_t c) const;
    // The surface that ends at this node, or nothing.
    [[nodiscard]] const Surface* surface_at(std::uint32_t node) const;
    [[nodiscard]] std::span<const Sense> senses_of(const Surface& surface) const;

    [[nodiscard]] const Surface* find(std::u32string_view text) const;
    // True if a surface starts with this whole word.
    [[nodiscard]] bool knows_word(std::u32string_view word) const;
    // The known word of at least 5 letters that differs by one letter left out, added, changed or
    // swapped with its neighbour, the first letter being right; empty if there is none. A word of 4
    // letters may be one that lacks a letter.
    [[nodiscard]] std::u32string correct(std::u32string_view word) const;

  private:
    struct Node {
        char32_t label = 0;
        std::uint32_t child_begin = 0;
        std::uint32_t surface = nowhere;
        std::uint16_t child_count = 0;
    };

    void build(const std::vector<LexiconEntry>& entries, std::uint32_t node, std::size_t begin,
               std::size_t end, std::size_t depth);
    enum class Slip : std::uint8_t { swapped, left_out, changed };
    [[nodiscard]] std::u32string correct(std::u32string_view word, Slip slip) const;
    [[nodiscard]] std::u32string correct_here(std::uint32_t node, std::u32string_view rest,
                                              Slip slip) const;
    // The word that goes on from this node with tail is one that a typing error can aim at.
    [[nodiscard]] bool may_be_meant(std::uint32_t from, std::u32string_view tail) const;
    [[nodiscard]] bool ends_word(std::uint32_t node) const;
    [[nodiscard]] std::uint32_t walk(std::uint32_t node, std::u32string_view rest) const;

    std::vector<Node> nodes_;
    std::vector<Surface> surfaces_;
    std::vector<Sense> senses_;
};

// Adds what follows from the entries as written: English plurals, names of things as one word, and
// the words that longer surfaces are made of. Sorted by text, without duplicates.
[[nodiscard]] std::vector<LexiconEntry> derive_entries(const std::vector<LexiconEntry>& written);

// The compact table. decode_lexicon requires the bytes that encode_lexicon made.
[[nodiscard]] std::string encode_lexicon(const std::vector<LexiconEntry>& entries);
[[nodiscard]] std::vector<LexiconEntry> decode_lexicon(std::string_view bytes);

}  // namespace br::chat
