#include "base/json_reader.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <unordered_set>

#include <nlohmann/json.hpp>

#include "base/check.h"
#include "base/json_ranges.h"
#include "base/utf8.h"

namespace br {

using Json = nlohmann::ordered_json;

struct JsonNode {
    Json value;
};

namespace {

// Children of a Json are Json; a reader's node pointer is one of them in disguise. JsonNode has one
// member of that type and nothing else, so the two are layout-compatible.
const Json& json_of(const JsonNode* node) {
    return *reinterpret_cast<const Json*>(node);
}
const JsonNode* node_of(const Json& value) {
    return reinterpret_cast<const JsonNode*>(&value);
}

// Builds the value while it watches what the plain parser would let pass: repeated names, depth.
class StrictBuilder : public nlohmann::json_sax<Json> {
  public:
    StrictBuilder(Json& root, std::vector<Fault>& faults) : root_(root), faults_(faults) {}

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t&) override { return put(value); }
    bool string(string_t& value) override { return put(std::move(value)); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        key_ = name;
        // Only where two hashes are the same are names compared: objects of words have hundreds.
        const bool is_new = hashes_.back().insert(std::hash<std::string>{}(name)).second;
        if (!is_new && stack_.back()->contains(name)) {
            faults_.push_back({path(), "has the member \"" + name + "\" twice"});
        }
        return faults_.size() < json_faults_max;
    }
    bool parse_error(std::size_t position, const std::string&,
                     const nlohmann::json::exception& error) override {
        const bool too_large = error.id == 406;
        faults_.push_back(
            {too_large ? path() : "",
             too_large ? "has a number too large to be held"
                       : "is not valid JSON: unexpected text at byte " + std::to_string(position)});
        return false;
    }

  private:
    Json* add(Json value) {
        if (stack_.empty()) {
            root_ = std::move(value);
            return &root_;
        }
        Json& parent = *stack_.back();
        if (parent.is_array()) {
            parent.push_back(std::move(value));
            return &parent.back();
        }
        // Not by operator[], which would look for the name once more.
        return &parent.get_ref<Json::object_t&>().emplace_back(key_, std::move(value)).second;
    }
    bool put(Json value) {
        add(std::move(value));
        return true;
    }
    bool open(Json value) {
        if (static_cast<int>(stack_.size()) >= json_depth_max) {
            faults_.push_back({"", "nests deeper than " + std::to_string(json_depth_max)});
            return false;
        }
        names_.push_back(key_);
        stack_.push_back(add(std::move(value)));
        hashes_.emplace_back();
        return true;
    }
    bool close() {
        stack_.pop_back();
        names_.pop_back();
        hashes_.pop_back();
        return true;
    }
    std::string path() const {
        std::string text;
        for (std::size_t i = 1; i < stack_.size(); ++i) {
            const Json& parent = *stack_[i - 1];
            text += "/" + (parent.is_array() ? std::to_string(parent.size() - 1)
                                             : escape_json_pointer(names_[i]));
        }
        return text;
    }

    Json& root_;
    std::vector<Fault>& faults_;
    std::vector<Json*> stack_;
    std::vector<std::string> names_;  // The member under which each open value stands.
    std::vector<std::unordered_set<std::size_t>>
        hashes_;  // Of the members' names of each open object.
    std::string key_;
};

}  // namespace

std::string to_text(std::span<const Fault> faults) {
    std::string text;
    for (const Fault& fault : faults) {
        text += (fault.path.empty() ? "the document" : fault.path) + " " + fault.message + "\n";
    }
    return text;
}

std::string escape_json_pointer(std::string_view name) {
    std::string token;
    for (const char c : name) {
        if (c == '~')
            token += "~0";
        else if (c == '/')
            token += "~1";
        else
            token += c;
    }
    return token;
}

JsonDocument::JsonDocument()
    : root_(std::make_unique<JsonNode>()), faults_(std::make_unique<std::vector<Fault>>()) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

JsonReader JsonDocument::reader() {
    return JsonReader(node_of(root_->value), "", faults_.get());
}

