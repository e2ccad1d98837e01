// The large sheets: the visitor's bet, policies side by side, how true all of it is.
#pragma once

#include <string_view>

#include "ui/frame.h"
#include "ui/layout.h"
#include "ui/view_model.h"

namespace br::ui {

// Where a large sheet lies: over the parts, or over all but the header on a narrow screen.
[[nodiscard]] Rect large_sheet(const Layout& layout, const Host& host);

// Paper, title and the way out; returns what is left below the title.
Rect draw_sheet(Frame& frame, std::string_view id, const std::string& title,
                const ControlView& close, const Rect& rect);

void draw_bet_sheet(Frame& frame, const BetView& view, const Rect& rect, std::string_view language);
void draw_study_sheet(Frame& frame, const StudyView& view, const Rect& rect,
                      std::string_view language);
void draw_truth_sheet(Frame& frame, const TruthView& view, const Rect& rect);

}  // namespace br::ui
