#include "ui/words.h"

#include <algorithm>
#include <vector>

#include "session/message_text.h"

namespace br::ui {

std::string Words::operator()(std::string_view key, std::initializer_list<NamedText> values,
                              double count) const {
    std::vector<text::Placeholder> placeholders;
    placeholders.reserve(values.size());
    for (const NamedText& value : values) placeholders.push_back({value.first, value.second});
    return catalog_.format(key, placeholders, 0, count);
}

std::string Words::operator()(const session::Message& message) const {
    return session::to_text(message, catalog_);
}

std::string Words::rate(double value) const {
    if (value > 0 && value < 9.95) return text::format_number(tag_, value, 1);
    return brief(value);
}

std::string Words::percent(double ratio) const {
    const double clean = std::clamp(ratio, 0.0, 1.0);
    // A little is not written as nothing, and nearly all not as all, down to a twentieth of a
    // percent.
    const bool is_little = clean >= 0.0005 && clean < 0.005;
    const bool is_nearly_all = clean > 0.995 && clean <= 0.9995;
    if (is_little || is_nearly_all) return text::format_percent(tag_, clean, 1);
    return text::format_percent(tag_, clean);
}

}  // namespace br::ui
