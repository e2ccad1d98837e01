// Reads outside JSON strictly: every member is asked for by name with its range, every fault is
// collected with its path (RFC 6901 JSON Pointer), members nobody asked for are faults too. A
// reader goes on after a fault with a stand-in value, so one pass reports them all.
//
//   JsonDocument document = parse_json(text);
//   JsonReader root = document.reader();
//   const double rate = root.number("rate_per_s", {.min = 0, .min_open = true});
//   root.each("points", [&](JsonReader point) { … });
//   root.finish();
//   if (!document.faults().empty()) …
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace br {

struct Fault {
    std::string path;     // "/arrivals/rate_per_s"; "" is the whole document.
    std::string message;  // "must be above 0"
    friend bool operator==(const Fault&, const Fault&) = default;
};

// "/arrivals/rate_per_s must be above 0", a line each.
[[nodiscard]] std::string to_text(std::span<const Fault> faults);

struct NumberRange {
    double min = -std::numeric_limits<double>::max();
    double max = std::numeric_limits<double>::max();
    bool min_open = false;  // The minimum itself is not allowed.
    bool max_open = false;
};

struct IntegerRange {
    std::int64_t min = INT64_MIN;
    std::int64_t max = INT64_MAX;
};

// At most this many faults are kept, and a document may nest at most this deep.
inline constexpr std::size_t json_faults_max = 100;
inline constexpr int json_depth_max = 64;

struct JsonNode;  // A value of the JSON library, not to be seen outside core/base.

class JsonReader {
  public:
    [[nodiscard]] const std::string& path() const { return path_; }
    void fault(std::string message);                           // About this value.
    void fault(std::string_view member, std::string message);  // About one of its members.

    [[nodiscard]] bool is_object() const;
    [[nodiscard]] bool is_array() const;
    [[nodiscard]] bool is_string() const;
    [[nodiscard]] bool is_number() const;
    [[nodiscard]] bool is_null() const;
    [[nodiscard]] bool has(std::string_view name) const;

    // A member that must be there. A missing one, one of another type and one out of range are
    // faults; the stand-in is then the value nearest to 0 in range, "" or false.
    double number(std::string_view name, NumberRange range = {});
    std::int64_t integer(std::string_view name, IntegerRange range = {});
    bool boolean(std::string_view name);
    std::string text(std::string_view name, std::size_t length_max = 200);
    // One of the given words; returns its index (0 as stand-in). Requires !words.empty().
    std::size_t choice(std::string_view name, std::span<const std::string_view> words);

    // A member that may be missing or null: then the fallback.
    double number_or(std::string_view name, double fallback, NumberRange range = {});
    std::int64_t integer_or(std::string_view name, std::int64_t fallback, IntegerRange range = {});
    bool boolean_or(std::string_view name, bool fallback);
    std::string text_or(std::string_view name, std::string_view fallback,
                        std::size_t length_max = 200);
    std::size_t choice_or(std::string_view name, std::size_t fallback,
                          std::span<const std::string_view> words);

    // A member that is an object or array. object() returns an empty reader after a fault.
    JsonReader object(std::string_view name);
    std::optional<JsonReader> optional_object(std::string_view name);
    // Any type; the caller asks what it is. Nothing if missing or null.
    std::optional<JsonReader> optional_member(std::string_view name);
    // Calls back for each element of an array member. Longer arrays than length_max are a fault.
    void each(std::string_view name, const std::function<void(JsonReader)>& use,
              std::size_t length_max = 10'000);
    void each_if_present(std::string_view name, const std::function<void(JsonReader)>& use,
                         std::size_t length_max = 10'000);
    // Calls back for each member of this object, in the order of the text, and marks all as known.
    void each_member(const std::function<void(const std::string& name, JsonReader)>& use);

    // This value itself, not a member of it.
    double as_number(NumberRange range = {});
    std::int64_t as_integer(IntegerRange range = {});
    std::string as_text(std::size_t length_max = 200);
    void each_element(const std::function<void(JsonReader)>& use, std::size_t length_max = 10'000);

    // Marks a member as known without reading it.
    void ignore(std::string_view name);
    // Reports every member of this object that was not asked for. Call once, last.
    void finish();

  private:
    friend class JsonDocument;
    JsonReader(const JsonNode* node, std::string path, std::vector<Fault>* faults)
        : node_(node), path_(std::move(path)), faults_(faults) {}

    const JsonNode* find(std::string_view name);
    const JsonNode* find_required(std::string_view name);
    JsonReader child(const JsonNode* node, std::string_view name) const;

    const JsonNode* node_;  // Null after a fault: reads as an empty object.
    std::string path_;
    std::vector<Fault>* faults_;
    std::vector<std::string> asked_;
};

// Owns parsed text. Readers point into it and must not outlive it.
class JsonDocument {
  public:
    JsonDocument(JsonDocument&&) noexcept;
    JsonDocument& operator=(JsonDocument&&) noexcept;
    ~JsonDocument();

    [[nodiscard]] JsonReader reader();
    [[nodiscard]] const std::vector<Fault>& faults() const { return *faults_; }

  private:
    friend JsonDocument parse_json(std::string_view text);
    JsonDocument();
    std::unique_ptr<JsonNode> root_;
    std::unique_ptr<std::vector<Fault>> faults_;
};

// Never fails: text that is no JSON, nests too deep, repeats a member name or is no UTF-8 gives a
// document with a fault (and an empty object as root). Numbers too large for a double are faults.
[[nodiscard]] JsonDocument parse_json(std::string_view text);

// The member's name as one token of a JSON Pointer.
[[nodiscard]] std::string escape_json_pointer(std::string_view name);

}  // namespace br