JsonDocument parse_json(std::string_view text) {
    JsonDocument document;
    if (!is_valid_utf8(text)) {
        document.faults_->push_back({"", "is not valid UTF-8"});
        document.root_->value = Json::object();
        return document;
    }
    StrictBuilder builder(document.root_->value, *document.faults_);
    if (!Json::sax_parse(text, &builder)) document.root_->value = Json::object();
    return document;
}

void JsonReader::fault(std::string message) {
    if (faults_->size() < json_faults_max) faults_->push_back({path_, std::move(message)});
}

void JsonReader::fault(std::string_view member, std::string message) {
    child(nullptr, member).fault(std::move(message));
}

bool JsonReader::is_object() const {
    return node_ != nullptr && json_of(node_).is_object();
}
bool JsonReader::is_array() const {
    return node_ != nullptr && json_of(node_).is_array();
}
bool JsonReader::is_string() const {
    return node_ != nullptr && json_of(node_).is_string();
}
bool JsonReader::is_number() const {
    return node_ != nullptr && json_of(node_).is_number();
}
bool JsonReader::is_null() const {
    return node_ != nullptr && json_of(node_).is_null();
}

bool JsonReader::has(std::string_view name) const {
    if (!is_object()) return false;
    const auto found = json_of(node_).find(std::string(name));
    return found != json_of(node_).end() && !found->is_null();
}

JsonReader JsonReader::child(const JsonNode* node, std::string_view name) const {
    return JsonReader(node, path_ + "/" + escape_json_pointer(name), faults_);
}

const JsonNode* JsonReader::find(std::string_view name) {
    ignore(name);
    if (!has(name)) return nullptr;
    return node_of(*json_of(node_).find(std::string(name)));
}

const JsonNode* JsonReader::find_required(std::string_view name) {
    const JsonNode* found = find(name);
    if (found == nullptr && node_ != nullptr) fault(name, "is missing");
    return found;
}

double JsonReader::as_number(NumberRange range) {
    if (node_ == nullptr) return std::clamp(0.0, range.min, range.max);
    const Json& value = json_of(node_);
    if (!value.is_number()) {
        fault("must be a number");
    } else if (const double read = value.get<double>();
               !std::isfinite(read) || !in_range(read, range)) {
        fault(range_text(range) + ", but is " + number_text(read));
    } else {
        return read;
    }
    return std::clamp(0.0, range.min, range.max);
}

std::int64_t JsonReader::as_integer(IntegerRange range) {
    const std::int64_t stand_in = std::clamp<std::int64_t>(0, range.min, range.max);
    if (node_ == nullptr) return stand_in;
    const Json& value = json_of(node_);
    std::optional<std::int64_t> read;
    if (value.is_number_unsigned()) {
        const auto whole = value.get<std::uint64_t>();
        if (whole <= static_cast<std::uint64_t>(INT64_MAX)) read = static_cast<std::int64_t>(whole);
    } else if (value.is_number_integer()) {
        read = value.get<std::int64_t>();
    } else if (value.is_number_float()) {
        const double real = value.get<double>();
        if (std::abs(real) < 0x1p53 && real == std::floor(real)) {
            read = static_cast<std::int64_t>(real);
        }
    }
    if (!read) {
        fault("must be a whole number");
        return stand_in;
    }
    if (*read >= range.min && *read <= range.max) return *read;
    fault(range_text(range) + ", but is " + std::to_string(*read));
    return stand_in;
}

std::string JsonReader::as_text(std::size_t length_max) {
    if (node_ == nullptr) return {};
    const Json& value = json_of(node_);
    if (!value.is_string()) {
        fault("must be a string");
        return {};
    }
    const std::string& read = value.get_ref<const std::string&>();
    if (read.size() <= length_max) return read;
    fault("must not be longer than " + std::to_string(length_max) + " bytes");
    return {};
}

