// The words of each language as far as they have been loaded. A language whose words are still on
// their way is null; what is written in it shows a placeholder until they are there.
#pragma once

#include <array>
#include <string_view>

#include "chat/intent.h"
#include "text/catalog.h"

namespace br::ui {

struct Catalogs {
    std::array<const text::Catalog*, chat::language_count> by_language = {};

    [[nodiscard]] const text::Catalog* of(chat::Language language) const {
        return by_language[static_cast<std::size_t>(language)];
    }
};

[[nodiscard]] constexpr std::string_view language_tag(chat::Language language) {
    constexpr std::array<std::string_view, chat::language_count> tags = {"ms", "en", "zh"};
    return tags[static_cast<std::size_t>(language)];
}

}  // namespace br::ui
