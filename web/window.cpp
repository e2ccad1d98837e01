#include "web/window.h"

#include <GLES3/gl3.h>
#include <SDL.h>

#include <algorithm>
#include <utility>

#include "imgui.h"
#include "imgui_impl_opengl3.h"

// SDL asks for OpenGL's functions by name only for drawing of its own, which is left out. Without
// this, the library's table of all names would draw every function of WebGL into the program.
extern "C" void* eglGetProcAddress(const char*) {
    return nullptr;
}

namespace br::web {

namespace {

constexpr double frame_gap_s_max = 0.1;  // A hidden tab or a stopped debugger is no long frame.

void set_attributes() {
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
    SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 0);
    SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
    SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
}

}  // namespace

std::optional<Window> Window::open(const CanvasSize& size) {
    if (SDL_Init(SDL_INIT_VIDEO) != 0) return std::nullopt;
    set_attributes();
    SDL_Window* window =
        SDL_CreateWindow("", 0, 0, static_cast<int>(size.width), static_cast<int>(size.height),
                         SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
    if (window == nullptr) return std::nullopt;
    void* context = SDL_GL_CreateContext(window);
    if (context == nullptr) {
        SDL_DestroyWindow(window);
        return std::nullopt;
    }
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui_ImplOpenGL3_Init("#version 300 es");
    Window opened(window, context);
    opened.resize(size);
    return opened;
}

Window::Window(Window&& other) noexcept
    : window_(std::exchange(other.window_, nullptr)),
      context_(std::exchange(other.context_, nullptr)),
      size_(other.size_),
      has_context_(other.has_context_),
      last_frame_s_(other.last_frame_s_) {}

Window::~Window() {
    if (window_ == nullptr) return;
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext();
    SDL_GL_DeleteContext(context_);
    SDL_DestroyWindow(window_);
}

void Window::resize(const CanvasSize& size) {
    size_ = size;
    SDL_SetWindowSize(window_, std::max(1, static_cast<int>(size.width)),
                      std::max(1, static_cast<int>(size.height)));
}

void Window::begin_frame(double now_s) {
    ImGui_ImplOpenGL3_NewFrame();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {size_.width, size_.height};
    io.DisplayFramebufferScale = {static_cast<float>(size_.pixel_width) / size_.width,
                                  static_cast<float>(size_.pixel_height) / size_.height};
    const double gap_s = std::clamp(now_s - last_frame_s_, 0.001, frame_gap_s_max);
    io.DeltaTime = static_cast<float>(gap_s);
    last_frame_s_ = now_s;
    ImGui::NewFrame();
}

void Window::end_frame(unsigned ground_rgb) {
    ImGui::Render();
    const auto part = [&](unsigned shift) {
        return static_cast<float>((ground_rgb >> shift) & 255U) / 255.0F;
    };
    glViewport(0, 0, size_.pixel_width, size_.pixel_height);
    glClearColor(part(16), part(8), part(0), 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void Window::drop_frame() {
    ImGui::EndFrame();
}

namespace {

void draw_nothing(ImVector<ImTextureData*>* textures) {
    ImDrawData nothing;
    nothing.DisplaySize = nothing.FramebufferScale = {1, 1};
    nothing.Textures = textures;
    ImGui_ImplOpenGL3_RenderDrawData(&nothing);
}

}  // namespace

void Window::make_ready() {
    ImGui_ImplOpenGL3_CreateDeviceObjects();
    draw_nothing(nullptr);  // For that too the browser's graphics are asked how things stand.
}

void Window::hand_over_glyphs() {
    draw_nothing(&ImGui::GetPlatformIO().Textures);
}

void Window::lose_context() {
    has_context_ = false;
}

void Window::restore_context() {
    // The next frame makes them anew; the atlas keeps its pixels.
    ImGui_ImplOpenGL3_DestroyDeviceObjects();
    has_context_ = true;
}

}  // namespace br::web
