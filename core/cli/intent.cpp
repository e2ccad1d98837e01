// breathe intent [--text] [FILE]: one line in, what it means out. Lines are {"id", "text",
// "lang"?}, other members are passed over, so labelled files can be piped in; with --text they are
// plain text and their number is the id. A bad line is reported and skipped, the others are still
// answered.
#include <fstream>
#include <istream>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>

#include "base/json_reader.h"
#include "base/result.h"
#include "base/utf8.h"
#include "chat/intent.h"
#include "cli/subcommands.h"

namespace br::cli {
namespace {

struct IntentLine {
    std::string id;  // As JSON.
    std::string text;
    chat::Context context;
};

std::string json_text(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<IntentLine, std::vector<Fault>> read_intent_line(std::string_view line) {
    // Ill-formed UTF-8 in a message is no reason not to read it.
    JsonDocument document = parse_json(sanitize_utf8(line));
    JsonReader root = document.reader();
    IntentLine read;
    if (document.faults().empty()) {
        const std::optional<JsonReader> id = root.optional_member("id");
        if (id && id->is_number()) {
            read.id = std::to_string(root.integer("id"));
        } else {
            read.id = json_text(root.text("id", 10'000));
        }
        read.text = root.text("text", SIZE_MAX);
        if (root.has("lang")) {
            constexpr std::string_view languages[] = {"ms", "en", "zh"};
            read.context.language = static_cast<chat::Language>(root.choice("lang", languages));
        }
    }
    if (!document.faults().empty()) return Unexpected{document.faults()};
    return read;
}

void write_answer(const IntentLine& line, std::ostream& out) {
    out << "{\"id\":" << line.id << ',' << to_json_members(chat::parse(line.text, line.context))
        << "}\n";
}

int answer_json_lines(std::istream& in, Console console) {
    int status = exit_ok;
    std::string line;
    for (std::int64_t number = 1; std::getline(in, line); ++number) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        const auto read = read_intent_line(line);
        if (read) {
            write_answer(*read, console.out);
            continue;
        }
        status = exit_bad_input;
        for (const Fault& fault : read.error()) {
            const std::string path = fault.path.empty() ? "the line" : fault.path;
            console.err << "breathe: intent: line " << number << ": " << path << ' '
                        << fault.message << '\n';
        }
    }
    console.out.flush();
    return status;
}

int answer_text_lines(std::istream& in, Console console) {
    std::string line;
    for (std::int64_t number = 1; std::getline(in, line); ++number) {
        write_answer({std::to_string(number), line, {}}, console.out);
    }
    console.out.flush();
    return exit_ok;
}

}  // namespace

int run_intent(Arguments arguments, Console console) {
    const bool is_text = !arguments.empty() && arguments[0] == "--text";
    if (is_text) arguments = arguments.subspan(1);
    const auto answer = is_text ? answer_text_lines : answer_json_lines;
    if (arguments.empty() || (arguments.size() == 1 && arguments[0] == "-")) {
        return answer(console.in, console);
    }
    if (arguments.size() > 1 || arguments[0].starts_with('-')) {
        console.err << "breathe: intent: takes --text and one file or none\n";
        return exit_bad_input;
    }
    const std::string path(arguments[0]);
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        console.err << "breathe: intent: " << path << " cannot be read\n";
        return exit_bad_input;
    }
    return answer(file, console);
}

}  // namespace br::cli
