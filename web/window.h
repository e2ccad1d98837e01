// The canvas as an SDL2 window with a WebGL 2 context and Dear ImGui's backend for it. SDL makes
// the window and the context and listens to nothing, so that keyboard, wheel, touch and scrolling
// stay the page's own. Pointers come in through the bindings.
#pragma once

#include <optional>

struct SDL_Window;

namespace br::web {

struct CanvasSize {
    float width = 1;  // CSS px, at least 1.
    float height = 1;
    int pixel_width = 1;  // Device pixels, at least 1, which the page has given the canvas.
    int pixel_height = 1;
};

class Window {
  public:
    // Nothing if the browser gives no WebGL 2 context.
    static std::optional<Window> open(const CanvasSize& size);
    Window(Window&& other) noexcept;
    Window& operator=(Window&&) = delete;
    ~Window();

    void resize(const CanvasSize& size);
    // Opens and ends a frame of Dear ImGui; between the two it may be drawn to.
    void begin_frame(double now_s);
    void end_frame(unsigned ground_rgb);
    // Ends it unseen.
    void drop_frame();
    // Makes what drawing takes, which the first frame would do else.
    void make_ready();
    // Gives the glyphs that have been drawn to the browser's graphics.
    void hand_over_glyphs();
    // After the context was lost nothing is drawn until it is restored; then textures and buffers
    // are made anew.
    void lose_context();
    void restore_context();
    [[nodiscard]] bool has_context() const { return has_context_; }

  private:
    Window(SDL_Window* window, void* context) : window_(window), context_(context) {}
    SDL_Window* window_ = nullptr;
    void* context_ = nullptr;
    CanvasSize size_;
    bool has_context_ = true;
    double last_frame_s_ = 0;
};

}  // namespace br::web
