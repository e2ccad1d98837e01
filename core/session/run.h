// One history: simulation, wallet, conversation and levers together, as they stand at one simulated
// time. A value; a copy is a checkpoint. Everything in it moves only by play_until, poll and apply,
// so the same calls give the same history.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "session/command.h"
#include "session/dialogue.h"
#include "session/facts.h"
#include "session/levers.h"
#include "session/snapshot.h"
#include "session/study.h"
#include "session/visitor_order.h"
#include "session/wallet.h"
#include "sim/simulation.h"

namespace br::session {

// How often the conversation looks at the simulation: at every multiple of these since the start,
// finer while the visitor's own order is under way. Never between, so that what the bot says does
// not depend on how time was cut into frames.
inline constexpr SimDuration look_interval = seconds(1);
inline constexpr SimDuration look_interval_open = milliseconds(100);

class Run {
  public:
    Run(sim::Scenario scenario, std::shared_ptr<const Facts> facts, std::uint64_t seed,
        chat::Language language);

    // Plays to a time and looks at every due time on the way, with at most event_budget events.
    // True if the time was reached.
    bool play_until(SimTime time, std::uint64_t event_budget);
    // Plays one event; false if there is none until `last`.
    bool step(SimTime last);
    // Finishes the events of this instant, so that a command meets a whole state.
    void settle();

    // A command of those that change the run. The key of a notice if it does not fit; or "".
    std::string apply(const Command& command);

    // A step of the campaign, now.
    void take_step(const sim::Action& action);
    // As if the page had been in this language from the start. For a run nobody has talked to yet.
    void adopt(chat::Language language);

    void fill(Snapshot& snapshot) const;
    // Without the talk, the charts and the milestones.
    void fill_backend(Snapshot& snapshot) const;
    [[nodiscard]] SimTime now() const { return simulation_.now(); }
    [[nodiscard]] SimTime end() const { return scenario_->duration; }
    [[nodiscard]] const sim::Simulation& simulation() const { return simulation_; }
    [[nodiscard]] const Facts& facts() const { return *facts_; }
    [[nodiscard]] bool has_stopped() const { return has_stopped_; }  // By a limit of the scenario.
    [[nodiscard]] chat::Language language() const { return dialogue_.language(); }
    [[nodiscard]] std::vector<LeverState> lever_states() const;
    // Of the chatbot's servers, as they are now.
    [[nodiscard]] double capacity_per_s() const;
    // The system as it stands, for runs beside this one.
    [[nodiscard]] StudyBase study_base() const;
    // Simulated seconds that the open order is expected to need still; -1 if there is none.
    [[nodiscard]] double order_rest_s() const;
    [[nodiscard]] bool is_order_open() const { return order_.is_open(); }
    [[nodiscard]] std::int64_t orders_placed() const { return order_.number; }
    [[nodiscard]] Outcome outcome() const { return order_.outcome; }  // Of the last order.
    // People in it, for an idea of what a copy costs.
    [[nodiscard]] std::int64_t population() const;
    [[nodiscard]] std::uint64_t digest() const;

  private:
    Run(sim::Scenario scenario, LeverPolicies policies, std::shared_ptr<const Facts> facts,
        std::uint64_t seed, chat::Language language);

    [[nodiscard]] UnixSeconds clock() const;
    [[nodiscard]] SimDuration look_interval_now() const;
    [[nodiscard]] SimTime next_look() const;
    void look_if_due();
    void look();
    void look_at_campaign();
    void look_at_order(const sim::Snapshot& backend);
    [[nodiscard]] World world_of(const sim::Snapshot& backend) const;

    std::string hear(const std::string& text);
    std::string press(const std::string& id);
    void move_lever(const SetLever& command);
    void perform(const Action& action);
    void place(const PlaceOrder& wanted);
    void retry();
    void cancel();
    void refund();
    void claim();
    void invite(std::int64_t count);
    bool hold_card(const sim::Snapshot& backend);
    void end_order(Outcome outcome, const sim::Snapshot& backend);

    ChatLine& add_line(Speaker speaker);
    void add_bot_line(BotLine line);
    void add_answer(Answer answer);

    std::shared_ptr<const sim::Scenario> scenario_;
    std::shared_ptr<const Facts> facts_;
    StationRoles roles_;
    sim::Simulation simulation_;
    Wallet wallet_;
    Dialogue dialogue_;
    Levers levers_;
    VisitorOrder order_;
    std::vector<ChatLine> chat_;
    std::vector<Milestone> milestones_;
    std::uint32_t line_id_ = 0;
    std::int64_t holds_ = 0;
    bool has_stopped_ = false;
};

}  // namespace br::session
