// Feeds any bytes to the parser as one chat line. Whatever they are, the result must be well
// formed, the same twice, and as the contract limits it; spans that are quoted must be valid text.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/json_reader.h"
#include "base/utf8.h"
#include "chat/intent.h"

namespace {

using namespace br;

void check_result(const chat::ParseResult& result) {
    BR_CHECK(!result.intents.empty());
    BR_CHECK(std::find(result.intents.begin(), result.intents.end(), result.intent) !=
             result.intents.end());
    BR_CHECK(result.slots.items.size() <= 32);
    for (const chat::OrderItem& item : result.slots.items) {
        BR_CHECK(!item.quantity || (*item.quantity >= 1 && *item.quantity <= 999));
        BR_CHECK(!item.sugar_percent || (*item.sugar_percent >= 0 && *item.sugar_percent <= 100));
    }
    if (result.slots.time && result.slots.time->minute_of_day) {
        BR_CHECK(*result.slots.time->minute_of_day >= 0);
        BR_CHECK(*result.slots.time->minute_of_day < 24 * 60);
    }
    BR_CHECK(is_valid_utf8(result.slots.address) && is_valid_utf8(result.slots.coupon_code));
    BR_CHECK(result.reason.features.size() <= 5 && result.reason.readings.size() <= 32);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // A small byte in front says what the bot has just asked; text does not begin with one.
    std::string_view text(reinterpret_cast<const char*>(data), size);
    chat::Context context;
    if (size > 0 && data[0] < 6) {
        context.expecting = static_cast<chat::Expecting>(data[0]);
        text.remove_prefix(1);
    }
    const chat::ParseResult result = chat::parse(text, context);
    check_result(result);
    const std::string json = to_json(result);
    BR_CHECK(json == to_json(chat::parse(text, context)));
    BR_CHECK(parse_json(json).faults().empty());
    return 0;
}
