// The program behind the canvas: one Session, the words that have been loaded, the interface's
// state and the window, put together frame by frame. Knows no page and no clock: the bindings tell
// it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "session/session.h"
#include "text/catalog.h"
#include "ui/app.h"
#include "ui/mirror/announcements.h"
#include "ui/mirror/mirror_tree.h"
#include "ui/view_builder.h"
#include "web/requests.h"
#include "web/window.h"

namespace br::web {

struct Preferences {
    bool is_dark = false;
    bool has_high_contrast = false;
    bool has_reduced_motion = false;
    float text_scale = 1;
};

enum class Pointer : std::uint8_t { move, press, release, leave };

// What the page needs to know after a frame, packed for the boundary.
struct FrameReport {
    bool wants_another = false;
    bool is_on_the_way = false;  // To another time, or to where a link says.
    bool can_scroll_up = false;  // What is under the pointer.
    bool can_scroll_down = false;
    bool has_mirror_update = false;  // To be read with take_mirror_update().
    bool wants_send = false;         // What stands in the composer shall be sent.
    bool wants_share = false;        // The page's own dialog shall open.
    ui::Cursor cursor = ui::Cursor::arrow;
    ui::ThemeKind theme = ui::ThemeKind::light;
};

class Application {
  public:
    // Null if the browser gives no WebGL 2 context.
    static std::unique_ptr<Application> open(const CanvasSize& size);

    // Words of a language, which may come in any order and at any time.
    [[nodiscard]] std::vector<Fault> load_words(std::string_view json);
    // The parser's tables; until they are there, what the visitor says waits. False if faulty.
    [[nodiscard]] bool load_parser(std::string file);
    // Starts a session; the one before, if any, goes on after a fault.
    [[nodiscard]] std::vector<Fault> load_scenario(const session::SessionOptions& options);

    void resize(const CanvasSize& size);
    void set_preferences(const Preferences& preferences);
    void set_theme(std::optional<ui::ThemeKind> theme);
    void point(Pointer kind, float x, float y, bool is_touch);
    void turn_wheel(float lines);
    void say(std::string text);
    void use(ControlRequest request);
    void command(const session::Command& command);
    void lose_context() { window_.lose_context(); }
    void restore_context();

    // What the page's address allows and shows.
    // chart: of the numbers alone.
    void show(std::optional<ui::Tab> only, std::optional<ui::Chart> chart, bool is_compact,
              bool has_levers, bool is_locked);
    // The run up to now as bytes for a link, and back; shorter without the levers' passing moves.
    [[nodiscard]] std::string save_run(bool is_short);
    [[nodiscard]] bool resume_run(std::string_view bytes);
    // Seed, time, end, the counts and the points of the charts, each number in eight bytes.
    [[nodiscard]] std::string run_data() const;

    // The next step towards the first picture, so that none takes long; false if nothing is left
    // to do. Whoever does not ask for it has the same picture, later.
    [[nodiscard]] bool get_ready(double now_ms);
    FrameReport frame(double now_ms);
    [[nodiscard]] std::string take_mirror_update() { return std::move(mirror_update_); }
    // Equal for equal simulated histories; 0 without a session.
    [[nodiscard]] std::uint64_t digest() const;

  private:
    Application(Window window, const CanvasSize& size);
    void give(const session::Commands& commands);
    void advance(double gap_s);
    struct Drawing {
        ui::ViewModel view;
        ui::FrameResult result;
    };
    Drawing draw(double now_ms, bool has_tables);
    void use_controls(const ui::ViewModel& view, session::Commands& commands);
    [[nodiscard]] bool is_mirror_due(double now_ms) const;
    void update_mirror(const ui::ViewModel& view, double now_ms);

    Window window_;
    ui::Fonts fonts_;
    ui::Host host_;
    ui::UiState state_;
    ui::ViewCache cache_;
    std::array<std::optional<text::Catalog>, chat::language_count> words_;
    std::optional<session::Session> session_;
    session::Commands commands_;  // Given since the last frame.
    session::Commands unread_;    // Lines that wait for the parser.
    std::vector<ControlRequest> controls_;
    ui::MirrorTree mirror_;
    ui::Announcer announcer_;
    std::string mirror_update_;
    double mirror_at_ms_ = 0;
    double last_frame_ms_ = 0;
    double drawn_at_ms_ = -1e9;   // The last picture; before the first one negative,
    FrameReport drawn_;           // and what it came to, without what happens once.
    double events_per_ms_ = 500;  // Measured; at first the browser has not optimised the code.
    std::array<double, 2> interface_ms_{};  // Of late, without and with an update of the mirror.
    bool is_seeking_ = false;        // Nothing moves on the screen meanwhile: slices may be longer.
    bool has_started_ = false;       // The clock was set going or stopped by somebody.
    bool waits_for_parser_ = false;  // A run is repeated in which something was said.
    int ready_step_ = 0;             // See get_ready().
    int ready_slices_ = 0;
    std::optional<ui::ViewModel> rehearsed_;
    bool was_live_ = false;  // In the last frame something moved by itself.
    int settle_frames_ = 0;  // Still to be drawn after something happened.
};

}  // namespace br::web
