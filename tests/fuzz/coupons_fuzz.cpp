// Feeds any bytes to `breathe coupons` as one case. What is no case must give faults with messages;
// what is one must be answered twice alike, in JSON. The books check themselves while they are kept
// (BR_CHECK in pricing and ledger). The seed corpus is tests/data/coupons, a case a file.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "cli/coupon_case.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace br;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    auto first = cli::read_coupon_case(text);
    if (!first) {
        BR_CHECK(!first.error().empty());
        for (const Fault& fault : first.error()) BR_CHECK(!fault.message.empty());
        return 0;
    }
    auto second = cli::read_coupon_case(text);
    BR_CHECK(second.has_value());
    const std::string answer = cli::answer_coupon_case(std::move(*first));
    BR_CHECK(answer == cli::answer_coupon_case(std::move(*second)));
    BR_CHECK(parse_json(answer).faults().empty());
    return 0;
}
