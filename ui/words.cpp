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
    // What is nearly all or nearly nothing is not written as if it were.
    if (clean > 0 && clean < 0.005) return text::format_percent(tag_, clean, 1);
    if (clean < 1 && clean > 0.995) return text::format_percent(tag_, std::min(clean, 0.999), 1);
    return text::format_percent(tag_, clean);
}

}  // namespace br::ui
