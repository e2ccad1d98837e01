// breathe: the core on the command line. This file only finds the subcommand.
#include <unistd.h>

#include <iostream>
#include <string_view>
#include <vector>

#include "cli/subcommands.h"

namespace {

using namespace br::cli;

struct Subcommand {
    std::string_view name;
    std::string_view usage;
    int (*run)(Arguments arguments, Console console);
};

constexpr Subcommand subcommands[] = {
    {"simulate", "simulate SCENARIO.json [--help]", run_simulate},
    {"sweep", "sweep SCENARIO.json --vary /PATH=VALUES [--help]", run_sweep},
    {"chat", "chat SCENARIO.json [--help]", run_chat},
    {"coupons", "coupons [FILE]", run_coupons},
    {"validate", "validate FILE...", run_validate},
    {"intent", "intent [--text] [FILE]", run_intent},
};

void print_usage(std::ostream& out) {
    out << "usage:\n";
    for (const Subcommand& subcommand : subcommands) {
        out << "  breathe " << subcommand.usage << '\n';
    }
}

}  // namespace

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    const std::vector<std::string_view> words(argv + (argc > 0 ? 1 : 0), argv + argc);
    if (words.empty()) {
        print_usage(std::cerr);
        return exit_bad_input;
    }
    if (words[0] == "help" || words[0] == "--help") {
        print_usage(std::cout);
        return exit_ok;
    }
    for (const Subcommand& subcommand : subcommands) {
        if (subcommand.name != words[0]) continue;
        return subcommand.run(Arguments(words).subspan(1),
                              {std::cin, std::cout, std::cerr, isatty(STDERR_FILENO) != 0});
    }
    std::cerr << "breathe: " << words[0] << ": is no subcommand\n";
    print_usage(std::cerr);
    return exit_bad_input;
}
