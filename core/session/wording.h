// Which wording of a family the bot takes. Every family has at least five; the choice walks round
// the family from a place that depends on the seed, so it is the same in every replay and never the
// same twice in a row.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "session/snapshot.h"

namespace br::session {

// At least so many wordings in every family, in every language.
inline constexpr int family_size = 5;

class Wording {
  public:
    explicit Wording(std::uint64_t seed) : seed_(seed) {}
    // A message of a family; the catalog counts the variant round the family's size.
    [[nodiscard]] Message pick(std::string key, std::vector<MessageArgument> arguments = {});

  private:
    std::uint64_t seed_;
    std::map<std::string, int, std::less<>> next_;
};

}  // namespace br::session
