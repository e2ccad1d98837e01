// Feeds any bytes to the reader of a language's messages. What is no catalog gives faults with
// messages; every message of one that is can be formatted in every variant and form, with any
// value, as itself and as a pseudo-locale.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "base/utf8.h"
#include "text/catalog.h"
#include "text/number_format.h"

namespace {

using namespace br;

void format_all(const text::Catalog& catalog) {
    for (const std::string& key : catalog.keys()) {
        BR_CHECK(catalog.has(key) && catalog.variant_count(key) > 0);
        const std::vector<std::string> names = catalog.placeholders(key);
        std::vector<text::Placeholder> values;
        for (const std::string& name : names) values.push_back({name, "{x}"});
        for (int variant = 0; variant < catalog.variant_count(key); ++variant) {
            BR_CHECK(is_valid_utf8(catalog.format(key, values, variant, 1)));
            BR_CHECK(is_valid_utf8(catalog.format(key, {}, variant, 2)));
        }
    }
    BR_CHECK(!catalog.format("no such key").empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto catalog = text::Catalog::read({reinterpret_cast<const char*>(data), size});
    if (!catalog) {
        BR_CHECK(!catalog.error().empty());
        for (const Fault& fault : catalog.error()) BR_CHECK(!fault.message.empty());
        return 0;
    }
    format_all(*catalog);
    for (const char* kind : {"x-marked", "x-double", "x-rtl", "x-long"})
        format_all(text::make_pseudo_locale(*catalog, kind));
    return 0;
}
