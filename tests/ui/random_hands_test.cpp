// Somebody who does anything at all: seeded random clicks, strokes, wheels, keys, words and
// screens, on the whole interface over a real session, with words of double length. After every
// deed no text may be cut, leave its surface or cover another, and nobody may be lost; at the end
// the run is repeated from its link to the same digest.
//
//   BR_CLICK_FUZZ_SECONDS   plays for so long, each round with another seed; by itself two short
//   rounds.
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <imgui.h>

#include "base/rng.h"
#include "session/session.h"
#include "support/files.h"
#include "ui/actions.h"
#include "ui/app.h"
#include "ui/mirror/mirror_builder.h"
#include "ui/support/fake_font.h"
#include "ui/support/fixture.h"
#include "ui/support/text_faults.h"

using namespace br;
using namespace br::ui;
using namespace br::ui::testing;

namespace {

constexpr int deeds_a_round = 150;
constexpr std::uint64_t events_a_deed = 5'000;
constexpr int frames_a_deed = 3;  // What is opened stands still by then.

constexpr const char* lines[] = {"two milk teas",  "ya",     "teh ais satu, gula kurang",
                                 "一杯奶茶，少糖", "why?",   "cancel",
                                 "free card",      "😀<b>%s", "\xE2\x80\xAE{count}"};

template <class Items>
const auto& one_of(Rng& rng, const Items& items) {
    return items[static_cast<std::size_t>(rng.below(std::size(items)))];
}

session::Session new_session(const std::string& scenario, std::uint64_t seed) {
    const std::string facts = test::read_source_file("public/facts.json");
    auto made =
        session::Session::create({.scenario_json = scenario, .facts_json = facts, .seed = seed});
    REQUIRE(made.has_value());
    return std::move(made).value();
}

// The page as it is put together in the browser, with hands.
class Visit {
  public:
    Visit(const std::string& scenario, std::uint64_t seed)
        : rng_(seed), session_(new_session(scenario, seed)) {
        change_screen();
        draw();
    }

    // Returns what is done, for the report of a failure.
    std::string act() {
        const std::uint64_t chance = rng_.below(100);
        if (chance < 30) return click_control();
        if (chance < 50) return use_control();
        if (chance < 60) return click(anywhere(), "anywhere");
        if (chance < 72) return stroke();
        if (chance < 84) return turn_wheel();
        if (chance < 90) return press_escape();
        if (chance < 95) return say();
        return change_screen();
    }

    void go_on() {
        session_.apply(std::exchange(commands_, {}));
        session_.advance(0.05, events_a_deed);
        draw();
        session_.simulation().check_invariants();
    }

    [[nodiscard]] const TextReport& texts() const { return report_; }

    void check_link(const std::string& scenario, std::uint64_t seed) {
        while (session_.is_seeking()) session_.advance(0.05, 1'000'000);
        session::Session straight = new_session(scenario, seed);
        straight.resume(session_.save());
        while (straight.is_seeking()) straight.advance(0.05, 1'000'000);
        CHECK(straight.digest() == session_.digest());
    }

  private:
    void draw() {
        for (int i = 0; i < frames_a_deed; ++i) frame();
    }

    void frame() {
        view_ = build_view_model(session_.snapshot(), words_.catalogs(), cache_, state_.sheet);
        host_.time_s += 0.016;
        report_.clear();
        imgui_.begin_frame(host_.width, host_.height);
        draw_app(view_, state_, commands_, imgui_.fonts(), host_, &report_);
        imgui_.end_frame();
        tree_ = build_mirror(view_, state_);
    }

    Point anywhere() {
        return {static_cast<float>(rng_.unit()) * host_.width,
                static_cast<float>(rng_.unit()) * host_.height};
    }

    // Of what can be focused; the composer is always there.
    const MirrorNode& control() {
        std::vector<const MirrorNode*> nodes;
        for (const MirrorNode& node : tree_.nodes) {
            if (node.is_focusable) nodes.push_back(&node);
        }
        REQUIRE_FALSE(nodes.empty());
        return *one_of(rng_, nodes);
    }

    std::string click(Point at, const std::string& what) {
        ImGuiIO& io = ImGui::GetIO();
        io.AddMousePosEvent(at.x, at.y);
        io.AddMouseButtonEvent(0, true);
        io.AddMouseButtonEvent(0, false);
        return "click " + what;
    }

