#include "chat/concepts.h"

#include <array>

namespace br::chat {

namespace {

constexpr std::array<std::string_view, concept_count> names{
#define BR_CHAT_CONCEPT_NAME(name) #name,
    BR_CHAT_CONCEPTS(BR_CHAT_CONCEPT_NAME)
#undef BR_CHAT_CONCEPT_NAME
};

}  // namespace

std::string_view name_of(Concept concept_id) {
    return names[static_cast<std::size_t>(concept_id)];
}

std::optional<Concept> concept_named(std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) return static_cast<Concept>(i);
    }
    return std::nullopt;
}

}  // namespace br::chat
