#include "cli/scenario_input.h"

#include <fstream>
#include <istream>
#include <iterator>
#include <ostream>

#include <nlohmann/json.hpp>

#include "cli/options.h"
#include "sim/scenario_reader.h"

namespace br::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t bytes_max = 64U << 20;

std::optional<std::string> read_stream(std::istream& in) {
    std::string text;
    std::string block(1U << 16, '\0');
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
        text.append(block, 0, static_cast<std::size_t>(in.gcount()));
        if (text.size() > bytes_max) return std::nullopt;
    }
    return text;
}

// One token of a JSON Pointer, unescaped.
std::string unescape(std::string_view token) {
    std::string text;
    for (std::size_t i = 0; i < token.size(); ++i) {
        if (token[i] == '~' && i + 1 < token.size() &&
            (token[i + 1] == '0' || token[i + 1] == '1')) {
            text += token[++i] == '0' ? '~' : '/';
        } else {
            text += token[i];
        }
    }
    return text;
}

// The place that a pointer names; the last member of an object is made if it is not there.
Json* find_place(Json& root, std::string_view pointer) {
    Json* place = &root;
    while (!pointer.empty()) {
        const std::size_t end = pointer.find('/', 1);
        const std::string token = unescape(
            pointer.substr(1, end == std::string_view::npos ? std::string_view::npos : end - 1));
        pointer = end == std::string_view::npos ? std::string_view{} : pointer.substr(end);
        if (place->is_object()) {
            if (!pointer.empty() && !place->contains(token)) return nullptr;
            place = &(*place)[token];
        } else if (place->is_array()) {
            const auto index = parse_integer(token);
            if (!index || *index < 0 || static_cast<std::size_t>(*index) >= place->size())
                return nullptr;
            place = &(*place)[static_cast<std::size_t>(*index)];
        } else {
            return nullptr;
        }
    }
    return place;
}

void complain_faults(std::string_view name, const std::vector<Fault>& faults, Console console) {
    for (const Fault& fault : faults) {
        std::string where(name);
        if (!fault.path.empty()) where.append(" ").append(fault.path);
        complain(console.err, where, fault.message);
    }
}

}  // namespace

std::optional<std::string> read_text(std::string_view path, Console console) {
    std::optional<std::string> text;
    if (path == "-") {
        text = read_stream(console.in);
    } else {
        std::ifstream file(std::string(path), std::ios::binary);
        if (!file) {
            complain(console.err, path, "cannot be opened");
            return std::nullopt;
        }
        text = read_stream(file);
        if (file.bad()) {
            complain(console.err, path, "cannot be read");
            return std::nullopt;
        }
    }
    if (!text) complain(console.err, path, "is longer than 64 MB");
    return text;
}

std::optional<Change> parse_change(std::string_view text, std::string_view option,
                                   Console console) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || text.empty() || text[0] != '/') {
        complain(console.err, option, "must be /json/pointer=VALUE");
        return std::nullopt;
    }
    return Change{std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))};
}

std::optional<sim::Scenario> read_scenario(std::string_view name, std::string_view text,
                                           const std::vector<Change>& changes, Console console) {
    std::string changed(text);
    if (!changes.empty()) {
        // First the strict reader, which also finds repeated members and broken UTF-8.
        const JsonDocument document = parse_json(text);
        if (!document.faults().empty()) {
            complain_faults(name, document.faults(), console);
            return std::nullopt;
        }
        Json root = Json::parse(text, nullptr, false);
        for (const Change& change : changes) {
            Json value = Json::parse(change.value, nullptr, false);
            if (value.is_discarded()) value = change.value;
            Json* place = find_place(root, change.pointer);
            if (place == nullptr) {
                complain(console.err, change.pointer, "names nothing in this scenario");
                return std::nullopt;
            }
            *place = std::move(value);
        }
        changed = root.dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    auto scenario = sim::read_scenario(changed);
    if (!scenario) {
        complain_faults(name, scenario.error(), console);
        return std::nullopt;
    }
    return std::move(scenario).value();
}

}  // namespace br::cli
