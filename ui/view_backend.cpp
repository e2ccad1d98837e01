#include <algorithm>
#include <array>

#include "sim/scenario.h"
#include "ui/view_parts.h"

namespace br::ui {
namespace {

constexpr double marks_in_line_max = 200;
constexpr double marks_in_crowd_max = 150;
constexpr double crowd_window_s = 10;  // "Just come" in the crowd.

struct Numbers {
    SystemNumbers system;
    sim::StationSnapshot model;
    sim::StationSnapshot ledger;
    sim::StationSnapshot shops;
    double waiting_stale_ratio = 0;
    double people_per_mark = 1;
    double people_per_crowd_mark = 1;
    bool is_door_limited = false;
    bool is_line_full = false;
    bool is_refusing = false;  // More than one in a hundred.
};

// The smallest of 1, 2, 5, 10, 20, … of which at most marks_max make so many people.
double people_per_mark(double people, double marks_max) {
    for (double power = 1; power < 1e9; power *= 10) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            if (people <= factor * power * marks_max) return factor * power;
        }
    }
    return 1e9;
}

double crowd_people(double new_per_s, double orbit) {
    return new_per_s * crowd_window_s + orbit;
}

// Scales follow the most there has been in the run so far and not the moment, so that they do not
// jump back and forth.
void add_scales(Numbers& numbers, const session::Snapshot& snapshot) {
    auto line = static_cast<double>(numbers.model.waiting);
    double crowd = crowd_people(snapshot.backend.rates.arrival_rate_per_s,
                                static_cast<double>(snapshot.backend.orbit));
    for (const session::SeriesPoint& point : snapshot.series) {
        line = std::max(line, point.waiting);
        crowd = std::max(crowd, crowd_people(point.asked_per_s - point.retries_per_s, point.orbit));
    }
    numbers.people_per_mark = people_per_mark(line, marks_in_line_max);
    numbers.people_per_crowd_mark = people_per_mark(crowd, marks_in_crowd_max);
}

bool is_lever_on(const session::Snapshot& snapshot, session::Lever lever) {
    for (const session::LeverState& state : snapshot.levers) {
        if (state.lever == lever) return state.value > 0;
    }
    return false;
}

Numbers collect(const session::Snapshot& snapshot) {
    Numbers numbers;
    numbers.system = system_numbers(snapshot);
    numbers.model = station_of(snapshot, snapshot.parts.model);
    numbers.ledger = station_of(snapshot, snapshot.parts.ledger);
    numbers.shops = station_of(snapshot, snapshot.parts.shops);
    const auto waiting = static_cast<double>(numbers.model.waiting);
    if (waiting > 0) {
        numbers.waiting_stale_ratio = static_cast<double>(numbers.model.waiting_stale) / waiting;
    }
    add_scales(numbers, snapshot);
    const auto room = numbers.model.line_max;
    numbers.is_refusing =
        numbers.system.refused_per_s > 0.01 * std::max(numbers.system.asked_per_s, 1e-9);
    numbers.is_line_full = room < sim::unlimited && waiting >= 0.98 * static_cast<double>(room);
    numbers.is_door_limited = is_lever_on(snapshot, session::Lever::bounded_line) ||
                              is_lever_on(snapshot, session::Lever::deadline_drop) ||
                              is_lever_on(snapshot, session::Lever::waiting_room);
    return numbers;
}

VisitorPlace place_of(const session::Snapshot& snapshot) {
    using Phase = sim::VisitorPhase;
    if (!snapshot.visitor.has_order) return VisitorPlace::none;
    const sim::VisitorState& state = snapshot.visitor.state;
    switch (state.phase) {
        case Phase::on_the_way:
        case Phase::held:
            return VisitorPlace::crowd;
        case Phase::waiting:
        case Phase::in_service:
            if (state.station == snapshot.parts.ledger) return VisitorPlace::ledger;
            if (state.station == snapshot.parts.shops) return VisitorPlace::shops;
            return state.phase == Phase::waiting ? VisitorPlace::line : VisitorPlace::model;
        case Phase::in_orbit:
            return VisitorPlace::orbit;
        case Phase::served:
            return VisitorPlace::served;
        case Phase::refused:
        case Phase::timed_out:
        case Phase::gave_up:
        case Phase::failed:
            return VisitorPlace::gone;
    }
    return VisitorPlace::none;
}