    std::string click_control() {
        const MirrorNode& node = control();
        return click(node.rect ? node.rect->center() : anywhere(), node.id);
    }

    std::string use_control() {
        const MirrorNode& node = control();
        if (node.actions.empty()) return "leave " + node.id;
        Request request{node.id, one_of(rng_, node.actions)};
        if (node.range)
            request.value = node.range->min + rng_.unit() * (node.range->max - node.range->min);
        const std::string said = std::string(action_name(request.action)) + ' ' + node.id + ' ' +
                                 std::to_string(request.value);
        perform(view_, state_, commands_, request);
        return said;
    }

    std::string stroke() {
        ImGuiIO& io = ImGui::GetIO();
        const bool on_control = rng_.below(2) == 0;
        const MirrorNode& node = control();
        const Point from = on_control && node.rect ? node.rect->center() : anywhere();
        const Point to = anywhere();
        io.AddMousePosEvent(from.x, from.y);
        io.AddMouseButtonEvent(0, true);
        frame();
        io.AddMousePosEvent((from.x + to.x) / 2, (from.y + to.y) / 2);
        frame();
        io.AddMousePosEvent(to.x, to.y);
        frame();
        io.AddMouseButtonEvent(0, false);
        return "stroke";
    }

    std::string turn_wheel() {
        const Point at = anywhere();
        ImGui::GetIO().AddMousePosEvent(at.x, at.y);
        ImGui::GetIO().AddMouseWheelEvent(0, static_cast<float>(6 - 12 * rng_.unit()));
        return "wheel";
    }

    std::string press_escape() {
        perform(view_, state_, commands_, {"app", NodeAction::dismiss});
        return "escape";
    }

    std::string say() {
        const std::string line = rng_.below(10) == 0 ? std::string(300, 'x') : one_of(rng_, lines);
        commands_.emplace_back(session::Play{});
        commands_.emplace_back(session::SendText{line});
        return "say " + line;
    }

    std::string change_screen() {
        const Screen& screen = one_of(rng_, screens);
        host_.width = screen.width;
        host_.height = screen.height;
        host_.text_scale = screen.text_scale;
        host_.has_touch = rng_.below(3) == 0;
        return "screen " + std::to_string(screen.width) + " x " + std::to_string(screen.height);
    }

    Rng rng_;
    session::Session session_;
    HeadlessImGui imgui_;
    Words3 words_{"x-double"};
    ViewCache cache_;
    ViewModel view_;
    UiState state_;
    session::Commands commands_;
    Host host_;
    TextReport report_;
    MirrorTree tree_;
};

// False at the first fault. Every other round is of the day that the page opens with, which is too
// long to be repeated from its link each time.
bool play_round(std::uint64_t seed) {
    const bool is_small = seed % 2 == 1;
    const std::string scenario = test::read_source_file(
        is_small ? "tests/data/scenarios/small_rush.json" : "public/scenarios/launch-day.json");
    Visit visit(scenario, seed);
    std::string done;  // The last deeds.
    for (int deed = 0; deed < deeds_a_round; ++deed) {
        done += "\n" + visit.act();
        done.erase(0, done.size() > 2'000 ? done.find('\n', done.size() - 2'000) : 0);
        CAPTURE(seed);
        CAPTURE(deed);
        CAPTURE(done);
        visit.go_on();
        const std::vector<std::string> faults = text_faults(visit.texts());
        for (const std::string& fault : faults) CHECK_MESSAGE(false, fault);
        if (!faults.empty()) return false;
    }
    if (is_small) visit.check_link(scenario, seed);
    return true;
}

double fuzz_seconds() {
    const char* text = std::getenv("BR_CLICK_FUZZ_SECONDS");
    return text != nullptr ? std::atof(text) : 0;
}

}  // namespace

TEST_CASE("random hands find no clipped text and lose nobody") {
    const double seconds_min = fuzz_seconds();
    const auto started = std::chrono::steady_clock::now();
    const auto played_s = [started] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    };
    for (std::uint64_t seed = 1; seed <= 2 || played_s() < seconds_min; ++seed) {
        if (!play_round(seed)) return;
    }
}
