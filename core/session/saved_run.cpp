#include "session/saved_run.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "session/acts.h"

namespace br::session {

namespace {

enum class Kind : std::uint8_t { text, reply, language, lever, twin, no_twin };
constexpr int kind_count = 6;
constexpr std::uint64_t steps_max = 64;
constexpr std::uint64_t goals_max = 64;
constexpr std::uint64_t text_bytes_max = 65'536;

void put_number(std::string& out, std::uint64_t value) {
    for (; value >= 128; value >>= 7U) out += static_cast<char>((value & 127U) | 128U);
    out += static_cast<char>(value);
}

// What stands drawn; a byte for each point, which holds all that can be drawn.
void put_bet(std::string& out, const Bet& bet) {
    out += static_cast<char>(bet.is_revealed ? 2 : (bet.is_drawn ? 1 : 0));
    if (!bet.is_drawn) return;
    for (const double ratio : bet.goodput_ratio) {
        const double parts = ratio * bet_parts + 0.5;  // Rounded by the cast.
        out += static_cast<char>(static_cast<int>(parts));
    }
}

// The lowest byte first, whatever the machine's own order is.
void put_word(std::string& out, std::uint64_t word) {
    for (int i = 0; i < 8; ++i) out += static_cast<char>(word >> (8U * static_cast<unsigned>(i)));
}

void put_text(std::string& out, Kind kind, std::string_view text) {
    out += static_cast<char>(kind);
    put_number(out, text.size());
    out += text;
}

void put_command(std::string& out, const Command& command) {
    if (const auto* line = std::get_if<SendText>(&command)) {
        put_text(out, Kind::text, line->text);
    } else if (const auto* reply = std::get_if<PressQuickReply>(&command)) {
        put_text(out, Kind::reply, reply->id);
    } else if (const auto* language = std::get_if<SetLanguage>(&command)) {
        out += static_cast<char>(Kind::language);
        out += static_cast<char>(language->language);
    } else if (const auto* lever = std::get_if<SetLever>(&command)) {
        out += static_cast<char>(Kind::lever);
        out += static_cast<char>(lever->lever);
        std::uint64_t bits = 0;
        std::memcpy(&bits, &lever->value, sizeof bits);
        put_word(out, bits);
    } else if (const auto* twin = std::get_if<StartTwin>(&command)) {
        out += static_cast<char>(Kind::twin);
        out += static_cast<char>(twin->kind);
    } else if (std::holds_alternative<EndTwin>(command)) {
        out += static_cast<char>(Kind::no_twin);
    }
}

// Takes values off the front; after the first that is not there, is_good is false for ever.
struct Taker {
    std::string_view rest;
    bool is_good = true;

    std::uint64_t byte(std::uint64_t end) {
        if (rest.empty() || static_cast<unsigned char>(rest.front()) >= end) {
            is_good = false;
            return 0;
        }
        const auto value = static_cast<unsigned char>(rest.front());
        rest.remove_prefix(1);
        return value;
    }
    std::uint64_t word() {
        std::uint64_t value = 0;
        for (unsigned i = 0; i < 8; ++i) value |= byte(256) << (8 * i);
        return value;
    }
    std::uint64_t number(std::uint64_t max) {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 63; shift += 7) {
            const std::uint64_t part = byte(256);
            value |= (part & 127U) << shift;
            if (part >= 128) continue;
            is_good = is_good && value <= max;
            return is_good ? value : 0;
        }
        is_good = false;
        return 0;
    }
    std::string text() {
        const std::uint64_t size = number(text_bytes_max);
        is_good = is_good && size <= rest.size();
        if (!is_good) return {};
        std::string value(rest.substr(0, static_cast<std::size_t>(size)));
        rest.remove_prefix(value.size());
        return value;
    }
    Bet bet() {
        Bet bet;
        const std::uint64_t kind = byte(3);
        bet.is_drawn = kind > 0;
        bet.is_revealed = kind > 1;
        if (!bet.is_drawn) return bet;
        constexpr auto most = static_cast<std::uint64_t>(bet_ratio_max * bet_parts);
        for (double& ratio : bet.goodput_ratio)
            ratio = static_cast<double>(byte(most + 1)) / bet_parts;
        return bet;
    }
    Command command() {
        switch (static_cast<Kind>(byte(kind_count))) {
            case Kind::text:
                return SendText{text()};
            case Kind::reply:
                return PressQuickReply{text()};
            case Kind::language:
                return SetLanguage{static_cast<chat::Language>(byte(chat::language_count))};
            case Kind::twin:
                return StartTwin{static_cast<TwinKind>(byte(2))};
            case Kind::no_twin:
                return EndTwin{};
            case Kind::lever:
                break;
        }
        SetLever move{.lever = static_cast<Lever>(byte(lever_count)), .value = 0};
        const std::uint64_t bits = word();
        std::memcpy(&move.value, &bits, sizeof bits);
        is_good = is_good && std::isfinite(move.value);
        return move;
    }
};

}  // namespace

