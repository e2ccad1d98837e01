// The subcommands of breathe, one source file each. They read and write only what the console gives
// them, so tests run them in memory.
#pragma once

#include <iosfwd>
#include <span>
#include <string_view>

namespace br::cli {

struct Console {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool terminal = false;  // Whether err is one, on which progress may be shown.
};

// What follows the subcommand's name on the command line.
using Arguments = std::span<const std::string_view>;

inline constexpr int exit_ok = 0;
inline constexpr int exit_bad_input = 2;

int run_chat(Arguments arguments, Console console);
int run_coupons(Arguments arguments, Console console);
int run_simulate(Arguments arguments, Console console);
int run_sweep(Arguments arguments, Console console);
int run_validate(Arguments arguments, Console console);
int run_intent(Arguments arguments, Console console);

}  // namespace br::cli
