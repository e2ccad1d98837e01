// A conversation for tests: a session on a small scenario, driven line by line.
#pragma once

#include <string>
#include <string_view>

#include "session/message_text.h"
#include "session/session.h"
#include "support/files.h"

namespace br::test {

inline text::Catalog read_catalog(std::string_view tag) {
    const std::string path = "public/locales/" + std::string(tag) + ".json";
    auto catalog = text::Catalog::read(read_source_file(path));
    if (!catalog) FAIL(to_text(catalog.error()));
    return std::move(catalog).value();
}

inline session::Session make_session(chat::Language language = chat::Language::en) {
    const std::string scenario = read_source_file("tests/data/scenarios/small_rush.json");
    const std::string facts = read_source_file("public/facts.json");
    auto made = session::Session::create(
        {.scenario_json = scenario, .facts_json = facts, .seed = {}, .language = language});
    if (!made) FAIL(to_text(made.error()));
    return std::move(made).value();
}

class Talk {
  public:
    explicit Talk(SimTime at = 0, chat::Language language = chat::Language::en)
        : session(make_session(language)) {
        session.advance_to(at);
    }

    // Says a line and returns the keys of the bot's answer, with a blank after each.
    std::string say(const std::string& line) {
        return answer_of([&] { session.apply(session::SendText{line}); });
    }
    std::string press(const std::string& id) {
        return answer_of([&] { session.apply(session::PressQuickReply{id}); });
    }
    // Lets time pass until the order has ended, and returns what the bot said meanwhile.
    std::string wait_for_order() {
        return answer_of([&] {
            const SimTime last = session.simulation().now() + hours(1);
            while (session.is_order_open() && session.simulation().now() < last)
                session.advance_to(session.simulation().now() + milliseconds(100));
        });
    }
    // Says the line that sends the order off, and waits for its end.
    std::string order_with(const std::string& line) {
        const std::string keys = say(line);
        return keys + wait_for_order();
    }
    std::string wait(SimDuration time) {
        return answer_of([&] { session.advance_to(session.simulation().now() + time); });
    }
    [[nodiscard]] std::string last_text(const text::Catalog& catalog) const {
        return to_text(session.snapshot().chat.back(), catalog);
    }

    session::Session session;

  private:
    template <class Act>
    std::string answer_of(Act act) {
        const std::uint32_t before = session.snapshot().chat.back().id;
        act();
        std::string keys;
        for (const session::ChatLine& line : session.snapshot().chat) {
            if (line.id <= before || line.speaker == session::Speaker::visitor) continue;
            for (const session::Message& message : line.messages) keys += message.key + " ";
        }
        return keys;
    }
};

}  // namespace br::test
