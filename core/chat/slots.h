// Reads the slots of a line whose intent is known.
#pragma once

#include <vector>

#include "chat/intent.h"
#include "chat/reading.h"

namespace br::chat {

// Tokens begin to end (exclusive), by index in LineReading::tokens.
struct TokenRange {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

// The units of the address in a line, empty if none is said.
[[nodiscard]] TokenRange find_address(const LineReading& line);

// The things to order with their options. Tokens of the address are left out. If is_change, options
// without a thing make an item of their own, and what is changed away from is left out.
[[nodiscard]] std::vector<OrderItem> read_items(const LineReading& line, TokenRange range,
                                                TokenRange address, bool is_change);

struct SlotRequest {
    std::vector<Intent> intents;
    // Where to look for items: the part of the line that wants something.
    TokenRange item_range;
};

[[nodiscard]] Slots read_slots(const LineReading& line, const SlotRequest& wanted);

// A coupon code in the line, upper case, or empty.
[[nodiscard]] std::string find_coupon_code(const LineReading& line, TokenRange address);

}  // namespace br::chat
