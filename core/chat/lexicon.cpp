#include "chat/lexicon.h"

#include <algorithm>
#include <map>

#include "base/check.h"
#include "base/utf8.h"
#include "chat/normalize.h"

namespace br::chat {

namespace {

constexpr std::size_t typo_length_min = 5;

class EntrySet {
  public:
    void add(const std::u32string& text, const std::vector<Sense>& senses, std::uint8_t flags) {
        LexiconEntry& entry = entries_[text];
        entry.text = text;
        entry.add(senses, flags);
    }
    void add_surface(const std::u32string& text, const LexiconEntry& entry) {
        const auto flags = static_cast<std::uint8_t>(entry.flags & ~plural_bit);
        add(text, entry.senses, flags);
        if (entry.senses.empty()) return;
        const Concept first = entry.senses[0].concept_id;
        const bool spaced = text.find(U' ') != std::u32string::npos;
        const bool of_thing = first == Concept::item || first == Concept::topping;
        if (spaced && of_thing) {
            std::u32string joined = text;
            std::erase(joined, U' ');
            add(joined, entry.senses, flags);
        }
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = std::min(text.find(U' ', begin), text.size());
            const std::u32string word = text.substr(begin, end - begin);
            if (std::all_of(word.begin(), word.end(), is_latin_letter)) {
                const std::uint8_t part = of_thing && spaced ? part_bit : std::uint8_t{0};
                add(word, {}, static_cast<std::uint8_t>((flags & ~exact_bit) | part));
            }
            begin = end + 1;
        }
    }
    [[nodiscard]] std::vector<LexiconEntry> take() {
        std::vector<LexiconEntry> all;
        all.reserve(entries_.size());
        for (auto& [text, entry] : entries_) all.push_back(std::move(entry));
        return all;
    }

  private:
    std::map<std::u32string, LexiconEntry> entries_;
};

std::u32string plural_of(const std::u32string& word) {
    if (word.ends_with(U's') || word.ends_with(U"ch") || word.ends_with(U"sh")) return word + U"es";
    if (word.ends_with(U'y')) return word.substr(0, word.size() - 1) + U"ies";
    return word + U's';
}

}  // namespace

void LexiconEntry::add(std::span<const Sense> more, std::uint8_t more_flags) {
    flags = static_cast<std::uint8_t>(flags | more_flags);
    for (const Sense& sense : more) {
        const bool known = std::any_of(senses.begin(), senses.end(), [&](const Sense& other) {
            return other.concept_id == sense.concept_id;
        });
        if (!known) senses.push_back(sense);
    }
}

std::vector<LexiconEntry> derive_entries(const std::vector<LexiconEntry>& written) {
    EntrySet entries;
    for (const LexiconEntry& entry : written) {
        if (!entry.text.empty()) entries.add_surface(entry.text, entry);
    }
    for (const LexiconEntry& entry : written) {
        if ((entry.flags & plural_bit) != 0) entries.add_surface(plural_of(entry.text), entry);
    }
    return entries.take();
}

Lexicon::Lexicon(const std::vector<LexiconEntry>& entries) {
    nodes_.emplace_back();
    surfaces_.reserve(entries.size());
    for (const LexiconEntry& entry : entries) {
        BR_CHECK(!entry.text.empty());
        surfaces_.push_back({static_cast<std::uint32_t>(senses_.size()),
                             static_cast<std::uint16_t>(entry.senses.size()), entry.flags});
        senses_.insert(senses_.end(), entry.senses.begin(), entry.senses.end());
    }
    build(entries, root, 0, entries.size(), 0);
}