std::string write_saved_run(const SavedRun& saved) {
    std::string out;
    out += static_cast<char>(saved.act);
    out += static_cast<char>(saved.language);
    out += static_cast<char>(saved.goal + 1);
    put_number(out, static_cast<std::uint64_t>(saved.now));
    put_word(out, saved.digest);
    put_bet(out, saved.bet);
    put_number(out, saved.steps.size());
    for (const MoveStep& moved : saved.steps) {
        put_number(out, static_cast<std::uint64_t>(moved.step));
        // Never is a time too, and the longest: its number would take nine bytes.
        put_number(out, moved.at == never ? 0 : static_cast<std::uint64_t>(moved.at) + 1);
    }
    SimTime before = 0;
    for (const LogEntry& entry : saved.log) {
        std::string command;
        put_command(command, entry.command);
        if (command.empty()) continue;
        put_number(out, static_cast<std::uint64_t>(entry.at - before));
        before = entry.at;
        out += command;
    }
    return out;
}

std::optional<SavedRun> read_saved_run(std::string_view bytes, SimTime end) {
    Taker in{.rest = bytes};
    SavedRun saved;
    saved.act = static_cast<int>(in.byte(act_count + 1));
    saved.language = static_cast<chat::Language>(in.byte(chat::language_count));
    saved.goal = static_cast<int>(in.byte(goals_max)) - 1;
    saved.now = static_cast<SimTime>(in.number(static_cast<std::uint64_t>(end)));
    saved.digest = in.word();
    saved.bet = in.bet();
    for (std::uint64_t steps = in.number(steps_max); in.is_good && steps > 0; --steps) {
        const int step = static_cast<int>(in.number(steps_max));
        const std::uint64_t at = in.number(static_cast<std::uint64_t>(end) + 1);
        saved.steps.push_back({step, at == 0 ? never : static_cast<SimTime>(at - 1)});
    }
    SimTime at = 0;
    while (in.is_good && !in.rest.empty()) {
        at += static_cast<SimTime>(in.number(static_cast<std::uint64_t>(saved.now - at)));
        saved.log.push_back({at, in.command()});
        in.is_good = in.is_good && saved.log.size() <= log_max;
    }
    if (!in.is_good || saved.act == 0) return std::nullopt;
    return saved;
}

namespace {

void leave_out_moves_within(SavedRun& saved, SimDuration pause) {
    std::vector<LogEntry> kept;
    for (const LogEntry& entry : saved.log) {
        const auto* move = std::get_if<SetLever>(&entry.command);
        const auto* last = kept.empty() ? nullptr : std::get_if<SetLever>(&kept.back().command);
        const bool is_next = move != nullptr && last != nullptr && move->lever == last->lever &&
                             entry.at - kept.back().at <= pause;
        if (is_next) kept.pop_back();
        kept.push_back(entry);
    }
    saved.log = std::move(kept);
}

std::ptrdiff_t count_moves(const SavedRun& saved) {
    return std::count_if(saved.log.begin(), saved.log.end(), [](const LogEntry& entry) {
        return std::holds_alternative<SetLever>(entry.command);
    });
}

}  // namespace

void leave_out_passing_moves(SavedRun& saved) {
    for (SimDuration pause = seconds(1); pause <= passing_max; pause *= 2) {
        leave_out_moves_within(saved, pause);
        if (count_moves(saved) <= moves_kept_max) break;
    }
    saved.digest = 0;
}

}  // namespace br::session
