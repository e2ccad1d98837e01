#include "text/catalog.h"

#include <algorithm>
#include <optional>

namespace br::text {

namespace {

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// The placeholder that starts at text[at] == '{', its braces included; nothing if it is broken.
std::optional<std::string_view> placeholder_at(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    while (end < text.size() && is_name_character(text[end])) ++end;
    if (end == at + 1 || end == text.size() || text[end] != '}') return {};
    return text.substr(at, end + 1 - at);
}

// What is wrong with a wording; empty if nothing is.
std::string fault_of(std::string_view wording) {
    if (wording.empty()) return "must not be empty";
    for (std::size_t at = 0; at < wording.size(); ++at) {
        if (wording[at] == '}') return "has a closing brace without a placeholder";
        if (wording[at] != '{') continue;
        const auto found = placeholder_at(wording, at);
        if (!found) return "has a placeholder that is not closed or not named in a-z, 0-9 and _";
        at += found->size() - 1;
    }
    return {};
}

bool is_key(std::string_view key) {
    return !key.empty() && std::all_of(key.begin(), key.end(),
                                       [](char c) { return is_name_character(c) || c == '.'; });
}

// A string or an array of strings: the wordings of one form.
std::vector<std::string> read_wordings(JsonReader reader) {
    std::vector<std::string> wordings;
    const auto read_one = [&wordings](JsonReader element) {
        std::string wording = element.as_text(message_length_max);
        if (!element.is_string()) return;
        if (std::string fault = fault_of(wording); !fault.empty()) element.fault(std::move(fault));
        wordings.push_back(std::move(wording));
    };
    if (reader.is_array()) {
        reader.each_element(read_one, 100);
        if (wordings.empty()) reader.fault("must have at least one wording");
    } else {
        read_one(reader);
    }
    return wordings;
}

void append_placeholders(std::string_view wording, std::vector<std::string>& names) {
    for (std::size_t at = 0; at < wording.size(); ++at) {
        if (wording[at] != '{') continue;
        const auto found = placeholder_at(wording, at);
        if (found) names.emplace_back(found->substr(1, found->size() - 2));
    }
}

std::string fill(std::string_view wording, std::span<const Placeholder> values) {
    std::string text;
    for (std::size_t at = 0; at < wording.size(); ++at) {
        const auto found = wording[at] == '{' ? placeholder_at(wording, at) : std::nullopt;
        if (!found) {
            text += wording[at];
            continue;
        }
        const std::string_view name = found->substr(1, found->size() - 2);
        const auto value = std::find_if(values.begin(), values.end(),
                                        [&](const Placeholder& v) { return v.name == name; });
        text += value == values.end() ? *found : value->text;
        at += found->size() - 1;
    }
    return text;
}

}  // namespace

PluralForm plural_form(std::string_view tag, double count) {
    const bool has_one = !tag.starts_with("ms") && !tag.starts_with("zh");
    return has_one && count == 1 ? PluralForm::one : PluralForm::other;
}

Result<Catalog, std::vector<Fault>> Catalog::read(std::string_view json) {
    JsonDocument document = parse_json(json);
    JsonReader root = document.reader();
    Catalog catalog;
    if (document.faults().empty()) catalog.tag_ = root.text("@language", 35);
    root.each_member([&catalog](const std::string& key, JsonReader value) {
        if (key == "@language") return;
        if (!is_key(key)) return value.fault("is not a key in a-z, 0-9, _ and dots");
        Entry entry;
        if (value.is_object()) {
            if (auto one = value.optional_member("one")) entry.one = read_wordings(*one);
            if (auto other = value.optional_member("other")) entry.other = read_wordings(*other);
            if (entry.other.empty())
                value.fault("must have the form \"other\"");
            else if (!entry.one.empty() && entry.one.size() != entry.other.size())
                value.fault("must have as many wordings in \"one\" as in \"other\"");
            value.finish();
        } else if (value.is_string() || value.is_array()) {
            entry.other = read_wordings(value);
        } else {
            value.fault("must be a string, an array of strings or an object of plural forms");
        }
        catalog.entries_.emplace(key, std::move(entry));
    });
    if (!document.faults().empty()) return Unexpected{document.faults()};
    return catalog;
}

bool Catalog::has(std::string_view key) const {
    return entries_.find(key) != entries_.end();
}

int Catalog::variant_count(std::string_view key) const {
    const auto found = entries_.find(key);
    return found == entries_.end() ? 0 : static_cast<int>(found->second.other.size());
}

std::string Catalog::format(std::string_view key, std::span<const Placeholder> values, int variant,
                            double count) const {
    const auto found = entries_.find(key);
    if (found == entries_.end()) return "\u27e6" + std::string(key) + "\u27e7";
    const Entry& entry = found->second;
    const bool is_one = !entry.one.empty() && plural_form(tag_, count) == PluralForm::one;
    const std::vector<std::string>& wordings = is_one ? entry.one : entry.other;
    const std::size_t index = variant < 0 ? 0 : static_cast<std::size_t>(variant) % wordings.size();
    return fill(wordings[index], values);
}

std::vector<std::string> Catalog::keys() const {
    std::vector<std::string> keys;
    for (const auto& [key, entry] : entries_) keys.push_back(key);
    std::sort(keys.begin(), keys.end());
    return keys;
}

std::vector<std::string> Catalog::placeholders(std::string_view key) const {
    std::vector<std::string> names;
    const auto found = entries_.find(key);
    if (found == entries_.end()) return names;
    for (const std::string& wording : found->second.one) append_placeholders(wording, names);
    for (const std::string& wording : found->second.other) append_placeholders(wording, names);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

}  // namespace br::text
