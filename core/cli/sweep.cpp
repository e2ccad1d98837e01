// breathe sweep: plays a scenario many times with varied values and seeds, one JSON line a run.
#include <ostream>

#include "cli/options.h"
#include "cli/scenario_input.h"
#include "cli/simulation_report.h"
#include "cli/sweep_plan.h"
#include "cli/worker_pool.h"
#include "sim/simulation.h"

namespace br::cli {
namespace {

constexpr std::string_view help =
    "breathe sweep SCENARIO.json --vary /PATH=VALUES [--vary ...] [options]\n"
    "\n"
    "Plays every combination of the values with every seed and prints one JSON line a run, in a\n"
    "fixed order whatever the number of jobs. - reads standard input.\n"
    "\n"
    "  --vary /PATH=A,B,C         values, as JSON\n"
    "  --vary /PATH=FROM..TO/STEP numbers in equal steps\n"
    "  --set /PATH=VALUE          changes one value in every run; may be repeated\n"
    "  --seeds N                  seeds a combination (1); they follow the first one\n"
    "  --seed N                   the first seed (that of the scenario)\n"
    "  --until S                  stops each run after S seconds of simulated time\n"
    "  --jobs N                   runs at a time (one a core)\n"
    "  --shard I/N                only every N-th run, beginning with the I-th (1 to N)\n"
    "\n"
    "Examples:\n"
    "  breathe sweep blip.json --vary /policies/0/line_max=20..400/20 --seeds 10\n"
    "  breathe sweep launch-day.json --vary /stations/0/servers=200,400,800 --jobs 4\n"
    "  breathe sweep launch-day.json --vary /seed=1..1000/1 --shard $SLURM_ARRAY_TASK_ID/50\n";

struct Sweep {
    std::string name;
    std::string text;
    std::vector<Change> fixed;
    SweepPlan plan;
    double until_s = 0;  // 0: the scenario's duration.
    int jobs = 1;
    std::int64_t shard = 1;
    std::int64_t shards = 1;