PictureView build_picture(const session::Snapshot& snapshot, const Numbers& numbers) {
    const sim::Rates& rates = snapshot.backend.rates;
    PictureView view;
    view.people_per_mark = numbers.people_per_mark;
    view.people_per_crowd_mark = numbers.people_per_crowd_mark;
    view.crowd_new = rates.arrival_rate_per_s * crowd_window_s;
    view.arrival_rate_per_s = rates.arrival_rate_per_s;
    view.retry_rate_per_s = rates.retry_rate_per_s;
    view.refused_rate_per_s = rates.refused_per_s;
    view.capacity_per_s = snapshot.capacity_per_s;
    view.done_rate_per_s = numbers.model.throughput_per_s;
    view.goodput_per_s = rates.goodput_per_s;
    view.line_length = static_cast<double>(numbers.model.waiting);
    view.line_room = numbers.model.line_max > 0 && numbers.model.line_max < 1'000'000'000'000
                         ? static_cast<double>(numbers.model.line_max)
                         : 0;
    view.stale_ratio = numbers.waiting_stale_ratio;
    view.orbit = static_cast<double>(snapshot.backend.orbit);
    view.servers = static_cast<double>(std::max<std::int64_t>(numbers.model.servers, 1));
    view.servers_busy = static_cast<double>(numbers.model.busy);
    view.servers_stale = static_cast<double>(numbers.model.busy_stale);
    view.ledger_utilization = std::clamp(numbers.ledger.utilization_recent, 0.0, 1.0);
    view.shops = static_cast<double>(std::max<std::int64_t>(numbers.shops.servers, 1));
    view.shops_busy = static_cast<double>(numbers.shops.busy);
    view.time_scale = snapshot.is_playing ? snapshot.speed_true : 0;
    view.is_door_closed = snapshot.issuing_paused;
    view.is_door_limited = numbers.is_door_limited || numbers.is_line_full || numbers.is_refusing;
    view.visitor = place_of(snapshot);
    if (view.visitor == VisitorPlace::line && view.line_length > 0) {
        const double ahead = static_cast<double>(snapshot.visitor.state.ahead);
        view.visitor_ratio = std::clamp(1 - ahead / view.line_length, 0.0, 1.0);
    }
    return view;
}

PartView part(const Words& words, std::string_view id) {
    const std::string key = "ui.part." + std::string(id);
    PartView view;
    view.control = control("part." + std::string(id), words(key), words(key + ".about"));
    return view;
}

void add_fact(PartView& view, const Words& words, std::string_view key, std::string value) {
    view.facts.push_back({words(key), std::move(value)});
}

std::string per_second(const Words& words, double rate) {
    return words("ui.rate", {{"rate", words.rate(rate)}});
}

PartView build_crowd(const ViewInput& input, const Numbers& numbers) {
    const Words& words = input.words;
    const sim::Rates& rates = input.snapshot.backend.rates;
    PartView view = part(words, "crowd");
    view.figure = per_second(words, rates.arrival_rate_per_s);
    view.note = words("ui.part.crowd.note");
    add_fact(view, words, "ui.fact.first_tries", per_second(words, rates.arrival_rate_per_s));
    add_fact(view, words, "ui.fact.retries", per_second(words, rates.retry_rate_per_s));
    add_fact(view, words, "ui.fact.orbit",
             words.brief(static_cast<double>(input.snapshot.backend.orbit)));
    add_fact(view, words, "ui.fact.mark",
             words("ui.value.people", {{"count", words.number(numbers.people_per_crowd_mark)}},
                   numbers.people_per_crowd_mark));
    return view;
}

