// Feeds any text to the plan of a sweep: each line is one --vary, applied to a small scenario. A
// plan that is accepted lists as many combinations as it says, and each of them is a scenario or a
// list of complaints.
#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>
#include <string_view>

#include "base/check.h"
#include "cli/scenario_input.h"
#include "cli/sweep_plan.h"

namespace {

using namespace br;

constexpr std::string_view scenario_json = R"({
  "version": 1, "id": "small", "seed": 3, "duration_s": 100,
  "classes": [{ "id": "orders", "arrivals": { "kind": "constant", "rate_per_s": 15 } }],
  "stations": [{ "id": "bot", "servers": 10, "line_max": 20,
    "service": { "kind": "exponential", "mean_s": 1 } }],
  "measures": { "interval_s": 5 } })";
constexpr std::size_t variations_max = 4;
constexpr std::size_t line_max = 200;  // A range of a million steps takes no more to write.

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::istringstream input(std::string(reinterpret_cast<const char*>(data), size));
    std::ostringstream out;
    std::ostringstream complaints;
    const cli::Console console{input, out, complaints};
    cli::SweepPlan plan;
    for (std::string line; std::getline(input, line) && plan.variations.size() < variations_max;) {
        if (line.size() > line_max) continue;
        const auto complained_before = complaints.tellp();
        if (auto variation = cli::parse_variation(line, console)) {
            BR_CHECK(!variation->values.empty());
            plan.variations.push_back(std::move(*variation));
        } else {
            BR_CHECK(complaints.tellp() > complained_before);
        }
    }
    const std::int64_t combinations = plan.combinations();
    BR_CHECK(combinations >= 1 && plan.runs() >= 1);
    if (plan.runs() > cli::sweep_runs_max) return 0;
    for (const std::int64_t index : {std::int64_t{0}, combinations / 2, combinations - 1}) {
        const auto changes = plan.changes(index);
        BR_CHECK(changes.size() == plan.variations.size());
        const auto complained_before = complaints.tellp();
        const auto scenario = cli::read_scenario("small", scenario_json, changes, console);
        BR_CHECK(scenario.has_value() || complaints.tellp() > complained_before);
    }
    return 0;
}
