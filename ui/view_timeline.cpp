#include <algorithm>
#include <array>

#include "ui/charts/scale.h"
#include "session/facts.h"
#include "ui/view_parts.h"

namespace br::ui {
namespace {

constexpr std::array<double, 6> speeds = {1, 10, 60, 300, 600, 3600};
constexpr int ticks_max = 5;

UnixSeconds instant_at(const session::Snapshot& snapshot, SimTime time) {
    return snapshot.start + static_cast<UnixSeconds>(to_seconds(time));
}

std::string speed_text(const ViewInput& input, bool is_slow) {
    const Words& words = input.words;
    const session::Snapshot& snapshot = input.snapshot;
    if (snapshot.is_seeking) {
        const UnixSeconds target = instant_at(snapshot, snapshot.seek_target);
        return words("ui.seeking", {{"clock", text::format_clock(words.tag(), target, false)}});
    }
    if (!is_slow) return words("ui.speed", {{"factor", words.number(snapshot.speed)}});
    return words("ui.speed.slow", {{"factor", words.number(snapshot.speed)},
                                   {"true", words.number(snapshot.speed_true)}});
}

// The same for a phone, where a second row for the bar would push the picture up. The menu of
// speeds has the whole of it.
std::string speed_short(const ViewInput& input, bool is_slow) {
    const Words& words = input.words;
    const session::Snapshot& snapshot = input.snapshot;
    const auto times = [&](double factor) {
        return words("ui.speed", {{"factor", words.number(factor)}});
    };
    if (snapshot.is_seeking) {
        const UnixSeconds target = instant_at(snapshot, snapshot.seek_target);
        return "\u2192 " + text::format_clock(words.tag(), target, false);
    }
    if (!is_slow) return times(snapshot.speed);
    return "\u2248" + times(snapshot.speed_true);
}

// How wide the speed can get, whatever the device does.
void add_speed_room(TimelineView& view, const ViewInput& input) {
    const Words& words = input.words;
    const std::string factor = words.number(input.snapshot.speed);
    const std::string times = words("ui.speed", {{"factor", factor}});
    view.speed_room = words("ui.speed.slow", {{"factor", factor}, {"true", factor}});
    view.speed_short_room = "\u2248" + times;
}

void add_speeds(TimelineView& view, const ViewInput& input) {
    const Words& words = input.words;
    for (const double factor : speeds) {
        const std::string number = std::to_string(static_cast<int>(factor));
        ControlView choice =
            control("speed." + number, words("ui.speed", {{"factor", words.number(factor)}}));
        choice.is_on = input.snapshot.speed == factor;
        view.speeds.push_back(std::move(choice));
    }
}

// The row about the report of so many orders; empty if there is none.
std::string fact_of(const ViewInput& input, const session::Milestone& mark) {
    if (!input.snapshot.facts || mark.orders_reported <= 0) return {};
    for (const session::Fact& fact : input.snapshot.facts->all()) {
        if (fact.unit == "orders" && fact.value == mark.orders_reported)
            return "truth.fact." + fact.id;
    }
    return {};
}

void add_milestones(TimelineView& view, const ViewInput& input) {
    const Words& words = input.words;
    for (const session::Milestone& mark : input.snapshot.milestones) {
        MilestoneView out;
        out.at = mark.at;
        out.is_reached = mark.reached != never;
        out.label =
            mark.orders_reported > 0 ? words.brief(mark.orders_reported) : words(mark.label);
        const std::string reported = words.brief(mark.orders_reported);
        const std::string clock =
            text::format_clock(words.tag(), instant_at(input.snapshot, mark.at), false);
        if (mark.orders_reported <= 0) {
            out.full = words("ui.milestone.event", {{"what", words(mark.label)}, {"clock", clock}});
        } else if (out.is_reached) {
            out.full = words(
                "ui.milestone.reached",
                {{"orders", reported},
                 {"clock", clock},
                 {"reached", text::format_clock(words.tag(),
                                                instant_at(input.snapshot, mark.reached), false)}});
        } else {
            out.full = words("ui.milestone.open", {{"orders", reported}, {"clock", clock}});
        }
        out.origin = control(fact_of(input, mark), out.full);
        out.go = control("milestone." + std::to_string(view.milestones.size()) + ".go",
                         words("ui.milestone.go", {{"clock", clock}}));
        out.go.is_enabled = mark.at >= 0 && mark.at <= input.snapshot.end;
        view.milestones.push_back(std::move(out));
    }
}

// Whole hours (or days) of the Shanghai clock along the scenario.
void add_ticks(TimelineView& view, const ViewInput& input) {
    const session::Snapshot& snapshot = input.snapshot;
    const double span_s = to_seconds(view.end);
    const auto step = static_cast<std::int64_t>(clock_step_s(span_s, ticks_max));
    const std::int64_t local = snapshot.start + shanghai_offset_s;
    const std::int64_t first = (step - local % step) % step;
    for (std::int64_t at = first; static_cast<double>(at) <= span_s; at += step) {
        TickView tick;
        tick.at = seconds(at);
        const UnixSeconds instant = snapshot.start + at;
        tick.label = step >= seconds_per_day
                         ? text::format_date(input.words.tag(), shanghai_day(instant))
                         : text::format_clock(input.words.tag(), instant, false);
        view.ticks.push_back(std::move(tick));
    }
}

}  // namespace

TimelineView build_timeline(const ViewInput& input) {
    const Words& words = input.words;
    const session::Snapshot& snapshot = input.snapshot;
    TimelineView view;
    view.title = words("a11y.timeline");
    view.is_playing = snapshot.is_playing;
    view.play = control("timeline.play", words(snapshot.is_playing ? "ui.pause" : "ui.play"));
    view.play.is_enabled = !snapshot.is_finished;
    view.step = control("timeline.step", words("ui.step"), words("ui.step.hint"));
    view.step.is_enabled = !snapshot.is_finished;
    view.restart = control("timeline.restart", words("ui.restart"), words("ui.restart.hint"));
    view.levers = control("timeline.levers", words("ui.levers.title"), words("ui.levers.intro"));
    view.scrub = control("timeline.scrub", words("a11y.scrub"));
    view.speed = control("timeline.speed", words("ui.speed.label"));
    view.is_slow = snapshot.is_playing && snapshot.speed_true < 0.9 * snapshot.speed;
    view.speed_text = speed_text(input, view.is_slow);
    view.speed_short = speed_short(input, view.is_slow);
    add_speed_room(view, input);
    view.now = std::max<SimTime>(snapshot.now, 0);
    view.end = std::max<SimTime>(snapshot.end, 1);
    const UnixSeconds now = instant_at(snapshot, view.now);
    view.clock = text::format_date_time(words.tag(), now);
    view.clock_short = text::format_clock(words.tag(), now, false);
    view.reported = words("ui.reported");
    view.milestones_label = words("a11y.milestones");
    add_speeds(view, input);
    add_milestones(view, input);
    add_ticks(view, input);
    return view;
}

}  // namespace br::ui
