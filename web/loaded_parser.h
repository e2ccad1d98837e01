// The parser of the page: its tables come as a file after the first frame (chat/tables_file.h), so
// that nobody waits for them who only wants to look.
#pragma once

#include <string_view>

namespace br::web {

// False if the bytes are no tables, or not whole; what was there before stays.
bool load_parser(std::string_view file);
[[nodiscard]] bool has_parser();

}  // namespace br::web
