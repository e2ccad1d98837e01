#include "session/load_theory.h"

#include <algorithm>
#include <cmath>
#include <variant>

#include "base/check.h"
#include "base/portable_math.h"

namespace br::session {

namespace {

namespace policies = sim::policies;
using Kind = LoadTheory::Kind;

// A bound whose longest wait stays so many standard deviations below the deadline leaves the
// deadline nothing to do.
constexpr double deviations = 6;
constexpr double least = 1e-9;
// Servers that are all busy at once so rarely leave nobody in line.
constexpr double rare = 1e100;

double lever(const std::vector<LeverState>& levers, Lever which) {
    return levers[static_cast<std::size_t>(which)].value;
}

bool is_plain(const sim::Station& station) {
    return !station.batch && station.failure_ratio == 0 && station.sharing_max == sim::unlimited;
}

// The share of people who outlast a service, given how many a second lose patience; below 0 if no
// formula is known.
double outlast(const sim::RandomTime& service, double leave_per_s) {
    const double load = leave_per_s * to_seconds(service.mean);
    if (service.kind == sim::Distribution::exponential) return 1 / (1 + load);
    if (service.kind == sim::Distribution::fixed) return portable_exp(-load);
    return load > 0 ? -1 : 1;
}

// Who comes, and how they wait; false if there is no formula for them.
bool add_people(LoadTheory& theory, const sim::Scenario& scenario, const StationRoles& roles,
                const sim::Snapshot& backend) {
    double all = 0;
    for (const sim::ClassSnapshot& people : backend.classes)
        all += static_cast<double>(people.counts.attempts);
    for (std::size_t i = 0; i < scenario.classes.size(); ++i) {
        const sim::CustomerClass& people = scenario.classes[i];
        const sim::Patience& patience = people.patience;
        LoadTheory::People part;
        part.share = all > 0 ? static_cast<double>(backend.classes[i].counts.attempts) / all
                             : 1 / static_cast<double>(scenario.classes.size());
        const bool comes_here = !people.route.empty() && people.route.front() == roles.model;
        if (!comes_here || people.service_factor != 1 || patience.balk_above != sim::unlimited)
            return false;
        if (patience.limited) {
            const bool is_known =
                patience.time.kind == sim::Distribution::exponential && patience.leaves_work_behind;
            if (!is_known) return false;
            part.leave_per_s = 1 / to_seconds(patience.time.mean);
            if (patience.scope == sim::PatienceScope::attempt) {
                for (const int at : people.route) {
                    const auto& station = scenario.stations[static_cast<std::size_t>(at)];
                    part.outlast_ratio *= outlast(station.service, part.leave_per_s);
                }
            }
        }
        if (part.outlast_ratio < 0) return false;
        theory.people.push_back(part);
    }
    return true;
}

// Only what bounds the line may be at work; words of a refusal change who comes back, not the line.
bool has_known_policies(const sim::Scenario& scenario, const sim::Snapshot& backend) {
    for (std::size_t i = 0; i < scenario.policies.size(); ++i) {
        const policies::Unit& unit = scenario.policies[i].unit;
        const bool is_known = std::holds_alternative<policies::BoundedLine>(unit) ||
                              std::holds_alternative<policies::DeadlineDrop>(unit) ||
                              std::holds_alternative<policies::RefusalWording>(unit);
        if (backend.policies[i].enabled && !is_known) return false;
    }
    return !backend.campaign.issuing_paused && !backend.campaign.redeeming_paused;
}

// The other stations have to have room for all that the chatbot completes.
bool is_bottleneck(const sim::Scenario& scenario, const StationRoles& roles,
                   const sim::Snapshot& backend, double capacity) {
    for (std::size_t i = 0; i < scenario.stations.size(); ++i) {
        if (i == static_cast<std::size_t>(roles.model)) continue;
        if (capacity_per_s(scenario.stations[i], backend.stations[i].servers) < capacity)
            return false;
    }
    return true;
}

double to_the(double base, double exponent) {
    return base > 0 ? portable_exp(exponent * portable_log(base)) : 0;
}

}  // namespace

LoadTheory load_theory_of(const sim::Scenario& scenario, const StationRoles& roles,
                          const sim::Snapshot& backend, const std::vector<LeverState>& levers) {
    LoadTheory theory;
    const auto at = static_cast<std::size_t>(roles.model);
    const sim::Station& model = scenario.stations[at];
    theory.servers = static_cast<double>(backend.stations[at].servers);
    theory.service_s = to_seconds(model.service.mean);
    const double capacity = theory.service_s > 0 ? theory.servers / theory.service_s : 0;
    const bool is_known = is_plain(model) && model.discipline == sim::Discipline::fifo &&
                          model.service.kind == sim::Distribution::exponential &&
                          !model.line_counts_service && theory.servers >= 1 &&
                          theory.servers < 1e6 && capacity > 0 &&
                          has_known_policies(scenario, backend) &&
                          is_bottleneck(scenario, roles, backend, capacity) &&
                          add_people(theory, scenario, roles, backend);
    if (!is_known) return {};
    const double bound_s = lever(levers, Lever::bounded_line);
    theory.line_max = model.line_max == sim::unlimited ? 0 : static_cast<double>(model.line_max);
    if (bound_s > 0) {
        const auto line = static_cast<double>(
            std::max<std::int64_t>(1, static_cast<std::int64_t>(bound_s * capacity + 0.5)));
        theory.line_max = theory.line_max > 0 ? std::min(theory.line_max, line) : line;
    }
    theory.kind = theory.line_max > 0 ? Kind::bounded : Kind::unbounded;
    const double deadline_s = lever(levers, Lever::deadline_drop);
    const double longest_s = (theory.line_max + deviations * std::sqrt(theory.line_max)) / capacity;
    if (deadline_s > 0 && (theory.kind == Kind::unbounded || longest_s > deadline_s)) return {};
    return theory;
}

double goodput_in_theory(const LoadTheory& theory, double asked_per_s) {
    BR_CHECK(theory.kind == Kind::bounded);
    BR_CHECK(asked_per_s >= 0);
    if (asked_per_s <= least) return 0;
    const double capacity = theory.servers / theory.service_s;
    const double load = asked_per_s * theory.service_s;
    // Erlang's loss formula, one server after the other; its inverse cannot underflow.
    double inverse = 1;
    for (double server = 1; server <= theory.servers && inverse < rare; ++server)
        inverse = 1 + inverse * server / load;
    inverse = std::min(inverse, rare);
    // In shares of the state in which all servers are busy and nobody waits, and, above the
    // capacity, times rho to the minus bound: what would overflow is told from its other end.
    const double rho = asked_per_s / capacity;
    const double bound = theory.line_max;
    const double scale = rho > 1 ? to_the(1 / rho, bound) : 1;
    const auto geometric = [&](double ratio, double terms) {
        // scale x (1 + ratio + … ), so many terms.
        if (ratio > 1 - least && ratio < 1 + least) return scale * terms;
        const double last = rho > 1 ? to_the(ratio / rho, terms) * to_the(1 / rho, bound - terms)
                                    : to_the(ratio, terms);
        return (last - scale) / (ratio - 1);
    };
    const double free = scale * (inverse - 1);
    const double all = free + geometric(rho, bound + 1);
    double good = 0;
    for (const LoadTheory::People& people : theory.people) {
        // Still there after one place forward in the line.
        const double stay = capacity / (capacity + people.leave_per_s);
        good += people.share * people.outlast_ratio * (free + stay * geometric(rho * stay, bound));
    }
    return asked_per_s * good / all;
}

}  // namespace br::session
