#include "web/loaded_parser.h"

#include <memory>
#include <optional>
#include <utility>

#include "base/check.h"
#include "chat/tables_file.h"

namespace br::web {
namespace {

// One page runs one program, whose parser never changes once it is there.
std::unique_ptr<const chat::Parser>& loaded() {
    static std::unique_ptr<const chat::Parser> parser;
    return parser;
}

}  // namespace

bool load_parser(std::string_view file) {
    if (has_parser()) return true;
    std::optional<chat::Tables> tables = chat::read_tables(file);
    if (!tables) return false;
    loaded() = std::make_unique<const chat::Parser>(std::move(*tables));
    return true;
}

bool has_parser() {
    return loaded() != nullptr;
}

}  // namespace br::web

namespace br::chat {

const Parser& parser_in_use() {
    BR_CHECK(web::has_parser());
    return *web::loaded();
}

}  // namespace br::chat
