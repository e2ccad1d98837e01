#include "session/chart_series.h"

#include <algorithm>

#include "session/visitor_order.h"

namespace br::session {
namespace {

// Joins the bins [first, last) into one point. Counts add up; levels are those at the end; waiting
// times are the worst of the bins, as medians cannot be joined and no peak may be lost.
SeriesPoint joined(std::span<const sim::SeriesBin> bins, const sim::Scenario& scenario, int model) {
    const double span_s = to_seconds(bins.back().end - bins.front().start);
    sim::Counts sum;
    SeriesPoint point;
    double capacity = 0;
    for (const sim::SeriesBin& bin : bins) {
        sum.attempts += bin.counts.attempts;
        sum.retries += bin.counts.retries;
        sum.goodput += bin.counts.goodput;
        sum.stale += bin.counts.stale;
        sum.shed += bin.counts.blocked + bin.counts.shed + bin.counts.balked;
        sum.timed_out += bin.counts.timed_out + bin.counts.reneged;
        point.wait_p50_s = std::max(point.wait_p50_s, bin.attempt_time_p50_s);
        point.wait_p95_s = std::max(point.wait_p95_s, bin.attempt_time_p95_s);
        if (model < 0) continue;
        const auto at = static_cast<std::size_t>(model);
        capacity += capacity_per_s(scenario.stations[at], bin.stations[at].servers) *
                    to_seconds(bin.end - bin.start);
    }
    const auto rate = [&](std::uint64_t count) {
        return span_s > 0 ? static_cast<double>(count) / span_s : 0;
    };
    point.end = bins.back().end;
    point.asked_per_s = rate(sum.attempts);
    point.retries_per_s = rate(sum.retries);
    point.capacity_per_s = span_s > 0 ? capacity / span_s : 0;
    point.goodput_per_s = rate(sum.goodput);
    point.throughput_per_s = rate(sum.goodput + sum.stale);
    point.refused_per_s = rate(sum.shed);
    point.gave_up_per_s = rate(sum.timed_out);
    point.orbit = static_cast<double>(bins.back().orbit);
    if (model >= 0) {
        point.waiting =
            static_cast<double>(bins.back().stations[static_cast<std::size_t>(model)].waiting);
    }
    return point;
}

}  // namespace

std::vector<SeriesPoint> chart_series(std::span<const sim::SeriesBin> bins,
                                      const sim::Scenario& scenario, int model) {
    // A power of two, so that points keep their bins as the run grows longer.
    std::size_t every = 1;
    while ((bins.size() + every - 1) / every > series_points_max) every *= 2;
    std::vector<SeriesPoint> points;
    points.reserve(bins.size() / every + 1);
    for (std::size_t first = 0; first < bins.size(); first += every) {
        const std::size_t count = std::min(every, bins.size() - first);
        points.push_back(joined(bins.subspan(first, count), scenario, model));
    }
    return points;
}

}  // namespace br::session
