// The six ends and states of an order as the visitor sees them. Each has one shape, one colour and
// one word, everywhere.
#pragma once

#include <cstdint>

namespace br::ui {

enum class Outcome : std::uint8_t {
    served,   // In time. Rounded square.
    waiting,  // Ring.
    again,    // Asking again. Diamond.
    refused,  // At once. Diamond on its own row.
    failed,   // Waited, then failed. Cross.
    nobody,   // Work for someone who has left. Grey square, hatched when large.
};
inline constexpr int outcome_count = 6;

}  // namespace br::ui
