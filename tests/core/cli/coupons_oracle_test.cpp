#include "cli/coupon_case.h"

#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "support/coupon_oracle.h"
#include "support/random_coupon_case.h"

using namespace br;
using namespace br::cli;
using Json = nlohmann::json;

namespace {

// Debug builds, sanitizers and WebAssembly are slower; the native release does the whole number.
#if defined(__EMSCRIPTEN__)
constexpr int random_cases = 10'000;
#elif defined(NDEBUG)
constexpr int random_cases = 100'000;
#else
constexpr int random_cases = 1'500;
#endif

Json results_of(const Json& coupon_case) {
    auto read = read_coupon_case(coupon_case.dump());
    if (!read) return to_text(read.error());
    return Json::parse(answer_coupon_case(std::move(*read)), nullptr, false)["results"];
}

}  // namespace

TEST_CASE("the engine and an independent evaluator agree on every random case") {
    int differences = 0;
    for (int seed = 0; seed < random_cases && differences < 5; ++seed) {
        Rng rng(static_cast<std::uint64_t>(seed));
        const Json coupon_case = test::random_coupon_case(rng);
        const Json got = results_of(coupon_case);
        const Json wanted = test::coupon_oracle(coupon_case);
        if (got == wanted) continue;
        ++differences;
        CAPTURE(seed);
        const std::string text = coupon_case.dump();
        const std::string got_text = got.dump();
        const std::string wanted_text = wanted.dump();
        CAPTURE(text);
        CAPTURE(got_text);
        CAPTURE(wanted_text);
        CHECK(got == wanted);
    }
    CHECK(differences == 0);
}
