#include "cli/options.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <ostream>

namespace br::cli {
namespace {

bool contains(const std::vector<std::string_view>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

void complain(std::ostream& err, std::string_view where, std::string_view what) {
    err << "breathe: " << where << ": " << what << '\n';
}

std::optional<Options> Options::parse(Arguments arguments, const OptionNames& names,
                                      std::ostream& err) {
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view word = arguments[i];
        if (word.size() < 2 || word[0] != '-') {
            options.rest_.push_back(word);
            continue;
        }
        const std::size_t equals = word.find('=');
        const std::string_view name = word.substr(0, equals);
        if (contains(names.flags, name)) {
            if (equals != std::string_view::npos) {
                complain(err, name, "takes no value");
                return std::nullopt;
            }
            options.given_.emplace_back(name, "");
        } else if (contains(names.with_value, name)) {
            if (equals != std::string_view::npos) {
                options.given_.emplace_back(name, word.substr(equals + 1));
            } else if (i + 1 < arguments.size()) {
                options.given_.emplace_back(name, arguments[++i]);
            } else {
                complain(err, name, "needs a value");
                return std::nullopt;
            }
        } else {
            complain(err, word, "is no option here");
            return std::nullopt;
        }
    }
    return options;
}

bool Options::has(std::string_view name) const {
    return value(name).has_value();
}

std::optional<std::string_view> Options::value(std::string_view name) const {
    std::optional<std::string_view> found;
    for (const auto& [key, text] : given_)
        if (key == name) found = text;
    return found;
}

std::vector<std::string_view> Options::values(std::string_view name) const {
    std::vector<std::string_view> found;
    for (const auto& [key, text] : given_)
        if (key == name) found.push_back(text);
    return found;
}

std::optional<double> parse_number(std::string_view text) {
    // The C library reads hexadecimal, "inf" and leading spaces as well, which are no numbers here.
    if (text.empty() || text.size() > 60 ||
        text.find_first_not_of("0123456789+-.eE") != std::string_view::npos)
        return std::nullopt;
    const std::string copy(text);
    char* end = nullptr;
    const double value = std::strtod(copy.c_str(), &end);
    if (*end != '\0' || !(value - value == 0)) return std::nullopt;
    return value;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
    std::int64_t value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc{} || result.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace br::cli
