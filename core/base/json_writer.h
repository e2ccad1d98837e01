// Writes JSON text piece by piece: it sets the commas, indents by two spaces and escapes strings.
// Numbers are written by number_text.h, so the bytes are the same everywhere.
//
//   JsonWriter out;
//   out.begin_object();
//   out.member("seed", 1);
//   out.begin_array("stations"); … out.end_array();
//   out.end_object();
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace br {

class JsonWriter {
  public:
    // Without indentation everything stands on one line.
    explicit JsonWriter(bool indented = true) : indented_(indented) {}

    void begin_object() { open('{'); }
    void begin_object(std::string_view name) { open_member(name, '{'); }
    void end_object() { close('}'); }
    void begin_array() { open('['); }
    void begin_array(std::string_view name) { open_member(name, '['); }
    void end_array() { close(']'); }

    void value(std::string_view text);
    void value(const char* text) { value(std::string_view(text)); }
    void value(double number);
    template <std::integral T>
    void value(T number) {
        if constexpr (std::same_as<T, bool>) {
            raw(number ? "true" : "false");
        } else if constexpr (std::signed_integral<T>) {
            raw(std::to_string(static_cast<std::int64_t>(number)));
        } else {
            raw(std::to_string(static_cast<std::uint64_t>(number)));
        }
    }
    void null() { raw("null"); }
    template <class T>
    void member(std::string_view name, const T& content) {
        key(name);
        value(content);
    }
    void null_member(std::string_view name) {
        key(name);
        null();
    }

    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    void open(char bracket);
    void open_member(std::string_view name, char bracket);
    void close(char bracket);
    void key(std::string_view name);
    void raw(std::string_view text);
    void separate();
    void append_quoted(std::string_view text);

    std::string text_;
    std::vector<bool> has_content_;  // By depth.
    bool after_key_ = false;
    bool indented_;
};

}  // namespace br
