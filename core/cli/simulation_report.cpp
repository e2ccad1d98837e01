#include "cli/simulation_report.h"

#include <cmath>
#include <functional>
#include <vector>

#include "base/number_text.h"

namespace br::cli {
namespace {

using namespace br::sim;

void write_counts(JsonWriter& out, const Counts& counts) {
    const struct {
        const char* name;
        std::uint64_t value;
    } rows[] = {
        {"orders", counts.orders},       {"attempts", counts.attempts},
        {"retries", counts.retries},     {"served", counts.served},
        {"lost", counts.lost},           {"goodput", counts.goodput},
        {"stale", counts.stale},         {"blocked", counts.blocked},
        {"shed", counts.shed},           {"paused", counts.paused},
        {"sold_out", counts.sold_out},   {"stale_shed", counts.stale_shed},
        {"balked", counts.balked},       {"reneged", counts.reneged},
        {"failed", counts.failed},       {"copies", counts.copies},
        {"cancelled", counts.cancelled}, {"timed_out", counts.timed_out},
        {"unsent", counts.unsent},       {"invited", counts.invited},
    };
    for (const auto& row : rows) out.member(row.name, row.value);
}

void write_times(JsonWriter& out, std::string_view name, const TimeStats& stats) {
    out.begin_object(name);
    out.member("count", stats.count);
    out.member("mean_s", stats.mean_s);
    out.member("variance_s2", stats.variance_s2);
    out.member("p50_s", stats.p50_s);
    out.member("p90_s", stats.p90_s);
    out.member("p95_s", stats.p95_s);
    out.member("p99_s", stats.p99_s);
    out.end_object();
}

// Half of the 95 % confidence interval of a mean, from up to 20 batches of bins after the warm-up
// (Student's t). Negative if there are fewer than 5 bins.
double half_interval(const Simulation& simulation,
                     const std::function<double(const SeriesBin&)>& of) {
    constexpr double t_975[] = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365,
                                2.306,  2.262, 2.228, 2.201, 2.179, 2.160, 2.145,
                                2.131,  2.120, 2.110, 2.101, 2.093};
    std::vector<double> values;
    for (const SeriesBin& bin : simulation.series())
        if (bin.start >= simulation.scenario().measures.warm_up) values.push_back(of(bin));
    if (values.size() < 5) return -1;
    const std::size_t batches = values.size() < 20 ? values.size() : 20;
    const std::size_t each = values.size() / batches;
    double sum = 0;
    double squares = 0;
    for (std::size_t b = 0; b < batches; ++b) {
        double batch = 0;
        for (std::size_t i = 0; i < each; ++i) batch += values[b * each + i];
        batch /= static_cast<double>(each);
        sum += batch;
        squares += batch * batch;
    }
    const auto n = static_cast<double>(batches);
    const double variance = (squares - sum * sum / n) / (n - 1);
    return t_975[batches - 2] * std::sqrt((variance > 0 ? variance : 0) / n);
}

void write_rate(JsonWriter& out, const Simulation& simulation, std::string_view name,
                std::uint64_t Counts::*first, std::uint64_t Counts::*second = nullptr) {
    double count = 0;
    double span_s = 0;
    const auto rate = [&](const SeriesBin& bin) {
        const std::uint64_t n = bin.counts.*first + (second ? bin.counts.*second : 0);
        return static_cast<double>(n) / to_seconds(bin.end - bin.start);
    };
    for (const SeriesBin& bin : simulation.series()) {
        if (bin.start < simulation.scenario().measures.warm_up) continue;
        const double bin_s = to_seconds(bin.end - bin.start);
        count += rate(bin) * bin_s;
        span_s += bin_s;
    }
    out.begin_object(name);
    out.member("mean", span_s > 0 ? count / span_s : 0.0);
    const double half = half_interval(simulation, rate);
    if (half >= 0) {
        out.member("plus_minus_95", half);
    } else {
        out.null_member("plus_minus_95");
    }
    out.end_object();
}

void write_limit(JsonWriter& out, std::string_view name, std::int64_t value) {
    if (value == unlimited) {
        out.null_member(name);
    } else {
        out.member(name, value);
    }
}

void write_station(JsonWriter& out, const Simulation& simulation, std::size_t s,
                   const StationSnapshot& station) {
    out.begin_object();
    out.member("id", simulation.scenario().stations[s].id);
    write_limit(out, "servers", station.servers);
    out.member("waiting", station.waiting);
    out.member("waiting_stale", station.waiting_stale);
    out.member("busy", station.busy);
    out.member("arrivals", station.arrivals);
    out.member("starts", station.starts);
    out.member("completions", station.completions);
    out.member("completions_stale", station.completions_stale);
    out.member("blocked", station.blocked);
    out.member("shed", station.shed);
    out.member("balked", station.balked);
    out.member("reneged", station.reneged);
    out.member("failed", station.failed);
    out.member("waiting_mean", station.waiting_mean);
    out.member("busy_mean", station.busy_mean);
    out.member("utilization", station.utilization);
    const double half = half_interval(
        simulation, [s](const SeriesBin& bin) { return bin.stations[s].utilization; });
    if (half >= 0) out.member("utilization_plus_minus_95", half);
    write_times(out, "wait", station.wait);
    write_times(out, "sojourn", station.sojourn);
    out.end_object();
}

// Served orders at a time, from the bins; the last bin if the time is later.
std::uint64_t served_by(const Simulation& simulation, SimTime at) {
    std::uint64_t served = 0;
    for (const SeriesBin& bin : simulation.series()) {
        if (bin.end > at) break;
        served = bin.served_total;
    }
    return served;
}

void write_campaign(JsonWriter& out, const CampaignSnapshot& campaign) {
    out.begin_object("campaign");
    out.member("held", campaign.held);
    out.member("redeemed", campaign.redeemed);
    write_limit(out, "stock_left", campaign.stock_left);
    out.member("oversold", campaign.oversold);
    out.member("over_share", campaign.over_share);
    out.member("share_broken", campaign.share_broken);
    out.end_object();
}

void write_milestones(JsonWriter& out, const Simulation& simulation) {
    const Scenario& scenario = simulation.scenario();
    out.begin_array("milestones");
    for (const Milestone& milestone : scenario.milestones) {
        if (milestone.at > simulation.now()) continue;
        out.begin_object();
        out.member("at_s", to_seconds(milestone.at));
        out.member("reported", milestone.served);
        out.member("served", served_by(simulation, milestone.at) *
                                 static_cast<std::uint64_t>(scenario.orders_per_person));
        out.end_object();
    }
    out.end_array();
}

}  // namespace

