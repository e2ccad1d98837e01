// Feeds any bytes to the reader of the reported facts. What it refuses has faults with messages; in
// what it accepts every topic and fact can be found again, whatever is asked.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/utf8.h"
#include "session/facts.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace br;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto facts = session::Facts::read(text);
    if (!facts) {
        BR_CHECK(!facts.error().empty());
        for (const Fault& fault : facts.error()) BR_CHECK(!fault.message.empty());
        return 0;
    }
    for (const session::Fact& fact : facts->all()) {
        BR_CHECK(facts->find(fact.id) == &fact);
        BR_CHECK(is_valid_utf8(fact.id) && is_valid_utf8(fact.source));
        for (const session::Quote& quote : fact.quotes) BR_CHECK(is_valid_utf8(quote.text));
        (void)session::quote_in(fact, chat::Language::ms);
    }
    (void)facts->topic_of(text);
    (void)facts->topic_standing_alone("how much did it cost");
    return 0;
}
