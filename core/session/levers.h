// The levers of the page in terms of the simulation: what each stands for, where it stands now, and
// which actions move it. Values are the visitor's words: seconds of line, number of servers,
// shares.
#pragma once

#include <array>
#include <vector>

#include "session/command.h"
#include "session/snapshot.h"
#include "session/visitor_order.h"
#include "session/world.h"
#include "sim/scenario.h"
#include "sim/snapshot.h"

namespace br::session {

// The policies that levers work on; a scenario that has none of a kind gets one, switched off.
struct LeverPolicies {
    int bounded_line = -1;
    int deadline_drop = -1;
    int waiting_room = -1;
    int refusal_wording = -1;
};
inline constexpr std::size_t lever_policies_max = 4;
// Requires that the scenario has room for lever_policies_max more.
LeverPolicies add_lever_policies(sim::Scenario& scenario, const StationRoles& roles);

class Levers {
  public:
    Levers(const sim::Scenario& scenario, const StationRoles& roles, LeverPolicies policies);

    // The actions that move a lever; a value outside its range is clamped. Nothing for a value that
    // is no number, or a lever that cannot be moved back.
    [[nodiscard]] std::vector<sim::Action> move(Lever lever, double value,
                                                const sim::Scenario& scenario,
                                                const sim::Snapshot& backend);
    // In the order of the enumeration. Where a step of the campaign has moved something, the lever
    // shows it.
    [[nodiscard]] std::vector<LeverState> states(const sim::Snapshot& backend) const;

    // By the lever or by a step of the campaign, which says so here.
    void extend() { is_extended_ = true; }
    [[nodiscard]] bool is_extended() const {
        return is_extended_ || value(Lever::extend_validity) > 0;
    }
    [[nodiscard]] RefusalStyle refusal_style() const;
    // What an honest refusal asks people to wait, on average.
    [[nodiscard]] double retry_after_s() const { return value(Lever::retry_after); }
    [[nodiscard]] double value(Lever lever) const {
        return values_[static_cast<std::size_t>(lever)];
    }

  private:
    [[nodiscard]] LeverState range_of(Lever lever) const;
    [[nodiscard]] std::vector<sim::Action> retry_actions(const sim::Scenario& scenario) const;
    [[nodiscard]] std::vector<sim::Action> server_actions(const sim::Scenario& scenario,
                                                          double servers);
    [[nodiscard]] sim::Action wording_action() const;
    sim::Action line_action(const sim::Scenario& scenario, double servers);
    StationRoles roles_;
    LeverPolicies policies_;
    std::array<double, lever_count> initial_{};
    std::array<double, lever_count> values_{};
    double patience_s_ = 20;        // Mean of the visitor's class.
    double line_servers_ = 1;       // For which the bound's seconds hold.
    double inside_per_server_ = 1;  // People on their way through, for each server at work.
    bool is_extended_ = false;
};

}  // namespace br::session
