// Feeds any bytes to what the page asks of the program: a control that was used, and a command from
// the address or from a message of the host page. Both give a request within its limits or faults.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

#include "base/check.h"
#include "base/utf8.h"
#include "session/snapshot.h"
#include "web/requests.h"

namespace {

using namespace br;

template <class Answer>
bool is_accepted(const Answer& answer) {
    if (answer) return true;
    BR_CHECK(!answer.error().empty());
    for (const Fault& fault : answer.error()) {
        BR_CHECK(!fault.message.empty() && is_valid_utf8(fault.path));
    }
    return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto control = web::read_control_request(text);
    if (is_accepted(control)) {
        BR_CHECK(is_valid_utf8(control->id));
        BR_CHECK(std::isfinite(control->value));
    }
    const auto command = web::read_command(text);
    if (!is_accepted(command)) return 0;
    if (const auto* speed = std::get_if<session::SetSpeed>(&*command))
        BR_CHECK(speed->factor >= 1 && speed->factor <= 3600);
    if (const auto* act = std::get_if<session::GoToAct>(&*command))
        BR_CHECK(act->act >= 1 && act->act <= session::act_count);
    if (const auto* seek = std::get_if<session::SeekTo>(&*command)) BR_CHECK(seek->time >= 0);
    return 0;
}
