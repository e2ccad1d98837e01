#include <algorithm>

#include "ui/view_parts.h"

namespace br::ui {
namespace {

using session::act_count;

std::string act_key(int act, std::string_view part) {
    return "act." + std::to_string(act) + "." + std::string(part);
}

// Every act's sentence may use any of these numbers; all come from the simulation.
std::string sentence(const ViewInput& input, int act) {
    const SystemNumbers numbers = system_numbers(input.snapshot);
    const sim::Counts& counts = input.snapshot.backend.counts;
    const Words& words = input.words;
    const double ended = static_cast<double>(counts.served + counts.lost);
    const double served_ratio = ended > 0 ? static_cast<double>(counts.served) / ended : 1;
    return words(act_key(act, "sentence"),
                 {{"asked", words.rate(numbers.asked_per_s)},
                  {"goodput", words.rate(numbers.goodput_per_s)},
                  {"capacity", words.rate(input.snapshot.capacity_per_s)},
                  {"retries", words.rate(numbers.retries_per_s)},
                  {"refused", words.rate(numbers.refused_per_s)},
                  {"headroom", words.percent(numbers.headroom)},
                  {"stale", words.percent(numbers.stale_ratio)},
                  {"served", words.brief(static_cast<double>(counts.served))},
                  {"served_ratio", words.percent(served_ratio)},
                  {"orbit", words.brief(static_cast<double>(input.snapshot.backend.orbit))}});
}

}  // namespace

HeaderView build_header(const ViewInput& input) {
    const Words& words = input.words;
    HeaderView view;
    view.brand = words("ui.brand");
    view.act = std::clamp(input.snapshot.act, 1, act_count);
    for (int act = 1; act <= act_count; ++act) {
        const std::string number = std::to_string(act);
        ControlView step = control(
            "act." + number, words(act_key(act, "title")),
            words("a11y.act", {{"number", number}, {"title", words(act_key(act, "title"))}}));
        step.is_on = act == view.act;
        view.acts.push_back(std::move(step));
    }
    view.headline = words(act_key(view.act, "title"));
    view.sentence = sentence(input, view.act);
    view.acts_label = words("a11y.acts");
    view.language_label = words("a11y.languages");
    constexpr std::array<chat::Language, 3> order = {chat::Language::ms, chat::Language::en,
                                                     chat::Language::zh};
    // A language is always written in itself, so these words are the same in every locale.
    constexpr std::array<std::string_view, 3> keys = {"ui.language.ms", "ui.language.en",
                                                      "ui.language.zh"};
    constexpr std::array<std::string_view, 3> names = {"a11y.language.ms", "a11y.language.en",
                                                       "a11y.language.zh"};
    for (std::size_t i = 0; i < order.size(); ++i) {
        ControlView language = control("language." + std::string(language_tag(order[i])),
                                       words(keys[i]), words(names[i]));
        language.is_on = input.snapshot.language == order[i];
        view.languages.push_back(std::move(language));
    }
    return view;
}

}  // namespace br::ui
