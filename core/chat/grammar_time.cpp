#include "chat/grammar.h"

namespace br::chat {

namespace {

constexpr int minutes_a_day_max = 24 * 60;

// What has been read so far of one time of the day.
struct ClockReading {
    std::uint32_t end = 0;
    std::optional<int> day;
    std::optional<int> period;
    std::optional<int> minute_of_day;
    bool marked = false;  // Something besides the number says that this is a time.
};

std::optional<int> small_number(const LineReading& line, std::uint32_t& unit, int max) {
    const std::optional<Hit> number = read_number(line, unit);
    if (!number || number->value > max) return std::nullopt;
    unit = number->end;
    return number->value;
}

// "3:30", "15.45": one unit with a joint.
std::optional<int> read_digital(std::u32string_view text, bool point_allowed) {
    std::size_t joint = text.find(U':');
    if (joint == std::u32string_view::npos && point_allowed) joint = text.find(U'.');
    if (joint == std::u32string_view::npos || joint > 2 || text.size() != joint + 3) {
        return std::nullopt;
    }
    int value[2] = {0, 0};
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == joint) continue;
        if (!is_digit(text[i])) return std::nullopt;
        int& part = value[i > joint ? 1 : 0];
        part = part * 10 + static_cast<int>(text[i] - U'0');
    }
    if (value[0] > 23 || value[1] > 59) return std::nullopt;
    return value[0] * 60 + value[1];
}

void take_days_and_periods(const LineReading& line, ClockReading& clock) {
    for (int k = 0; k < 3; ++k) {
        if (const auto day = line.find(clock.end, Concept::day); day && !clock.day) {
            clock.day = day->value;
            if (const auto period = line.find(clock.end, Concept::period);
                period && !clock.period) {
                clock.period = period->value;
            }
            clock.end = day->end;
        } else if (const auto part = line.find(clock.end, Concept::period); part && !clock.period) {
            clock.period = part->value;
            clock.end = part->end;
        } else {
            return;
        }
    }
}

// Minutes after the hour: 半, 一刻, "thirty", "setengah", "suku".
void take_minutes(const LineReading& line, ClockReading& clock, bool after_oclock) {
    std::uint32_t unit = clock.end;
    if (line.starts(unit, Concept::minute) || line.starts(unit, Concept::hour)) return;
    if (const auto half = line.find(unit, Concept::half)) {
        if (line.starts(half->end, Concept::sugar_word)) return;
        if (line.starts(half->end, Concept::hour) || line.starts(unit, Concept::sugar)) return;
        clock.minute_of_day = *clock.minute_of_day + 30;
        clock.end = half->end;
        return;
    }
    const std::optional<Hit> number = read_number(line, unit);
    if (!number || number->value > 59) {
        if (const auto quarter = line.find(unit, Concept::quarter)) {
            clock.minute_of_day = *clock.minute_of_day + 15;
            clock.end = quarter->end;
        }
        return;
    }
    if (const auto quarter = line.find(number->end, Concept::quarter);
        quarter && number->value <= 3) {
        clock.minute_of_day = *clock.minute_of_day + 15 * number->value;
        clock.end = quarter->end;
        return;
    }
    const auto minute = line.find(number->end, Concept::minute);
    const bool plain = number->value >= 10 && !line.starts(number->end, Concept::classifier) &&
                       !line.starts(number->end, Concept::item) &&
                       !line.starts(number->end, Concept::currency);
    if (minute && after_oclock) {
        clock.end = minute->end;
    } else if (plain && (after_oclock || number->value % 15 == 0)) {
        clock.end = number->end;
    } else {
        return;
    }
    clock.minute_of_day = *clock.minute_of_day + number->value;
}

// "half past two", "quarter to five", "ten past six".
bool take_past_or_to(const LineReading& line, ClockReading& clock) {
    std::uint32_t unit = clock.end;
    int minutes = 0;
    if (const auto half = line.find(unit, Concept::half)) {
        minutes = 30;
        unit = half->end;
    } else if (const auto quarter = line.find(unit, Concept::quarter)) {
        minutes = 15;
        unit = quarter->end;
    } else if (const auto number = small_number(line, unit, 29)) {
        minutes = *number;
        if (const auto minute = line.find(unit, Concept::minute)) unit = minute->end;
    } else {
        return false;
    }
    const auto past = line.find(unit, Concept::past);
    const auto to = line.find(unit, Concept::to_hour);
    if (!past && !to) return false;
    unit = past ? past->end : to->end;
    const std::optional<int> hour = small_number(line, unit, 12);
    if (!hour || *hour == 0) return false;
    clock.minute_of_day = *hour * 60 + (past ? minutes : -minutes);
    clock.marked = true;
    clock.end = unit;
    if (const auto oclock = line.find(clock.end, Concept::oclock)) clock.end = oclock->end;
    return true;
}

