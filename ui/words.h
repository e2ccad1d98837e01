// The words of one language, with numbers in its manner. A thin front of text::Catalog for those
// who write view models.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "session/snapshot.h"
#include "text/catalog.h"
#include "text/number_format.h"

namespace br::ui {

using NamedText = std::pair<std::string_view, std::string>;

class Words {
  public:
    Words(const text::Catalog& catalog, std::string_view tag) : catalog_(catalog), tag_(tag) {}

    [[nodiscard]] std::string_view tag() const { return tag_; }
    [[nodiscard]] std::string operator()(std::string_view key) const {
        return catalog_.format(key);
    }
    [[nodiscard]] std::string operator()(std::string_view key,
                                         std::initializer_list<NamedText> values,
                                         double count = 1) const;
    [[nodiscard]] std::string operator()(const session::Message& message) const;

    [[nodiscard]] std::string number(double value) const {
        return text::format_number(tag_, value);
    }
    [[nodiscard]] std::string brief(double value) const {
        return text::format_number_short(tag_, value);
    }
    // Per second: with a decimal below 10, as an order every few seconds is no zero.
    [[nodiscard]] std::string rate(double value) const;
    [[nodiscard]] std::string percent(double ratio) const;
    [[nodiscard]] std::string duration(double seconds) const {
        return text::format_duration(tag_, seconds);
    }

  private:
    const text::Catalog& catalog_;
    std::string_view tag_;
};

}  // namespace br::ui
