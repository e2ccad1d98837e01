// What JsonReader says of a value that is out of its range, and whether it is.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/json_reader.h"

namespace br {

// The shortest decimal form that reads well in a message.
[[nodiscard]] std::string number_text(double value);

// "must be at least 0 and below 1".
[[nodiscard]] std::string range_text(NumberRange range);
[[nodiscard]] std::string range_text(IntegerRange range);
[[nodiscard]] bool in_range(double value, NumberRange range);

// The words a text may be, as a message.
[[nodiscard]] std::string words_text(std::span<const std::string_view> words);

}  // namespace br
