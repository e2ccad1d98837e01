// Feeds any bytes to the reader of a saved run, as a link carries one. What is accepted is written
// back to the same run, and a session sets out to repeat it without stopping, wherever it leads.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "fresh_session.h"
#include "session/session.h"

namespace {

using namespace br;

constexpr int frames = 3;
constexpr std::uint64_t events_a_frame = 200;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const SimTime end = fuzz::fresh_session().snapshot().end;
    auto saved = session::read_saved_run({reinterpret_cast<const char*>(data), size}, end);
    if (!saved) return 0;
    BR_CHECK(saved->now >= 0 && saved->now <= end);
    BR_CHECK(saved->log.size() <= session::log_max);
    const std::string written = session::write_saved_run(*saved);
    const auto again = session::read_saved_run(written, end);
    BR_CHECK(again.has_value());
    BR_CHECK(session::write_saved_run(*again) == written);
    session::leave_out_passing_moves(*saved);
    session::Session session = fuzz::fresh_session();
    session.resume(std::move(*saved));
    for (int i = 0; i < frames; ++i) session.advance(0.016, events_a_frame);
    (void)session.snapshot();
    return 0;
}
