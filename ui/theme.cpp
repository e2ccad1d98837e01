#include "ui/theme.h"

#include <cmath>

namespace br::ui {
namespace {

double linear_channel(std::uint8_t value) {
    const double c = value / 255.0;
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double relative_luminance(Color c) {
    return 0.2126 * linear_channel(c.red) + 0.7152 * linear_channel(c.green) +
           0.0722 * linear_channel(c.blue);
}

constexpr Color rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16 & 0xff), static_cast<std::uint8_t>(hex >> 8 & 0xff),
            static_cast<std::uint8_t>(hex & 0xff)};
}

struct Row {
    Token token;
    std::array<std::uint32_t, theme_count> colors;  // Light, dark, projector, high contrast.
};

constexpr Row rows[token_count] = {
    {Token::ground, {0xF7F4EE, 0x12151C, 0xFFFFFF, 0x000000}},
    {Token::card, {0xFFFFFF, 0x1A1F29, 0xFFFFFF, 0x000000}},
    {Token::soft, {0xF1ECE3, 0x222936, 0xECECEC, 0x1A1A1A}},
    {Token::ink, {0x1D2330, 0xECEFF4, 0x000000, 0xFFFFFF}},
    {Token::muted, {0x5D6678, 0x98A2B3, 0x3D4452, 0xE0E0E0}},
    {Token::line, {0xE4DED3, 0x2B3240, 0xBDBDBD, 0x8A8A8A}},
    {Token::edge, {0x8C8577, 0x6F7A8D, 0x595959, 0xFFFFFF}},
    {Token::accent, {0x0F6E63, 0x2FBF93, 0x00594F, 0x5CF2C5}},
    {Token::on_accent, {0xFFFFFF, 0x0B1512, 0xFFFFFF, 0x000000}},
    {Token::bubble, {0x0F6E63, 0x0F6E63, 0x00594F, 0xFFFFFF}},
    {Token::on_bubble, {0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0x000000}},
    {Token::served, {0x006C5B, 0x2AAE86, 0x005B4B, 0x3DF0B8}},
    {Token::waiting, {0x2F86C9, 0x6CB8F0, 0x1166AA, 0x7CC9FF}},
    {Token::again, {0xB87A00, 0xF0B429, 0x9A6600, 0xFFD23F}},
    {Token::failed, {0xC8472B, 0xF0714A, 0x9A1F06, 0xFF8A66}},
    {Token::stale, {0x8A867E, 0x7A8497, 0x757575, 0xA8A8A8}},
    {Token::again_text, {0x865800, 0xF0B429, 0x6E4800, 0xFFD23F}},
    {Token::served_text, {0x006655, 0x2FBF93, 0x005547, 0x3DF0B8}},
    {Token::waiting_text, {0x1F69A3, 0x6CB8F0, 0x0B5088, 0x7CC9FF}},
    {Token::failed_text, {0xB03A20, 0xF4825F, 0x9A2008, 0xFF9D80}},
    {Token::visitor, {0xC8472B, 0xFF8A65, 0xB0260A, 0xFFFFFF}},
    {Token::focus, {0x0B57D0, 0x8AB4FF, 0x0037B3, 0xFFFF00}},
    {Token::tip, {0x1D2330, 0xF4F6FA, 0x000000, 0xFFFFFF}},
    {Token::on_tip, {0xFFFFFF, 0x12151C, 0xFFFFFF, 0x000000}},
};

constexpr Theme make_theme(ThemeKind kind) {
    Theme theme;
    theme.kind = kind;
    for (const Row& row : rows) {
        theme.colors[static_cast<std::size_t>(row.token)] =
            rgb(row.colors[static_cast<std::size_t>(kind)]);
    }
    return theme;
}

constexpr Theme themes[theme_count] = {make_theme(ThemeKind::light), make_theme(ThemeKind::dark),
                                       make_theme(ThemeKind::projector),
                                       make_theme(ThemeKind::high_contrast)};

std::uint8_t mix_channel(std::uint8_t a, std::uint8_t b, float share) {
    const float value =
        static_cast<float>(a) + (static_cast<float>(b) - static_cast<float>(a)) * share;
    return static_cast<std::uint8_t>(value + 0.5F);
}

}  // namespace

const Theme& theme_of(ThemeKind kind) {
    return themes[static_cast<std::size_t>(kind)];
}

std::string_view theme_name(ThemeKind kind) {
    constexpr std::string_view names[theme_count] = {"light", "dark", "projector", "contrast"};
    return names[static_cast<std::size_t>(kind)];
}

double contrast_ratio(Color a, Color b) {
    const double la = relative_luminance(a);
    const double lb = relative_luminance(b);
    return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}

Color mix(Color a, Color b, float share) {
    return {mix_channel(a.red, b.red, share), mix_channel(a.green, b.green, share),
            mix_channel(a.blue, b.blue, share)};
}

}  // namespace br::ui
