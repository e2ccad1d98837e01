// What the acts are about, used by the mirror and by the pointer.
#include "ui/support/page.h"

using namespace br;
using namespace br::ui;
using namespace br::ui::testing;

TEST_SUITE("acts") {
    TEST_CASE("what was said by a quick reply stands in the visitor's own bubble") {
        Page page;
        session::ChatLine line;
        line.id = 900;
        line.speaker = session::Speaker::visitor;
        line.messages.emplace_back().key = "quick.affirm";
        page.snapshot.chat.push_back(line);
        page.view = view_of(page.snapshot, page.words.catalogs());
        const LineView& shown = page.view.chat.lines.back();
        CHECK(shown.is_visitor);
        CHECK_FALSE(shown.text.empty());
        CHECK(shown.text.find("quick.") == std::string::npos);
    }

    TEST_CASE("the numbers of a part are scrolled to on a low screen") {
        Page page;
        page.host.width = 360;
        page.host.height = 640;
        page.state.tab = Tab::backend;
        page.frame();
        CHECK(page.use("part.model"));
        for (int i = 0; i < 3; ++i) page.frame();
        const auto numbers = page.state.places.find("part.close");
        REQUIRE(numbers != page.state.places.end());
        CHECK(numbers->second.rect.bottom() < 640 - 60);
        const float there = page.state.backend_scroll.offset;
        CHECK(there > 0);
        page.state.backend_scroll.offset = 0;  // Whoever scrolls back is left alone.
        page.frame();
        CHECK(page.state.backend_scroll.offset == 0);
    }

    TEST_CASE("what an act is about can be used from the mirror") {
        Page page;
        const auto go = [&page](int act) {
            page.snapshot = crowded_moment(chat::Language::en);
            add_act(page.snapshot, act);
            page.view = view_of(page.snapshot, page.words.catalogs());
            page.commands.clear();
        };
        go(4);
        CHECK(page.use("act.open"));
        CHECK(page.state.sheet == Sheet::act);
        CHECK(page.use("act.lever.refusal_wording.0"));
        const auto* words = only<session::SetLever>(page.commands);
        REQUIRE(words != nullptr);
        CHECK(words->lever == session::Lever::refusal_wording);
        CHECK(words->value == 0);
        page.commands.clear();
        CHECK(page.use("act.lever.retry_after", NodeAction::set, 1e9));
        REQUIRE(only<session::SetLever>(page.commands) != nullptr);
        CHECK(only<session::SetLever>(page.commands)->value == 1'800);

        go(5);
        CHECK(page.use("step.0", NodeAction::set, 150));
        REQUIRE(only<session::MoveStep>(page.commands) != nullptr);
        CHECK(only<session::MoveStep>(page.commands)->at == minutes(150));
        page.commands.clear();
        CHECK(page.use("step.1.undo"));  // Was taken back: it stands again.
        REQUIRE(only<session::MoveStep>(page.commands) != nullptr);
        CHECK(only<session::MoveStep>(page.commands)->at == hours(4));
        CHECK_FALSE(page.use("step.9.undo"));

        go(6);
        CHECK(page.use("twin.open"));
        CHECK(page.state.sheet == Sheet::twin);
        CHECK(page.use("twin.end"));
        CHECK(only<session::EndTwin>(page.commands) != nullptr);

        go(7);
        CHECK(page.use("goal.3.start"));
        REQUIRE(only<session::StartGoal>(page.commands) != nullptr);
        CHECK(only<session::StartGoal>(page.commands)->goal == 3);
        page.commands.clear();
        CHECK(page.use("levers.undo"));
        CHECK(only<session::UndoLever>(page.commands) != nullptr);
        page.commands.clear();
        CHECK(page.use("milestone.1.go"));
        CHECK(only<session::SeekTo>(page.commands) != nullptr);
        page.commands.clear();
        CHECK(page.use("story.play"));
        CHECK(only<session::PlayStory>(page.commands) != nullptr);
        CHECK(page.use("act.why"));
        CHECK(page.state.is_why_open);
    }

    TEST_CASE("a touch anywhere takes the story over") {
        Page page;
        page.snapshot.story.is_playing = true;
        page.view = view_of(page.snapshot, page.words.catalogs());
        page.click(Point{700, 790});  // Nothing to press there.
        CHECK(only<session::TakeOver>(page.commands) != nullptr);
    }

    TEST_CASE("an act brings its sheet, and another act takes it away") {
        Page page;
        page.frame();
        add_act(page.snapshot, 6);
        page.view = view_of(page.snapshot, page.words.catalogs());
        page.frame();
        CHECK(page.state.sheet == Sheet::twin);
        page.snapshot.act = 7;
        page.snapshot.twin = {};
        page.view = view_of(page.snapshot, page.words.catalogs());
        page.frame();
        CHECK(page.state.sheet == Sheet::none);
    }
}
