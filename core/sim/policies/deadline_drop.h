// Deadline drop: when an attempt is next in line, discard it if it has waited longer than the
// deadline, for it would be answered too late. The deadline must leave time for the service itself:
// under overload everybody served has waited the whole deadline, and the share served in time is
// 1 - exp(-mu (patience - deadline)) for exponential service. So deadline <= patience - p99 of the
// service time.
// No published default. Source: "Using load shedding to avoid overload", Amazon Builders' Library;
// "Site Reliability Engineering", chapter 22, "Latency and Deadlines". In queueing theory M/M/c+D
// (Barrer, 1957).
#pragma once

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct DeadlineDrop {
    static constexpr std::string_view kind = "deadline_drop";

    SimDuration wait_max = seconds(2);  // Longest useful wait. Above 0.

    static DeadlineDrop read(JsonReader& json) {
        return {.wait_max = read_duration(json, "wait_max_s", some_seconds)};
    }

    [[nodiscard]] Verdict on_dequeue(const View& view) const {
        return view.waited > wait_max ? Verdict::shed : Verdict::admit;
    }
};

}  // namespace br::sim::policies
