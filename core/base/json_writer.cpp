#include "base/json_writer.h"

#include <cstdio>

#include "base/number_text.h"

namespace br {

void JsonWriter::separate() {
    if (after_key_) {
        after_key_ = false;
        return;
    }
    if (has_content_.empty()) return;
    if (has_content_.back()) text_ += indented_ ? "," : ", ";
    has_content_.back() = true;
    if (indented_) {
        text_ += '\n';
        text_.append(2 * has_content_.size(), ' ');
    }
}

void JsonWriter::open(char bracket) {
    separate();
    text_ += bracket;
    has_content_.push_back(false);
}

void JsonWriter::open_member(std::string_view name, char bracket) {
    key(name);
    open(bracket);
}

void JsonWriter::close(char bracket) {
    const bool had_content = has_content_.back();
    has_content_.pop_back();
    if (indented_ && had_content) {
        text_ += '\n';
        text_.append(2 * has_content_.size(), ' ');
    }
    text_ += bracket;
}

void JsonWriter::key(std::string_view name) {
    separate();
    append_quoted(name);
    text_ += ": ";
    after_key_ = true;
}

void JsonWriter::raw(std::string_view text) {
    separate();
    text_ += text;
}

void JsonWriter::value(std::string_view text) {
    separate();
    append_quoted(text);
}

void JsonWriter::value(double number) {
    raw(decimal_text(number));
}

void JsonWriter::append_quoted(std::string_view text) {
    text_ += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            text_ += '\\';
            text_ += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", byte);
            text_ += escape;
        } else {
            text_ += c;
        }
    }
    text_ += '"';
}

}  // namespace br
