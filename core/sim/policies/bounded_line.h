// Bounded line (tail drop): refuse who comes when the line is full. The bound sets the longest wait
// of those who get in: line_max / (servers / mean service time). It should be well under the
// patience of the people in it; a line as long as their patience serves everybody too late.
// No published default: the bound follows from capacity and patience.
// Source: Google, "Site Reliability Engineering" (2016), chapter 22, "Queue Management", which
// advises a line of at most half the number of servers for steady arrivals.
#pragma once

#include "sim/policies/policy.h"

namespace br::sim::policies {

struct BoundedLine {
    static constexpr std::string_view kind = "bounded_line";

    std::int64_t line_max = 100;  // Attempts waiting, those in service not counted. 0 or more.

    static BoundedLine read(JsonReader& json) {
        return {.line_max = json.integer("line_max", {.min = 0, .max = 1'000'000'000})};
    }

    [[nodiscard]] Decision on_arrival(const View& view) const {
        // A free server takes the attempt at once, so that it never waits.
        if (view.in_service < view.servers) return admitted;
        return view.waiting >= line_max ? refused : admitted;
    }
};

}  // namespace br::sim::policies
