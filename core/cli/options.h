// The words after a subcommand's name: options with a value ("--seed 7" or "--seed=7"), options
// without, and the rest.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/subcommands.h"

namespace br::cli {

struct OptionNames {
    std::vector<std::string_view> with_value;
    std::vector<std::string_view> flags;
};

class Options {
  public:
    // On a fault writes "breathe: --word: …" to err and gives nothing.
    static std::optional<Options> parse(Arguments arguments, const OptionNames& names,
                                        std::ostream& err);

    [[nodiscard]] bool has(std::string_view name) const;
    // The last one given.
    [[nodiscard]] std::optional<std::string_view> value(std::string_view name) const;
    [[nodiscard]] std::vector<std::string_view> values(std::string_view name) const;
    [[nodiscard]] const std::vector<std::string_view>& rest() const { return rest_; }

  private:
    std::vector<std::pair<std::string_view, std::string_view>> given_;
    std::vector<std::string_view> rest_;
};

// The whole text as a number; nothing if it is none, is not finite or has anything after it.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);
[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view text);

// "breathe: where: what" to err.
void complain(std::ostream& err, std::string_view where, std::string_view what);

}  // namespace br::cli
