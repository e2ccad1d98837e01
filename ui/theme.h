// Colours, sizes and spacing of the whole user interface. A colour is asked for by what it means;
// the table in theme.cpp has a column for each theme. Every pair that stands on each other keeps
// the contrast of WCAG 2.2: 4.5 to 1 for text, 3 to 1 for marks (tests/ui/theme_test.cpp).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace br::ui {

enum class ThemeKind : std::uint8_t { light, dark, projector, high_contrast };
inline constexpr int theme_count = 4;

struct Color {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    friend bool operator==(const Color&, const Color&) = default;
};

enum class Token : std::uint8_t {
    ground,     // Behind the cards.
    card,       // A card's paper.
    soft,       // Quiet surfaces on a card: bot bubbles, chips, tracks.
    ink,        // Text.
    muted,      // Second voice: captions, units, axes.
    line,       // Hairlines. Decoration, carries no meaning.
    edge,       // Outline of a control where the outline alone shows it. 3 to 1.
    accent,     // Links, play, the visitor's controls.
    on_accent,  // Text and icons on accent.
    bubble,     // The visitor's own bubble.
    on_bubble,  // Text on it.
    served,     // Outcome colours, always together with their shape and word.
    waiting,
    again,  // Asking again; refused.
    failed,
    stale,       // Work for nobody.
    again_text,  // The same hues dark (or light) enough for words.
    served_text,
    waiting_text,
    failed_text,
    visitor,  // The one star.
    focus,    // Focus ring.
    tip,      // Ground of labels that float: "you", tooltips.
    on_tip,
};
inline constexpr int token_count = 24;

struct Theme {
    ThemeKind kind = ThemeKind::light;
    std::array<Color, token_count> colors;

    [[nodiscard]] constexpr Color operator[](Token token) const {
        return colors[static_cast<std::size_t>(token)];
    }
};

[[nodiscard]] const Theme& theme_of(ThemeKind kind);
// "light", "dark", "projector", "contrast": the words of the page's theme parameter.
[[nodiscard]] std::string_view theme_name(ThemeKind kind);

// The contrast ratio of WCAG 2.2, from 1 to 21.
[[nodiscard]] double contrast_ratio(Color a, Color b);

// Between two colours: 0 is a, 1 is b. For tints on a known ground, so that no mark needs alpha.
[[nodiscard]] Color mix(Color a, Color b, float share);

// Type sizes in CSS px, before text zoom.
namespace type {
inline constexpr float tiny = 12;
inline constexpr float small = 13;
inline constexpr float body = 14;
inline constexpr float lead = 16;
inline constexpr float title = 18;
inline constexpr float headline = 28;
inline constexpr float figure = 34;
}  // namespace type

// The 8-pixel grid.
namespace space {
inline constexpr float hair = 1;
inline constexpr float half = 4;
inline constexpr float unit = 8;
inline constexpr float gap = 12;
inline constexpr float pad = 16;
inline constexpr float wide = 24;
inline constexpr float target = 44;  // Smallest touch target.
inline constexpr float radius = 16;
inline constexpr float radius_small = 8;
}  // namespace space

}  // namespace br::ui
