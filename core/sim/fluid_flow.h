// The state behind fluid_preview: masses of attempts that flow between lines, servers and orbit.
// People of a class are told apart by the number of their attempt, up to tries_kept; a group is one
// class and one number.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/arrival_stream.h"
#include "sim/fluid_preview.h"

namespace br::sim {

inline constexpr std::size_t tries_kept = 8;        // Later tries count as this one.
inline constexpr std::size_t patience_shares = 12;  // Equal shares of people, by patience.

struct FluidClass {
    const CustomerClass* config = nullptr;
    ArrivalStream stream;
    Retry retry;
    double scale = 1;                // Of the demand.
    std::size_t given = 0;           // Bursts or entries of a trace that have come.
    std::vector<double> patience_s;  // Increasing; empty: no limit.
    std::vector<double> pause_s;     // Mean before the attempt of each group.
    std::vector<double> again;       // Share of a group's failures that is tried again.
    double thinking = 0;             // Users of a closed loop.
    double invited = 0;              // Who will come,
    double invited_total = 0;        // and who was ever invited.
};

// Attempts that joined a line in the same step. Their masses lie in FluidStation::masses: of each
// group what is in one share of patience, of each class those whose customer is gone.
struct FluidCohort {
    double joined_s = 0;
    double age_s = 0;  // Time since the attempts were sent, on joining.
    double left = 1;   // Share not yet in service.
};

struct FluidStation {
    const Station* config = nullptr;
    double servers = 1;
    double service_s = 1;
    double line_max = 0;
    double slowdown = 1;
    double slow_until_s = 0;
    double frozen_until_s = 0;
    double debt_s = 0;   // Server time owed for refusals.
    double room = 0;     // Services that may start in this step.
    double waiting = 0;  // Attempts in line.
    std::vector<FluidCohort> cohorts;
    std::vector<double> masses;
    std::size_t head = 0;             // The first cohort that is not yet in service.
    std::vector<std::size_t> passed;  // By class and share: cohorts whose share has lost patience.
    // Groups, then those of each class who are gone.
    std::vector<double> arriving;  // In this step.
    std::vector<double> serving;
    double arriving_age_s = 0;  // Since they were sent.
    double leaving_age_s = 0;
};

class FluidFlow {
  public:
    FluidFlow(const Scenario& scenario, double step_s);
    // Moves on to a time one step later.
    void step(SimTime to);

    // Sums since the start.
    double orders = 0;
    double offered = 0;
    double goodput = 0;
    double throughput = 0;
    [[nodiscard]] double backlog() const;
    [[nodiscard]] double orbit() const;
    [[nodiscard]] const std::vector<int>& left_out() const { return left_out_; }

  private:
    // fluid_preview.cpp: setting up and actions.
    void set_up_class(std::size_t index);
    void set_up_station(std::size_t index);
    void set_retry(FluidClass& cls, const Retry& retry);
    void apply(const Action& action);
    void purge(std::size_t station);

    // fluid_flow.cpp: one step.
    void come_in();
    [[nodiscard]] double first_tries(FluidClass& cls) const;
    void serve(std::size_t station);
    void finish_services(std::size_t station);
    void go_on(std::size_t station, std::size_t group, double mass);
    void lose_patience(FluidStation& station);
    void cross(FluidStation& station, std::size_t customer_class, std::size_t cohort);
    void join(std::size_t station);
    void refuse(FluidStation& station, std::size_t group, double mass, bool balks);
    void start_services(std::size_t station);
    void move(FluidStation& station, double share, bool into_service);
    void failed(std::size_t group, double mass, bool gave_up);
    void done(FluidClass& cls, double mass);
    [[nodiscard]] double admitted_ratio(int station, double mass);
    [[nodiscard]] double patience_age_s(const FluidClass& cls, const FluidCohort& cohort) const;
    [[nodiscard]] std::size_t class_of_part(std::size_t part) const {
        return part < groups_ ? part / tries_kept : part - groups_;
    }

    const Scenario* scenario_;
    double step_s_;
    double now_s_ = 0;
    SimTime now_ = 0;
    std::size_t next_action_ = 0;
    std::size_t groups_ = 0;  // A class has tries_kept of them.
    std::size_t parts_ = 0;   // Groups, then classes.
    std::vector<FluidClass> classes_;
    std::vector<FluidStation> stations_;
    std::vector<Policy> policies_;
    std::vector<double> orbit_;  // By group.
    std::vector<int> left_out_;
    double cards_left_ = 0;
    bool issuing_paused_ = false;
    bool redeeming_paused_ = false;
};

}  // namespace br::sim
