#include "session/run.h"

#include <algorithm>

#include "base/utf8.h"
#include "session/chart_series.h"
#include "session/load_theory.h"
#include "session/message_text.h"
#include "session/sanitize.h"

namespace br::session {

namespace {

// The campaign's cards were first valid to 23 Feb 2026, then to 28 Feb. A scenario of another time
// keeps the same spans from its first day.
constexpr std::int64_t days_valid_first = 17;
constexpr std::int64_t days_valid_extended = 22;

std::int64_t campaign_day(UnixSeconds start) {
    const std::int64_t first = days_from_civil({2026, 2, 6});
    const std::int64_t day = shanghai_day(start);
    return day >= first && day < first + days_valid_extended ? first : day;
}

std::vector<Milestone> milestones_of(const sim::Scenario& scenario) {
    std::vector<Milestone> marks;
    for (const sim::Milestone& milestone : scenario.milestones) {
        const auto served = static_cast<double>(milestone.served);
        Milestone mark;
        mark.at = milestone.at;
        mark.orders_reported = served;
        mark.label = {.key = "milestone.orders",
                      .variant = 0,
                      .arguments = {number_argument("count", served)}};
        marks.push_back(std::move(mark));
    }
    return marks;
}

// The levers' own policies stand behind those of the file.
std::shared_ptr<const sim::Scenario> with_levers(sim::Scenario scenario, LeverPolicies& policies) {
    policies = add_lever_policies(scenario, roles_of(scenario));
    return std::make_shared<const sim::Scenario>(std::move(scenario));
}

}  // namespace

Run::Run(sim::Scenario scenario, std::shared_ptr<const Facts> facts, std::uint64_t seed,
         chat::Language language)
    : Run(std::move(scenario), LeverPolicies{}, std::move(facts), seed, language) {}

Run::Run(sim::Scenario scenario, LeverPolicies policies, std::shared_ptr<const Facts> facts,
         std::uint64_t seed, chat::Language language)
    : scenario_(with_levers(std::move(scenario), policies)),
      facts_(std::move(facts)),
      roles_(roles_of(*scenario_)),
      simulation_(scenario_, seed),
      wallet_(scenario_->start, campaign_day(scenario_->start) + days_valid_first),
      dialogue_(seed, language),
      levers_(*scenario_, roles_, policies),
      milestones_(milestones_of(*scenario_)) {
    const sim::Snapshot backend = simulation_.snapshot();
    add_bot_line(dialogue_.greet(world_of(backend)));
}

UnixSeconds Run::clock() const {
    return scenario_->start + now() / seconds(1);
}

SimDuration Run::look_interval_now() const {
    return order_.is_open() ? look_interval_open : look_interval;
}

SimTime Run::next_look() const {
    return (now() / look_interval_now() + 1) * look_interval_now();
}

bool Run::play_until(SimTime time, std::uint64_t event_budget) {
    const std::uint64_t events_end = event_budget > UINT64_MAX - simulation_.events()
                                         ? UINT64_MAX
                                         : simulation_.events() + event_budget;
    while (now() < time) {
        const SimTime stop = std::min(time, next_look());
        const std::uint64_t played = simulation_.events();
        if (played >= events_end) return false;
        const sim::StopReason reason = simulation_.run_until(stop, events_end - played);
        if (reason == sim::StopReason::event_budget) return false;
        if (reason != sim::StopReason::reached_end) {
            has_stopped_ = true;
            return false;
        }
        look_if_due();
    }
    return true;
}

void Run::look_if_due() {
    if (now() % look_interval_now() == 0) look();
}

bool Run::step(SimTime last) {
    while (now() < last && !has_stopped_) {
        const SimTime stop = std::min(last, next_look());
        if (simulation_.step(stop)) return true;
        if (!play_until(stop, UINT64_MAX)) return false;
        // Nothing happened until then: the step itself may have gone there.
        look_if_due();
    }
    return false;
}

void Run::settle() {
    if (!has_stopped_) simulation_.run_until(now());
}

World Run::world_of(const sim::Snapshot& backend) const {
    World world{.seed = simulation_.seed(),
                .clock = clock(),
                .scenario = scenario_.get(),
                .backend = &backend,
                .wallet = &wallet_,
                .facts = facts_.get(),
                .order = &order_,
                .visitor = {},
                .roles = roles_,
                .style = levers_.refusal_style(),
                .retry_after_s = levers_.retry_after_s()};
    if (order_.number > 0) world.visitor = simulation_.visitor(order_.person);
    return world;
}

void Run::look() {
    const auto served = static_cast<double>(simulation_.counts().served);
    const double scale = static_cast<double>(scenario_->orders_per_person);
    for (Milestone& mark : milestones_) {
        if (mark.reached != never) continue;
        const bool is_reached =
            mark.orders_reported > 0 ? served * scale >= mark.orders_reported : now() >= mark.at;
        if (is_reached) mark.reached = now();
    }
    look_at_campaign();
    if (order_.is_open()) look_at_order(simulation_.snapshot());
}

void Run::look_at_campaign() {
    wallet_.set_issuing_paused(clock(), simulation_.is_issuing_paused());
    if (levers_.is_extended())
        wallet_.extend(clock(), campaign_day(scenario_->start) + days_valid_extended);
}

ChatLine& Run::add_line(Speaker speaker) {
    if (chat_.size() >= chat_lines_max) chat_.erase(chat_.begin());
    ChatLine line;
    line.id = ++line_id_;
    line.speaker = speaker;
    line.language = dialogue_.language();
    line.at = now();
    chat_.push_back(std::move(line));
    return chat_.back();
}

void Run::add_bot_line(BotLine words) {
    ChatLine& line = add_line(Speaker::bot);
    line.messages = std::move(words.messages);
    line.is_quote = words.is_quote;
    line.is_refusal = words.is_refusal;
}

void Run::add_answer(Answer answer) {
    for (BotLine& line : answer.lines) {
        if (!line.messages.empty()) add_bot_line(std::move(line));
    }
    if (answer.action) perform(*answer.action);
}

std::string Run::hear(const std::string& text) {
    const sim::Snapshot backend = simulation_.snapshot();
    look_at_campaign();
    std::vector<Message> reading;
    Answer answer = dialogue_.hear(text, world_of(backend), reading);
    ChatLine& line = add_line(Speaker::visitor);
    line.text = sanitize_line(text);
    line.reading = std::move(reading);
    add_answer(std::move(answer));
    return {};
}

std::string Run::press(const std::string& id) {
    const sim::Snapshot backend = simulation_.snapshot();
    look_at_campaign();
    const World world = world_of(backend);
    const std::vector<QuickReply> offered = dialogue_.quick_replies(world);
    const auto found = std::find_if(offered.begin(), offered.end(),
                                    [&id](const QuickReply& reply) { return reply.id == id; });
    if (found == offered.end()) return "notice.reply_gone";
    add_line(Speaker::visitor).messages = {found->label};
    add_answer(dialogue_.press(id, world));
    return {};
}

void Run::move_lever(const SetLever& command) {
    const sim::Snapshot backend = simulation_.snapshot();
    for (const sim::Action& action :
         levers_.move(command.lever, command.value, *scenario_, backend)) {
        simulation_.apply(action);
    }
    look_at_campaign();
}

void Run::take_step(const sim::Action& action) {
    if (std::holds_alternative<sim::ExtendValidity>(action)) levers_.extend();
    simulation_.apply(action);
    look_at_campaign();
}

void Run::adopt(chat::Language language) {
    dialogue_.set_language(language);
    for (ChatLine& line : chat_) line.language = language;
}

std::string Run::apply(const Command& command) {
    if (const auto* send = std::get_if<SendText>(&command)) return hear(send->text);
    if (const auto* press_reply = std::get_if<PressQuickReply>(&command))
        return press(press_reply->id);
    if (const auto* language = std::get_if<SetLanguage>(&command))
        dialogue_.set_language(language->language);
    if (const auto* lever = std::get_if<SetLever>(&command)) move_lever(*lever);
    return {};
}

std::vector<LeverState> Run::lever_states() const {
    return levers_.states(simulation_.snapshot());
}

double Run::capacity_per_s() const {
    return session::capacity_per_s(scenario_->stations[static_cast<std::size_t>(roles_.model)],
                                   simulation_.servers(roles_.model));
}

StudyBase Run::study_base() const {
    return {scenario_, roles_, levers_, simulation_.seed(), simulation_.snapshot()};
}

std::int64_t Run::population() const {
    return simulation_.population();
}

void Run::fill_backend(Snapshot& snapshot) const {
    snapshot.scenario_id = scenario_->id;
    snapshot.seed = simulation_.seed();
    snapshot.start = scenario_->start;
    snapshot.now = now();
    snapshot.end = end();
    snapshot.language = dialogue_.language();
    snapshot.backend = simulation_.snapshot();
    snapshot.parts = {.model = roles_.model, .ledger = roles_.ledger, .shops = roles_.shop};
    snapshot.capacity_per_s = capacity_per_s();
    snapshot.visitor.has_order = order_.number > 0;
    if (order_.number > 0) snapshot.visitor.state = simulation_.visitor(order_.person);
    snapshot.levers = levers_.states(snapshot.backend);
    snapshot.issuing_paused = snapshot.backend.campaign.issuing_paused;
}

void Run::fill(Snapshot& snapshot) const {
    fill_backend(snapshot);
    snapshot.facts = facts_;
    snapshot.series = chart_series(simulation_.series(), *scenario_, roles_.model);
    snapshot.theory = load_theory_of(*scenario_, roles_, snapshot.backend, snapshot.levers);
    const World world = world_of(snapshot.backend);
    if (order_.number > 0)
        snapshot.visitor.steps = steps_of(*scenario_, roles_, order_, world.visitor);
    snapshot.chat = chat_;
    snapshot.quick_replies = dialogue_.quick_replies(world);
    snapshot.milestones = milestones_;
    snapshot.is_bot_typing = order_.is_open();
    snapshot.coupons_valid_to_day = wallet_.valid_to_day();
}

}  // namespace br::session
