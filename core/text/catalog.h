// The words of one language, read from public/locales/<tag>.json. A message is found by its key and
// may have plural forms ("one", "other") or variants (a family of wordings, as an array), or both.
// Placeholders stand in braces: "{count} orders are waiting". Nothing is ever joined from
// fragments.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/json_reader.h"
#include "base/result.h"

namespace br::text {

// A value for a placeholder, already in the form in which it is to be read.
struct Placeholder {
    std::string_view name;
    std::string_view text;
};

enum class PluralForm : std::uint8_t { one, other };

class Catalog {
  public:
    // Every fault of the file by path: a message that is no string, an unknown plural form, an
    // unclosed placeholder, an empty family, a missing "@language" tag.
    static Result<Catalog, std::vector<Fault>> read(std::string_view json);

    [[nodiscard]] const std::string& tag() const {
        return tag_;
    }  // "ms", "en", "zh", pseudo-locales.
    [[nodiscard]] bool has(std::string_view key) const;
    // Wordings in the family of a key: 1 for a plain message, 0 for an unknown key.
    [[nodiscard]] int variant_count(std::string_view key) const;

    // An unknown key gives the key itself between marks, so that it is seen; a placeholder without
    // a value stays as it is. count chooses the plural form by the rules of the language.
    [[nodiscard]] std::string format(std::string_view key, std::span<const Placeholder> values = {},
                                     int variant = 0, double count = 1) const;

    [[nodiscard]] std::vector<std::string> keys() const;  // Sorted.
    // The names of all placeholders of a message, sorted, each once.
    [[nodiscard]] std::vector<std::string> placeholders(std::string_view key) const;

  private:
    friend Catalog make_pseudo_locale(const Catalog& catalog, std::string_view kind);
    struct Entry {
        std::vector<std::string> one;    // Empty if the message has no plural forms.
        std::vector<std::string> other;  // A wording each.
    };
    std::string tag_;
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view key) const {
            return std::hash<std::string_view>{}(key);
        }
    };
    std::unordered_map<std::string, Entry, Hash, std::equal_to<>> entries_;
};

// A message is at most this long, in bytes.
inline constexpr std::size_t message_length_max = 2'000;

// Which form a count takes. English tells one from many; Malay and Chinese do not.
[[nodiscard]] PluralForm plural_form(std::string_view tag, double count);

// Turns a catalog into one for tests: "x-marked" puts brackets around every message, "x-double"
// repeats it, "x-rtl" turns the direction round, "x-long" pads it by half. Placeholders stay. The
// tag becomes the kind. Requires one of these kinds.
[[nodiscard]] Catalog make_pseudo_locale(const Catalog& catalog, std::string_view kind);

}  // namespace br::text
