// The program behind the canvas: one Session, the words that have been loaded, the interface's
// state and the window, put together frame by frame. Reads no page and no clock: the bindings tell
// it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "window.h"

struct ImFont;

namespace br::web {

struct Preferences {
    bool is_dark = false;
    bool has_high_contrast = false;
    bool has_reduced_motion = false;
    float text_scale = 1;
};

enum class Pointer { move, press, release, leave };

class Application {
  public:
    static std::unique_ptr<Application> open(const CanvasSize& size);

    void resize(const CanvasSize& size);
    void set_preferences(const Preferences& preferences);
    void point(Pointer kind, float x, float y, bool is_touch);
    // Draws one frame. True if another should follow by itself.
    bool frame(double now_ms);
    void lose_context() { window_.lose_context(); }
    void restore_context() { window_.restore_context(); }

  private:
    explicit Application(Window window);
    Window window_;
    CanvasSize size_;
    Preferences preferences_;
    ImFont* regular_ = nullptr;
    ImFont* bold_ = nullptr;
};

}  // namespace br::web
