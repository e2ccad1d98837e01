// Small pictures of the canvas and the sheets' words, in three languages and four themes.
#include <doctest/doctest.h>
#include <imgui.h>

#include "ui/app.h"
#include "ui/mirror/mirror_builder.h"
#include "ui/mirror/mirror_json.h"
#include "ui/support/fake_font.h"
#include "ui/support/fixture.h"
#include "ui/support/raster.h"

using namespace br;
using namespace br::ui;
using namespace br::ui::testing;

namespace {

constexpr chat::Language languages[] = {chat::Language::ms, chat::Language::en, chat::Language::zh};

struct Canvas {
    HeadlessImGui imgui;
    Words3 words;
    Host host;

    Picture draw(const session::Snapshot& snapshot, UiState& state, int square) {
        const ViewModel view = view_of(snapshot, words.catalogs());
        session::Commands commands;
        TextReport report;
        host.prefers_reduced_motion = true;
        for (int i = 0; i < 3; ++i) {
            report.clear();
            imgui.begin_frame(host.width, host.height);
            draw_app(view, state, commands, imgui.fonts(), host, &report);
            imgui.end_frame();
        }
        // Words below an open sheet are covered by it.
        if (state.sheet != Sheet::none)
            std::erase_if(report, [](const WrittenText& text) { return text.layer == 0; });
        return rasterise(*ImGui::GetDrawData(), report, theme_of(state.theme_drawn)[Token::ink],
                         square);
    }
};

// The browser's C library has other sines, so the edges of round and turned shapes fall otherwise;
// the golden pictures are those of the native builds, and of the words there are goldens
// everywhere.
#ifdef __EMSCRIPTEN__
constexpr bool rounds_otherwise = true;
#else
constexpr bool rounds_otherwise = false;
#endif

// The nodes of the sheet that is open.
std::string sheet_text(const ViewModel& view, const UiState& state, const std::string& id) {
    MirrorTree tree = build_mirror(view, state);
    MirrorTree sheet;
    sheet.language = tree.language;
    bool is_inside = false;
    for (MirrorNode& node : tree.nodes) {
        is_inside = is_inside || node.id == id;
        if (!is_inside) continue;
        if (node.id.starts_with("notice.")) break;
        sheet.nodes.push_back(std::move(node));
    }
    return to_text(sheet);
}

}  // namespace

TEST_SUITE("golden_pictures") {
    TEST_CASE("the page at its most crowded looks as it did" * doctest::skip(rounds_otherwise)) {
        Canvas canvas;
        for (const chat::Language language : languages) {
            const std::string tag(language_tag(language));
            for (int kind = 0; kind < theme_count; ++kind) {
                UiState state;
                state.theme = static_cast<ThemeKind>(kind);
                check_golden_picture(
                    "page-" + tag + "-" + std::string(theme_name(*state.theme)) + ".ppm",
                    canvas.draw(crowded_moment(language), state, 8));
            }
        }
    }

    TEST_CASE("the bet's answer and the policies look as they did" *
              doctest::skip(rounds_otherwise)) {
        Canvas canvas;
        session::Snapshot answer = crowded_moment(chat::Language::en);
        add_study(answer, session::StudyKind::load_curve);
        UiState state;
        state.sheet = Sheet::bet;
        check_golden_picture("bet-light.ppm", canvas.draw(answer, state, 8));
        add_study(answer, session::StudyKind::policies);
        state.sheet = Sheet::study;
        state.theme = ThemeKind::dark;
        check_golden_picture("study-dark.ppm", canvas.draw(answer, state, 8));
    }

    TEST_CASE("the sheets say what they did") {
        const Words3 words;
        for (const chat::Language language : languages) {
            const std::string tag(language_tag(language));
            session::Snapshot snapshot = crowded_moment(language);
            UiState state;
            state.sheet = Sheet::truth;
            check_golden("sheet-truth-" + tag + ".txt",
                         sheet_text(view_of(snapshot, words.catalogs()), state, "truth"));
            add_study(snapshot, session::StudyKind::load_curve);
            state.sheet = Sheet::bet;
            check_golden("sheet-bet-" + tag + ".txt",
                         sheet_text(view_of(snapshot, words.catalogs()), state, "bet"));
            snapshot.study = {};
            add_study(snapshot, session::StudyKind::policies);
            state.sheet = Sheet::study;
            check_golden("sheet-study-" + tag + ".txt",
                         sheet_text(view_of(snapshot, words.catalogs()), state, "study"));
        }
    }
}
