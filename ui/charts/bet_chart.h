// The plane on which the visitor draws goodput against offered load, and on which the simulation
// answers.
#pragma once

#include "ui/frame.h"
#include "ui/view_model.h"

namespace br::ui {

// The point nearest to a place on the level axis, in shares of the capacity. Pure.
[[nodiscard]] int nearest_bet_point(double load_ratio);

// Below this height the names of the lines would cover each other.
[[nodiscard]] float bet_chart_height_least(Frame& frame, const BetView& view, float width);

// Draws into the rectangle; drawing on it files a "set" of each point that the pointer passes.
void draw_bet_chart(Frame& frame, const BetView& view, const Rect& rect, std::string_view language);

}  // namespace br::ui