// Children of one node lie side by side, sorted by label, so that step can search them.
void Lexicon::build(const std::vector<LexiconEntry>& entries, std::uint32_t node, std::size_t begin,
                    std::size_t end, std::size_t depth) {
    if (begin < end && entries[begin].text.size() == depth) {
        nodes_[node].surface = static_cast<std::uint32_t>(begin);
        ++begin;
    }
    const auto first_child = static_cast<std::uint32_t>(nodes_.size());
    std::vector<std::size_t> starts;
    for (std::size_t i = begin; i < end; ++i) {
        if (i > begin && entries[i].text[depth] == entries[i - 1].text[depth]) continue;
        BR_CHECK(i == begin || entries[i - 1].text[depth] < entries[i].text[depth]);
        starts.push_back(i);
        nodes_.push_back({.label = entries[i].text[depth]});
    }
    nodes_[node].child_begin = first_child;
    nodes_[node].child_count = static_cast<std::uint16_t>(starts.size());
    for (std::size_t k = 0; k < starts.size(); ++k) {
        const std::size_t stop = k + 1 < starts.size() ? starts[k + 1] : end;
        build(entries, first_child + static_cast<std::uint32_t>(k), starts[k], stop, depth + 1);
    }
}

std::uint32_t Lexicon::step(std::uint32_t node, char32_t c) const {
    const Node& from = nodes_[node];
    const auto begin = nodes_.begin() + from.child_begin;
    const auto end = begin + from.child_count;
    const auto found = std::lower_bound(
        begin, end, c, [](const Node& child, char32_t sought) { return child.label < sought; });
    if (found == end || found->label != c) return nowhere;
    return static_cast<std::uint32_t>(found - nodes_.begin());
}

const Surface* Lexicon::surface_at(std::uint32_t node) const {
    const std::uint32_t surface = nodes_[node].surface;
    return surface == nowhere ? nullptr : &surfaces_[surface];
}

std::span<const Sense> Lexicon::senses_of(const Surface& surface) const {
    return std::span(senses_).subspan(surface.sense_begin, surface.sense_count);
}

std::uint32_t Lexicon::walk(std::uint32_t node, std::u32string_view rest) const {
    for (const char32_t c : rest) {
        node = step(node, c);
        if (node == nowhere) break;
    }
    return node;
}

const Surface* Lexicon::find(std::u32string_view text) const {
    const std::uint32_t node = walk(root, text);
    return node == nowhere ? nullptr : surface_at(node);
}

bool Lexicon::ends_word(std::uint32_t node) const {
    const Surface* const surface = surface_at(node);
    if (surface != nullptr) return true;
    return step(node, U' ') != nowhere;
}

bool Lexicon::knows_word(std::u32string_view word) const {
    const std::uint32_t node = walk(root, word);
    return node != nowhere && ends_word(node);
}

// A slip that keeps all letters is likelier than one that leaves one out, and that than one that
// changes or adds one.
std::u32string Lexicon::correct(std::u32string_view word) const {
    if (word.size() + 1 < typo_length_min || word.size() > 24) return {};
    std::u32string better = correct(word, Slip::swapped);
    if (better.empty()) better = correct(word, Slip::left_out);
    if (better.empty() && word.size() >= typo_length_min) better = correct(word, Slip::changed);
    return better;
}

bool Lexicon::may_be_meant(std::uint32_t from, std::u32string_view tail) const {
    const std::uint32_t end = from == nowhere ? nowhere : walk(from, tail);
    if (end == nowhere || !ends_word(end)) return false;
    const Surface* const surface = surface_at(end);
    const bool meant = surface != nullptr && surface->sense_count > 0;
    if (meant) return (surface->flags & exact_bit) == 0;
    if (surface != nullptr && (surface->flags & part_bit) != 0) return true;
    return step(end, U' ') != nowhere;  // The first word of a longer surface.
}

// What is meant if the slip is at the first of these letters, which follow on the node; or nothing.
std::u32string Lexicon::correct_here(std::uint32_t node, std::u32string_view rest,
                                     Slip slip) const {
    if (slip == Slip::swapped) {
        if (rest.size() < 2 || rest[0] == rest[1]) return {};
        const std::u32string swapped{rest[1], rest[0]};
        if (!may_be_meant(walk(node, swapped), rest.substr(2))) return {};
        return swapped + std::u32string(rest.substr(2));
    }
    const std::u32string_view after = rest.substr(slip == Slip::changed ? 1 : 0);
    for (std::uint16_t k = 0; k < nodes_[node].child_count; ++k) {
        const std::uint32_t child = nodes_[node].child_begin + k;
        const char32_t label = nodes_[child].label;
        if (label == U' ' || (slip == Slip::changed && label == rest[0])) continue;
        if (may_be_meant(child, after)) return label + std::u32string(after);
    }
    const bool added = slip == Slip::changed && may_be_meant(node, after);
    return added ? std::u32string(after) : std::u32string();
}

