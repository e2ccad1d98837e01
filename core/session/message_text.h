// Turns a Message into words of one language. The one place where arguments become text, for the
// page, the terminal and the tests.
#pragma once

#include <string>

#include "session/snapshot.h"
#include "text/catalog.h"

namespace br::session {

[[nodiscard]] std::string to_text(const Message& message, const text::Catalog& catalog);

// The messages of a chat line, or the visitor's own words.
[[nodiscard]] std::string to_text(const ChatLine& line, const text::Catalog& catalog);

// Short ways to write arguments.
[[nodiscard]] MessageArgument text_argument(std::string name, std::string text);
[[nodiscard]] MessageArgument number_argument(std::string name, double number);
[[nodiscard]] MessageArgument money_argument(std::string name, std::int64_t fen);
[[nodiscard]] MessageArgument ratio_argument(std::string name, double ratio);
[[nodiscard]] MessageArgument duration_argument(std::string name, double duration_s);
[[nodiscard]] MessageArgument clock_argument(std::string name, UnixSeconds instant);
[[nodiscard]] MessageArgument date_argument(std::string name, std::int64_t day);
[[nodiscard]] MessageArgument message_argument(std::string name, std::string key);
[[nodiscard]] MessageArgument list_argument(std::string name, std::vector<Message> parts);
[[nodiscard]] MessageArgument list_and_argument(std::string name, std::vector<Message> parts);

}  // namespace br::session
