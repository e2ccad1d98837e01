// The parser in use where the tables are part of the program: the command line and the tests.
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "base/check.h"
#include "chat/tables_file.h"

namespace br::chat {

namespace built_in {

extern const std::size_t tables_size;
extern const unsigned char tables[];

}  // namespace built_in

namespace {

Parser make_parser() {
    std::optional<Tables> tables = read_tables(
        std::string_view(reinterpret_cast<const char*>(built_in::tables), built_in::tables_size));
    BR_CHECK(tables.has_value());
    return Parser(std::move(*tables));
}

}  // namespace

const Parser& parser_in_use() {
    static const Parser parser = make_parser();
    return parser;
}

}  // namespace br::chat
