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
#include "chat/normalize.h"

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

void check_normal_text(std::string_view text) {
    const chat::NormalText normal = chat::normalize(text, {});
    BR_CHECK(normal.text.size() == normal.origin.size());
    BR_CHECK(normal.shown.size() <= 4 * chat::line_length_max);
    for (std::size_t i = 0; i < normal.origin.size(); ++i) {
        BR_CHECK(normal.origin[i] < normal.shown.size());
        BR_CHECK(i == 0 || normal.origin[i - 1] < normal.origin[i]);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    // The first byte chooses what the bot has just asked.
    const chat::Context context{.expecting = static_cast<chat::Expecting>(data[0] % 6),
                                .language = {}};
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    check_normal_text(text);
    const chat::ParseResult result = chat::parse(text, context);
    check_result(result);
    const std::string json = to_json(result);
    BR_CHECK(json == to_json(chat::parse(text, context)));
    BR_CHECK(parse_json(json).faults().empty());
    return 0;
}
