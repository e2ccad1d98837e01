#include "chat/parser.h"

namespace br::chat {

ParseResult parse(std::string_view line, const Context& context) {
    return parser_in_use().parse(line, context);
}

}  // namespace br::chat
