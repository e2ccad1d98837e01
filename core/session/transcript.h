// A conversation as plain text, for the terminal and for golden files: one line for each chat line,
// with the time in Shanghai and who speaks.
#pragma once

#include <array>
#include <string>

#include "chat/intent.h"
#include "session/snapshot.h"
#include "text/catalog.h"

namespace br::session {

class Transcript {
  public:
    // One catalog for each chat::Language, in its order.
    explicit Transcript(std::array<const text::Catalog*, chat::language_count> catalogs)
        : catalogs_(catalogs) {}

    // The lines that have come since the last call.
    [[nodiscard]] std::string news(const Snapshot& snapshot);

  private:
    std::array<const text::Catalog*, chat::language_count> catalogs_;
    std::uint32_t last_id_ = 0;
};

}  // namespace br::session
