// The marks of the picture: people, work, servers, streams. Every number in it is the engine's: how
// many marks there are, how wide a stream is and how fast it runs; nothing moves while the clock
// of the simulation stands.
#pragma once

#include "ui/frame.h"
#include "ui/panels/backend_layout.h"

namespace br::ui {

void draw_picture(Frame& frame, const BackendView& view, const BackendLayout& layout);

// In a line where patience is exponential, the share of those who have left grows with their age as
// 1 - exp(-k x), x from 0 at the tail to 1 at the head. The k with which so many have left. Pure.
[[nodiscard]] double staleness(double stale_ratio);
// Whether mark `index` (0 is the head) of `count` stands for people who have left: as many as the
// share says, placed by their age, always the same for the same numbers. Pure.
[[nodiscard]] bool is_stale_mark(int index, int count, double steepness);

// The book of coupons within its box.
[[nodiscard]] Rect ledger_book(const Rect& box);
// The rows of shops within theirs.
[[nodiscard]] Rect shops_street(const Rect& box);

// Speed of a stream's tokens in CSS px per second: 60 at the servers' capacity, in proportion,
// at most 150. Pure.
[[nodiscard]] float flow_speed(double rate_per_s, double capacity_per_s);
// Width of a stream in CSS px: none without a rate, then growing with its logarithm. Pure.
[[nodiscard]] float flow_width(double rate_per_s);

}  // namespace br::ui
