// The parts of the view builder, one for each part of the screen.
#pragma once

#include <optional>

#include "ui/view_builder.h"
#include "ui/words.h"

namespace br::ui {

struct ViewInput {
    const session::Snapshot& snapshot;
    const Words& words;
    const Catalogs& catalogs;
    std::optional<Sheet> sheet;  // As for build_view_model.
    bool has_tables = true;

    [[nodiscard]] bool shows(Sheet which) const { return !sheet || *sheet == which; }
};

// Numbers of the whole system that several parts of the screen tell.
struct SystemNumbers {
    double asked_per_s = 0;  // First tries and retries.
    double retries_per_s = 0;
    double goodput_per_s = 0;
    double refused_per_s = 0;
    double utilization = 0;
    double headroom = 1;
    double stale_ratio = 0;  // Of the servers at work: for nobody.
};
[[nodiscard]] SystemNumbers system_numbers(const session::Snapshot& snapshot);

// A station of the picture; an empty one if the scenario has none.
[[nodiscard]] sim::StationSnapshot station_of(const session::Snapshot& snapshot, int index);

[[nodiscard]] ControlView control(std::string id, std::string label, std::string hint = {});

[[nodiscard]] OriginView origin_view(const Words& words, Origin origin, std::string_view place);

[[nodiscard]] HeaderView build_header(const ViewInput& input);
[[nodiscard]] ChatView build_chat(const ViewInput& input, ViewCache& cache);
[[nodiscard]] BackendView build_backend(const ViewInput& input);
[[nodiscard]] DashboardView build_dashboard(const ViewInput& input);
[[nodiscard]] TimelineView build_timeline(const ViewInput& input);
[[nodiscard]] LeversView build_levers(const ViewInput& input);
[[nodiscard]] BetView build_bet(const ViewInput& input);
[[nodiscard]] StudyView build_study(const ViewInput& input);
[[nodiscard]] TruthView build_truth(const ViewInput& input);
[[nodiscard]] SpeechView build_speech(const ViewInput& input);
[[nodiscard]] ActView build_act(const ViewInput& input);
[[nodiscard]] ActSheetView build_act_sheet(const ViewInput& input);
[[nodiscard]] TwinView build_twin(const ViewInput& input);
[[nodiscard]] BackendView build_other_backend(const ViewInput& input);
[[nodiscard]] LeverView build_lever(const session::LeverState& state, const Words& words);

// How long a pause has to be now, in one sentence.
[[nodiscard]] std::string pause_law(const ViewInput& input);

// How far a study is, while it runs, and what is special about it.
[[nodiscard]] std::string study_progress(const ViewInput& input);
[[nodiscard]] std::string study_note(const ViewInput& input);

// "What the visitor's own order is doing", from its phase; empty without an order.
[[nodiscard]] std::string visitor_status(const ViewInput& input);

}  // namespace br::ui
