#include "support/overload_runs.h"

#include <fstream>
#include <memory>

#include <nlohmann/json.hpp>

#include "base/check.h"
#include "sim/scenario_reader.h"
#include "sim/simulation.h"
#include "support/source_path.h"

namespace br::test {
namespace {

using Json = nlohmann::json;

sim::Scenario load(const std::string& id, const Changes& changes) {
    std::ifstream stream(source_path("public/scenarios/" + id + ".json"));
    Json json = Json::parse(stream, nullptr, false);
    BR_CHECK(!json.is_discarded());
    for (const auto& [pointer, text] : changes) {
        std::string path = pointer;
        if (const auto mark = path.find('#'); mark != std::string::npos) {
            const auto end = path.find('/', mark);
            const std::string wanted = path.substr(mark + 1, end - mark - 1);
            std::size_t index = 0;
            while (index < json["policies"].size() && json["policies"][index]["id"] != wanted)
                ++index;
            BR_CHECK(index < json["policies"].size());
            path.replace(mark, end - mark, std::to_string(index));
        }
        json[Json::json_pointer(path)] = Json::parse(text);
    }
    auto scenario = sim::read_scenario(json.dump());
    BR_CHECK(scenario.has_value());
    return *scenario;
}

double count_between(std::span<const sim::SeriesBin> series, double from_s, double to_s,
                     std::uint64_t sim::Counts::*member) {
    double sum = 0;
    for (const sim::SeriesBin& bin : series)
        if (to_seconds(bin.start) >= from_s && to_seconds(bin.end) <= to_s)
            sum += static_cast<double>(bin.counts.*member);
    return sum;
}

double recovery(std::span<const sim::SeriesBin> series, double spike_ends_s) {
    double recovered_s = spike_ends_s;
    for (const sim::SeriesBin& bin : series) {
        if (to_seconds(bin.start) < spike_ends_s) continue;
        const bool fine =
            static_cast<double>(bin.counts.served) >= 0.9 * static_cast<double>(bin.counts.orders);
        if (!fine) recovered_s = to_seconds(bin.end);
    }
    return recovered_s - spike_ends_s;
}

OverloadResult run_one(const std::shared_ptr<const sim::Scenario>& scenario, std::uint64_t seed,
                       OverloadWindow window) {
    const double end_s = to_seconds(scenario->duration);
    const double spike_ends_s = window.spike_ends_s;
    sim::Simulation simulation(scenario, seed);
    (void)simulation.run_until(scenario->duration);
    simulation.check_invariants();
    const auto series = simulation.series();
    const sim::Counts counts = simulation.snapshot().counts;
    const auto per_s = [&](double from_s, double to_s, std::uint64_t sim::Counts::*member) {
        return count_between(series, from_s, to_s, member) / (to_s - from_s);
    };
    const double during_from_s = spike_ends_s - window.during_s;
    const auto orders = static_cast<double>(counts.orders);
    const auto stale = static_cast<double>(counts.stale);
    const auto completed = stale + static_cast<double>(counts.goodput);
    return {
        .good_after_per_s = per_s(spike_ends_s + 5, spike_ends_s + 35, &sim::Counts::served),
        .good_during_per_s = per_s(during_from_s, spike_ends_s, &sim::Counts::served),
        .attempts_during_per_s = per_s(during_from_s, spike_ends_s, &sim::Counts::attempts),
        .amplification = static_cast<double>(counts.attempts) / orders,
        .served_ratio = static_cast<double>(counts.served) / orders,
        .stale_ratio = completed > 0 ? stale / completed : 0,
        .recovery_s = recovery(series, spike_ends_s),
        .good_end_per_s = per_s(end_s - 30, end_s, &sim::Counts::served),
    };
}

}  // namespace

OverloadResult run_overload_once(const std::string& scenario_id, const Changes& changes,
                                 OverloadWindow window) {
    const auto scenario = std::make_shared<const sim::Scenario>(load(scenario_id, changes));
    return run_one(scenario, scenario->seed, window);
}

OverloadResult run_overload(const std::string& scenario_id, const Changes& changes,
                            OverloadWindow window, int seeds) {
    constexpr double OverloadResult::*members[] = {&OverloadResult::good_after_per_s,
                                                   &OverloadResult::good_during_per_s,
                                                   &OverloadResult::attempts_during_per_s,
                                                   &OverloadResult::amplification,
                                                   &OverloadResult::served_ratio,
                                                   &OverloadResult::stale_ratio,
                                                   &OverloadResult::recovery_s,
                                                   &OverloadResult::good_end_per_s};
    const auto scenario = std::make_shared<const sim::Scenario>(load(scenario_id, changes));
    OverloadResult mean;
    for (int seed = 1; seed <= seeds; ++seed) {
        const OverloadResult one = run_one(scenario, static_cast<std::uint64_t>(seed), window);
        for (const auto member : members) mean.*member += one.*member / seeds;
    }
    return mean;
}

}  // namespace br::test
