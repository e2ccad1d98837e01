// chat_quality [--verbose] FILE…
// How well the parser reads labelled lines: accuracy by language, slots, out of scope, side effects
// nobody asked for, confusions and the slowest line.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <string>

#include "chat/intent.h"
#include "core/chat/utterances.h"

namespace {

using br::chat_test::Answer;
using br::chat_test::Utterance;

struct Tally {
    int lines = 0;
    int right = 0;
    int all_right = 0;  // The whole list of intents.
    int slots_lines = 0;
    int slots_right = 0;
    int language_right = 0;
    int in_scope = 0;
    int refused = 0;  // In scope, read as out of scope.
    int out_of_scope = 0;
    int found_out = 0;
    int side_effects = 0;  // That the line does not ask for.
};

bool is_unasked(const Utterance& wanted, const Answer& answer) {
    for (const std::string& intent : answer.intents) {
        const auto known = br::chat::intent_named(intent);
        const bool asked =
            std::find(wanted.intents.begin(), wanted.intents.end(), intent) != wanted.intents.end();
        if (known && br::chat::has_side_effect(*known) && !asked) return true;
    }
    return false;
}

void add(Tally& tally, const Utterance& wanted, const Answer& answer) {
    ++tally.lines;
    tally.right += wanted.intent == answer.intent ? 1 : 0;
    tally.all_right += wanted.intents == answer.intents ? 1 : 0;
    tally.language_right += br::chat_test::language_fits(wanted, answer.language) ? 1 : 0;
    tally.side_effects += is_unasked(wanted, answer) ? 1 : 0;
    if (wanted.intent == "oos") {
        ++tally.out_of_scope;
        tally.found_out += answer.intent == "oos" ? 1 : 0;
    } else {
        ++tally.in_scope;
        tally.refused += answer.intent == "oos" ? 1 : 0;
        ++tally.slots_lines;
        tally.slots_right += br::chat_test::same_slots(wanted.slots, answer.slots) ? 1 : 0;
    }
}

double percent(int part, int whole) {
    return whole == 0 ? 100.0 : 100.0 * part / whole;
}

void print(const std::string& name, const Tally& t) {
    std::printf(
        "%-8s %4d lines  intent %5.1f %%  list %5.1f %%  slots %5.1f %%  language %5.1f %%  out of "
        "scope found "
        "%5.1f %%  refused %4.1f %%  side effects nobody asked for %d\n",
        name.c_str(), t.lines, percent(t.right, t.lines), percent(t.all_right, t.lines),
        percent(t.slots_right, t.slots_lines), percent(t.language_right, t.lines),
        percent(t.found_out, t.out_of_scope), percent(t.refused, t.in_scope), t.side_effects);
}

void print_fault(const Utterance& wanted, const Answer& answer) {
    const bool intent = wanted.intents == answer.intents;
    const bool slots =
        wanted.intent == "oos" || br::chat_test::same_slots(wanted.slots, answer.slots);
    const bool language = br::chat_test::language_fits(wanted, answer.language);
    if (intent && slots && language) return;
    std::printf("%s  %s\n", wanted.id.c_str(), wanted.text.c_str());
    if (!intent) {
        std::printf("    %s, read as", nlohmann::json(wanted.intents).dump().c_str());
        std::printf(" %s  %s\n", nlohmann::json(answer.intents).dump().c_str(),
                    br::chat::to_json(br::chat::parse(wanted.text)).substr(0, 420).c_str());
    }
    if (!slots)
        std::printf("    slots %s\n     read %s\n", wanted.slots.dump().c_str(),
                    answer.slots.dump().c_str());
    if (!language)
        std::printf("    language %s, read as %s\n", wanted.language.c_str(),
                    answer.language.c_str());
}

// The quickest of a few times: the one that other work on the machine disturbed least.
double time_us(const std::string& text) {
    double best = 0;
    for (int run = 0; run < 5; ++run) {
        const auto begin = std::chrono::steady_clock::now();
        (void)br::chat::parse(text);
        const std::chrono::duration<double, std::micro> took =
            std::chrono::steady_clock::now() - begin;
        if (run == 0 || took.count() < best) best = took.count();
    }
    return best;
}

}  // namespace

int main(int argc, char** argv) {
    std::map<std::string, Tally> tallies;
    std::map<std::pair<std::string, std::string>, int> confusions;
    double slowest_us = 0;
    std::string slowest_id;
    std::vector<double> times_us;
    bool verbose = false;
    (void)br::chat::parse("warm up");
    for (int i = 1; i < argc; ++i) {
        if (std::string(argv[i]) == "--verbose") {
            verbose = true;
            continue;
        }
        const auto lines = br::chat_test::read_utterances(argv[i]);
        if (lines.empty()) {
            std::fprintf(stderr, "chat_quality: %s: no lines\n", argv[i]);
            return 2;
        }
        for (const Utterance& line : lines) {
            const double took_us = time_us(line.text);
            times_us.push_back(took_us);
            if (took_us > slowest_us) {
                slowest_us = took_us;
                slowest_id = line.id + " of " + argv[i];
            }
            const Answer answer = br::chat_test::ask(line.text);
            add(tallies[line.language], line, answer);
            add(tallies["all"], line, answer);
            if (line.intent != answer.intent) ++confusions[{line.intent, answer.intent}];
            if (verbose) print_fault(line, answer);
        }
    }
    for (const auto& [language, tally] : tallies) print(language, tally);
    std::vector<std::pair<int, std::string>> ranked;
    for (const auto& [pair, count] : confusions)
        ranked.emplace_back(-count, pair.first + " as " + pair.second);
    std::sort(ranked.begin(), ranked.end());
    for (std::size_t i = 0; i < ranked.size() && i < 12; ++i) {
        std::printf("  %3d  %s\n", -ranked[i].first, ranked[i].second.c_str());
    }
    std::sort(times_us.begin(), times_us.end());
    if (!times_us.empty()) {
        std::printf("a line takes p50 %.1f us, p99 %.1f us; the slowest (%s) %.1f us\n",
                    times_us[times_us.size() / 2], times_us[times_us.size() * 99 / 100],
                    slowest_id.c_str(), slowest_us);
    }
    return 0;
}