PartView build_door(const ViewInput& input, const Numbers& numbers) {
    const Words& words = input.words;
    PartView view = part(words, "door");
    std::string_view state = "ui.part.door.open";
    if (numbers.is_refusing) state = "ui.part.door.refusing";
    if (numbers.is_line_full) state = "ui.part.door.full";
    if (numbers.is_door_limited && !numbers.is_line_full) state = "ui.part.door.limited";
    if (input.snapshot.issuing_paused) state = "ui.part.door.closed";
    view.figure = words(state);
    view.note = words("ui.part.door.note", {{"rate", words.rate(numbers.system.refused_per_s)}});
    const sim::Counts& counts = input.snapshot.backend.counts;
    const auto refused = static_cast<double>(counts.shed + counts.blocked + counts.balked);
    add_fact(view, words, "ui.fact.refused_now", per_second(words, numbers.system.refused_per_s));
    add_fact(view, words, "ui.fact.refused_total", words.brief(refused));
    return view;
}

PartView build_queue(const ViewInput& input, const Numbers& numbers) {
    const Words& words = input.words;
    PartView view = part(words, "line");
    const auto waiting = static_cast<double>(numbers.model.waiting);
    view.figure = waiting > 0 ? words("ui.part.line.figure",
                                      {{"count", words.brief(waiting)},
                                       {"wait", words.duration(numbers.model.wait_estimate_s)}},
                                      waiting)
                              : words("ui.part.line.empty");
    view.note =
        numbers.model.waiting_stale > 0
            ? words("ui.part.line.left", {{"percent", words.percent(numbers.waiting_stale_ratio)}})
            : words("ui.part.line.nobody_left");
    add_fact(view, words, "ui.fact.waiting", words.number(waiting));
    add_fact(view, words, "ui.fact.left",
             words.number(static_cast<double>(numbers.model.waiting_stale)));
    add_fact(view, words, "ui.fact.wait_now", words.duration(numbers.model.wait_estimate_s));
    return view;
}

PartView build_model(const ViewInput& input, const Numbers& numbers) {
    const Words& words = input.words;
    PartView view = part(words, "model");
    const auto servers = static_cast<double>(numbers.model.servers);
    view.control.label =
        words("ui.part.model.servers", {{"count", words.number(servers)}}, servers);
    view.figure = words("ui.busy", {{"percent", words.percent(numbers.system.utilization)}});
    view.note =
        words("ui.part.model.stale", {{"percent", words.percent(numbers.system.stale_ratio)}});
    add_fact(view, words, "ui.fact.capacity", per_second(words, input.snapshot.capacity_per_s));
    add_fact(view, words, "ui.fact.done", per_second(words, numbers.model.throughput_per_s));
    add_fact(view, words, "ui.fact.in_time", per_second(words, numbers.model.goodput_per_s));
    return view;
}

PartView build_ledger(const ViewInput& input, const Numbers& numbers) {
    const Words& words = input.words;
    PartView view = part(words, "ledger");
    view.figure = words.percent(numbers.ledger.utilization_recent);
    view.note = words("ui.part.ledger.note");
    const sim::CampaignSnapshot& campaign = input.snapshot.backend.campaign;
    add_fact(view, words, "ui.fact.redeemed", words.brief(static_cast<double>(campaign.redeemed)));
    add_fact(view, words, "ui.fact.held", words.brief(static_cast<double>(campaign.held)));
    add_fact(view, words, "ui.fact.valid_to",
             text::format_date(words.tag(), input.snapshot.coupons_valid_to_day));
    return view;
}