    [[nodiscard]] std::vector<Change> changes(std::int64_t combination) const {
        std::vector<Change> all = fixed;
        for (Change& change : plan.changes(combination)) all.push_back(std::move(change));
        return all;
    }
};

bool read_count(const Options& options, std::string_view name, std::int64_t max,
                std::int64_t& count, Console console) {
    const auto text = options.value(name);
    if (!text) return true;
    const auto number = parse_integer(*text);
    if (number && *number >= 1 && *number <= max) {
        count = *number;
        return true;
    }
    complain(console.err, name, "must be a whole number from 1 to " + std::to_string(max));
    return false;
}

bool read_shard(const Options& options, Sweep& sweep, Console console) {
    const auto text = options.value("--shard");
    if (!text) return true;
    const std::size_t slash = text->find('/');
    const std::string_view tail =
        slash == std::string_view::npos ? std::string_view{} : text->substr(slash + 1);
    const std::int64_t index = parse_integer(text->substr(0, slash)).value_or(0);
    const std::int64_t count = parse_integer(tail).value_or(0);
    if (index < 1 || index > count) {
        complain(console.err, "--shard", "must be I/N with I from 1 to N");
        return false;
    }
    sweep.shard = index;
    sweep.shards = count;
    return true;
}

bool read_changes(const Options& options, Sweep& sweep, Console console) {
    for (const std::string_view text : options.values("--set")) {
        auto change = parse_change(text, "--set", console);
        if (!change) return false;
        sweep.fixed.push_back(std::move(*change));
    }
    for (const std::string_view text : options.values("--vary")) {
        auto variation = parse_variation(text, console);
        if (!variation) return false;
        sweep.plan.variations.push_back(std::move(*variation));
    }
    return true;
}

bool read_until(const Options& options, Sweep& sweep, Console console) {
    const auto text = options.value("--until");
    if (!text) return true;
    const auto seconds = parse_number(*text);
    if (!seconds || *seconds <= 0 || *seconds > to_seconds(sim::duration_max)) {
        complain(console.err, "--until", "must be a number of seconds above 0, at most 15552000");
        return false;
    }
    sweep.until_s = *seconds;
    return true;
}

// Every combination is read before anything runs, so that a fault stops all of it.
bool check_combinations(Sweep& sweep, bool seed_given, Console console) {
    if (sweep.plan.runs() > sweep_runs_max) {
        complain(console.err, "sweep", "would be more than a million runs");
        return false;
    }
    for (std::int64_t c = 0; c < sweep.plan.combinations(); ++c) {
        const auto scenario = read_scenario(sweep.name, sweep.text, sweep.changes(c), console);
        if (!scenario) return false;
        if (c == 0 && !seed_given)
            sweep.plan.first_seed = static_cast<std::int64_t>(scenario->seed);
    }
    return true;
}

std::optional<Sweep> read_sweep(const Options& options, Console console) {
    if (options.rest().size() != 1) {
        complain(console.err, "sweep", "needs one scenario; see breathe sweep --help");
        return std::nullopt;
    }
    Sweep sweep;
    sweep.name = options.rest()[0];
    std::int64_t jobs = core_count();
    std::int64_t seed = -1;
    if (const auto text = options.value("--seed")) {
        seed = parse_integer(*text).value_or(-1);
        if (seed < 0) {
            complain(console.err, "--seed", "must be a whole number, 0 or more");
            return std::nullopt;
        }
        sweep.plan.first_seed = seed;
    }
    if (!read_count(options, "--seeds", sweep_runs_max, sweep.plan.seeds, console) ||
        !read_count(options, "--jobs", 1'024, jobs, console) ||
        !read_shard(options, sweep, console) || !read_until(options, sweep, console) ||
        !read_changes(options, sweep, console))
        return std::nullopt;
    sweep.jobs = static_cast<int>(jobs);
    auto text = read_text(sweep.name, console);
    if (!text) return std::nullopt;
    sweep.text = std::move(*text);
    if (!check_combinations(sweep, seed >= 0, console)) return std::nullopt;
    return sweep;
}

std::string run_line(const Sweep& sweep, std::int64_t run, Console console) {
    const std::int64_t combination = run / sweep.plan.seeds;
    // A combination that varies the seed itself keeps it.
    bool varies_seed = false;
    for (const Variation& variation : sweep.plan.variations)
        varies_seed = varies_seed || variation.pointer == "/seed";
    auto scenario = read_scenario(sweep.name, sweep.text, sweep.changes(combination), console);
    const std::int64_t base =
        varies_seed ? static_cast<std::int64_t>(scenario->seed) : sweep.plan.first_seed;
    const auto seed = static_cast<std::uint64_t>(base + run % sweep.plan.seeds);
    const SimTime until = sweep.until_s > 0 ? from_seconds(sweep.until_s) : scenario->duration;
    sim::Simulation simulation(std::make_shared<const sim::Scenario>(std::move(*scenario)), seed);
    const sim::StopReason reason = simulation.run_until(until);
    JsonWriter out(false);
    out.begin_object();
    out.member("run", run + 1);
    out.begin_object("varied");
    for (const Change& change : sweep.plan.changes(combination)) {
        if (const auto number = parse_number(change.value)) {
            out.member(change.pointer, *number);
        } else {
            out.member(change.pointer, change.value);
        }
    }
    out.end_object();
    write_summary(out, simulation, reason);
    out.end_object();
    return out.text();
}

}  // namespace

int run_sweep(Arguments arguments, Console console) {
    const auto options =
        Options::parse(arguments,
                       {{"--vary", "--set", "--seeds", "--seed", "--until", "--jobs", "--shard"},
                        {"--help", "-h"}},
                       console.err);
    if (!options) return exit_bad_input;
    if (options->has("--help") || options->has("-h")) {
        console.out << help;
        return exit_ok;
    }
    const auto sweep = read_sweep(*options, console);
    if (!sweep) return exit_bad_input;
    const std::int64_t runs = sweep->plan.runs();
    const std::int64_t own = sweep->shard > runs ? 0 : (runs - sweep->shard) / sweep->shards + 1;
    console.out << std::flush;
    const bool good = make_lines(
        own, sweep->jobs,
        [&](std::int64_t i) {
            return run_line(*sweep, sweep->shard - 1 + i * sweep->shards, console);
        },
        [&](const std::string& line) { console.out << line << '\n'; });
    if (!good) {
        complain(console.err, "sweep", "a run ended before its time");
        return 1;
    }
    return exit_ok;
}

}  // namespace br::cli
