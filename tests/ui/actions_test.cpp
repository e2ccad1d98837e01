// Using the page: by the mirror's requests, and with the pointer on the canvas.
#include "ui/actions.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "ui/app.h"
#include "ui/mirror/mirror_builder.h"
#include "ui/support/fake_font.h"
#include "ui/support/fixture.h"
#include "ui/support/page.h"

using namespace br;
using namespace br::ui;
using namespace br::ui::testing;

TEST_SUITE("actions") {
    TEST_CASE("requests of the mirror become commands") {
        Page page;
        CHECK(page.use("timeline.play"));
        CHECK(only<session::Pause>(page.commands) != nullptr);
        page.commands.clear();
        CHECK(page.use("act.5"));
        REQUIRE(only<session::GoToAct>(page.commands) != nullptr);
        CHECK(only<session::GoToAct>(page.commands)->act == 5);
        page.commands.clear();
        CHECK(page.use("language.zh"));
        CHECK(only<session::SetLanguage>(page.commands)->language == chat::Language::zh);
        page.commands.clear();
        CHECK(page.use("chat.reply.why"));
        CHECK(only<session::PressQuickReply>(page.commands)->id == "why");
        page.commands.clear();
        CHECK(page.use("speed.3600"));
        CHECK(only<session::SetSpeed>(page.commands)->factor == 3600);
        page.commands.clear();
        CHECK(page.use("lever.pause_issuing"));
        CHECK(only<session::SetLever>(page.commands)->value == 1);
        page.commands.clear();
        CHECK(page.use("lever.refusal_wording.2"));
        CHECK(only<session::SetLever>(page.commands)->value == 2);
        page.commands.clear();
        CHECK(page.use("advice"));
        CHECK(only<session::SetLever>(page.commands)->lever == session::Lever::bounded_line);
    }

    TEST_CASE("numbers from outside are clamped, nonsense changes nothing") {
        Page page;
        CHECK(page.use("timeline.scrub", NodeAction::set, 1e30));
        CHECK(only<session::SeekTo>(page.commands)->time == page.snapshot.end);
        page.commands.clear();
        CHECK(page.use("lever.model_servers", NodeAction::set, -5));
        CHECK(only<session::SetLever>(page.commands)->value == 0);
        page.commands.clear();
        CHECK_FALSE(page.use("lever.model_servers", NodeAction::set, NAN));
        CHECK_FALSE(page.use("no.such.thing"));
        CHECK_FALSE(page.use(""));
        CHECK_FALSE(page.use("timeline.play", NodeAction::set, 3));
        CHECK_FALSE(page.use("act.99"));
        CHECK_FALSE(page.use("levers.reset"));  // Disabled: no lever was moved.
        CHECK(page.commands.empty());
    }

    TEST_CASE("sheets, tabs and parts are the interface's own") {
        Page page;
        CHECK(page.use("timeline.levers"));
        CHECK(page.state.is_levers_open);
        CHECK(page.use("levers", NodeAction::dismiss));
        CHECK_FALSE(page.state.is_levers_open);
        CHECK(page.use("part.line"));
        CHECK(page.state.part == Part::line);
        CHECK(page.use("part.line"));
        CHECK(page.state.part == std::nullopt);
        CHECK(page.use("tab.numbers"));
        CHECK(page.state.tab == Tab::numbers);
        CHECK(page.use("theme"));
        CHECK(page.state.theme == ThemeKind::dark);
        CHECK(page.commands.empty());
    }

    TEST_CASE("the bet is drawn by the mirror, by a preset and by the pointer") {
        Page page;
        CHECK(page.use("bet.open"));
        CHECK(page.state.sheet == Sheet::bet);
        CHECK(only<session::StartStudy>(page.commands)->kind == session::StudyKind::load_curve);
        page.commands.clear();
        CHECK(page.use("bet.point.7", NodeAction::set, 9));
        CHECK(only<session::DrawBet>(page.commands)->point == 7);
        CHECK(only<session::DrawBet>(page.commands)->goodput_ratio == session::bet_ratio_max);
        page.commands.clear();
        CHECK_FALSE(page.use("bet.reveal"));  // Nothing is drawn yet.
        CHECK(page.use("bet.preset.cliff"));
        REQUIRE(page.commands.size() == session::bet_points);
        CHECK(std::get<session::DrawBet>(page.commands[3]).goodput_ratio == 1);
        CHECK(std::get<session::DrawBet>(page.commands[4]).goodput_ratio == 0);
        page.commands.clear();
        // One stroke over the plane: every point that is passed gets a value on the stroke.
        page.frame();
        const Rect first = page.state.places.find("bet.point.0")->second.rect;
        const Rect last = page.state.places.find("bet.point.9")->second.rect;
        page.move({first.center().x, first.y + 5});
        page.frame();
        page.button(true);
        page.frame();
        page.move({last.center().x - 1, last.bottom() - 5});
        page.frame();
        page.button(false);
        page.frame();
        REQUIRE(page.commands.size() >= session::bet_points);
        bool is_set[session::bet_points] = {};
        for (const session::Command& command : page.commands) {
            const auto& drawn = std::get<session::DrawBet>(command);
            is_set[drawn.point] = true;
            if (drawn.point == 0) CHECK(drawn.goodput_ratio > 1.1);
            if (drawn.point == 9) CHECK(drawn.goodput_ratio < 0.1);
        }
        CHECK(std::all_of(std::begin(is_set), std::end(is_set), [](bool is) { return is; }));
    }

    TEST_CASE("the menu of speeds stays for the next arrow key, and closes at once for a pointer") {
        Page page;
        CHECK(page.use("timeline.speed"));
        CHECK(page.use("speed.60", NodeAction::focus));
        CHECK(page.use("speed.60"));
        CHECK(page.use("speed.600", NodeAction::focus));
        CHECK(page.use("speed.600"));
        CHECK(page.state.is_speed_open);
        CHECK(page.use("speed.600", NodeAction::dismiss));
        CHECK_FALSE(page.state.is_speed_open);
        CHECK(page.use("timeline.speed"));
        CHECK(page.use("speed.60", NodeAction::blur));
        CHECK(page.use("speed.60"));
        CHECK_FALSE(page.state.is_speed_open);
    }

    TEST_CASE("a mark of where numbers come from opens the sheet at its section or row") {
        Page page;
        CHECK(page.use("truth.simulated.numbers"));
        CHECK(page.state.sheet == Sheet::truth);
        CHECK(page.state.truth_row == "truth.simulated");
        CHECK(page.use("truth.fact.orders_5m"));
        CHECK(page.state.truth_row == "truth.fact.orders_5m");
        CHECK_FALSE(page.use("truth.fact.none"));
        CHECK(page.use("truth", NodeAction::dismiss));
        CHECK(page.state.sheet == Sheet::none);
        CHECK(page.commands.empty());
        page.click("truth.fact.orders_2m");
        CHECK(page.state.truth_row == "truth.fact.orders_2m");
    }

    TEST_CASE("a chart is read row by row with the keyboard, and shows the row on the canvas") {
        Page page;
        CHECK(page.use("chart.rates.read", NodeAction::focus));
        CHECK(page.use("chart.rates.read", NodeAction::set, 3));
        page.frame();
        page.frame();
        const MirrorTree tree = build_mirror(page.view, page.state);
        const MirrorNode* slider = find_node(tree, "chart.rates.read");
        REQUIRE(slider != nullptr);
        CHECK(slider->range->now == 3);
        CHECK(slider->value.starts_with(page.view.dashboard.rates.time_labels[3]));
        CHECK(slider->value.find(page.view.dashboard.rates.table[3][0]) != std::string::npos);
        CHECK(page.use("chart.rates.read", NodeAction::set, 1e9));
        CHECK(page.state.read_row == static_cast<int>(page.view.dashboard.rates.table.size()) - 1);
        CHECK(page.commands.empty());
    }

    TEST_CASE("six policies start once and again when asked") {
        Page page;
        CHECK(page.use("study.open"));
        CHECK(only<session::StartStudy>(page.commands)->kind == session::StudyKind::policies);
        page.commands.clear();
        add_study(page.snapshot, session::StudyKind::policies);
        page.view = view_of(page.snapshot, page.words.catalogs());
        CHECK(page.use("study.open"));
        CHECK(page.commands.empty());
        CHECK(page.use("study.again"));
        CHECK(page.commands.size() == 1);
    }

    TEST_CASE("share is asked for once, by click or by mirror") {
        Page page;
        page.click("share");
        CHECK_FALSE(page.state.wants_share);
        CHECK(page.use("share"));
        page.frame();
        CHECK(page.result.wants_share);
        page.frame();
        CHECK_FALSE(page.result.wants_share);
        CHECK(page.commands.empty());
    }

    TEST_CASE("what the address has closed stays closed") {
        Page page;
        page.state.has_levers = false;
        page.view.act.open.id = "act.open";
        restrict_view(page.view, page.state);
        CHECK_FALSE(page.use("timeline.levers"));
        CHECK_FALSE(page.use("act.open"));
        CHECK(page.use("story.play"));
        page.commands.clear();
        CHECK(page.use("act.2"));
        page.state.is_locked = true;
        restrict_view(page.view, page.state);
        page.commands.clear();
        for (const char* id :
             {"act.2", "language.ms", "timeline.restart", "timeline.levers", "story.play"})
            CHECK_FALSE(page.use(id));
        CHECK(page.use("timeline.play"));
        CHECK(page.use("theme"));
    }

    TEST_CASE("one part can stand alone, on any screen, without tabs and without a header") {
        for (const Tab only : {Tab::chat, Tab::backend, Tab::numbers}) {
            Page page;
            page.state.only = only;
            page.state.is_compact = true;
            page.frame();
            const auto seen = [&page](const char* id) {
                const auto place = page.state.places.find(id);
                return place != page.state.places.end() && place->second.frame == page.state.frame;
            };
            CHECK_FALSE(seen("tab.chat"));
            CHECK_FALSE(seen("act.1"));
            CHECK_FALSE(seen("share"));
            CHECK(seen("timeline.play"));
            CHECK(seen("part.line") == (only == Tab::backend));
            CHECK(seen("chat.reading") == (only == Tab::chat));
            const MirrorTree tree = build_mirror(page.view, page.state);
            CHECK(find_node(tree, "act.1") == nullptr);
            CHECK((find_node(tree, "part.line") != nullptr) == (only == Tab::backend));
            CHECK((find_node(tree, "chat.log") != nullptr) == (only == Tab::chat));
            CHECK((find_node(tree, "chart.rates") != nullptr) == (only == Tab::numbers));
        }
    }

    TEST_CASE("every control that the mirror offers does something") {
        Page page;
        page.state.is_levers_open = page.state.is_speed_open = true;
        page.state.part = Part::line;
        page.frame();
        for (const MirrorNode& node : build_mirror(page.view, page.state).nodes) {
            const bool can_press = std::find(node.actions.begin(), node.actions.end(),
                                             NodeAction::press) != node.actions.end();
            if (!can_press || node.is_disabled || node.id.starts_with("tab.")) continue;
            CAPTURE(node.id);
            UiState state = page.state;
            CHECK(perform(page.view, state, page.commands, {node.id, NodeAction::press, 0}));
        }
    }

    TEST_CASE("a click on the canvas does what the mirror's button does") {
        Page page;
        page.click("timeline.play");
        CHECK(only<session::Pause>(page.commands) != nullptr);
        page.commands.clear();
        page.click("act.6");
        CHECK(only<session::GoToAct>(page.commands)->act == 6);
        page.commands.clear();
        page.click("chat.send");
        CHECK(page.commands.empty());
        page.click("part.model");
        CHECK(page.state.part == Part::model);
    }

    TEST_CASE("pressing, moving away and letting go does nothing") {
        Page page;
        page.frame();
        page.move(page.state.places.find("timeline.play")->second.rect.center());
        page.frame();
        page.button(true);
        page.frame();
        page.move({640, 60});
        page.frame();
        page.button(false);
        page.frame();
        CHECK(page.commands.empty());
    }

    TEST_CASE("the scrubber seeks once, on release, to where the finger is") {
        Page page;
        page.frame();
        const Rect bar = page.state.places.find("timeline.scrub")->second.rect;
        page.move({bar.x + bar.width * 0.25F, bar.center().y});
        page.frame();
        page.button(true);
        page.frame();
        page.move({bar.x + bar.width * 0.5F, bar.center().y});
        page.frame();
        CHECK(page.commands.empty());
        page.button(false);
        page.frame();
        page.frame();
        REQUIRE(only<session::SeekTo>(page.commands) != nullptr);
        const double middle = static_cast<double>(page.snapshot.end) / 2;
        CHECK(static_cast<double>(only<session::SeekTo>(page.commands)->time) ==
              doctest::Approx(middle).epsilon(0.01));
    }

    TEST_CASE("an open sheet keeps clicks from what lies below it") {
        Page page;
        page.state.is_levers_open = true;
        for (int i = 0; i < 3; ++i) page.frame();
        const Rect sheet = page.state.places.find("levers")->second.rect;
        const Rect advice = page.state.places.find("advice")->second.rect;
        REQUIRE(sheet.contains(advice.center()));
        page.click(advice.center());
        for (const session::Command& command : page.commands) {
            CHECK(std::get_if<session::SetLever>(&command)->lever != session::Lever::bounded_line);
        }
    }

    TEST_CASE("the wheel scrolls the surface below the pointer and says when there is more") {
        Page page;
        for (int i = 0; i < 40; ++i) {
            session::ChatLine line = page.snapshot.chat[1];
            line.id = 100 + static_cast<std::uint32_t>(i);
            page.snapshot.chat.push_back(line);
        }
        page.view = view_of(page.snapshot, page.words.catalogs());
        page.frame();
        page.frame();
        const float end = page.state.chat_scroll.offset;
        CHECK(end > 100);
        page.move({150, 300});
        page.frame();
        CHECK(page.result.can_scroll_up);
        CHECK_FALSE(page.result.can_scroll_down);
        ImGui::GetIO().AddMouseWheelEvent(0, 1);
        page.frame();
        CHECK(page.state.chat_scroll.offset < end);
        CHECK_FALSE(page.state.chat_scroll.is_at_end);
        page.move({640, 60});  // The header does not scroll: the wheel is the page's.
        page.frame();
        CHECK_FALSE(page.result.can_scroll_up);
    }

    TEST_CASE("focus brings a lever that is scrolled away into view") {
        Page page;
        page.host.height = 620;
        page.state.is_levers_open = true;
        page.frame();
        page.frame();
        CHECK(page.state.levers_scroll.offset == 0);
        CHECK(page.use("lever.waiting_room", NodeAction::focus));
        page.frame();
        page.frame();
        CHECK(page.state.levers_scroll.offset > 0);
        const Rect place = page.state.places.find("lever.waiting_room")->second.rect;
        CHECK(place.height > 40);
    }
}
