#include "ui/support/text_faults.h"

#include <cstddef>

namespace br::ui::testing {
namespace {

bool is_beside(const WrittenText& text) {
    if (text.is_scrolled && text.surface.is_empty()) return false;  // Scrolled away as a whole.
    const bool x = text.box.x < text.surface.x - 1 || text.box.right() > text.surface.right() + 1;
    const bool y = !text.is_scrolled && (text.box.y < text.surface.y - 1 ||
                                         text.box.bottom() > text.surface.bottom() + 1);
    return x || y;
}

bool is_over(const WrittenText& a, const WrittenText& b) {
    if (a.layer != b.layer) return false;
    const Rect both = intersection(intersection(a.box, a.surface), intersection(b.box, b.surface));
    return both.width > 2 && both.height > 3;
}

std::string described(const WrittenText& text) {
    const auto corners = [](const Rect& rect) {
        return std::to_string(rect.x) + ", " + std::to_string(rect.y) + " to " +
               std::to_string(rect.right()) + ", " + std::to_string(rect.bottom());
    };
    return "'" + text.text + "' at " + corners(text.box) + " on " + corners(text.surface);
}

}  // namespace

std::vector<std::string> text_faults(const TextReport& report) {
    std::vector<std::string> faults;
    for (std::size_t i = 0; i < report.size(); ++i) {
        if (report[i].is_cut) faults.push_back("cut: " + described(report[i]));
        if (is_beside(report[i])) faults.push_back("off its surface: " + described(report[i]));
        for (std::size_t j = i + 1; j < report.size(); ++j) {
            if (!is_over(report[i], report[j])) continue;
            faults.push_back("one over the other: " + described(report[i]) + "; " +
                             described(report[j]));
        }
    }
    return faults;
}

}  // namespace br::ui::testing
