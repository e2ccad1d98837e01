// A font without outlines: every glyph is a box of a plausible width. Layout and drawing run as
// they do in a browser, without a font file.
#pragma once

#include "ui/fonts.h"

namespace br::ui::testing {

// Owns an ImGui context with the two fonts, as a host without window would. One at a time.
class HeadlessImGui {
  public:
    HeadlessImGui();
    ~HeadlessImGui();
    HeadlessImGui(const HeadlessImGui&) = delete;
    HeadlessImGui& operator=(const HeadlessImGui&) = delete;

    [[nodiscard]] const Fonts& fonts() const { return fonts_; }
    // Around draw_app. The size is in CSS px.
    void begin_frame(float width, float height);
    // Vertices that were drawn.
    int end_frame();

  private:
    Fonts fonts_;
};

}  // namespace br::ui::testing