PartView build_shops(const ViewInput& input, const Numbers& numbers) {
    const Words& words = input.words;
    PartView view = part(words, "shops");
    view.figure = per_second(words, numbers.system.goodput_per_s);
    view.note = words("ui.part.shops.note");
    const sim::Counts& counts = input.snapshot.backend.counts;
    add_fact(view, words, "ui.fact.served_total", words.brief(static_cast<double>(counts.served)));
    add_fact(view, words, "ui.fact.busy", words.percent(numbers.shops.utilization_recent));
    return view;
}

PartView build_orbit(const ViewInput& input, const Numbers& numbers) {
    const Words& words = input.words;
    PartView view = part(words, "orbit");
    view.figure =
        words("ui.part.orbit.figure", {{"rate", words.rate(numbers.system.retries_per_s)}});
    const double share = numbers.system.asked_per_s > 0
                             ? numbers.system.retries_per_s / numbers.system.asked_per_s
                             : 0;
    add_fact(view, words, "ui.fact.orbit",
             words.brief(static_cast<double>(input.snapshot.backend.orbit)));
    add_fact(view, words, "ui.fact.retry_share", words.percent(share));
    return view;
}

}  // namespace

std::string visitor_status(const ViewInput& input) {
    using Phase = sim::VisitorPhase;
    if (!input.snapshot.visitor.has_order) return {};
    const sim::VisitorState& state = input.snapshot.visitor.state;
    const Words& words = input.words;
    const auto ahead = static_cast<double>(state.ahead);
    switch (state.phase) {
        case Phase::on_the_way:
            return words("ui.you.on_the_way");
        case Phase::held:
            return words("ui.you.held", {{"ahead", words.number(ahead)}}, ahead);
        case Phase::waiting:
            return words(
                "ui.you.waiting",
                {{"ahead", words.number(ahead)}, {"wait", words.duration(state.wait_estimate_s)}},
                ahead);
        case Phase::in_service:
            return words("ui.you.in_service");
        case Phase::in_orbit:
            return words("ui.you.in_orbit");
        case Phase::served:
            return words("ui.you.served");
        case Phase::refused:
            return words("ui.you.refused");
        case Phase::timed_out:
            return words("ui.you.timed_out");
        case Phase::gave_up:
            return words("ui.you.gave_up");
        case Phase::failed:
            return words("ui.you.failed");
    }
    return {};
}

BackendView build_backend(const ViewInput& input) {
    const Words& words = input.words;
    const Numbers numbers = collect(input.snapshot);
    BackendView view;
    view.title = words("ui.backend.title");
    view.scale = words("ui.backend.scale", {{"count", words.number(numbers.people_per_mark)}},
                       numbers.people_per_mark);
    view.parts = {build_crowd(input, numbers),  build_door(input, numbers),
                  build_queue(input, numbers),  build_model(input, numbers),
                  build_ledger(input, numbers), build_shops(input, numbers),
                  build_orbit(input, numbers)};
    view.picture = build_picture(input.snapshot, numbers);
    view.you = words("ui.you");
    view.status = visitor_status(input);
    view.summary = words("a11y.backend.summary",
                         {{"asked", words.rate(numbers.system.asked_per_s)},
                          {"waiting", words.brief(static_cast<double>(numbers.model.waiting))},
                          {"busy", words.percent(numbers.system.utilization)},
                          {"goodput", words.rate(numbers.system.goodput_per_s)}});
    view.origin = origin_view(input.words, Origin::simulated, "backend");
    view.assumed = origin_view(input.words, Origin::assumed, "backend");
    view.close = words("ui.close");
    constexpr std::array<std::string_view, outcome_count> keys = {
        "ui.outcome.served",  "ui.outcome.waiting", "ui.outcome.again",
        "ui.outcome.refused", "ui.outcome.failed",  "ui.outcome.nobody"};
    for (std::size_t i = 0; i < keys.size(); ++i) view.legend[i] = words(keys[i]);
    return view;
}

}  // namespace br::ui
