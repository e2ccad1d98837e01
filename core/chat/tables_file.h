// The parser's tables as one file: made by the language compiler, embedded in the command line and
// the tests, fetched by the page after its first frame. A mark, then a checksum of the rest, then
// six sections of a 32-bit length, least byte first, and as many bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "chat/parser.h"

namespace br::chat {

[[nodiscard]] std::string write_tables(const Tables& tables);

// Whether the bytes are such a file, whole and unchanged; tells in no time.
[[nodiscard]] bool are_tables(std::string_view file);

// Nothing if the bytes are no such file, or not whole, or made for other sizes of the model.
[[nodiscard]] std::optional<Tables> read_tables(std::string_view file);

}  // namespace br::chat
