// How true all of it is: what was reported, what was assumed and why, what is simulated, and what
// the model leaves out (docs/model.md says it at length).
#include "session/facts.h"
#include "ui/view_parts.h"

namespace br::ui {
namespace {

constexpr int left_out = 6;

constexpr std::array<std::string_view, 3> confidences = {
    "facts.confidence_article", "facts.confidence_official", "facts.confidence_outlet"};

// The numbers of the page, and what was said about dates and the pause.
bool is_shown(const session::Fact& fact) {
    return fact.value.has_value() || fact.topic == "pause" || fact.topic == "dates";
}

std::string value_text(const Words& words, double value, std::string_view unit) {
    if (unit == "s") return words.duration(value);
    if (unit == "ratio") return words.percent(value);
    return words.number(value);
}

TruthSectionView reported(const ViewInput& input) {
    const Words& words = input.words;
    TruthSectionView section;
    section.origin = Origin::reported;
    section.title = words("ui.truth.reported.title");
    section.text = words("ui.truth.reported");
    if (!input.snapshot.facts) return section;
    for (const session::Fact& fact : input.snapshot.facts->all()) {
        if (!is_shown(fact)) continue;
        const std::string source =
            fact.source == session::source_press ? words("facts.source_press") : fact.source;
        section.rows.push_back(
            {"truth.fact." + fact.id, words("facts." + fact.id),
             words(
                 "ui.truth.source",
                 {{"source", source},
                  {"date", text::format_date(words.tag(), fact.day)},
                  {"confidence", words(confidences[static_cast<std::size_t>(fact.confidence)])}})});
    }
    return section;
}

TruthSectionView assumed(const ViewInput& input) {
    const Words& words = input.words;
    TruthSectionView section;
    section.origin = Origin::assumed;
    section.title = words("ui.truth.assumed.title");
    section.text = words("ui.truth.assumed");
    if (!input.snapshot.facts) return section;
    for (const session::Assumption& one : input.snapshot.facts->assumptions()) {
        section.rows.push_back(
            {"truth.assumption." + one.id,
             words("assumed." + one.id, {{"value", value_text(words, one.value, one.unit)}}),
             words("assumed." + one.id + ".why")});
    }
    return section;
}

TruthSectionView simulated(const ViewInput& input) {
    TruthSectionView section;
    section.origin = Origin::simulated;
    section.title = input.words("ui.truth.simulated.title");
    section.text = input.words(
        "ui.truth.simulated",
        {{"scenario", input.snapshot.scenario_id}, {"seed", std::to_string(input.snapshot.seed)}});
    return section;
}

TruthSectionView left_out_of_it(const Words& words) {
    TruthSectionView section;
    section.has_origin = false;
    section.title = words("ui.truth.left");
    section.text = words("ui.truth.left.about");
    for (int i = 1; i <= left_out; ++i)
        section.rows.push_back({"", words("ui.truth.left." + std::to_string(i)), ""});
    return section;
}

constexpr std::array<std::string_view, origin_count> origin_words = {"ui.reported", "ui.assumed",
                                                                     "ui.simulated"};

}  // namespace

std::string_view origin_id(Origin origin) {
    constexpr std::array<std::string_view, origin_count> ids = {"truth.reported", "truth.assumed",
                                                                "truth.simulated"};
    return ids[static_cast<std::size_t>(origin)];
}

OriginView origin_view(const Words& words, Origin origin, std::string_view place) {
    std::string id(origin_id(origin));
    id += '.';
    id += place;
    return {origin, control(std::move(id), words(origin_words[static_cast<std::size_t>(origin)]),
                            words("ui.truth.title"))};
}

TruthView build_truth(const ViewInput& input) {
    const Words& words = input.words;
    TruthView view;
    view.title = words("ui.truth.title");
    view.intro = words("ui.truth.intro");
    view.close = control("truth.close", words("ui.close"));
    view.sections = {reported(input), assumed(input), simulated(input), left_out_of_it(words)};
    return view;
}

}  // namespace br::ui
