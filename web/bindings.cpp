// The boundary between the program and the page: br_* functions that web/js/engine.js alone calls,
// and the few questions that the program asks the page (browser.h). Numbers, and UTF-8 in one
// buffer.
#include <emscripten.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "application.h"
#include "base/check.h"
#include "browser.h"

// clang-format off
EM_JS(void, host_measure_glyph, (unsigned codepoint, int size, int weight, int stretch, float* out), {
    const box = Module.glyphs.measure(codepoint, size, weight, stretch);
    HEAPF32.set([box.advance, box.left, box.top, box.width, box.height], out >> 2);
});
EM_JS(void, host_measure_font, (int size, int weight, float* out), {
    const extent = Module.glyphs.verticalMetrics(size, weight);
    HEAPF32.set([extent.ascent, extent.descent], out >> 2);
});
EM_JS(void, host_draw_glyph, (unsigned codepoint, int size, int weight, int stretch, int left, int top,
                              int width, int height, unsigned char* out), {
    HEAPU8.set(Module.glyphs.draw(codepoint, size, weight, stretch, {left, top, width, height}), out);
});
EM_JS(void, host_failed, (const char* condition, const char* file, int line), {
    Module.failed(UTF8ToString(condition), UTF8ToString(file), line);
});
// clang-format on

namespace br::web {

GlyphBox measure_glyph(const GlyphRequest& request) {
    float out[5] = {};
    host_measure_glyph(request.codepoint, request.size_px, request.weight, request.stretch, out);
    return {out[0], static_cast<int>(out[1]), static_cast<int>(out[2]), static_cast<int>(out[3]),
            static_cast<int>(out[4])};
}

FontExtent measure_font(int size_px, int weight) {
    float out[2] = {};
    host_measure_font(size_px, weight, out);
    return {out[0], out[1]};
}

void draw_glyph(const GlyphRequest& request, const GlyphBox& box, std::span<std::uint8_t> rgba) {
    host_draw_glyph(request.codepoint, request.size_px, request.weight, request.stretch, box.left,
                    box.top, box.width, box.height, rgba.data());
}

double now_ms() {
    return emscripten_get_now();
}

}  // namespace br::web

using br::web::Application;

extern "C" {

// Opens the window; null if there is no WebGL 2.
EMSCRIPTEN_KEEPALIVE Application* br_open(float width, float height, int pixel_width,
                                          int pixel_height) {
    br::set_check_handler(host_failed);
    return Application::open({width, height, pixel_width, pixel_height}).release();
}

EMSCRIPTEN_KEEPALIVE void br_resize(Application* app, float width, float height, int pixel_width,
                                    int pixel_height) {
    app->resize({width, height, pixel_width, pixel_height});
}

EMSCRIPTEN_KEEPALIVE void br_prefer(Application* app, int is_dark, int has_high_contrast,
                                    int has_reduced_motion, float text_scale) {
    app->set_preferences(
        {is_dark != 0, has_high_contrast != 0, has_reduced_motion != 0, text_scale});
}

EMSCRIPTEN_KEEPALIVE void br_point(Application* app, int kind, float x, float y, int is_touch) {
    app->point(static_cast<br::web::Pointer>(kind), x, y, is_touch != 0);
}

EMSCRIPTEN_KEEPALIVE int br_frame(Application* app, double now_ms) {
    return app->frame(now_ms) ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE void br_context(Application* app, int is_there) {
    if (is_there != 0)
        app->restore_context();
    else
        app->lose_context();
}
}