bool take_hour(const LineReading& line, ClockReading& clock) {
    if (take_past_or_to(line, clock)) return true;
    std::uint32_t unit = clock.end;
    if (unit < line.units().size() && line.units()[unit].kind == UnitKind::number) {
        const std::u32string_view text = line.text_of(unit);
        const bool period_follows = line.starts(unit + 1, Concept::period);
        if (const auto digital =
                read_digital(text, clock.marked || clock.period || period_follows)) {
            clock.minute_of_day = *digital;
            clock.marked = clock.marked || text.find(U':') != std::u32string_view::npos;
            clock.end = unit + 1;
            return true;
        }
    }
    if (line.single(unit, Concept::filler)) return false;  // "a" is no hour.
    const std::optional<int> hour = small_number(line, unit, 24);
    if (!hour) return false;
    clock.minute_of_day = *hour * 60;
    clock.end = unit;
    const auto oclock = line.find(unit, Concept::oclock);
    if (oclock) {
        clock.end = oclock->end;
        clock.marked = true;
    }
    if (clock.marked || clock.period) take_minutes(line, clock, oclock.has_value());
    return true;
}

int settle_hour(int minute, std::optional<int> period) {
    const int hour = minute / 60;
    if (!period) {
        if (hour >= 1 && hour <= 6) return minute + 12 * 60;  // 1 to 6 is afternoon.
        return minute % minutes_a_day_max;
    }
    switch (static_cast<Period>(*period)) {
        case Period::before_dawn:
        case Period::morning:
            return hour == 12 ? minute - 12 * 60 : minute;
        case Period::midday:
            return hour >= 1 && hour <= 4 ? minute + 12 * 60 : minute;
        case Period::afternoon:
            return hour >= 1 && hour <= 11 ? minute + 12 * 60 : minute;
        case Period::evening:
            break;
    }
    if (hour == 12) return minute - 12 * 60;
    return hour >= 1 && hour <= 11 ? minute + 12 * 60 : minute % minutes_a_day_max;
}

GrammarSpan time_span(std::uint32_t begin, std::uint32_t end, TimeKind kind, int value) {
    return {.kind = SpanKind::time,
            .begin = begin,
            .end = end,
            .value = value,
            .extra = static_cast<std::int32_t>(kind)};
}

// 一点 is "a little" unless something beside it speaks of time.
bool is_a_little(const LineReading& line, std::uint32_t begin, std::uint32_t end) {
    // Not shown.
    const bool bare =
        end == begin + 2 && line.text_of(begin) == U"一" && line.text_of(begin + 1) == U"点";
    if (!bare) return false;
    return !line.starts(end, Concept::deliver) && !line.starts(end, Concept::arrive) &&
           !line.starts(end, Concept::at) &&
           (begin == 0 || !line.starts(begin - 1, Concept::deliver));
}

// After "at 5" the clause goes on with something else than a name: "at 17 Hill Road" is no time.
bool ends_bare_hour(const LineReading& line, std::uint32_t unit) {
    if (unit >= line.units().size() || line.units()[unit].kind == UnitKind::mark) return true;
    for (const Concept concept_id :
         {Concept::conjunction, Concept::polite, Concept::day, Concept::with, Concept::instead,
          Concept::deliver, Concept::toward, Concept::then, Concept::thanks, Concept::question,
          Concept::able, Concept::without, Concept::want, Concept::period, Concept::give}) {
        if (line.starts(unit, concept_id)) return true;
    }
    return false;
}

