// breathe coupons [FILE]: one case a line, from the file or standard input; answers each on a line
// of its own. A case with faults is reported and skipped, the others are still answered.
#include <fstream>
#include <istream>
#include <ostream>
#include <string>

#include "cli/coupon_case.h"
#include "cli/subcommands.h"

namespace br::cli {
namespace {

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

int answer_lines(std::istream& in, Console console) {
    int status = exit_ok;
    std::string line;
    for (std::int64_t number = 1; std::getline(in, line); ++number) {
        if (is_blank(line)) continue;
        auto coupon_case = read_coupon_case(line);
        if (coupon_case) {
            console.out << answer_coupon_case(std::move(*coupon_case)) << '\n';
            continue;
        }
        status = exit_bad_input;
        for (const Fault& fault : coupon_case.error()) {
            const std::string path = fault.path.empty() ? "the case" : fault.path;
            console.err << "breathe: coupons: line " << number << ": " << path << ' '
                        << fault.message << '\n';
        }
    }
    console.out.flush();
    return status;
}

}  // namespace

int run_coupons(Arguments arguments, Console console) {
    if (arguments.empty() || (arguments.size() == 1 && arguments[0] == "-")) {
        return answer_lines(console.in, console);
    }
    if (arguments.size() > 1 || arguments[0].starts_with('-')) {
        console.err << "breathe: coupons: takes one file or none, and no options\n";
        return exit_bad_input;
    }
    const std::string path(arguments[0]);
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        console.err << "breathe: coupons: " << path << " cannot be read\n";
        return exit_bad_input;
    }
    return answer_lines(file, console);
}

}  // namespace br::cli
