// Feeds any bytes to the reader of scenarios. What it refuses has faults with messages; what it
// accepts must run: some events are played, every person is accounted for, and a second run gives
// the same digest.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/check.h"
#include "sim/scenario_reader.h"
#include "sim/simulation.h"

namespace {

using namespace br;

constexpr std::uint64_t events_played = 500;

std::uint64_t play(const std::shared_ptr<const sim::Scenario>& scenario) {
    sim::Simulation simulation(scenario, scenario->seed);
    simulation.run_until(scenario->duration, events_played);
    simulation.check_invariants();
    (void)simulation.snapshot();
    return simulation.digest();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto scenario = sim::read_scenario({reinterpret_cast<const char*>(data), size});
    if (!scenario) {
        BR_CHECK(!scenario.error().empty());
        for (const Fault& fault : scenario.error()) BR_CHECK(!fault.message.empty());
        return 0;
    }
    const auto shared = std::make_shared<const sim::Scenario>(std::move(scenario).value());
    BR_CHECK(play(shared) == play(shared));
    return 0;
}
