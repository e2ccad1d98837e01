// breathe validate: reads files as the product would and lists every fault.
#include <optional>
#include <ostream>

#include "base/json_reader.h"
#include "cli/options.h"
#include "cli/scenario_input.h"
#include "session/facts.h"
#include "sim/scenario_reader.h"
#include "text/catalog.h"

namespace br::cli {
namespace {

constexpr std::string_view help =
    "breathe validate FILE...\n"
    "\n"
    "Checks scenarios, locales and facts and lists every fault by its path. - reads standard "
    "input.\n"
    "Says \"FILE: ok (scenario)\" for each good one; the exit status is 2 if any is not.\n"
    "\n"
    "Example:\n"
    "  breathe validate public/scenarios/*.json public/locales/*.json\n";

struct Verdict {
    std::string_view kind;
    std::vector<Fault> faults;
};

template <class T>
Verdict verdict_of(std::string_view kind, const Result<T, std::vector<Fault>>& result) {
    return {kind, result ? std::vector<Fault>{} : result.error()};
}

// What a file is shows in a member that only its kind has.
Verdict check(std::string_view text) {
    JsonDocument document = parse_json(text);
    if (!document.faults().empty()) return {"", document.faults()};
    const JsonReader root = document.reader();
    if (root.has("@language")) return verdict_of("locale", text::Catalog::read(text));
    if (root.has("stations") || root.has("classes"))
        return verdict_of("scenario", sim::read_scenario(text));
    if (root.has("facts")) return verdict_of("facts", session::Facts::read(text));
    return {"",
            {{"", "is neither a scenario (stations, classes), a locale (@language) nor facts"}}};
}

}  // namespace

int run_validate(Arguments arguments, Console console) {
    const auto options = Options::parse(arguments, {{}, {"--help", "-h"}}, console.err);
    if (!options) return exit_bad_input;
    if (options->has("--help") || options->has("-h")) {
        console.out << help;
        return exit_ok;
    }
    if (options->rest().empty()) {
        complain(console.err, "validate", "needs a file; see breathe validate --help");
        return exit_bad_input;
    }
    bool all_good = true;
    for (const std::string_view path : options->rest()) {
        const auto text = read_text(path, console);
        if (!text) {
            all_good = false;
            continue;
        }
        const Verdict verdict = check(*text);
        for (const Fault& fault : verdict.faults) {
            std::string where(path);
            if (!fault.path.empty()) where.append(" ").append(fault.path);
            complain(console.err, where, fault.message);
        }
        if (verdict.faults.empty()) console.out << path << ": ok (" << verdict.kind << ")\n";
        all_good = all_good && verdict.faults.empty();
    }
    return all_good ? exit_ok : exit_bad_input;
}

}  // namespace br::cli
