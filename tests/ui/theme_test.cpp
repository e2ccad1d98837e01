#include "ui/theme.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <iterator>

using namespace br::ui;

namespace {

constexpr ThemeKind kinds[] = {ThemeKind::light, ThemeKind::dark, ThemeKind::projector,
                               ThemeKind::high_contrast};
constexpr Token papers[] = {Token::ground, Token::card, Token::soft};

// Colours as seen with a missing kind of cone: Machado, Oliveira and Fernandes 2009, full severity,
// on linear channels.
using Matrix = std::array<std::array<double, 3>, 3>;
constexpr Matrix sights[] = {{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
                             {{{0.152286, 1.052583, -0.204868},
                               {0.114503, 0.786281, 0.099216},
                               {-0.003882, -0.048116, 1.051998}}},  // Protanopia.
                             {{{0.367322, 0.860646, -0.227968},
                               {0.280085, 0.672501, 0.047413},
                               {-0.011820, 0.042940, 0.968881}}},  // Deuteranopia.
                             {{{1.255528, -0.076749, -0.178779},
                               {-0.078411, 0.930809, 0.147602},
                               {0.004733, 0.691367, 0.303900}}}};  // Tritanopia.

double linear(std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double lab_curve(double t) {
    return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116;
}

// CIE L*a*b* for daylight.
std::array<double, 3> seen(Color color, const Matrix& sight) {
    const double in[3] = {linear(color.red), linear(color.green), linear(color.blue)};
    double rgb[3] = {};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) rgb[i] += sight[i][j] * in[j];
        rgb[i] = std::clamp(rgb[i], 0.0, 1.0);
    }
    const double x = lab_curve((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047);
    const double y = lab_curve(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
    const double z = lab_curve((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double distance(Color a, Color b, const Matrix& sight) {
    const auto p = seen(a, sight);
    const auto q = seen(b, sight);
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

void check_contrast(ThemeKind kind, Token front, Token back, double minimum) {
    const Theme& theme = theme_of(kind);
    CAPTURE(theme_name(kind));
    CAPTURE(static_cast<int>(front));
    CAPTURE(static_cast<int>(back));
    CHECK(contrast_ratio(theme[front], theme[back]) >= minimum);
}

}  // namespace

TEST_SUITE("theme") {
    TEST_CASE("contrast follows WCAG") {
        CHECK(contrast_ratio({0, 0, 0}, {255, 255, 255}) == doctest::Approx(21));
        CHECK(contrast_ratio({255, 255, 255}, {255, 255, 255}) == doctest::Approx(1));
        CHECK(contrast_ratio({118, 118, 118}, {255, 255, 255}) ==
              doctest::Approx(4.54).epsilon(0.01));
    }

    TEST_CASE("text keeps 4.5 to 1 on every paper") {
        constexpr Token texts[] = {Token::ink,        Token::muted,       Token::accent,
                                   Token::again_text, Token::served_text, Token::waiting_text,
                                   Token::failed_text};
        for (const ThemeKind kind : kinds) {
            for (const Token text : texts) {
                for (const Token paper : papers) check_contrast(kind, text, paper, 4.5);
            }
            check_contrast(kind, Token::on_accent, Token::accent, 4.5);
            check_contrast(kind, Token::on_bubble, Token::bubble, 4.5);
            check_contrast(kind, Token::on_tip, Token::tip, 4.5);
        }
    }

    TEST_CASE("marks keep 3 to 1 on every paper") {
        constexpr Token marks[] = {Token::served, Token::waiting, Token::again, Token::failed,
                                   Token::stale,  Token::edge,    Token::focus, Token::visitor};
        for (const ThemeKind kind : kinds) {
            for (const Token mark : marks) {
                for (const Token paper : papers) check_contrast(kind, mark, paper, 3);
            }
        }
    }

    TEST_CASE("outcomes are told apart by colour with every kind of sight") {
        // Twelve is far more than what two patches side by side need to be told apart (about two);
        // shape and word tell them apart as well.
        constexpr double least = 12;
        constexpr Token outcomes[] = {Token::served, Token::waiting, Token::again, Token::failed,
                                      Token::stale};
        for (const ThemeKind kind : kinds) {
            const Theme& theme = theme_of(kind);
            for (std::size_t sight = 0; sight < std::size(sights); ++sight) {
                for (std::size_t a = 0; a < std::size(outcomes); ++a) {
                    for (std::size_t b = a + 1; b < std::size(outcomes); ++b) {
                        CAPTURE(theme_name(kind));
                        CAPTURE(sight);
                        CAPTURE(a);
                        CAPTURE(b);
                        CHECK(distance(theme[outcomes[a]], theme[outcomes[b]], sights[sight]) >=
                              least);
                    }
                }
            }
        }
    }

    TEST_CASE("mixing keeps the ends") {
        CHECK(mix({10, 20, 30}, {200, 100, 50}, 0) == Color{10, 20, 30});
        CHECK(mix({10, 20, 30}, {200, 100, 50}, 1) == Color{200, 100, 50});
        CHECK(mix({0, 0, 0}, {100, 100, 100}, 0.5F) == Color{50, 50, 50});
    }
}
