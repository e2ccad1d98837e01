// breathe simulate: plays one scenario and prints what came of it.
#include <chrono>
#include <ostream>

#include "base/number_text.h"
#include "cli/options.h"
#include "cli/scenario_input.h"
#include "cli/simulation_report.h"
#include "sim/simulation.h"

namespace br::cli {
namespace {

constexpr std::string_view help =
    "breathe simulate SCENARIO.json [options]\n"
    "\n"
    "Plays the scenario and prints a summary and the series. - reads standard input.\n"
    "\n"
    "  --seed N            another seed than the scenario's\n"
    "  --set /PATH=VALUE   changes one value of the scenario (JSON Pointer); may be repeated\n"
    "  --until S           stops after S seconds of simulated time\n"
    "  --every S           length of one step of the series, in seconds\n"
    "  --format json|csv   csv prints the series only\n"
    "  --digest            prints only the hash of the event sequence\n"
    "\n"
    "Examples:\n"
    "  breathe simulate public/scenarios/launch-day.json --every 600\n"
    "  breathe simulate launch-day.json --set /stations/0/servers=900 --until 18000\n"
    "  breathe simulate launch-day.json --format csv > day.csv\n"
    "  breathe simulate launch-day.json --seed 7 --digest\n";

struct Request {
    sim::Scenario scenario;
    std::uint64_t seed = 0;
    SimTime until = 0;
    bool csv = false;
    bool digest_only = false;
};

bool read_span(const Options& options, std::string_view name, double max_s, SimDuration& span,
               Console console) {
    const auto text = options.value(name);
    if (!text) return true;
    const auto seconds = parse_number(*text);
    if (!seconds || *seconds <= 0 || *seconds > max_s) {
        complain(console.err, name,
                 "must be a number of seconds above 0 and at most " + decimal_text(max_s));
        return false;
    }
    span = from_seconds(*seconds);
    return true;
}

std::optional<Request> read_request(const Options& options, Console console) {
    if (options.rest().size() != 1) {
        complain(console.err, "simulate", "needs one scenario; see breathe simulate --help");
        return std::nullopt;
    }
    Request request;
    request.csv = options.value("--format").value_or("json") == "csv";
    if (!request.csv && options.value("--format").value_or("json") != "json") {
        complain(console.err, "--format", "must be json or csv");
        return std::nullopt;
    }
    request.digest_only = options.has("--digest");
    std::vector<Change> changes;
    for (const std::string_view text : options.values("--set")) {
        auto change = parse_change(text, "--set", console);
        if (!change) return std::nullopt;
        changes.push_back(std::move(*change));
    }
    const std::string_view path = options.rest()[0];
    const auto text = read_text(path, console);
    if (!text) return std::nullopt;
    auto scenario = read_scenario(path, *text, changes, console);
    if (!scenario) return std::nullopt;
    request.scenario = std::move(*scenario);
    request.seed = request.scenario.seed;
    if (const auto seed = options.value("--seed")) {
        const auto number = parse_integer(*seed);
        if (!number || *number < 0) {
            complain(console.err, "--seed", "must be a whole number, 0 or more");
            return std::nullopt;
        }
        request.seed = static_cast<std::uint64_t>(*number);
    }
    request.until = request.scenario.duration;
    const double most_s = to_seconds(sim::duration_max);
    if (!read_span(options, "--until", most_s, request.until, console)) return std::nullopt;
    if (!read_span(options, "--every", most_s, request.scenario.measures.interval, console))
        return std::nullopt;
    if (request.until / request.scenario.measures.interval > 1'000'000) {
        complain(console.err, "--every", "would give more than a million steps");
        return std::nullopt;
    }
    return request;
}

// Plays to the end, with a line of progress on a terminal if it takes longer than a second.
sim::StopReason play(sim::Simulation& simulation, SimTime until, Console console) {
    using Clock = std::chrono::steady_clock;
    constexpr std::uint64_t slice = 2'000'000;
    auto shown = Clock::now();
    bool any = false;
    sim::StopReason reason;
    while ((reason = simulation.run_until(until, slice)) == sim::StopReason::event_budget) {
        if (!console.terminal || Clock::now() - shown < std::chrono::seconds(1)) continue;
        shown = Clock::now();
        any = true;
        const double ratio = to_seconds(simulation.now()) / to_seconds(until);
        console.err << "\r" << static_cast<int>(100 * ratio) << " %, " << simulation.events()
                    << " events" << std::flush;
    }
    if (any) console.err << "\r\033[K" << std::flush;
    if (reason != sim::StopReason::reached_end)
        console.err << "breathe: stopped at " << to_seconds(simulation.now()) << " s by the limit "
                    << word_of(reason) << " of the scenario\n";
    return reason;
}

}  // namespace

int run_simulate(Arguments arguments, Console console) {
    const auto options = Options::parse(
        arguments,
        {{"--seed", "--set", "--until", "--every", "--format"}, {"--digest", "--help", "-h"}},
        console.err);
    if (!options) return exit_bad_input;
    if (options->has("--help") || options->has("-h")) {
        console.out << help;
        return exit_ok;
    }
    auto request = read_request(*options, console);
    if (!request) return exit_bad_input;
    sim::Simulation simulation(std::make_shared<const sim::Scenario>(std::move(request->scenario)),
                               request->seed);
    const sim::StopReason reason = play(simulation, request->until, console);
    simulation.check_invariants();
    if (request->digest_only) {
        console.out << hex_text(simulation.digest()) << '\n';
    } else if (request->csv) {
        console.out << series_csv(simulation);
    } else {
        JsonWriter out;
        out.begin_object();
        write_summary(out, simulation, reason);
        write_series(out, simulation);
        out.end_object();
        console.out << out.text() << '\n';
    }
    return exit_ok;
}

}  // namespace br::cli
