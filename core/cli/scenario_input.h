// Scenarios from files, standard input and the command line's changes to them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/subcommands.h"
#include "sim/scenario.h"

namespace br::cli {

// The whole of a file, or of standard input if the path is "-". Complains and gives nothing if it
// cannot be read or is longer than 64 MB.
[[nodiscard]] std::optional<std::string> read_text(std::string_view path, Console console);

// "/classes/0/arrivals/rate_per_s" and "120"; the value is JSON, or a string if it is none.
struct Change {
    std::string pointer;
    std::string value;
};
// Splits "POINTER=VALUE". Complains and gives nothing without "=" or if it does not begin with "/".
[[nodiscard]] std::optional<Change> parse_change(std::string_view text, std::string_view option,
                                                 Console console);

// Reads a scenario with some values changed. Complains about each fault with its path and gives
// nothing if there is any. A change must name a member of an object or an element that is there.
[[nodiscard]] std::optional<sim::Scenario> read_scenario(std::string_view name,
                                                         std::string_view text,
                                                         const std::vector<Change>& changes,
                                                         Console console);

}  // namespace br::cli
