#include "session/wording.h"

#include "base/rng.h"

namespace br::session {

Message Wording::pick(std::string key, std::vector<MessageArgument> arguments) {
    auto found = next_.find(key);
    if (found == next_.end()) {
        std::uint64_t hash = seed_;
        for (const char c : key) hash = mix64(hash ^ static_cast<unsigned char>(c));
        found = next_.emplace(key, static_cast<int>(hash % family_size)).first;
    }
    const int variant = found->second++;
    return {.key = std::move(key), .variant = variant, .arguments = std::move(arguments)};
}

}  // namespace br::session