std::u32string Lexicon::correct(std::u32string_view word, Slip slip) const {
    std::uint32_t node = step(root, word[0]);
    for (std::size_t i = 1; i < word.size() && node != nowhere; ++i) {
        const std::u32string better = correct_here(node, word.substr(i), slip);
        if (!better.empty()) return std::u32string(word.substr(0, i)) + better;
        // One was added, and it was the last.
        if (slip == Slip::changed && i + 1 == word.size() && may_be_meant(node, {}))
            return std::u32string(word.substr(0, i));
        node = step(node, word[i]);
    }
    if (slip != Slip::left_out || node == nowhere) return {};
    for (std::uint16_t k = 0; k < nodes_[node].child_count; ++k) {  // The last one was left out.
        const std::uint32_t child = nodes_[node].child_begin + k;
        const Surface* const surface = surface_at(child);
        if (nodes_[child].label != U' ' && surface != nullptr && surface->sense_count > 0 &&
            (surface->flags & exact_bit) == 0) {
            return std::u32string(word) + nodes_[child].label;
        }
    }
    return {};
}

// Columns, as like bytes beside like bytes compress best: the texts a line each, an empty line, the
// flags, the numbers of the sense sets (low bytes, then high bytes), the sense sets themselves.
// Entries of one meaning stand together.
std::string encode_lexicon(const std::vector<LexiconEntry>& entries) {
    std::map<std::string, std::vector<const LexiconEntry*>> sets;
    for (const LexiconEntry& entry : entries) {
        BR_CHECK(entry.senses.size() < 16);
        std::string set(1, static_cast<char>(entry.senses.size()));
        for (const Sense& sense : entry.senses) {
            set += static_cast<char>(sense.concept_id);
            set += static_cast<char>(sense.value & 0xff);
            set += static_cast<char>((sense.value >> 8) & 0xff);
        }
        sets[set].push_back(&entry);
    }
    std::string texts;
    std::string flags;
    std::string low;
    std::string high;
    std::string meanings;
    std::size_t number = 0;
    for (const auto& [set, members] : sets) {
        for (const LexiconEntry* entry : members) {
            texts += encode_utf8(entry->text) + '\n';
            flags += static_cast<char>(entry->flags);
            low += static_cast<char>(number & 0xff);
            high += static_cast<char>(number >> 8);
        }
        meanings += set;
        ++number;
    }
    return texts + '\n' + flags + low + high + meanings;
}

std::vector<LexiconEntry> decode_lexicon(std::string_view bytes) {
    std::vector<LexiconEntry> entries;
    std::size_t at = 0;
    while (at < bytes.size() && bytes[at] != '\n') {
        const std::size_t end = bytes.find('\n', at);
        BR_CHECK(end != std::string_view::npos);
        entries.push_back({.text = decode_utf8(bytes.substr(at, end - at)), .senses = {}});
        at = end + 1;
    }
    const std::size_t columns = at + 1;
    const std::size_t count = entries.size();
    BR_CHECK(bytes.size() >= columns + 3 * count);
    const auto byte = [&](std::size_t place) {
        BR_CHECK(place < bytes.size());
        return static_cast<std::uint8_t>(bytes[place]);
    };
    std::vector<std::vector<Sense>> sets;
    for (at = columns + 3 * count; at < bytes.size();) {
        std::vector<Sense>& set = sets.emplace_back(byte(at++));
        for (Sense& sense : set) {
            sense.concept_id = static_cast<Concept>(byte(at));
            sense.value = static_cast<std::int16_t>(byte(at + 1) | (byte(at + 2) << 8));
            at += 3;
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        entries[i].flags = byte(columns + i);
        const std::size_t set = byte(columns + count + i) | byte(columns + 2 * count + i) << 8;
        BR_CHECK(set < sets.size());
        entries[i].senses = sets[set];
    }
    return entries;
}

}  // namespace br::chat