void JsonReader::each_element(const std::function<void(JsonReader)>& use, std::size_t length_max) {
    if (node_ == nullptr) return;
    if (!is_array()) return fault("must be an array");
    const Json& array = json_of(node_);
    if (array.size() > length_max) {
        return fault("must not have more than " + std::to_string(length_max) + " elements");
    }
    std::size_t index = 0;
    for (const Json& element : array) use(child(node_of(element), std::to_string(index++)));
}

double JsonReader::number(std::string_view name, NumberRange range) {
    return child(find_required(name), name).as_number(range);
}

std::int64_t JsonReader::integer(std::string_view name, IntegerRange range) {
    return child(find_required(name), name).as_integer(range);
}

bool JsonReader::boolean(std::string_view name) {
    const JsonNode* found = find_required(name);
    if (found == nullptr) return false;
    if (json_of(found).is_boolean()) return json_of(found).get<bool>();
    fault(name, "must be true or false");
    return false;
}

std::string JsonReader::text(std::string_view name, std::size_t length_max) {
    return child(find_required(name), name).as_text(length_max);
}

std::size_t JsonReader::choice(std::string_view name, std::span<const std::string_view> words) {
    BR_CHECK(!words.empty());
    const JsonNode* found = find_required(name);
    if (found == nullptr) return 0;
    if (json_of(found).is_string()) {
        const auto& read = json_of(found).get_ref<const std::string&>();
        const auto word = std::find(words.begin(), words.end(), read);
        if (word != words.end()) return static_cast<std::size_t>(word - words.begin());
    }
    fault(name, words_text(words));
    return 0;
}

double JsonReader::number_or(std::string_view name, double fallback, NumberRange range) {
    ignore(name);
    return has(name) ? number(name, range) : fallback;
}

std::int64_t JsonReader::integer_or(std::string_view name, std::int64_t fallback,
                                    IntegerRange range) {
    ignore(name);
    return has(name) ? integer(name, range) : fallback;
}

bool JsonReader::boolean_or(std::string_view name, bool fallback) {
    ignore(name);
    return has(name) ? boolean(name) : fallback;
}

std::string JsonReader::text_or(std::string_view name, std::string_view fallback,
                                std::size_t length_max) {
    ignore(name);
    return has(name) ? text(name, length_max) : std::string(fallback);
}

std::size_t JsonReader::choice_or(std::string_view name, std::size_t fallback,
                                  std::span<const std::string_view> words) {
    ignore(name);
    return has(name) ? choice(name, words) : fallback;
}

JsonReader JsonReader::object(std::string_view name) {
    const JsonNode* found = find_required(name);
    if (found != nullptr && !json_of(found).is_object()) {
        fault(name, "must be an object");
        found = nullptr;
    }
    return child(found, name);
}

std::optional<JsonReader> JsonReader::optional_object(std::string_view name) {
    ignore(name);
    if (!has(name)) return {};
    return object(name);
}

std::optional<JsonReader> JsonReader::optional_member(std::string_view name) {
    const JsonNode* found = find(name);
    if (found == nullptr) return {};
    return child(found, name);
}

void JsonReader::each(std::string_view name, const std::function<void(JsonReader)>& use,
                      std::size_t length_max) {
    child(find_required(name), name).each_element(use, length_max);
}

void JsonReader::each_if_present(std::string_view name, const std::function<void(JsonReader)>& use,
                                 std::size_t length_max) {
    ignore(name);
    if (has(name)) each(name, use, length_max);
}

void JsonReader::each_member(const std::function<void(const std::string&, JsonReader)>& use) {
    if (!is_object()) return;
    for (const auto& [name, value] : json_of(node_).items()) {
        ignore(name);
        use(name, child(node_of(value), name));
    }
}

void JsonReader::ignore(std::string_view name) {
    asked_.emplace_back(name);
}

void JsonReader::finish() {
    if (node_ == nullptr) return;
    if (!is_object()) return fault("must be an object");
    for (const auto& [name, value] : json_of(node_).items()) {
        if (std::find(asked_.begin(), asked_.end(), name) == asked_.end()) {
            fault(name, "is not a member that is known here");
        }
    }
}

}  // namespace br
