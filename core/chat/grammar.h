// Small grammars for numbers, money, times and codes, in all languages at once: the words come from
// the lexicons, the ways to put them together are here.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "chat/reading.h"

namespace br::chat {

enum class TimeKind : std::int32_t { clock, relative, now };

// A whole number in digits or words, 0 to 999 999.
[[nodiscard]] std::optional<Hit> read_number(const LineReading& line, std::uint32_t unit);

// An amount in hundredths, with or without decimals: "15", "15.50", "sepuluh".
[[nodiscard]] std::optional<Hit> read_amount(const LineReading& line, std::uint32_t unit);
[[nodiscard]] std::optional<GrammarSpan> read_money(const LineReading& line, std::uint32_t unit);
[[nodiscard]] std::optional<GrammarSpan> read_time(const LineReading& line, std::uint32_t unit);
// Letters and digits mixed as only codes are: "HAPPY8", "TEA-2026".
[[nodiscard]] std::optional<GrammarSpan> read_code(const LineReading& line, std::uint32_t unit);

// All spans of the line, sorted by their first unit. At most three start at one unit.
[[nodiscard]] std::vector<GrammarSpan> find_spans(const LineReading& line);

}  // namespace br::chat