std::string_view word_of(StopReason reason) {
    switch (reason) {
        case StopReason::reached_end:
            return "end";
        case StopReason::event_budget:
            return "event_budget";
        case StopReason::events_max:
            return "events_max";
        case StopReason::in_system_max:
            return "in_system_max";
    }
    return "";
}

void write_summary(JsonWriter& out, const Simulation& simulation, StopReason reason) {
    const Snapshot snapshot = simulation.snapshot();
    const Scenario& scenario = simulation.scenario();
    out.member("scenario", scenario.id);
    out.member("seed", simulation.seed());
    out.member("end_s", to_seconds(simulation.now()));
    out.member("stopped_by", word_of(reason));
    out.member("events", snapshot.events);
    out.member("digest", hex_text(snapshot.digest));
    write_counts(out, snapshot.counts);
    out.member("open", snapshot.open);
    out.member("orbit", snapshot.orbit);
    out.member("in_system", snapshot.in_system);
    out.begin_object("rates_per_s");
    write_rate(out, simulation, "orders", &Counts::orders);
    write_rate(out, simulation, "attempts", &Counts::attempts);
    write_rate(out, simulation, "goodput", &Counts::goodput);
    write_rate(out, simulation, "throughput", &Counts::goodput, &Counts::stale);
    write_rate(out, simulation, "refused", &Counts::blocked, &Counts::shed);
    out.end_object();
    write_times(out, "order_time", snapshot.order_time);
    write_times(out, "attempt_time", snapshot.attempt_time);
    out.begin_array("classes");
    for (std::size_t c = 0; c < snapshot.classes.size(); ++c) {
        out.begin_object();
        out.member("id", scenario.classes[c].id);
        write_counts(out, snapshot.classes[c].counts);
        out.member("open", snapshot.classes[c].open);
        out.member("orbit", snapshot.classes[c].orbit);
        write_times(out, "order_time", snapshot.classes[c].order_time);
        write_times(out, "attempt_time", snapshot.classes[c].attempt_time);
        out.end_object();
    }
    out.end_array();
    out.begin_array("stations");
    for (std::size_t s = 0; s < snapshot.stations.size(); ++s)
        write_station(out, simulation, s, snapshot.stations[s]);
    out.end_array();
    out.begin_array("policies");
    for (std::size_t p = 0; p < snapshot.policies.size(); ++p) {
        out.begin_object();
        out.member("id", scenario.policies[p].id);
        out.member("enabled", snapshot.policies[p].enabled);
        out.member("refused", snapshot.policies[p].refused);
        out.member("held", snapshot.policies[p].held);
        out.end_object();
    }
    out.end_array();
    if (scenario.campaign) write_campaign(out, snapshot.campaign);
    if (!scenario.milestones.empty()) write_milestones(out, simulation);
}

