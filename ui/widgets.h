// The controls of the interface, drawn by us. Each is known by the id of its ControlView; using one
// files a Request under that id, exactly as the mirror would.
#pragma once

#include <string_view>

#include "ui/frame.h"
#include "ui/paint.h"
#include "ui/text.h"

namespace br::ui {

struct Interaction {
    bool is_hovered = false;
    bool is_held = false;
    bool was_pressed = false;  // Went down and up on it: has been filed as a request.
};

// Makes a rectangle pressable. Remembers its place for the mirror and draws the focus ring.
Interaction interact(Frame& frame, const ControlView& control, const Rect& rect,
                     float radius = space::radius_small);

// What takes the keyboard's focus but no press: remembers its place, draws the ring, comes into
// view.
bool take_focus(Frame& frame, const ControlView& control, const Rect& rect, float radius);

// Where a control is on the screen, for the mirror, without making it pressable.
void place(Frame& frame, std::string_view id, const Rect& rect);

enum class ButtonTone : std::uint8_t {
    primary,  // Accent ground.
    quiet,    // Soft ground.
    outline,  // Hairline only.
    bare,     // Text alone.
};

struct ButtonStyle {
    ButtonTone tone = ButtonTone::quiet;
    float size = type::body;
    bool is_bold = false;
    float pad = space::pad;
    Align align = Align::center;
    float radius = 999;
    float inset_y = 0;  // The ground is drawn smaller than the target by this, above and below.
    float gap_y = space::unit;  // Between rows of chips.
};

// Width that the label needs on one line, with its padding; at least a touch target.
[[nodiscard]] float button_width(const Frame& frame, const ControlView& control,
                                 const ButtonStyle& style);
// Height for a given width: the label may take several lines. At least a touch target.
[[nodiscard]] float button_height(Frame& frame, const ControlView& control, float width,
                                  const ButtonStyle& style);
bool draw_button(Frame& frame, const ControlView& control, const Rect& rect,
                 const ButtonStyle& style);

// A round button with an icon; its label is told on hover.
bool draw_icon_button(Frame& frame, const ControlView& control, const Rect& rect, Icon icon,
                      ButtonTone tone);

// Where numbers come from: mark and word, right-aligned in the box; pressing it opens the sheet
// about that. The box is a touch target high.
void draw_origin(Frame& frame, const OriginView& view, const Rect& box);
[[nodiscard]] float origin_width(const Frame& frame, const OriginView& view);
void draw_origin_mark(Frame& frame, Origin origin, Point center, float size, Color color);

// Buttons side by side in one track, the one that is on raised.
void draw_segments(Frame& frame, std::span<const ControlView> controls, const Rect& rect,
                   float size);
// At most width_max, as long as every one keeps a touch target.
[[nodiscard]] float segments_width(const Frame& frame, std::span<const ControlView> controls,
                                   float size, float width_max);
[[nodiscard]] float segments_height(Frame& frame, std::span<const ControlView> controls, float size,
                                    float width);

// Lays buttons out in rows of the given width; returns the height.
float draw_chips(Frame& frame, std::span<const ControlView> controls, const Rect& box,
                 const ButtonStyle& style);
// Height of as many whole rows as fit into `most`; 0 if not even the first does.
[[nodiscard]] float chips_height_within(Frame& frame, std::span<const ControlView> controls,
                                        float width, const ButtonStyle& style, float most);
[[nodiscard]] float chips_height(Frame& frame, std::span<const ControlView> controls, float width,
                                 const ButtonStyle& style);

struct SliderStyle {
    double min = 0;
    double max = 1;
    double step = 0;  // 0: any value.
    double now = 0;
};
// A horizontal slider over the whole rectangle; files "set". Returns the value to show.
double draw_slider(Frame& frame, const ControlView& control, const Rect& rect,
                   const SliderStyle& style);

// A switch at the right end of the rectangle; the whole rectangle is pressable.
void draw_switch(Frame& frame, const ControlView& control, const Rect& rect);

// Clips to the rectangle and scrolls what is drawn in it by wheel and by finger. Draw at
// content_top(); tell the height at the end.
class ScrollScope {
  public:
    ScrollScope(Frame& frame, std::string_view id, const Rect& rect, ScrollState& state);
    ~ScrollScope();
    ScrollScope(const ScrollScope&) = delete;
    ScrollScope& operator=(const ScrollScope&) = delete;

    [[nodiscard]] float content_top() const;
    void set_content_height(float height);

  private:
    void take_drag(std::string_view id);
    void take_wheel();
    void move_on();

    Frame& frame_;
    Rect rect_;
    ScrollState& state_;
    ScrollState* outer_;
    ClipScope clip_;
};

}  // namespace br::ui
