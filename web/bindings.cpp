// The boundary between the program and the page: br_* functions that web/js/engine.js alone calls,
// and the few questions that the program asks the page (browser.h). Numbers, and UTF-8 in one
// buffer.
#include <emscripten.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/application.h"
#include "base/check.h"
#include "base/number_text.h"
#include "web/browser.h"
#include "web/loaded_parser.h"

// clang-format off
EM_JS(void, host_measure_glyph, (unsigned codepoint, int size, int weight, int stretch, float* out), {
    const box = Module.glyphs.measure(codepoint, size, weight, stretch);
    HEAPF32.set([box.advance, box.left, box.top, box.width, box.height], out >> 2);
});
EM_JS(void, host_measure_font, (int size, int weight, float* out), {
    const extent = Module.glyphs.verticalMetrics(size, weight);
    HEAPF32.set([extent.ascent, extent.descent], out >> 2);
});
EM_JS(void, host_draw_glyphs, (const void* glyphs, int count, unsigned char* out), {
    Module.glyphs.draw(HEAP32.subarray(glyphs >> 2, (glyphs >> 2) + 9 * count), HEAPU8.subarray(out));
});
EM_JS(double, host_read_number, (const char* text, unsigned length), {
    return Number(UTF8ToString(text, length));
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

void draw_glyphs(std::span<const MeasuredGlyph> glyphs, std::span<std::uint8_t> rgba) {
    static_assert(sizeof(MeasuredGlyph) == 9 * 4);
    host_draw_glyphs(glyphs.data(), static_cast<int>(glyphs.size()), rgba.data());
}

double now_ms() {
    return emscripten_get_now();
}

}  // namespace br::web

namespace {

using br::web::Application;

// One page runs one program; what it holds beside the application is the text on its way.
struct Program {
    std::unique_ptr<Application> application;
    std::string in;   // Written by the page before a call.
    std::string out;  // Read by the page after a call.
    std::shared_ptr<const br::session::Facts> facts;
    std::optional<std::uint64_t> seed;
    br::chat::Language language = br::chat::Language::en;
};

// True without faults; else they can be read as text.
bool report(Program* program, const std::vector<br::Fault>& faults) {
    program->out = br::to_text(faults);
    return faults.empty();
}

int pack(const br::web::FrameReport& report) {
    return (report.wants_another ? 1 : 0) | (report.can_scroll_up ? 2 : 0) |
           (report.can_scroll_down ? 4 : 0) | (report.has_mirror_update ? 8 : 0) |
           static_cast<int>(report.cursor) << 4 | static_cast<int>(report.theme) << 8 |
           (report.wants_send ? 1 << 12 : 0) | (report.wants_share ? 1 << 13 : 0) |
           (report.is_on_the_way ? 1 << 14 : 0);
}

}  // namespace

// Stands for strtod, by which the JSON parser reads fractions. The browser does it as exactly as
// the C library, whose own is among its largest parts. For text that begins with a number and ends
// it by another letter, as in JSON.
extern "C" double __wrap_strtod(const char* text, char** end) {
    const std::size_t length = std::strspn(text, "+-.0123456789Ee");
    *end = const_cast<char*>(text) + length;
    return host_read_number(text, length);
}

extern "C" {

// Opens the window; null if there is no WebGL 2.
EMSCRIPTEN_KEEPALIVE Program* br_open(float width, float height, int pixel_width,
                                      int pixel_height) {
    br::set_check_handler(host_failed);
    auto application = Application::open({width, height, pixel_width, pixel_height});
    if (!application) return nullptr;
    auto program = std::make_unique<Program>();
    program->application = std::move(application);
    return program.release();
}

// Room for so many bytes of text, which the next call that takes text reads.
EMSCRIPTEN_KEEPALIVE char* br_text_in(Program* program, std::size_t size) {
    program->in.resize(size);
    return program->in.data();
}

// The answer of the last call that gives text.
EMSCRIPTEN_KEEPALIVE const char* br_text_out(Program* program) {
    return program->out.c_str();
}

// What the next scenario starts with. A seed in two halves; has_seed 0 keeps the scenario's own.
EMSCRIPTEN_KEEPALIVE void br_prepare(Program* program, int language, int has_seed,
                                     std::uint32_t seed_high, std::uint32_t seed_low) {
    program->language = static_cast<br::chat::Language>(language);
    program->seed.reset();
    if (has_seed != 0) program->seed = static_cast<std::uint64_t>(seed_high) << 32U | seed_low;
}

// Takes a file: words of a language (0), facts (1), a scenario (2), which with them starts a
// session, the tables of the parser (3), or a saved run (4). 0 if it is faulty; the faults are then
// the text.
EMSCRIPTEN_KEEPALIVE int br_load(Program* program, int kind) {
    std::string text = std::exchange(program->in, {});
    if (kind == 0) return report(program, program->application->load_words(text));
    if (kind == 1) {
        auto facts = br::session::Facts::read(text);
        if (!facts) return report(program, facts.error());
        program->facts = std::make_shared<const br::session::Facts>(*std::move(facts));
        return 1;
    }
    if (kind == 4) return program->application->resume_run(text) ? 1 : 0;
    if (kind == 3) {
        program->out.clear();
        return program->application->load_parser(std::move(text)) ? 1 : 0;
    }
    return report(program, program->application->load_scenario({.scenario_json = text,
                                                                .facts = program->facts,
                                                                .seed = program->seed,
                                                                .language = program->language}));
}

// What came as the tables of the parser is read, which takes a moment, before the first line needs
// it.
EMSCRIPTEN_KEEPALIVE void br_read_chat_tables() {
    br::web::prepare_parser();
}

// The visitor's message, as it was typed.
EMSCRIPTEN_KEEPALIVE void br_say(Program* program) {
    program->application->say(std::exchange(program->in, {}));
}

// A control of the mirror was used (0), or a command was given (1), as JSON; see requests.h.
EMSCRIPTEN_KEEPALIVE int br_ask(Program* program, int kind) {
    const std::string text = std::exchange(program->in, {});
    if (kind == 0) {
        auto request = br::web::read_control_request(text);
        if (!request) return report(program, request.error());
        program->application->use(std::move(*request));
    } else {
        auto command = br::web::read_command(text);
        if (!command) return report(program, command.error());
        program->application->command(*command);
    }
    return 1;
}

EMSCRIPTEN_KEEPALIVE void br_resize(Program* program, float width, float height, int pixel_width,
                                    int pixel_height) {
    program->application->resize({width, height, pixel_width, pixel_height});
}

// theme: as in ui::ThemeKind; one more than the last is the system's, any other number leaves it as
// it is.
EMSCRIPTEN_KEEPALIVE void br_prefer(Program* program, int is_dark, int has_high_contrast,
                                    int has_reduced_motion, float text_scale, int theme) {
    program->application->set_preferences(
        {is_dark != 0, has_high_contrast != 0, has_reduced_motion != 0, text_scale});
    if (theme >= 0 && theme < br::ui::theme_count) {
        program->application->set_theme(static_cast<br::ui::ThemeKind>(theme));
    } else if (theme == br::ui::theme_count) {
        program->application->set_theme(std::nullopt);
    }
}

EMSCRIPTEN_KEEPALIVE void br_point(Program* program, int kind, float x, float y, int is_touch) {
    program->application->point(static_cast<br::web::Pointer>(kind), x, y, is_touch != 0);
}

EMSCRIPTEN_KEEPALIVE void br_wheel(Program* program, float lines) {
    program->application->turn_wheel(lines);
}

// The next step towards the first picture, each a few milliseconds; 0 if there is none left. With
// bit 1, the mirror is the text.
EMSCRIPTEN_KEEPALIVE int br_get_ready(Program* program, double now_ms) {
    if (!program->application->get_ready(now_ms)) return 0;
    program->out = program->application->take_mirror_update();
    return program->out.empty() ? 1 : 3;
}

// The report of web::FrameReport in bits; with bit 3, the change of the mirror is the text.
EMSCRIPTEN_KEEPALIVE int br_frame(Program* program, double now_ms) {
    const br::web::FrameReport report = program->application->frame(now_ms);
    if (report.has_mirror_update) program->out = program->application->take_mirror_update();
    return pack(report);
}

EMSCRIPTEN_KEEPALIVE void br_context(Program* program, int is_there) {
    if (is_there != 0)
        program->application->restore_context();
    else
        program->application->lose_context();
}

// only: -1 all parts, else as in ui::Tab; after those, the charts as in ui::Chart.
EMSCRIPTEN_KEEPALIVE void br_show(Program* program, int only, int is_compact, int has_levers,
                                  int is_locked) {
    constexpr int tab_count = 3;
    std::optional<br::ui::Tab> part;
    std::optional<br::ui::Chart> chart;
    if (only >= 0 && only < tab_count) part = static_cast<br::ui::Tab>(only);
    if (only >= tab_count && only < tab_count + br::ui::chart_count) {
        part = br::ui::Tab::numbers;
        chart = static_cast<br::ui::Chart>(only - tab_count);
    }
    program->application->show(part, chart, is_compact != 0, has_levers != 0, is_locked != 0);
}

// The run as bytes; returns how many. kind: 0 for a link, 1 for a shorter link, 2 its numbers.
EMSCRIPTEN_KEEPALIVE int br_take(Program* program, int kind) {
    const Application& application = *program->application;
    program->out = kind == 2 ? application.run_data() : program->application->save_run(kind == 1);
    return static_cast<int>(program->out.size());
}

// The digest of the session in hexadecimal, as text.
EMSCRIPTEN_KEEPALIVE void br_digest(Program* program) {
    program->out = br::hex_text(program->application->digest());
}
}
