// A line as a row of atoms: numbers, things, options and what separates them.
#pragma once

#include <cstdint>
#include <vector>

#include "chat/intent.h"
#include "chat/slots.h"

namespace br::chat {

enum class AtomKind : std::uint8_t {
    number,
    article,
    item,
    option,
    separator,
    toward,
    each,
    correction,
    other
};

struct Atom {
    AtomKind kind = AtomKind::other;
    OrderItem part;  // The quantity, the item with what its name implies, or the option.
};

// From left to right. Tokens of the address count as a separator.
[[nodiscard]] std::vector<Atom> read_atoms(const LineReading& line, TokenRange range,
                                           TokenRange address);

}  // namespace br::chat
