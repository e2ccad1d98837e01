#include "ui/mirror/mirror_builder.h"

#include <doctest/doctest.h>

#include <set>

#include "ui/app.h"
#include "ui/mirror/mirror_json.h"
#include "ui/support/fake_font.h"
#include "ui/support/fixture.h"

using namespace br;
using namespace br::ui;
using namespace br::ui::testing;

namespace {

MirrorTree drawn_tree(HeadlessImGui& imgui, const ViewModel& view, UiState& state, float width,
                      float height) {
    Host host;
    host.width = width;
    host.height = height;
    session::Commands commands;
    for (int i = 0; i < 2; ++i) {
        imgui.begin_frame(width, height);
        draw_app(view, state, commands, imgui.fonts(), host);
        imgui.end_frame();
    }
    return build_mirror(view, state);
}

}  // namespace

TEST_SUITE("mirror_builder") {
    TEST_CASE("the mirror tells everything, in three languages (golden)") {
        const Words3 words;
        for (const chat::Language language :
             {chat::Language::ms, chat::Language::en, chat::Language::zh}) {
            const std::string tag(language_tag(language));
            UiState state;
            state.part = Part::line;
            state.is_levers_open = state.is_speed_open = state.is_reading_open = true;
            const ViewModel crowded = view_of(crowded_moment(language), words.catalogs());
            check_golden("mirror-crowded-" + tag + ".txt", to_text(build_mirror(crowded, state)));
            const ViewModel calm = view_of(calm_moment(language), words.catalogs());
            check_golden("mirror-calm-" + tag + ".txt", to_text(build_mirror(calm, {})));
        }
    }

    TEST_CASE("a refusal unfolds into the other words for the same decision") {
        const Words3 words;
        for (const chat::Language language :
             {chat::Language::ms, chat::Language::en, chat::Language::zh}) {
            session::Snapshot snapshot = crowded_moment(language);
            session::ChatLine refusal;
            refusal.id = snapshot.chat.back().id + 1;
            refusal.language = language;
            refusal.is_refusal = true;
            refusal.messages = {{"refused.broke_down", 3, {}}, {"next.varied", 1, {}}};
            snapshot.chat.push_back(refusal);
            const LineView line = view_of(snapshot, words.catalogs()).chat.lines.back();
            REQUIRE(line.reading.size() == 5);  // What follows, and the four others.
            const std::set<std::string> others(line.reading.begin(), line.reading.end());
            CHECK(others.size() == 5);
            for (const std::string& other : others) CHECK(!line.text.starts_with(other));
        }
    }

    TEST_CASE("ids are unique, every child exists, every node has one parent") {
        const Words3 words;
        UiState state;
        state.part = Part::model;
        state.is_levers_open = state.is_speed_open = state.is_reading_open = true;
        const MirrorTree tree =
            build_mirror(view_of(crowded_moment(chat::Language::en), words.catalogs()), state);
        std::set<std::string> ids;
        std::set<std::string> children;
        for (const MirrorNode& node : tree.nodes) {
            CAPTURE(node.id);
            CHECK(ids.insert(node.id).second);
        }
        for (const MirrorNode& node : tree.nodes) {
            for (const std::string& child : node.children) {
                CAPTURE(child);
                CHECK(ids.contains(child));
                CHECK(children.insert(child).second);
            }
        }
        CHECK(children.size() + 1 == ids.size());
    }

    TEST_CASE("what takes focus has a name, and a place where it is drawn") {
        HeadlessImGui imgui;
        const Words3 words;
        const ViewModel view = view_of(crowded_moment(chat::Language::en), words.catalogs());
        UiState state;
        for (const MirrorNode& node : drawn_tree(imgui, view, state, 1280, 800).nodes) {
            if (!node.is_focusable) continue;
            CAPTURE(node.id);
            CHECK(!node.name.empty());
            CHECK(!node.actions.empty());
            // Tabs are not there on a wide screen; what is scrolled away comes with focus.
            const bool is_below = node.id == "study.open" || node.id.ends_with(".read");
            if (!is_below) CHECK(node.rect.has_value());
        }
    }

    TEST_CASE("on a narrow screen the tabs are there and the hidden panels have no place") {
        HeadlessImGui imgui;
        const Words3 words;
        const ViewModel view = view_of(crowded_moment(chat::Language::en), words.catalogs());
        UiState state;
        const MirrorTree tree = drawn_tree(imgui, view, state, 360, 740);
        REQUIRE(find_node(tree, "tab.backend") != nullptr);
        CHECK(find_node(tree, "tab.backend")->rect.has_value());
        CHECK(find_node(tree, "chat.composer")->rect.has_value());
        CHECK_FALSE(find_node(tree, "part.line")->rect.has_value());
    }

    TEST_CASE("tabs that a low screen has out of sight can be reached by keyboard") {
        HeadlessImGui imgui;
        const Words3 words;
        const ViewModel view = view_of(crowded_moment(chat::Language::en), words.catalogs());
        UiState state;
        const MirrorTree before = drawn_tree(imgui, view, state, 320, 184);
        REQUIRE(find_node(before, "tab.numbers") != nullptr);
        CHECK_FALSE(find_node(before, "tab.numbers")->rect.has_value());
        state.focus = "tab.numbers";
        state.is_focus_new = true;
        const MirrorTree after = drawn_tree(imgui, view, state, 320, 184);
        CHECK(find_node(after, "tab.numbers")->rect.has_value());
    }

    TEST_CASE("a line in another language than the page's says so") {
        const Words3 words;
        const MirrorTree tree =
            build_mirror(view_of(crowded_moment(chat::Language::en), words.catalogs()), {});
        CHECK(find_node(tree, "chat.line.2.words")->language == "zh");
        CHECK(find_node(tree, "chat.line.4.words")->language == "ms");
        CHECK(find_node(tree, "chat.line.3.words")->role == Role::quote);
    }

    TEST_CASE("words that are not loaded yet leave a placeholder until they are") {
        const Words3 words;
        Catalogs english;
        english.by_language[1] = words.catalogs().by_language[1];
        const session::Snapshot snapshot = crowded_moment(chat::Language::en);
        ViewCache cache;
        const ViewModel before = build_view_model(snapshot, english, cache);
        CHECK(before.chat.lines[2].is_pending);
        CHECK(before.chat.lines[1].text == snapshot.chat[1].text);
        const ViewModel after = build_view_model(snapshot, words.catalogs(), cache);
        CHECK_FALSE(after.chat.lines[2].is_pending);
        CHECK(after.chat.lines[2].text != before.chat.lines[2].text);
        session::Snapshot malay = snapshot;
        malay.language = chat::Language::ms;
        CHECK(build_view_model(malay, english, cache).is_pending);
    }

    TEST_CASE("on the way to another time the page says so") {
        const Words3 words;
        session::Snapshot snapshot = calm_moment(chat::Language::en);
        snapshot.is_seeking = true;
        snapshot.seek_target = hours(5);
        const MirrorTree tree = build_mirror(view_of(snapshot, words.catalogs()), {});
        CHECK(find_node(tree, "timeline.speed")->value.find("12:00") != std::string::npos);
    }
}
