// Policies side by side on the same rush.
#include "ui/view_parts.h"

namespace br::ui {
namespace {

constexpr std::array<std::string_view, session::study_case_count> names = {
    "ui.study.nothing",      "ui.study.more_servers",   "ui.study.deadline_drop",
    "ui.study.bounded_line", "ui.study.honest_refusal", "ui.study.waiting_room"};

}  // namespace

StudyView build_study(const ViewInput& input) {
    const Words& words = input.words;
    const session::StudyState& study = input.snapshot.study;
    StudyView view;
    view.title = words("ui.study.title");
    view.about = words("ui.study.about");
    view.origin = origin_view(words, Origin::simulated, "study");
    view.close = control("study.close", words("ui.close"));
    view.again = control("study.again", words("ui.study.again"));
    view.asked = words("ui.series.asked");
    view.in_time = words("ui.series.in_time");
    view.unit = words("ui.chart.rates");
    view.header = {view.title, words("ui.outcome.served"), words("ui.study.orders")};
    if (study.kind != session::StudyKind::policies) return view;
    view.progress = study_progress(input);
    view.note = study_note(input);
    view.times_s = study.times_s;
    view.offered_per_s = study.offered_per_s;
    const auto served_text = [&](const session::StudyRun& run) {
        return words("ui.study.served",
                     {{"served", words.number(static_cast<double>(run.served))},
                      {"orders", words.number(static_cast<double>(run.orders))}});
    };
    for (std::size_t i = 0; i < study.runs.size(); ++i) {
        const session::StudyRun& run = study.runs[i];
        view.runs.push_back({words(names[i]), words.percent(run.served_ratio), served_text(run),
                             run.goodput_per_s});
    }
    if (study.is_running || view.runs.size() != names.size()) return view;
    // More servers are no policy: among the others, the best against never saying no.
    std::size_t best = 2;
    for (std::size_t i = 3; i < study.runs.size(); ++i) {
        if (study.runs[i].served > study.runs[best].served) best = i;
    }
    view.result = words("ui.study.result",
                        {{"orders", words.number(static_cast<double>(study.runs[0].orders))},
                         {"none", words.number(static_cast<double>(study.runs[0].served))},
                         {"best", words.number(static_cast<double>(study.runs[best].served))},
                         {"policy", view.runs[best].name}});
    return view;
}

}  // namespace br::ui
