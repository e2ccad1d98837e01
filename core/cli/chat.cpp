// breathe chat: a conversation on the terminal against the running simulation. Each line is said at
// once; simulated time then goes on until the visitor's order has ended.
#include <istream>
#include <optional>
#include <ostream>
#include <string>

#include "base/number_text.h"
#include "cli/options.h"
#include "cli/scenario_input.h"
#include "session/session.h"
#include "session/transcript.h"

namespace br::cli {
namespace {

using namespace br::session;

constexpr std::string_view help =
    "breathe chat SCENARIO.json [--at S] [--lang ms|en|zh] [--seed N] [--words DIR]\n"
    "\n"
    "Talks on the terminal against the running simulation. After each line simulated time goes on\n"
    "until your order has ended, at most an hour. --at starts at that second, --words names the\n"
    "folder of facts.json and locales/ (the one above the scenario's folder if not given).\n"
    "\n"
    "A line that starts with a colon moves time or a lever instead:\n"
    "  :wait S     lets S simulated seconds pass\n"
    "  :at S       goes to second S, forwards or back\n"
    "  :lever N V  sets lever N (0 bounded line, 1 deadline, 2 servers, 3 pause, 4 purge,\n"
    "              5 extension, 6 retries, 7 wording, 8 jitter, 9 waiting room) to V\n"
    "  :digest     prints the hash of all that has happened\n"
    "  :quit       ends, as the end of the input does\n";

constexpr SimDuration wait_max = hours(1);
constexpr SimDuration wait_step = seconds(1);
constexpr double seconds_max = 1e9;

struct ChatOptions {
    std::string scenario;
    std::string words;
    SimTime at = 0;
    chat::Language language = chat::Language::en;
    std::optional<std::uint64_t> seed;
};

std::optional<SimTime> time_in(std::string_view text) {
    const auto number = parse_number(text);
    if (!number || *number < 0 || *number > seconds_max) return {};
    return from_seconds(*number);
}

bool read_values(const Options& given, Console console, ChatOptions& options) {
    if (const auto at = given.value("--at")) {
        const auto time = time_in(*at);
        if (!time) return complain(console.err, "--at", "must be a number of seconds"), false;
        options.at = *time;
    }
    if (const auto seed = given.value("--seed")) {
        const auto number = parse_integer(*seed);
        if (!number || *number < 0)
            return complain(console.err, "--seed", "must be a whole number"), false;
        options.seed = static_cast<std::uint64_t>(*number);
    }
    if (const auto language = given.value("--lang")) {
        int index = 0;
        while (index < chat::language_count &&
               chat::name_of(static_cast<chat::Language>(index)) != *language)
            ++index;
        if (index == chat::language_count)
            return complain(console.err, "--lang", "must be ms, en or zh"), false;
        options.language = static_cast<chat::Language>(index);
    }
    return true;
}

std::optional<ChatOptions> read_options(const Options& given, Console console) {
    ChatOptions options;
    if (given.rest().size() != 1) {
        complain(console.err, "chat", "needs one scenario; see breathe chat --help");
        return {};
    }
    if (!read_values(given, console, options)) return {};
    options.scenario = given.rest().front();
    // The site keeps its words beside the folder of the scenarios.
    const std::size_t slash = options.scenario.find_last_of('/');
    options.words = slash == std::string::npos ? ".." : options.scenario.substr(0, slash) + "/..";
    if (const auto words = given.value("--words")) options.words = *words;
    return options;
}

bool report(std::string_view path, const std::vector<Fault>& faults, Console console) {
    for (const Fault& fault : faults) {
        std::string what = fault.path;
        what += ' ';
        what += fault.message;
        complain(console.err, path, what);
    }
    return false;
}

// Plays until the order has ended, telling what comes on the way.
void play_order(Session& session, Transcript& transcript, Console console) {
    const SimTime last = session.simulation().now() + wait_max;
    console.out << transcript.news(session.snapshot());
    while (session.is_order_open() && session.simulation().now() < last) {
        const SimTime before = session.simulation().now();
        session.advance_to(before + wait_step);
        if (session.simulation().now() == before) break;
        console.out << transcript.news(session.snapshot());
        console.out.flush();
    }
}

// False if the line is no command that is known.
bool obey(std::string_view line, Session& session) {
    const std::size_t space = line.find(' ');
    const std::string_view name = line.substr(0, space);
    const std::string_view rest =
        space == std::string_view::npos ? std::string_view{} : line.substr(space + 1);
    if (name == ":lever") {
        const std::size_t second = rest.find(' ');
        if (second == std::string_view::npos) return false;
        const auto lever = parse_integer(rest.substr(0, second));
        const auto value = parse_number(rest.substr(second + 1));
        if (!lever || !value || *lever < 0 || *lever >= lever_count) return false;
        session.apply(SetLever{static_cast<Lever>(*lever), *value});
        return true;
    }
    const auto time = time_in(rest);
    if (!time) return false;
    if (name == ":wait") {
        session.advance_to(session.simulation().now() + *time);
    } else if (name == ":at") {
        session.apply(SeekTo{*time});
        session.advance_to(*time);
    } else {
        return false;
    }
    return true;
}

bool make_session(const ChatOptions& options, Console console, std::optional<Session>& session) {
    const auto scenario = read_text(options.scenario, console);
    const auto facts = read_text(options.words + "/facts.json", console);
    if (!scenario || !facts) return false;
    auto created = Session::create({.scenario_json = *scenario,
                                    .facts_json = *facts,
                                    .seed = options.seed,
                                    .language = options.language});
    if (!created) return report(options.scenario, created.error(), console);
    session.emplace(std::move(created).value());
    return true;
}

bool read_catalogs(const ChatOptions& options, Console console,
                   std::vector<text::Catalog>& catalogs) {
    for (int i = 0; i < chat::language_count; ++i) {
        std::string path = options.words + "/locales/";
        path += chat::name_of(static_cast<chat::Language>(i));
        path += ".json";
        const auto json = read_text(path, console);
        if (!json) return false;
        auto catalog = text::Catalog::read(*json);
        if (!catalog) return report(path, catalog.error(), console);
        catalogs.push_back(std::move(catalog).value());
    }
    return true;
}

}  // namespace

int run_chat(Arguments arguments, Console console) {
    const auto given = Options::parse(
        arguments, {{"--at", "--lang", "--seed", "--words"}, {"--help", "-h"}}, console.err);
    if (!given) return exit_bad_input;
    if (given->has("--help") || given->has("-h")) {
        console.out << help;
        return exit_ok;
    }
    const auto options = read_options(*given, console);
    std::optional<Session> session;
    std::vector<text::Catalog> catalogs;
    if (!options || !read_catalogs(*options, console, catalogs) ||
        !make_session(*options, console, session)) {
        return exit_bad_input;
    }
    Transcript transcript({&catalogs[0], &catalogs[1], &catalogs[2]});
    session->advance_to(options->at);
    console.out << transcript.news(session->snapshot());
    std::string line;
    while (console.out.flush() && std::getline(console.in, line)) {
        if (line == ":quit") break;
        if (line == ":digest") {
            console.out << hex_text(session->digest()) << '\n';
            continue;
        }
        if (line.starts_with(':')) {
            if (!obey(line, *session)) complain(console.err, line, "is no command");
        } else {
            session->apply(SendText{line});
        }
        play_order(*session, transcript, console);
    }
    return exit_ok;
}

}  // namespace br::cli
