#include "web/loaded_parser.h"

#include <memory>
#include <optional>
#include <utility>

#include "base/check.h"
#include "chat/tables_file.h"

namespace br::web {
namespace {

// One page runs one program, whose parser never changes once it is there.
struct Loaded {
    std::string file;  // Until it is read.
    std::unique_ptr<const chat::Parser> parser;
};

Loaded& loaded() {
    static Loaded parts;
    return parts;
}

}  // namespace

bool load_parser(std::string file) {
    if (has_parser()) return true;
    if (!chat::are_tables(file)) return false;
    loaded().file = std::move(file);
    return true;
}

bool has_parser() {
    return loaded().parser != nullptr || !loaded().file.empty();
}

void prepare_parser() {
    if (loaded().file.empty()) return;
    std::optional<chat::Tables> tables = chat::read_tables(std::exchange(loaded().file, {}));
    BR_CHECK(tables);
    loaded().parser = std::make_unique<const chat::Parser>(std::move(*tables));
}

}  // namespace br::web

namespace br::chat {

const Parser& parser_in_use() {
    web::prepare_parser();
    BR_CHECK(web::loaded().parser);
    return *web::loaded().parser;
}

}  // namespace br::chat
