// The whole page, headless: every language, theme, size and text zoom, calm and crowded, with
// sheets open and closed, and with words of double length. No text may be cut, leave its surface or
// cover another.
#include <doctest/doctest.h>
#include <imgui.h>

#include <algorithm>
#include <cctype>

#include "ui/app.h"
#include "ui/mirror/mirror_builder.h"
#include "ui/support/fake_font.h"
#include "ui/support/fixture.h"
#include "ui/support/text_faults.h"
#include "ui/theme.h"

using namespace br;
using namespace br::ui;
using namespace br::ui::testing;

namespace {

constexpr chat::Language languages[] = {chat::Language::ms, chat::Language::en, chat::Language::zh};
constexpr int vertices_max = 65'000;  // Indices have 16 bits, and WebGL has no vertex offset.

struct Run {
    FrameResult result;
    TextReport report;
    session::Commands commands;
    int vertices = 0;
};

Run draw(HeadlessImGui& imgui, const ViewModel& view, UiState& state, const Screen& screen,
         int frames = 3) {
    Run run;
    Host host;
    host.width = screen.width;
    host.height = screen.height;
    host.text_scale = screen.text_scale;
    for (int i = 0; i < frames; ++i) {
        host.time_s = state.last_time_s + 0.016;
        run.report.clear();
        imgui.begin_frame(screen.width, screen.height);
        run.result = draw_app(view, state, run.commands, imgui.fonts(), host, &run.report);
        run.vertices = imgui.end_frame();
    }
    return run;
}

void check_texts(const TextReport& report) {
    for (const std::string& fault : text_faults(report)) CHECK_MESSAGE(false, fault);
}

enum class Opened {
    nothing,
    levers,
    speed,
    part,
    reading,
    bet,
    answer,
    study,
    truth,
    preview,
    act,
    twin
};

void check_screen(HeadlessImGui& imgui, const ViewModel& view, const Screen& screen, Tab tab,
                  Opened opened) {
    CAPTURE(view.language);
    CAPTURE(screen.width);
    CAPTURE(screen.text_scale);
    CAPTURE(static_cast<int>(tab));
    CAPTURE(static_cast<int>(opened));
    UiState state;
    state.tab = tab;
    state.is_levers_open = opened == Opened::levers || opened == Opened::preview;
    state.is_speed_open = opened == Opened::speed;
    state.is_reading_open = opened == Opened::reading;
    if (opened == Opened::part) state.part = Part::line;
    if (opened == Opened::bet || opened == Opened::answer) state.sheet = Sheet::bet;
    if (opened == Opened::study) state.sheet = Sheet::study;
    if (opened == Opened::truth) state.sheet = Sheet::truth;
    if (opened == Opened::act) state.sheet = Sheet::act;
    if (opened == Opened::twin) state.sheet = Sheet::twin;
    state.is_why_open = opened == Opened::act;
    state.act = view.header.act;
    const Run run = draw(imgui, view, state, screen);
    CHECK(run.vertices < vertices_max);
    CHECK(run.vertices > 500);
    check_texts(run.report);
}

ViewModel in_act(chat::Language language, int act, const Catalogs& catalogs) {
    session::Snapshot snapshot = crowded_moment(language);
    add_act(snapshot, act);
    snapshot.story.is_playing = act == 5;
    return view_of(snapshot, catalogs);
}

ViewModel studied(chat::Language language, session::StudyKind kind, const Catalogs& catalogs) {
    session::Snapshot snapshot = crowded_moment(language);
    add_study(snapshot, kind);
    snapshot.preview.is_shown = true;
    snapshot.preview.served = 4.2e6;
    for (int i = 1; i <= 180; ++i) {
        snapshot.preview.times_s.push_back(180.0 * i);
        snapshot.preview.offered_per_s.push_back(60 + 10 * i);
        snapshot.preview.goodput_per_s.push_back(std::min(60 + 10 * i, 333));
    }
    return view_of(snapshot, catalogs);
}

}  // namespace