void write_series(JsonWriter& out, const Simulation& simulation) {
    out.begin_array("series");
    for (const SeriesBin& bin : simulation.series()) {
        out.begin_object();
        out.member("start_s", to_seconds(bin.start));
        out.member("end_s", to_seconds(bin.end));
        write_counts(out, bin.counts);
        out.member("served_total", bin.served_total);
        out.member("in_system", bin.in_system);
        out.member("orbit", bin.orbit);
        out.member("attempt_time_p50_s", bin.attempt_time_p50_s);
        out.member("attempt_time_p95_s", bin.attempt_time_p95_s);
        out.begin_array("stations");
        for (std::size_t s = 0; s < bin.stations.size(); ++s) {
            const SeriesStation& station = bin.stations[s];
            out.begin_object();
            out.member("id", simulation.scenario().stations[s].id);
            out.member("waiting", station.waiting);
            out.member("waiting_stale", station.waiting_stale);
            out.member("busy", station.busy);
            write_limit(out, "servers", station.servers);
            out.member("arrivals", station.arrivals);
            out.member("completions", station.completions);
            out.member("completions_stale", station.completions_stale);
            out.member("refused", station.refused);
            out.member("utilization", station.utilization);
            out.member("wait_mean_s", station.wait_mean_s);
            out.end_object();
        }
        out.end_array();
        out.end_object();
    }
    out.end_array();
}

std::string series_csv(const Simulation& simulation) {
    std::string text =
        "start_s,end_s,orders,attempts,retries,served,lost,goodput,stale,blocked,shed,balked,"
        "reneged,timed_out,served_total,in_system,orbit,attempt_time_p50_s,attempt_time_p95_s";
    const Scenario& scenario = simulation.scenario();
    for (const Station& station : scenario.stations)
        for (const char* name : {"waiting", "waiting_stale", "busy", "servers", "arrivals",
                                 "completions", "completions_stale", "refused", "utilization"})
            text.append(",").append(station.id).append(".").append(name);
    text += '\n';
    for (const SeriesBin& bin : simulation.series()) {
        const Counts& n = bin.counts;
        text.append(decimal_text(to_seconds(bin.start)));
        const auto add = [&text](double value) { text.append(",").append(decimal_text(value)); };
        add(to_seconds(bin.end));
        for (const std::uint64_t value :
             {n.orders, n.attempts, n.retries, n.served, n.lost, n.goodput, n.stale, n.blocked,
              n.shed, n.balked, n.reneged, n.timed_out, bin.served_total})
            add(static_cast<double>(value));
        add(static_cast<double>(bin.in_system));
        add(static_cast<double>(bin.orbit));
        add(bin.attempt_time_p50_s);
        add(bin.attempt_time_p95_s);
        for (const SeriesStation& station : bin.stations) {
            for (const std::int64_t value : {station.waiting, station.waiting_stale, station.busy,
                                             station.servers == unlimited ? -1 : station.servers})
                add(static_cast<double>(value));
            for (const std::uint64_t value : {station.arrivals, station.completions,
                                              station.completions_stale, station.refused})
                add(static_cast<double>(value));
            add(station.utilization);
        }
        text += '\n';
    }
    return text;
}

}  // namespace br::cli