std::optional<GrammarSpan> read_clock(const LineReading& line, std::uint32_t unit) {
    ClockReading clock{.end = unit, .day = {}, .period = {}, .minute_of_day = {}};
    take_days_and_periods(line, clock);
    const bool at = line.starts(clock.end, Concept::at);
    if (const auto marker = line.find(clock.end, Concept::at)) clock.end = marker->end;
    if (clock.end > unit) take_days_and_periods(line, clock);
    if (const auto marker = line.find(clock.end, Concept::clock)) {
        clock.end = marker->end;
        clock.marked = true;
    }
    if (const auto noon = line.find(clock.end, Concept::noon)) {
        const std::uint32_t after = noon->end;
        std::uint32_t probe = after;
        const bool hour_follows =
            small_number(line, probe, 24) && line.starts(probe, Concept::oclock);
        if (!hour_follows) {
            ClockReading tail{.end = after, .day = {}, .period = {}, .minute_of_day = {}};
            take_days_and_periods(line, tail);
            GrammarSpan span =
                time_span(unit, tail.day ? tail.end : after, TimeKind::clock, noon->value);
            span.day = clock.day.value_or(tail.day.value_or(0));
            return span;
        }
    }
    const std::uint32_t before_hour = clock.end;
    const bool day_before = clock.day.has_value();
    if (!take_hour(line, clock)) {  // "esok tengah hari"
        const bool noon = clock.day && clock.period == static_cast<int>(Period::midday);
        if (!noon) return std::nullopt;
        GrammarSpan span = time_span(unit, clock.end, TimeKind::clock, 12 * 60);
        span.day = *clock.day;
        return span;
    }
    const bool counts_things = line.starts(clock.end, Concept::classifier);  // 今晚一杯
    take_days_and_periods(line, clock);
    // "kopi satu malam ni" wants one, tonight.
    const bool part_of_day = !day_before && clock.day && clock.period &&
                             line.units()[before_hour].kind == UnitKind::word;
    if (!clock.marked && (counts_things || part_of_day)) return std::nullopt;
    const bool bare = at && ends_bare_hour(line, clock.end);
    const bool known = clock.marked || clock.period.has_value() || bare;
    if (!known || is_a_little(line, before_hour, clock.end)) return std::nullopt;
    GrammarSpan span = time_span(unit, clock.end, TimeKind::clock,
                                 settle_hour(*clock.minute_of_day, clock.period));
    if (span.value < 0 || span.value >= minutes_a_day_max) return std::nullopt;
    span.day = clock.day.value_or(0);
    return span;
}

// Hours and halves of one: "half an hour", 一个半小时, "dua jam setengah", "1.5 hours".
std::optional<Hit> read_duration(const LineReading& line, std::uint32_t unit) {
    const bool own_number =
        line.starts(unit, Concept::hour) && line.find(unit, Concept::hour)->value > 0;
    if (own_number) {  // "sejam", "setengah jam", 半小时
        const Hit hour = *line.find(unit, Concept::hour);
        return hour;
    }
    std::uint32_t end = unit;
    std::optional<Hit> amount = read_amount(line, unit);
    if (!amount) return std::nullopt;
    end = amount->end;
    if (line.starts(end, Concept::classifier) && line.units()[end].kind == UnitKind::han) ++end;
    int hundredths = amount->value;
    if (const auto half = line.single(end, Concept::half);
        half && line.starts(end + 1, Concept::hour)) {
        hundredths += 50;
        ++end;
    }
    if (line.starts(end, Concept::conjunction) && line.starts(end + 1, Concept::half)) {
        hundredths += 50;
        end = line.find(end + 1, Concept::half)->end;
    }
    if (const auto minute = line.find(end, Concept::minute)) {
        return Hit{minute->end, amount->value / 100};
    }
    const auto hour = line.find(end, Concept::hour);
    if (!hour) return std::nullopt;
    end = hour->end;
    if (const auto half = line.single(end, Concept::half)) {  // "dua jam setengah"
        hundredths += 50;
        ++end;
    }
    int minutes = hundredths * 60 / 100;
    const std::optional<Hit> rest = read_number(line, end);
    if (const auto minute = rest ? line.find(rest->end, Concept::minute) : std::nullopt) {
        minutes += rest->value;
        end = minute->end;
    }
    return Hit{end, minutes};
}

std::optional<GrammarSpan> read_relative(const LineReading& line, std::uint32_t unit) {
    const auto within = line.find(unit, Concept::within);
    const std::optional<Hit> duration = read_duration(line, within ? within->end : unit);
    if (!duration || duration->value <= 0 || duration->value > minutes_a_day_max)
        return std::nullopt;
    const auto later = line.find(duration->end, Concept::later);
    if (!within && !later) return std::nullopt;
    return time_span(unit, later ? later->end : duration->end, TimeKind::relative, duration->value);
}

}  // namespace

std::optional<GrammarSpan> read_time(const LineReading& line, std::uint32_t unit) {
    if (const auto relative = read_relative(line, unit)) return relative;
    if (const auto clock = read_clock(line, unit)) return clock;
    if (const auto now = line.find(unit, Concept::now)) {
        return time_span(unit, now->end, TimeKind::now, 0);
    }
    return std::nullopt;
}

}  // namespace br::chat