TEST_SUITE("panels") {
    TEST_CASE("no text is cut, leaves its surface or covers another") {
        HeadlessImGui imgui;
        for (const char* pseudo : {"", "x-double"}) {
            CAPTURE(std::string(pseudo));
            const Words3 words(pseudo);
            for (const chat::Language language : languages) {
                const ViewModel calm = view_of(calm_moment(language), words.catalogs());
                const ViewModel crowded = view_of(crowded_moment(language), words.catalogs());
                const ViewModel answer =
                    studied(language, session::StudyKind::load_curve, words.catalogs());
                const ViewModel study =
                    studied(language, session::StudyKind::policies, words.catalogs());
                for (const Screen& screen : screens) {
                    for (int act = 4; act <= session::act_count; ++act) {
                        const ViewModel view = in_act(language, act, words.catalogs());
                        check_screen(imgui, view, screen, Tab::backend, Opened::nothing);
                        check_screen(imgui, view, screen, Tab::backend,
                                     act == 6 ? Opened::twin : Opened::act);
                    }
                    for (const Tab tab : {Tab::chat, Tab::backend, Tab::numbers}) {
                        check_screen(imgui, calm, screen, tab, Opened::nothing);
                        check_screen(imgui, crowded, screen, tab, Opened::nothing);
                    }
                    check_screen(imgui, crowded, screen, Tab::chat, Opened::reading);
                    check_screen(imgui, crowded, screen, Tab::backend, Opened::part);
                    check_screen(imgui, crowded, screen, Tab::chat, Opened::levers);
                    check_screen(imgui, crowded, screen, Tab::chat, Opened::speed);
                    check_screen(imgui, crowded, screen, Tab::chat, Opened::bet);
                    check_screen(imgui, answer, screen, Tab::chat, Opened::answer);
                    check_screen(imgui, study, screen, Tab::chat, Opened::study);
                    check_screen(imgui, answer, screen, Tab::chat, Opened::preview);
                    check_screen(imgui, crowded, screen, Tab::chat, Opened::truth);
                }
            }
        }
    }

    TEST_CASE("one chart stands alone, whole, on the canvas and in the mirror") {
        HeadlessImGui imgui;
        const Words3 words;
        for (const chat::Language language : languages) {
            const ViewModel view = view_of(crowded_moment(language), words.catalogs());
            for (const Screen& screen : screens) {
                for (int i = 0; i < chart_count; ++i) {
                    UiState state;
                    state.only = Tab::numbers;
                    state.only_chart = static_cast<Chart>(i);
                    state.is_compact = true;
                    CAPTURE(i);
                    CAPTURE(screen.width);
                    check_texts(draw(imgui, view, state, screen).report);
                    const MirrorTree tree = build_mirror(view, state);
                    for (int j = 0; j < chart_count; ++j) {
                        const std::string& id = view.dashboard.chart(static_cast<Chart>(j)).id;
                        const bool is_there =
                            std::any_of(tree.nodes.begin(), tree.nodes.end(),
                                        [&](const MirrorNode& node) { return node.id == id; });
                        CHECK(is_there == (i == j));
                    }
                }
            }
        }
    }

    TEST_CASE("every word on the canvas comes from the catalog") {
        HeadlessImGui imgui;
        const Words3 words("x-marked");
        const ViewModel view = view_of(crowded_moment(chat::Language::en), words.catalogs());
        UiState state;
        const Run run = draw(imgui, view, state, screens[0]);
        // Numbers, clocks and the visitor's own words are data. A marked message keeps its first
        // mark on its first line and its last mark on its last.
        std::string all;
        for (const WrittenText& text : run.report) all += text.text + "\n";
        int open = 0;
        int longest_unmarked = 0;
        int letters = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all.compare(i, 3, "\u27e6") == 0) ++open;
            if (all.compare(i, 3, "\u27e7") == 0) --open;
            const bool is_letter =
                open == 0 && std::isalpha(static_cast<unsigned char>(all[i])) != 0;
            letters = is_letter ? letters + 1 : 0;
            longest_unmarked = std::max(longest_unmarked, letters);
        }
        CHECK(open == 0);
        CHECK(longest_unmarked <= 8);  // "teruskan", said by the visitor.
    }

    TEST_CASE("every theme draws") {
        HeadlessImGui imgui;
        const Words3 words;
        const ViewModel view = view_of(crowded_moment(chat::Language::en), words.catalogs());
        for (int kind = 0; kind < theme_count; ++kind) {
            UiState state;
            state.theme = static_cast<ThemeKind>(kind);
            CHECK(draw(imgui, view, state, screens[0]).vertices > 5000);
            CHECK(state.theme_drawn == static_cast<ThemeKind>(kind));
        }
    }

    TEST_CASE("what can be pressed is 44 px high and wide") {
        HeadlessImGui imgui;
        const Words3 words;
        for (const chat::Language language : languages) {
            const ViewModel view = view_of(crowded_moment(language), words.catalogs());
            for (const Screen& screen : screens) {
                for (const Tab tab : {Tab::chat, Tab::backend, Tab::numbers}) {
                    UiState state;
                    state.tab = tab;
                    draw(imgui, view, state, screen);
                    for (const MirrorNode& node : build_mirror(view, state).nodes) {
                        if (!node.is_focusable || !node.rect) continue;
                        const Rect rect = *node.rect;
                        // What a scrolled surface shows half is brought into view by focus.
                        const bool is_low = screen.height / screen.text_scale < 600;
                        const bool is_scrolled = node.id.starts_with("part.") ||
                                                 node.id.starts_with("chat.reply.") ||
                                                 node.id == "chat.skip" || node.id == "advice" ||
                                                 node.id.ends_with(".read") ||
                                                 (is_low && !node.id.starts_with("timeline."));
                        CAPTURE(node.id);
                        CAPTURE(screen.width);
                        CHECK(rect.width >= 43.5F);
                        if (!is_scrolled) CHECK(rect.height >= 43.5F);
                    }
                }
            }
        }
    }

    TEST_CASE(
        "what can be pressed on a large sheet is 44 px wide, and high unless scrolled half away") {
        HeadlessImGui imgui;
        const Words3 words;
        const ViewModel view =
            studied(chat::Language::ms, session::StudyKind::policies, words.catalogs());
        for (const Screen& screen : screens) {
            for (const Sheet sheet : {Sheet::bet, Sheet::study, Sheet::truth}) {
                UiState state;
                state.sheet = sheet;
                draw(imgui, view, state, screen);
                for (const MirrorNode& node : build_mirror(view, state).nodes) {
                    const bool is_on_sheet = node.id.starts_with("bet.") ||
                                             node.id.starts_with("study.") ||
                                             node.id.starts_with("truth.");
                    if (!node.is_focusable || !node.rect || !is_on_sheet) continue;
                    CAPTURE(node.id);
                    CAPTURE(screen.width);
                    CHECK(node.rect->width >= 43.5F);
                    if (node.id.ends_with(".close")) CHECK(node.rect->height >= 43.5F);
                }
            }
        }
    }

    TEST_CASE("the line of theory rises to the capacity, stands in the table, or says why not") {
        const Words3 words;
        const ViewModel calm = view_of(calm_moment(chat::Language::en), words.catalogs());
        const ChartView& curve = calm.dashboard.curve;
        REQUIRE(curve.theory_x.size() > 4);
        CHECK(std::is_sorted(curve.theory_x.begin(), curve.theory_x.end()));
        for (std::size_t i = 0; i < curve.theory_x.size(); ++i) {
            CHECK(curve.theory_y[i] <= curve.theory_x[i]);
            CHECK(curve.theory_y[i] <= 400 / 1.2);
        }
        CHECK(curve.theory_x.back() >= 400 / 1.2);
        REQUIRE(curve.series.size() == 4);
        CHECK(curve.table[0].size() == 4);
        CHECK(curve.note.find("600") != std::string::npos);
        const ViewModel crowd = view_of(crowded_moment(chat::Language::en), words.catalogs());
        CHECK(crowd.dashboard.curve.theory_x.empty());
        CHECK(crowd.dashboard.curve.note.find("without a bound") != std::string::npos);
        CHECK(crowd.dashboard.phase.note.empty());
    }

    TEST_CASE("a canvas of one pixel, a very flat one and a very tall one do no harm") {
        HeadlessImGui imgui;
        const Words3 words;
        const ViewModel view = view_of(crowded_moment(chat::Language::en), words.catalogs());
        for (const Screen& screen :
             {Screen{1, 1, 1}, {2000, 20, 1}, {20, 2000, 2}, {320, 200, 2}}) {
            for (const Tab tab : {Tab::chat, Tab::backend, Tab::numbers}) {
                UiState state;
                state.tab = tab;
                state.is_levers_open = tab == Tab::numbers;
                const Run run = draw(imgui, view, state, screen);
                CHECK(run.vertices < vertices_max);
            }
        }
    }

    TEST_CASE("letters of both weights have all the pixels of a sharp screen") {
        for (const float density : {1.0F, 2.0F, 3.0F}) {
            HeadlessImGui imgui;
            ImGui::GetIO().DisplayFramebufferScale = {density, density};
            const Words3 words;
            const ViewModel view = view_of(crowded_moment(chat::Language::en), words.catalogs());
            UiState state;
            session::Commands commands;
            imgui.begin_frame(1280, 800);
            draw_app(view, state, commands, imgui.fonts(), {});
            const float sizes[] = {type::small, type::body, type::title};
            for (ImFont* font : {imgui.fonts().regular, imgui.fonts().bold}) {
                for (const float size : sizes)
                    CHECK(font->GetFontBaked(size)->RasterizerDensity == density);
            }
            imgui.end_frame();
        }
    }

    TEST_CASE("at rest nothing asks for another frame; playing does, unless motion is reduced") {
        HeadlessImGui imgui;
        const Words3 words;
        session::Snapshot snapshot = crowded_moment(chat::Language::en);
        snapshot.is_bot_typing = false;
        snapshot.backend.stations[0].utilization_recent =
            0.5;  // Room, so that the circle breathes.
        const auto is_moving = [&](bool playing, bool reduced) {
            snapshot.is_playing = playing;
            const ViewModel view = view_of(snapshot, words.catalogs());
            UiState state;
            session::Commands commands;
            FrameResult result;
            Host host;
            host.prefers_reduced_motion = reduced;
            for (int i = 0; i < 4; ++i) {
                host.time_s += 0.016;
                imgui.begin_frame(host.width, host.height);
                result = draw_app(view, state, commands, imgui.fonts(), host);
                imgui.end_frame();
            }
            return result.is_moving;
        };
        CHECK(is_moving(true, false));
        CHECK_FALSE(is_moving(false, false));
        CHECK_FALSE(is_moving(true, true));
    }
}
