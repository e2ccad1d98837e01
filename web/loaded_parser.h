// The parser of the page: its tables come as a file after the first frame (chat/tables_file.h), so
// that nobody waits for them who only wants to look, and are read when somebody has something to
// say.
#pragma once

#include <string>

namespace br::web {

// False if the bytes are no tables, or not whole; what was there before stays.
bool load_parser(std::string file);
[[nodiscard]] bool has_parser();
// Reads the tables, if they are there and not read yet: most of the work, done once.
void prepare_parser();

}  // namespace br::web
