// A visitor without mercy: each line of the input is a command as the page would send it, or else
// something said; time passes in between. Whatever comes, the session goes on, what it shows is
// valid text within its limits, and the same input leads to the same state.
#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/utf8.h"
#include "fresh_session.h"
#include "session/session.h"
#include "web/requests.h"

namespace {

using namespace br;

constexpr int lines_max = 12;
constexpr std::uint64_t events_a_line = 50;

session::Session talk(std::string_view text) {
    session::Session session = fuzz::fresh_session();
    std::istringstream input{std::string(text)};
    int lines = 0;
    for (std::string line; lines < lines_max && std::getline(input, line); ++lines) {
        const auto command = web::read_command(line);
        session.apply(command ? *command : session::Command{session::SendText{line}});
        session.advance(0.1, events_a_line);
    }
    return session;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const session::Session session = talk(text);
    BR_CHECK(session.digest() == talk(text).digest());
    const session::Snapshot snapshot = session.snapshot();
    for (const session::ChatLine& line : snapshot.chat) {
        BR_CHECK(is_valid_utf8(line.text));
        BR_CHECK(line.speaker == session::Speaker::visitor || !line.messages.empty());
    }
    return 0;
}
