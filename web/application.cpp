#include "application.h"

#include <cfloat>

#include "glyphs.h"
#include "imgui.h"

namespace br::web {

std::unique_ptr<Application> Application::open(const CanvasSize& size) {
    auto window = Window::open(size);
    if (!window) return nullptr;
    return std::unique_ptr<Application>(new Application(std::move(*window)));
}

Application::Application(Window window)
    : window_(std::move(window)),
      regular_(add_browser_font(FontWeight::regular)),
      bold_(add_browser_font(FontWeight::bold)) {}

void Application::resize(const CanvasSize& size) {
    size_ = size;
    window_.resize(size);
}

void Application::set_preferences(const Preferences& preferences) {
    preferences_ = preferences;
}

void Application::point(Pointer kind, float x, float y, bool is_touch) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMouseSourceEvent(is_touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
    if (kind == Pointer::leave) {
        io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
        return;
    }
    io.AddMousePosEvent(x, y);
    if (kind != Pointer::move) io.AddMouseButtonEvent(0, kind == Pointer::press);
}

bool Application::frame(double now_ms) {
    if (!window_.has_context()) return false;
    window_.begin_frame(now_ms / 1000);
    ImDrawList* list = ImGui::GetBackgroundDrawList();
    const ImU32 ink = preferences_.is_dark ? 0xFFF4EFEC : 0xFF30231D;
    float y = 10;
    for (float size : {12.F, 13.F, 14.F, 16.F, 18.F, 28.F, 34.F}) {
        for (ImFont* font : {regular_, bold_}) {
            list->AddRectFilled({8, y}, {12, y + size}, 0xFF6E630F);
            list->AddText(font, size, {20, y}, ink,  // Not shown.
                          "Breathing Room 0123456789 pesanan percuma, "
                          "我要两杯珍珠奶茶少糖去冰 🧋✅ fi AV To W. gjpqy");
            y += size * 1.4F;
        }
    }
    window_.end_frame(preferences_.is_dark ? 0x12151C : 0xFFFFFF);
    return false;
}

}  // namespace br::web
