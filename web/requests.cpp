#include "web/requests.h"

#include <array>
#include <cstddef>

#include "base/sim_time.h"

namespace br::web {

namespace {

enum class Word : std::uint8_t {
    play,
    pause,
    restart,
    skip,
    go_to_act,
    set_language,
    set_speed,
    seek,
    set_lever
};
constexpr std::array<std::string_view, 9> command_words = {"play",      "pause",     "restart",
                                                           "skip",      "go_to_act", "set_language",
                                                           "set_speed", "seek",      "set_lever"};
constexpr std::array<std::string_view, 3> language_words = {"ms", "en", "zh"};
constexpr std::array<std::string_view, 5> action_words = {"press", "set", "focus", "blur",
                                                          "dismiss"};
constexpr double lever_max = 1e9;              // The session clamps to the lever's own range.
constexpr double seek_s_max = 180.0 * 86'400;  // The longest scenario.

session::Command command_of(Word word, JsonReader& root) {
    switch (word) {
        case Word::play:
            return session::Play{};
        case Word::pause:
            return session::Pause{};
        case Word::restart:
            return session::Restart{};
        case Word::skip:
            return session::SkipSlowMotion{};
        case Word::go_to_act:
            return session::GoToAct{
                static_cast<int>(root.integer("act", IntegerRange{.min = 1, .max = 7}))};
        case Word::set_language:
            return session::SetLanguage{
                static_cast<chat::Language>(root.choice("language", language_words))};
        case Word::set_speed:
            return session::SetSpeed{root.number("factor", {.min = 1, .max = 3600})};
        case Word::seek:
            return session::SeekTo{
                from_seconds(root.number("at_s", {.min = 0, .max = seek_s_max}))};
        case Word::set_lever:
            return session::SetLever{
                static_cast<session::Lever>(root.choice("lever", session::lever_names)),
                root.number("value", {.min = 0, .max = lever_max})};
    }
    return session::Pause{};
}

}  // namespace

Result<ControlRequest, std::vector<Fault>> read_control_request(std::string_view json) {
    JsonDocument document = parse_json(json);
    JsonReader root = document.reader();
    ControlRequest request;
    request.id = root.text("id");
    request.action = *ui::action_from_name(action_words[root.choice("action", action_words)]);
    if (request.action == ui::NodeAction::set) request.value = root.number("value");
    root.finish();
    if (!document.faults().empty()) return Unexpected{document.faults()};
    return request;
}

Result<session::Command, std::vector<Fault>> read_command(std::string_view json) {
    JsonDocument document = parse_json(json);
    JsonReader root = document.reader();
    const auto word = static_cast<Word>(root.choice("command", command_words));
    const session::Command command = command_of(word, root);
    root.finish();
    if (!document.faults().empty()) return Unexpected{document.faults()};
    return command;
}

}  // namespace br::web
