#include "web/application.h"

#include <algorithm>
#include <cfloat>
#include <utility>
#include <variant>

#include "imgui.h"
#include "ui/actions.h"
#include "ui/mirror/mirror_builder.h"
#include "ui/mirror/mirror_json.h"
#include "web/browser.h"
#include "web/glyphs.h"
#include "web/loaded_parser.h"

namespace br::web {

namespace {

constexpr std::size_t unread_max = 20;  // Lines said before the parser is there.
constexpr double frame_ms_max = 11.5;   // For the simulation's slice and the interface together;
constexpr double slice_ms_max = 7.5;    // of it for the slice at most,
constexpr double slice_ms_min = 4;      // and at least, however slow the interface is.
constexpr int slice_parts = 8;
constexpr double ready_slice_ms_max = 4;  // Before the first picture, with turns between them.
constexpr double seek_slice_ms_max = 32;
constexpr double seek_picture_ms = 120;  // On the way to another time, from picture to picture.
constexpr double gap_s_max = 0.1;        // A longer one is a hidden tab or a stopped debugger.
constexpr double mirror_pause_ms = 250;  // While only numbers move.
// Dear ImGui hands on one change of a button per frame and settles hover and layout in the next.
constexpr int settle_frames = 3;

unsigned rgb(ui::Color color) {
    return static_cast<unsigned>(color.red) << 16U | static_cast<unsigned>(color.green) << 8U |
           static_cast<unsigned>(color.blue);
}

}  // namespace

std::unique_ptr<Application> Application::open(const CanvasSize& size) {
    auto window = Window::open(size);
    if (!window) return nullptr;
    return std::unique_ptr<Application>(new Application(std::move(*window), size));
}

Application::Application(Window window, const CanvasSize& size)
    : window_(std::move(window)),
      fonts_{add_browser_font(FontWeight::regular), add_browser_font(FontWeight::bold)} {
    host_.width = size.width;
    host_.height = size.height;
}

std::vector<Fault> Application::load_words(std::string_view json) {
    auto catalog = text::Catalog::read(json);
    if (!catalog) return catalog.error();
    for (int i = 0; i < chat::language_count; ++i) {
        const auto language = static_cast<chat::Language>(i);
        if (ui::language_tag(language) != catalog->tag()) continue;
        words_[static_cast<std::size_t>(i)] = std::move(*catalog);
        cache_ = {};
        settle_frames_ = settle_frames;
        return {};
    }
    return {{"/@language", "is none of the languages of the page"}};  // Not shown.
}

bool Application::load_parser(std::string file) {
    if (!web::load_parser(std::move(file))) return false;
    for (session::Command& line : std::exchange(unread_, {})) command(std::move(line));
    return true;
}

std::vector<Fault> Application::load_scenario(const session::SessionOptions& options) {
    auto session = session::Session::create(options);
    if (!session) return session.error();
    session_ = std::move(*session);
    cache_ = {};
    state_.bubbles.clear();
    settle_frames_ = settle_frames;
    return {};
}

void Application::resize(const CanvasSize& size) {
    host_.width = size.width;
    host_.height = size.height;
    window_.resize(size);
    settle_frames_ = settle_frames;
}

void Application::set_preferences(const Preferences& preferences) {
    host_.prefers_dark = preferences.is_dark;
    host_.prefers_contrast = preferences.has_high_contrast;
    host_.prefers_reduced_motion = preferences.has_reduced_motion;
    host_.text_scale = preferences.text_scale;
    settle_frames_ = settle_frames;
}

void Application::set_theme(std::optional<ui::ThemeKind> theme) {
    state_.theme = theme;
    settle_frames_ = settle_frames;
}

void Application::point(Pointer kind, float x, float y, bool is_touch) {
    ImGuiIO& io = ImGui::GetIO();
    host_.has_touch = is_touch;
    settle_frames_ = settle_frames;
    io.AddMouseSourceEvent(is_touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
    if (kind == Pointer::leave) {
        io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
        return;
    }
    io.AddMousePosEvent(x, y);
    if (kind != Pointer::move) io.AddMouseButtonEvent(0, kind == Pointer::press);
}

void Application::turn_wheel(float lines) {
    ImGui::GetIO().AddMouseWheelEvent(0, lines);
    settle_frames_ = settle_frames;
}

void Application::say(std::string text) {
    command(session::SendText{std::move(text)});
}

void Application::use(ControlRequest request) {
    controls_.push_back(std::move(request));
    settle_frames_ = settle_frames;
}

void Application::command(const session::Command& command) {
    commands_.push_back(command);
    settle_frames_ = settle_frames;
}

void Application::restore_context() {
    window_.restore_context();
    settle_frames_ = settle_frames;
}

// The page opens at rest. Time begins to run with the visitor's first words, so that an order does
// not wait for ever; not if the visitor has stopped it.
void Application::give(const session::Commands& commands) {
    for (const session::Command& command : commands) {
        const bool is_line = std::holds_alternative<session::SendText>(command);
        if (is_line && !has_parser()) {
            if (unread_.size() < unread_max) unread_.push_back(command);
            continue;
        }
        const bool speaks = is_line || std::holds_alternative<session::PressQuickReply>(command);
        if (speaks && !has_started_) session_->apply(session::Play{});
        has_started_ = has_started_ || speaks || std::holds_alternative<session::Play>(command);
        session_->apply(command);
    }
}

void Application::advance(double gap_s) {
    if (!session_->is_busy() || (waits_for_parser_ && !has_parser())) return;
    const double started_ms = now_ms();
    const double slice_ms =
        drawn_at_ms_ < 0 ? ready_slice_ms_max
        : is_seeking_    ? seek_slice_ms_max
                         : std::clamp(frame_ms_max - interface_ms_[is_mirror_due(last_frame_ms_)],
                                      slice_ms_min, slice_ms_max);
    const double budget = events_per_ms_ * slice_ms;
    // In parts, since events differ: what is late is left for the next frame.
    double played = 0;
    for (int part = 0; part < slice_parts; ++part) {
        const double spent_ms = part == 0 ? 0 : web::now_ms() - started_ms;
        const bool is_late = spent_ms * (part + 1) > slice_ms * part;
        const double left = is_late ? 0 : std::max(0.0, budget - played) / (slice_parts - part);
        played += static_cast<double>(
            session_->advance(gap_s / slice_parts, static_cast<std::uint64_t>(left)));
    }
    // Some browsers tell time no finer.
    const double took_ms = std::max(1.0, now_ms() - started_ms);
    // Short slices say little.
    if (played > budget / 8 && (took_ms > 1 || played > budget / 2)) {
        events_per_ms_ = std::clamp(0.7 * events_per_ms_ + 0.3 * played / took_ms, 50.0, 100'000.0);
    }
}

void Application::use_controls(const ui::ViewModel& view, session::Commands& commands) {
    for (const ControlRequest& control : std::exchange(controls_, {})) {
        ui::perform(view, state_, commands, {control.id, control.action, control.value});
    }
}

void Application::show(std::optional<ui::Tab> only, std::optional<ui::Chart> chart, bool is_compact,
                       bool has_levers, bool is_locked) {
    state_.only = only;
    state_.only_chart = chart;
    state_.is_compact = is_compact;
    state_.has_levers = has_levers;
    state_.is_locked = is_locked;
    settle_frames_ = settle_frames;
}

std::string Application::save_run(bool is_short) {
    if (!session_) return {};
    session::SavedRun saved = session_->save();
    if (is_short) session::leave_out_passing_moves(saved);
    return session::write_saved_run(saved);
}

bool Application::resume_run(std::string_view bytes) {
    if (!session_) return false;
    auto saved = session::read_saved_run(bytes, session_->snapshot().end);
    if (!saved) return false;
    waits_for_parser_ =
        std::any_of(saved->log.begin(), saved->log.end(), [](const session::LogEntry& done) {
            return std::holds_alternative<session::SendText>(done.command);
        });
    session_->resume(std::move(*saved));
    settle_frames_ = settle_frames;
    return true;
}

std::string Application::run_data() const {
    // web/js/run-data.js names these numbers in this order.
    static_assert(sizeof(sim::Counts) == 20 * 8);
    static_assert(sizeof(session::SeriesPoint) == 12 * 8);
    if (!session_) return {};
    const session::Snapshot snapshot = session_->snapshot();
    std::string out;
    const auto add = [&out](const void* data, std::size_t size) {
        out.append(static_cast<const char*>(data), size);
    };
    add(&snapshot.seed, sizeof snapshot.seed);
    add(&snapshot.now, sizeof snapshot.now);
    add(&snapshot.end, sizeof snapshot.end);
    add(&snapshot.start, sizeof snapshot.start);
    add(&snapshot.backend.counts, sizeof snapshot.backend.counts);
    add(snapshot.series.data(), snapshot.series.size() * sizeof(session::SeriesPoint));
    return out;
}

bool Application::get_ready(double now_ms) {
    constexpr std::size_t glyphs_per_step = 64;
    constexpr int ready_slices_max = 12;
    if (!session_ || !window_.has_context()) return false;
    switch (ready_step_++) {
        case 0:
            window_.make_ready();
            return true;
        case 1:
            window_.begin_frame(now_ms / 1000);  // Makes the fonts.
            window_.drop_frame();
            return true;
        case 2:
            last_frame_ms_ = now_ms;
            give(std::exchange(commands_, {}));
            return true;
        case 3:
            advance(0);
            // Where a link goes far, pictures of the way are shown.
            if (session_->is_seeking() && ++ready_slices_ < ready_slices_max) --ready_step_;
            return true;
        case 4:
            // Most of a first frame goes into finding out which glyphs it takes.
            rehearsed_ = draw(now_ms, true).view;
            window_.drop_frame();
            return true;
        case 5:
            update_mirror(*std::exchange(rehearsed_, std::nullopt), now_ms);
            return true;
        default:
            if (!has_glyphs_without_ink()) return false;
            ink_glyphs(glyphs_per_step);
            if (!has_glyphs_without_ink()) window_.hand_over_glyphs();
            return true;
    }
}

// The frame of Dear ImGui stays open.
Application::Drawing Application::draw(double now_ms, bool has_tables) {
    ui::Catalogs catalogs;
    for (std::size_t i = 0; i < words_.size(); ++i) {
        catalogs.by_language[i] = words_[i] ? &*words_[i] : nullptr;
    }
    const session::Snapshot snapshot = session_->snapshot();
    is_seeking_ = snapshot.is_seeking;
    // An address may begin with any act.
    if (state_.act == 0) state_.tab = ui::tab_of_act(snapshot.act);
    Drawing drawing{ui::build_view_model(snapshot, catalogs, cache_, state_.sheet, has_tables), {}};
    ui::restrict_view(drawing.view, state_);
    session::Commands given;
    use_controls(drawing.view, given);
    host_.time_s = now_ms / 1000;
    window_.begin_frame(host_.time_s);
    drawing.result = ui::draw_app(drawing.view, state_, given, fonts_, host_);
    if (!given.empty() || state_.sheet != drawing.view.sheet) settle_frames_ = settle_frames;
    commands_.insert(commands_.end(), given.begin(), given.end());
    return drawing;
}

FrameReport Application::frame(double now_ms) {
    FrameReport report;
    if (!session_ || !window_.has_context()) return report;
    const double gap_s = std::clamp((now_ms - last_frame_ms_) / 1000, 0.0, gap_s_max);
    last_frame_ms_ = now_ms;
    give(std::exchange(commands_, {}));
    advance(gap_s);
    const bool is_on_the_way = is_seeking_ && session_->is_seeking() && settle_frames_ == 0;
    if (is_on_the_way && controls_.empty() && now_ms - drawn_at_ms_ < seek_picture_ms) {
        report = drawn_;
        report.wants_another = true;
        return report;
    }
    drawn_at_ms_ = now_ms;
    const double started_ms = web::now_ms();

    const bool has_mirror = is_mirror_due(now_ms);
    const auto [view, drawn] = draw(now_ms, has_mirror);
    if (ink_glyphs()) settle_frames_ = settle_frames;
    report.theme = ui::theme_in_use(state_, host_);
    window_.end_frame(rgb(ui::theme_of(report.theme)[ui::Token::ground]));

    const bool is_live = session_->is_busy() || drawn.is_moving || !announcer_.is_quiet();
    const bool is_moving = is_live || settle_frames_ > 0;
    if (has_mirror) update_mirror(view, now_ms);
    interface_ms_[has_mirror] += 0.2 * (web::now_ms() - started_ms - interface_ms_[has_mirror]);
    settle_frames_ = std::max(0, settle_frames_ - 1);
    // What has come to rest is drawn once more, and the mirror tells it.
    if (was_live_ && !is_live) settle_frames_ = std::max(settle_frames_, 1);
    was_live_ = is_live;

    report.wants_another = is_moving || settle_frames_ > 0;
    report.is_on_the_way = is_seeking_;
    report.can_scroll_up = drawn.can_scroll_up;
    report.can_scroll_down = drawn.can_scroll_down;
    report.has_mirror_update = !mirror_update_.empty();
    report.cursor = drawn.cursor;
    drawn_ = report;
    drawn_.has_mirror_update = false;
    report.wants_send = drawn.wants_send;
    report.wants_share = drawn.wants_share;
    return report;
}

// At once after something was done, and now and then while things move.
bool Application::is_mirror_due(double now_ms) const {
    return settle_frames_ > 0 || now_ms - mirror_at_ms_ >= mirror_pause_ms;
}

void Application::update_mirror(const ui::ViewModel& view, double now_ms) {
    mirror_at_ms_ = now_ms;
    ui::MirrorTree tree = ui::build_mirror(view, state_);
    std::vector<std::string> spoken;
    for (const auto& words : words_) {
        if (words && words->tag() == view.language) {
            spoken = announcer_.update(view, ui::Words(*words, words->tag()), now_ms / 1000);
        }
    }
    mirror_update_ = ui::mirror_difference(mirror_, tree, spoken);
    mirror_ = std::move(tree);
}

std::uint64_t Application::digest() const {
    return session_ ? session_->digest() : 0;
}

}  // namespace br::web
