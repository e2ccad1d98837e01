#include "ui/view_builder.h"

#include <algorithm>

#include "base/check.h"
#include "ui/view_parts.h"

namespace br::ui {
namespace {

constexpr int act_of_bet = 3;

// The catalog of the page's language, or of any other that has come so far.
const text::Catalog* catalog_or_other(const Catalogs& catalogs, chat::Language language) {
    if (const text::Catalog* own = catalogs.of(language)) return own;
    if (const text::Catalog* english = catalogs.of(chat::Language::en)) return english;
    for (const text::Catalog* any : catalogs.by_language) {
        if (any != nullptr) return any;
    }
    return nullptr;
}

// The ways to the large sheets, and the content of those that are shown.
void add_sheets(ViewModel& view, const ViewInput& input) {
    if (input.shows(Sheet::bet)) view.bet = build_bet(input);
    if (input.shows(Sheet::study)) view.study = build_study(input);
    if (input.shows(Sheet::truth)) view.truth = build_truth(input);
    if (input.shows(Sheet::act)) view.act_sheet = build_act_sheet(input);
    if (input.shows(Sheet::twin)) {
        view.twin = build_twin(input);
        view.other_backend = build_other_backend(input);
    }
    view.bet.is_offered = input.snapshot.act == act_of_bet;
    view.bet.open = control("bet.open", input.words("ui.bet.title"));
    view.truth.open =
        control("truth.open", input.words("ui.truth.title"), input.words("ui.truth.intro"));
    view.study.has_runs = input.snapshot.study.kind == session::StudyKind::policies &&
                          !input.snapshot.study.runs.empty();
    view.twin.is_on = input.snapshot.twin.other != nullptr;
}

void add_page_words(ViewModel& view, const ViewInput& input) {
    const Words& words = input.words;
    view.share = control("share", words("ui.share"));
    view.theme = control("theme", words("ui.theme.switch"));
    view.themes = {words("ui.theme.light"), words("ui.theme.dark"), words("ui.theme.projector"),
                   words("ui.theme.contrast")};
    view.tabs = {control("tab.chat", words("ui.chat.title")),
                 control("tab.backend", words("ui.backend.title")),
                 control("tab.numbers", words("ui.numbers.title"))};
    view.tabs_label = words("a11y.tabs");
    view.about = words("a11y.about");
    for (const session::Message& notice : input.snapshot.notices) {
        view.notices.push_back(words(notice));
    }
    for (const session::LeverState& lever : input.snapshot.levers) {
        if (lever.value != lever.initial) {
            view.undo_levers.push_back(session::SetLever{lever.lever, lever.initial});
        }
    }
}

}  // namespace

ControlView control(std::string id, std::string label, std::string hint) {
    ControlView view;
    view.id = std::move(id);
    view.label = std::move(label);
    view.hint = std::move(hint);
    return view;
}

void restrict_view(ViewModel& view, const UiState& state) {
    if (state.has_levers && !state.is_locked) return;
    view.timeline.levers.is_enabled = false;
    // Steps, words and goals move levers too; the two worlds do not.
    if (view.act.open.id == "act.open") view.act.open.is_enabled = false;
    if (view.dashboard.advice.control) view.dashboard.advice.control->is_enabled = false;
    if (!state.is_locked) return;
    for (ControlView& act : view.header.acts) act.is_enabled = false;
    for (ControlView& language : view.header.languages) language.is_enabled = false;
    view.act.story.is_enabled = false;
    view.timeline.restart.is_enabled = false;
}

sim::StationSnapshot station_of(const session::Snapshot& snapshot, int index) {
    const auto& stations = snapshot.backend.stations;
    if (index < 0 || static_cast<std::size_t>(index) >= stations.size()) return {};
    return stations[static_cast<std::size_t>(index)];
}

SystemNumbers system_numbers(const session::Snapshot& snapshot) {
    const sim::Rates& rates = snapshot.backend.rates;
    const sim::StationSnapshot model = station_of(snapshot, snapshot.parts.model);
    SystemNumbers numbers;
    numbers.asked_per_s = rates.attempt_rate_per_s;
    numbers.retries_per_s = rates.retry_rate_per_s;
    numbers.goodput_per_s = rates.goodput_per_s;
    numbers.refused_per_s = rates.refused_per_s;
    numbers.utilization = std::clamp(model.utilization_recent, 0.0, 1.0);
    numbers.headroom = 1 - numbers.utilization;
    if (model.busy > 0) {
        numbers.stale_ratio =
            static_cast<double>(model.busy_stale) / static_cast<double>(model.busy);
    }
    return numbers;
}

ViewModel build_view_model(const session::Snapshot& snapshot, const Catalogs& catalogs,
                           ViewCache& cache, std::optional<Sheet> sheet, bool has_tables) {
    ViewModel view;
    view.sheet = sheet;
    const text::Catalog* catalog = catalog_or_other(catalogs, snapshot.language);
    view.is_pending = catalogs.of(snapshot.language) == nullptr;
    view.language = language_tag(snapshot.language);
    BR_CHECK(catalog != nullptr);
    if (view.is_pending) view.language = catalog->tag();
    if (cache.language != view.language) {
        cache.lines.clear();
        cache.language = view.language;
    }
    const Words words(*catalog, view.language);
    const ViewInput input{snapshot, words, catalogs, sheet, has_tables};
    view.header = build_header(input);
    view.chat = build_chat(input, cache);
    view.backend = build_backend(input);
    view.dashboard = build_dashboard(input);
    view.timeline = build_timeline(input);
    view.levers = build_levers(input);
    view.act = build_act(input);
    add_sheets(view, input);
    view.speech = build_speech(input);
    add_page_words(view, input);
    return view;
}

}  // namespace br::ui
