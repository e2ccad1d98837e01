// Runs a subcommand in memory.
#pragma once

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/subcommands.h"

namespace br::test {

struct Output {
    int status = 0;
    std::string out;
    std::string err;
};

using Subcommand = int (*)(cli::Arguments, cli::Console);

inline Output run_breathe(Subcommand subcommand, const std::vector<std::string_view>& words,
                          const std::string& input = "") {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    Output result;
    result.status = subcommand(words, {in, out, err});
    result.out = out.str();
    result.err = err.str();
    return result;
}

// A small overloaded station with a bounded line.
inline const std::string small_scenario = R"({
  "version": 1, "id": "small", "seed": 3, "duration_s": 100,
  "classes": [{ "id": "orders", "arrivals": { "kind": "constant", "rate_per_s": 15 } }],
  "stations": [{ "id": "bot", "servers": 10, "line_max": 20,
    "service": { "kind": "exponential", "mean_s": 1 } }],
  "measures": { "interval_s": 5 } })";

}  // namespace br::test
