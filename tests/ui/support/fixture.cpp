#include "ui/support/fixture.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "base/calendar.h"
#include "session/facts.h"
#include "session/goals.h"
#include "support/source_path.h"

namespace br::ui::testing {
namespace {

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

session::MessageArgument number(std::string name, double value) {
    session::MessageArgument argument;
    argument.name = std::move(name);
    argument.kind = session::MessageArgument::Kind::number;
    argument.number = value;
    return argument;
}

session::Message message(std::string key) {
    session::Message made;
    made.key = std::move(key);
    return made;
}

session::ChatLine said(std::uint32_t id, chat::Language language, std::string text, SimTime at) {
    session::ChatLine line;
    line.id = id;
    line.speaker = session::Speaker::visitor;
    line.language = language;
    line.text = std::move(text);
    line.at = at;
    line.reading = {message("ui.outcome.again")};
    return line;
}

session::ChatLine answered(std::uint32_t id, chat::Language language, std::string key, SimTime at) {
    session::ChatLine line;
    line.id = id;
    line.language = language;
    line.messages = {message(std::move(key))};
    line.at = at;
    return line;
}

session::LeverState lever(session::Lever which, double value, double max, double suggested,
                          bool is_switch = false) {
    session::LeverState state;
    state.lever = which;
    state.value = state.initial = value;
    state.max = max;
    state.suggested = suggested;
    state.is_switch = is_switch;
    return state;
}

void add_levers(session::Snapshot& snapshot) {
    using session::Lever;
    snapshot.levers = {
        lever(Lever::bounded_line, 0, 60, 2),         lever(Lever::deadline_drop, 0, 60, 10),
        lever(Lever::model_servers, 400, 2000, 1100), lever(Lever::pause_issuing, 0, 1, 0, true),
        lever(Lever::purge_line, 0, 1, 0, true),      lever(Lever::extend_validity, 0, 1, 0, true),
        lever(Lever::retry_ratio, 0.85, 1, 0.85),     lever(Lever::refusal_wording, 0, 2, 2),
        lever(Lever::retry_jitter, 0.5, 1, 0.5),      lever(Lever::waiting_room, 0, 10'000, 0)};
    snapshot.levers[6].step = snapshot.levers[8].step = 0.05;
}

void add_milestones(session::Snapshot& snapshot) {
    const double orders[] = {1e6, 2e6, 5e6, 1e7};
    const SimTime at[] = {hours(3), hours(4), hours(5), hours(9)};
    for (int i = 0; i < 4; ++i) {
        session::Milestone mark;
        mark.at = at[i];
        mark.orders_reported = orders[i];
        if (at[i] <= snapshot.now) mark.reached = at[i] + minutes(3);
        snapshot.milestones.push_back(std::move(mark));
    }
}

session::Snapshot friday(chat::Language language, SimTime now) {
    session::Snapshot snapshot;
    snapshot.scenario_id = "fixture";
    snapshot.start = parse_iso8601("2026-02-06T07:00:00+08:00")->instant;
    snapshot.now = now;
    snapshot.end = hours(9);
    snapshot.speed = snapshot.speed_true = 60;
    snapshot.language = language;
    auto facts = session::Facts::read(read_file(test::source_path("public/facts.json")));
    REQUIRE(facts.has_value());
    snapshot.facts = std::make_shared<const session::Facts>(std::move(facts).value());
    snapshot.coupons_valid_to_day = days_from_civil({2026, 2, 23});
    snapshot.backend.now = now;
    snapshot.backend.stations.resize(3);
    snapshot.backend.rates.window_s = 60;
    snapshot.quick_replies = {{"retry", message("ui.play")}, {"why", message("ui.chat.reading")}};
    add_levers(snapshot);
    add_milestones(snapshot);
    return snapshot;
}

void add_station(session::Snapshot& snapshot, std::size_t index, std::int64_t servers,
                 std::int64_t busy, double utilization) {
    sim::StationSnapshot& station = snapshot.backend.stations[index];
    station.servers = servers;
    station.busy = busy;
    station.line_max = INT64_MAX;
    station.utilization_recent = utilization;
}

// Rises tenfold, then what is served falls away.
void add_series(session::Snapshot& snapshot, bool collapses) {
    const auto count = static_cast<int>(to_seconds(snapshot.now) / 60);
    for (int i = 1; i <= count; ++i) {
        const double share = static_cast<double>(i) / count;
        session::SeriesPoint point;
        point.end = minutes(i);
        point.asked_per_s = collapses ? 90 + 2200 * share * share : 60;
        point.capacity_per_s = 333;
        const bool is_over = collapses && share > 0.5;
        point.goodput_per_s = is_over ? 40 / share : point.asked_per_s * 0.98;
        point.wait_p50_s = is_over ? 22 : 1.2;
        point.wait_p95_s = is_over ? 39 : 4;
        point.waiting = is_over ? 40'000 * share : 3;
        snapshot.series.push_back(point);
    }
}

}  // namespace

Words3::Words3(std::string_view pseudo) {
    own_.reserve(chat::language_count);
    for (int i = 0; i < chat::language_count; ++i) {
        const std::string tag(language_tag(static_cast<chat::Language>(i)));
        auto catalog =
            text::Catalog::read(read_file(test::source_path("public/locales/" + tag + ".json")));
        REQUIRE(catalog.has_value());
        own_.push_back(pseudo.empty() ? *catalog : text::make_pseudo_locale(*catalog, pseudo));
        catalogs_.by_language[static_cast<std::size_t>(i)] = &own_.back();
    }
}

session::Snapshot calm_moment(chat::Language language) {
    session::Snapshot snapshot = friday(language, minutes(5));
    add_station(snapshot, 0, 400, 72, 0.18);
    add_station(snapshot, 1, 40, 2, 0.05);
    add_station(snapshot, 2, 3000, 900, 0.3);
    snapshot.capacity_per_s = 333;
    sim::Rates& rates = snapshot.backend.rates;
    rates.arrival_rate_per_s = 60;
    rates.attempt_rate_per_s = 60;
    rates.goodput_per_s = 59.5;
    snapshot.backend.counts.served = 17'850;
    snapshot.backend.in_system = 72;
    add_series(snapshot, false);
    snapshot.theory = {.kind = session::LoadTheory::Kind::bounded,
                       .servers = 400,
                       .service_s = 1.2,
                       .line_max = 600,
                       .people = {{.share = 1, .leave_per_s = 0.05, .outlast_ratio = 1}}};
    snapshot.chat = {answered(1, language, "ui.levers.intro", 0),
                     said(2, language, "two milk teas, less sugar", minutes(4)),
                     answered(3, language, "ui.you.served", minutes(5))};
    snapshot.visitor.has_order = true;
    snapshot.visitor.state.phase = sim::VisitorPhase::served;
    snapshot.visitor.state.steps = {{.at = minutes(4) + seconds(1)}};
    using Kind = session::OrderStep::Kind;
    for (const Kind kind : {Kind::read, Kind::line, Kind::coupon_held, Kind::shop, Kind::paid}) {
        snapshot.visitor.steps.push_back({kind, session::StepState::done, minutes(5), {}});
    }
    return snapshot;
}

session::Snapshot crowded_moment(chat::Language language) {
    session::Snapshot snapshot = friday(language, hours(4) + minutes(42));
    snapshot.act = 3;
    snapshot.is_playing = true;
    snapshot.speed = 600;
    snapshot.speed_true = 412;
    add_station(snapshot, 0, 400, 400, 1);
    snapshot.backend.stations[0].waiting = 41'880;
    snapshot.backend.stations[0].waiting_stale = 21'500;
    snapshot.backend.stations[0].busy_stale = 248;
    snapshot.backend.stations[0].wait_estimate_s = 52;
    add_station(snapshot, 1, 40, 12, 0.31);
    add_station(snapshot, 2, 3000, 700, 0.23);
    snapshot.capacity_per_s = 333;
    sim::Rates& rates = snapshot.backend.rates;
    rates.arrival_rate_per_s = 720;
    rates.attempt_rate_per_s = 2660;
    rates.retry_rate_per_s = 1940;
    rates.goodput_per_s = 12.4;
    rates.refused_per_s = 190;
    rates.gave_up_per_s = 1900;
    snapshot.backend.counts.served = 1'870'400;
    snapshot.backend.counts.lost = 900'000;
    snapshot.backend.counts.shed = 1'234'567;
    snapshot.backend.in_system = 42'300;
    snapshot.backend.in_system_stale = 21'748;
    snapshot.backend.orbit = 58'200;
    add_series(snapshot, true);
    snapshot.theory.kind = session::LoadTheory::Kind::unbounded;
    snapshot.chat = {
        answered(1, language, "ui.levers.intro", 0),
        said(2, chat::Language::zh, "帮我点一杯奶茶，少糖去冰", hours(4)),
        answered(3, chat::Language::zh, "ui.you.in_service", hours(4)),
        said(4, chat::Language::ms, "ok teruskan", hours(4) + seconds(8)),
        answered(5, language, "ui.you.timed_out", hours(4) + seconds(9)),
    };
    snapshot.chat[2].is_quote = true;
    snapshot.chat[4].is_refusal = true;
    snapshot.visitor.has_order = true;
    snapshot.visitor.is_slowed = true;
    snapshot.visitor.state.phase = sim::VisitorPhase::waiting;
    snapshot.visitor.state.station = 0;
    snapshot.visitor.state.ahead = 14'202;
    snapshot.visitor.state.wait_estimate_s = 38;
    snapshot.visitor.state.steps = {{.at = hours(4) + seconds(8)}};
    using Kind = session::OrderStep::Kind;
    using State = session::StepState;
    snapshot.visitor.steps = {{Kind::read, State::done, hours(4), {}},
                              {Kind::line, State::current, never, {}},
                              {Kind::coupon_held, State::pending, never, {}},
                              {Kind::shop, State::pending, never, {}},
                              {Kind::paid, State::skipped, never, {}}};
    session::Message notice = message("ui.fact.waiting");
    notice.arguments = {number("count", 3)};
    snapshot.notices = {notice};
    snapshot.is_bot_typing = true;
    return snapshot;
}

void add_study(session::Snapshot& snapshot, session::StudyKind kind) {
    session::StudyState& study = snapshot.study;
    study.kind = kind;
    study.done_ratio = 1;
    study.capacity_per_s = 333;
    study.scale = 3.33;
    for (const double load : session::study_loads) {
        if (kind != session::StudyKind::load_curve) break;
        study.curve.push_back({load * 333, load <= 1 ? load * 330 : 120 / load / load});
    }
    for (int i = 0; i < session::bet_points; ++i) {
        snapshot.bet.goodput_ratio[static_cast<std::size_t>(i)] = std::min(1.0, 0.25 * (i + 1));
    }
    snapshot.bet.is_drawn = snapshot.bet.is_revealed = true;
    if (kind != session::StudyKind::policies) return;
    for (int i = 1; i <= 72; ++i) {
        study.times_s.push_back(10.0 * i);
        study.offered_per_s.push_back(i > 12 && i <= 30 ? 666 : 233);
    }
    for (int c = 0; c < session::study_case_count; ++c) {
        session::StudyRun run;
        for (int i = 1; i <= 72; ++i)
            run.goodput_per_s.push_back(c == 0 && i > 20 ? 12 : std::min(320, 233 + 9 * i));
        run.orders = 73'627;
        run.served = 12'000 + 11'000ULL * static_cast<unsigned>(c);
        run.served_ratio = static_cast<double>(run.served) / static_cast<double>(run.orders);
        study.runs.push_back(std::move(run));
    }
}

void add_act(session::Snapshot& snapshot, int act) {
    using Kind = session::CampaignStep::Kind;
    snapshot.act = act;
    snapshot.story.done[static_cast<std::size_t>(act - 1)] = act % 2 == 0;
    snapshot.levers.push_back(lever(session::Lever::retry_after, 600, 1'800, 600));
    snapshot.levers[7].value = 2;  // The honest words.
    snapshot.can_undo = true;
    snapshot.retries_before_wording_per_s = 2'480;
    snapshot.steps = {{Kind::model_servers, 378, hours(3), hours(2)},
                      {Kind::model_servers, 1'068, hours(4), never},
                      {Kind::other_servers, 8'150, hours(5), hours(5)},
                      {Kind::extend, 0, hours(27), hours(27)},
                      {Kind::pause, 0, hours(74), hours(4)},
                      {Kind::plea, 0.8, hours(75), hours(75)},
                      {Kind::resume, 0, hours(80), hours(80)}};
    snapshot.goals = session::fresh_goals();
    using Phase = session::GoalPhase;
    constexpr Phase phases[] = {Phase::solved,  Phase::missed, Phase::broken,
                                Phase::running, Phase::open,   Phase::open};
    for (std::size_t i = 0; i < snapshot.goals.size(); ++i) {
        session::GoalState& goal = snapshot.goals[i];
        goal.phase = phases[i % 6];
        goal.was_solved = goal.phase == Phase::solved;
        goal.progress = 0.42;
        if (goal.phase == Phase::open) continue;
        for (session::GoalRule& rule : goal.rules) rule.value = 0.137;
    }
    if (act != 6) return;
    auto other = std::make_shared<session::Snapshot>(snapshot);
    other->backend.counts.served += 312;
    other->backend.counts.timed_out = 148'200;
    other->visitor.state.phase = sim::VisitorPhase::timed_out;
    snapshot.twin.since = snapshot.now - minutes(10);
    snapshot.twin.base = snapshot.backend.counts;
    snapshot.backend.counts.served += 4'120;
    snapshot.backend.counts.shed += 61'540;
    snapshot.backend.stations[0].waiting = 940;
    snapshot.twin.other = std::move(other);
}

ViewModel view_of(const session::Snapshot& snapshot, const Catalogs& catalogs) {
    ViewCache cache;
    return build_view_model(snapshot, catalogs, cache);
}

void check_golden(const std::string& name, const std::string& text) {
    const std::string path = test::source_path("tests/golden/" + name);
    if (const char* update = std::getenv("BR_UPDATE_GOLDEN"); update != nullptr && *update == '1') {
        std::ofstream(path, std::ios::binary) << text;
        return;
    }
    const std::string wanted = read_file(path);
    if (text == wanted) {
        CHECK(true);
        return;
    }
    std::size_t at = 0;
    while (at < text.size() && at < wanted.size() && text[at] == wanted[at]) ++at;
    const std::size_t line = wanted.rfind('\n', at) + 1;
    CAPTURE(name);
    CAPTURE(wanted.substr(line, 200));
    CAPTURE(text.substr(std::min(line, text.size()), 200));
    CHECK_MESSAGE(false, "the text differs from the golden file");
}

}  // namespace br::ui::testing
