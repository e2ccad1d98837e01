#include "ui/theme.h"

#include <doctest/doctest.h>

using namespace br::ui;

namespace {

constexpr ThemeKind kinds[] = {ThemeKind::light, ThemeKind::dark, ThemeKind::projector,
                               ThemeKind::high_contrast};
constexpr Token papers[] = {Token::ground, Token::card, Token::soft};

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

    TEST_CASE("mixing keeps the ends") {
        CHECK(mix({10, 20, 30}, {200, 100, 50}, 0) == Color{10, 20, 30});
        CHECK(mix({10, 20, 30}, {200, 100, 50}, 1) == Color{200, 100, 50});
        CHECK(mix({0, 0, 0}, {100, 100, 100}, 0.5F) == Color{50, 50, 50});
    }
}
