// Two worlds: the same crowd met by other levers, side by side.
#include <algorithm>

#include "ui/view_parts.h"

namespace br::ui {
namespace {

struct Side {
    double served = 0;
    double refused = 0;
    double gave_up = 0;
    double stale = 0;
    double waiting = 0;
    double retries_per_s = 0;
};

Side side_of(const session::Snapshot& snapshot, const sim::Counts& base) {
    const sim::Counts& now = snapshot.backend.counts;
    const auto since = [](std::uint64_t to, std::uint64_t from) {
        return static_cast<double>(to - std::min(from, to));
    };
    Side side;
    side.served = since(now.served, base.served);
    side.refused =
        since(now.shed + now.blocked + now.balked, base.shed + base.blocked + base.balked);
    side.gave_up = since(now.timed_out + now.reneged, base.timed_out + base.reneged);
    side.stale = since(now.stale, base.stale);
    side.waiting = static_cast<double>(station_of(snapshot, snapshot.parts.model).waiting);
    side.retries_per_s = snapshot.backend.rates.retry_rate_per_s;
    return side;
}

// Less is better of everything but what is served; what differs by little is no difference.
int better_of(double left, double right, bool is_more_better) {
    if (std::min(left, right) > 0.95 * std::max(left, right)) return -1;
    return (left < right) == is_more_better ? 1 : 0;
}

void add_row(TwinView& view, const Words& words, std::string_view key, double left, double right,
             bool is_rate = false) {
    TwinRowView row;
    row.label = words(key);
    const auto text = [&](double value) {
        return is_rate ? words("ui.rate", {{"rate", words.rate(value)}}) : words.number(value);
    };
    row.values = {text(left), text(right)};
    row.better = better_of(left, right, false);
    view.rows.push_back(std::move(row));
}

}  // namespace

TwinView build_twin(const ViewInput& input) {
    const Words& words = input.words;
    const session::TwinState& twin = input.snapshot.twin;
    TwinView view;
    view.title = words("ui.twin.open");
    view.close = control("twin.close", words("ui.close"));
    view.origin = origin_view(words, Origin::simulated, "twin");
    view.is_on = twin.other != nullptr;
    const auto offer = [&](const char* id, std::string_view key, session::Command command) {
        view.choices.push_back(control(id, words(key)));
        view.commands.push_back(std::move(command));
    };
    offer("twin.never_refuses", "ui.twin.start.never_refuses",
          session::StartTwin{session::TwinKind::never_refuses});
    offer("twin.as_it_is", "ui.twin.start.as_it_is",
          session::StartTwin{session::TwinKind::as_it_is});
    if (!view.is_on) return view;
    offer("twin.end", "ui.twin.end", session::EndTwin{});
    const bool is_open = twin.kind == session::TwinKind::never_refuses;
    view.titles = {words(is_open ? "ui.twin.opened" : "ui.twin.kept"), words("ui.twin.now")};
    const Side left = side_of(*twin.other, twin.base);
    const Side right = side_of(input.snapshot, twin.base);
    view.served = {words.number(left.served), words.number(right.served)};
    const auto since = input.snapshot.start + static_cast<UnixSeconds>(to_seconds(twin.since));
    view.served_label =
        words("ui.twin.served", {{"clock", text::format_clock(words.tag(), since, false)}});
    view.sentence =
        better_of(left.served, right.served, true) < 0
            ? words("ui.twin.same")
            : words("ui.twin.sentence", {{"left", view.served[0]}, {"right", view.served[1]}});
    add_row(view, words, "ui.outcome.waiting", left.waiting, right.waiting);
    add_row(view, words, "ui.outcome.refused", left.refused, right.refused);
    add_row(view, words, "ui.outcome.failed", left.gave_up, right.gave_up);
    add_row(view, words, "ui.outcome.nobody", left.stale, right.stale);
    add_row(view, words, "ui.outcome.again", left.retries_per_s, right.retries_per_s, true);
    const ViewInput other{*twin.other, words, input.catalogs, {}};
    view.orders = {visitor_status(other), visitor_status(input)};
    return view;
}

BackendView build_other_backend(const ViewInput& input) {
    if (input.snapshot.twin.other == nullptr) return {};
    return build_backend({*input.snapshot.twin.other, input.words, input.catalogs, {}});
}

}  // namespace br::ui
