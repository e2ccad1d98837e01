// The whole interface without a browser: frames, pointer and the mirror's requests, for tests.
#pragma once

#include <doctest/doctest.h>
#include <imgui.h>

#include <string>
#include <string_view>

#include "ui/actions.h"
#include "ui/app.h"
#include "ui/support/fake_font.h"
#include "ui/support/fixture.h"

namespace br::ui::testing {

struct Page {
    HeadlessImGui imgui;
    Words3 words;
    session::Snapshot snapshot = crowded_moment(chat::Language::en);
    ViewModel view = view_of(snapshot, words.catalogs());
    UiState state;
    session::Commands commands;
    Host host;
    FrameResult result;

    void frame() {
        host.time_s += 0.016;
        imgui.begin_frame(host.width, host.height);
        result = draw_app(view, state, commands, imgui.fonts(), host);
        imgui.end_frame();
    }
    void move(Point at) { ImGui::GetIO().AddMousePosEvent(at.x, at.y); }
    void button(bool is_down) { ImGui::GetIO().AddMouseButtonEvent(0, is_down); }
    void click(Point at) {
        move(at);
        frame();
        button(true);
        frame();
        button(false);
        frame();
    }
    void click(const std::string& id) {
        frame();
        const auto place = state.places.find(id);
        CAPTURE(id);
        REQUIRE(place != state.places.end());
        click(place->second.rect.center());
    }
    bool use(std::string_view id, NodeAction action = NodeAction::press, double value = 0) {
        return perform(view, state, commands, {std::string(id), action, value});
    }
};

template <class Command>
const Command* only(const session::Commands& commands) {
    return commands.size() == 1 ? std::get_if<Command>(&commands.front()) : nullptr;
}

}  // namespace br::ui::testing
