// Readings of the running totals: series, recent rates, snapshots, and the check that nobody is
// lost.
#include <algorithm>

#include "sim/engine.h"

namespace br::sim {
namespace {

template <class Use>
void for_each_count(Use use) {
    for (const auto member :
         {&Counts::orders,    &Counts::attempts,  &Counts::retries,  &Counts::served,
          &Counts::lost,      &Counts::goodput,   &Counts::stale,    &Counts::blocked,
          &Counts::shed,      &Counts::paused,    &Counts::sold_out, &Counts::stale_shed,
          &Counts::balked,    &Counts::reneged,   &Counts::failed,   &Counts::copies,
          &Counts::cancelled, &Counts::timed_out, &Counts::unsent,   &Counts::invited})
        use(member);
}

}  // namespace

Counts difference(const Counts& now, const Counts& before) {
    Counts result;
    for_each_count([&](auto member) { result.*member = now.*member - before.*member; });
    return result;
}

Counts sum(const Counts& a, const Counts& b) {
    Counts result;
    for_each_count([&](auto member) { result.*member = a.*member + b.*member; });
    return result;
}

Counts Engine::total_counts() const {
    Counts total;
    for (const ClassState& cls : classes_) total = sum(total, cls.counts);
    return total;
}

Reading Engine::read() const {
    Reading reading;
    reading.at = now_;
    for (const ClassState& cls : classes_) {
        reading.classes.push_back(cls.counts);
        reading.counts = sum(reading.counts, reading.classes.back());
    }
    for (const StationState& station : stations_)
        reading.stations.push_back(
            {station.counts.arrivals, station.counts.completions, station.counts.completions_stale,
             station.counts.starts, station.counts.refused(), station.wait.sum_s(),
             station.busy_area.until(now_, station.busy), station.worked_until(now_),
             station.servers_area.until(now_, station.servers_in_all()),
             station.waiting_area.until(now_, station.waiting)});
    return reading;
}

double utilization_between(std::uint64_t worked_area, std::uint64_t servers_area) {
    if (servers_area == 0) return 0;
    const double ratio = static_cast<double>(worked_area) / static_cast<double>(servers_area);
    return ratio < 1 ? ratio : 1;
}

void Engine::end_bin() {
    const Reading end = read();
    const Reading& start = bin_start_;
    SeriesBin bin;
    bin.start = start.at;
    bin.end = end.at;
    bin.counts = difference(end.counts, start.counts);
    bin.served_total = end.counts.served;
    bin.in_system = pool_.count();
    bin.orbit = orbit_;
    bin.attempt_time_p50_s = to_seconds(bin_time_.quantile(0.50));
    bin.attempt_time_p95_s = to_seconds(bin_time_.quantile(0.95));
    for (std::size_t c = 0; c < classes_.size(); ++c)
        bin.classes.push_back(difference(end.classes[c], start.classes[c]));
    for (std::size_t s = 0; s < stations_.size(); ++s) {
        const StationState& station = stations_[s];
        const Reading::AtStation& a = start.stations[s];
        const Reading::AtStation& b = end.stations[s];
        SeriesStation entry;
        entry.waiting = station.waiting;
        entry.waiting_stale = station.waiting_stale;
        entry.busy = station.busy;
        entry.servers = station.servers_in_all();
        entry.arrivals = b.arrivals - a.arrivals;
        entry.completions = b.completions - a.completions;
        entry.completions_stale = b.completions_stale - a.completions_stale;
        entry.refused = b.refused - a.refused;
        entry.utilization =
            utilization_between(b.worked_area - a.worked_area, b.servers_area - a.servers_area);
        if (b.starts > a.starts)
            entry.wait_mean_s =
                (b.wait_sum_s - a.wait_sum_s) / static_cast<double>(b.starts - a.starts);
        bin.stations.push_back(entry);
    }
    series_.push_back(std::move(bin));
    bin_start_ = end;
    last_bin_time_ = bin_time_;
    bin_time_.clear();
}

void Engine::take_sample() {
    const std::size_t kept = static_cast<std::size_t>(samples_per_window) + 1;
    if (samples_.size() < kept) {
        samples_.push_back(read());
        return;
    }
    samples_[oldest_sample_] = read();
    oldest_sample_ = (oldest_sample_ + 1) % kept;
}

void Engine::end_warm_up() {
    warm_ = read();
    for (ClassState& cls : classes_) {
        cls.order_time.clear();
        cls.attempt_time.clear();
    }
    for (StationState& station : stations_) {
        // The present bin goes on: what it has of the sum that starts again stays in its start.
        bin_start_.stations[static_cast<std::size_t>(station.index)].wait_sum_s -=
            station.wait.sum_s();
        station.wait.clear();
        station.sojourn.clear();
    }
}

// How long who joins the end of this line now will wait, from the recent rate of completions or,
// if there were none, from the mean service time.
double Engine::wait_estimate_s(const StationState& station, std::int64_t ahead,
                               double throughput_per_s) const {
    if (station.busy < station.slots && station.waiting == 0 && !station.frozen) return 0;
    double rate = throughput_per_s;
    if (rate <= 0 && station.service.mean_ns() > 0)
        rate = static_cast<double>(std::min<std::int64_t>(station.slots, 1'000'000'000)) * 1e9 /
               station.service.mean_ns();
    return rate > 0 ? static_cast<double>(ahead + 1) / rate : 0;
}

double Engine::recent_throughput_per_s(const StationState& station) const {
    const Reading& old = samples_[oldest_sample_];
    const double window_s = to_seconds(now_ - old.at);
    if (window_s <= 0) return 0;
    const auto& before = old.stations[static_cast<std::size_t>(station.index)];
    return static_cast<double>(station.counts.completions - before.completions) / window_s;
}

void Engine::snapshot_station(Snapshot& snapshot, const StationState& station) const {
    const auto s = static_cast<std::size_t>(station.index);
    const Reading& old = samples_[oldest_sample_];
    const Reading::AtStation& recent = old.stations[s];
    const Reading::AtStation& warm = warm_.stations[s];
    const double window_s = to_seconds(now_ - old.at);
    const double total_s = to_seconds(now_ - warm_.at);
    const std::uint64_t busy = station.busy_area.until(now_, station.busy);
    const std::uint64_t worked = station.worked_until(now_);
    const std::uint64_t servers = station.servers_area.until(now_, station.servers_in_all());
    const std::uint64_t waiting = station.waiting_area.until(now_, station.waiting);
    const StationCounts& counts = station.counts;
    StationSnapshot view;
    view.waiting = station.waiting;
    view.waiting_stale = station.waiting_stale;
    view.busy = station.busy;
    view.busy_stale = station.busy_stale;
    view.servers = station.servers_in_all();
    view.servers_ordered = station.ordered;
    view.line_max = station.line_max;
    view.arrivals = counts.arrivals;
    view.starts = counts.starts;
    view.completions = counts.completions;
    view.completions_stale = counts.completions_stale;
    view.blocked = counts.blocked;
    view.shed = counts.shed;
    view.balked = counts.balked;
    view.reneged = counts.reneged;
    view.failed = counts.failed;
    if (total_s > 0) {
        view.waiting_mean = static_cast<double>(waiting - warm.waiting_area) / 1e9 / total_s;
        view.busy_mean = static_cast<double>(busy - warm.busy_area) / 1e9 / total_s;
        view.utilization =
            utilization_between(worked - warm.worked_area, servers - warm.servers_area);
    }
    if (window_s > 0) {
        const auto per_s = [window_s](std::uint64_t n) {
            return static_cast<double>(n) / window_s;
        };
        view.utilization_recent =
            utilization_between(worked - recent.worked_area, servers - recent.servers_area);
        view.throughput_per_s = per_s(counts.completions - recent.completions);
        view.goodput_per_s =
            view.throughput_per_s - per_s(counts.completions_stale - recent.completions_stale);
    }
    view.wait_estimate_s = wait_estimate_s(station, station.waiting, view.throughput_per_s);
    view.wait = station.wait.stats();
    view.sojourn = station.sojourn.stats();
    snapshot.stations.push_back(view);
}

std::int64_t Engine::servers(int station) const {
    return stations_[static_cast<std::size_t>(station)].servers_in_all();
}

Rates Engine::rates() const {
    const Reading& old = samples_[oldest_sample_];
    Rates rates;
    rates.window_s = to_seconds(now_ - old.at);
    if (rates.window_s <= 0) return rates;
    const Counts recent = difference(total_counts(), old.counts);
    const auto per_s = [&](std::uint64_t n) { return static_cast<double>(n) / rates.window_s; };
    rates.arrival_rate_per_s = per_s(recent.orders);
    rates.attempt_rate_per_s = per_s(recent.attempts);
    rates.goodput_per_s = per_s(recent.goodput);
    rates.throughput_per_s = per_s(recent.goodput + recent.stale);
    rates.refused_per_s = per_s(recent.blocked + recent.shed + recent.balked);
    rates.gave_up_per_s = per_s(recent.timed_out + recent.reneged);
    rates.retry_rate_per_s = per_s(recent.retries);
    return rates;
}

void Engine::snapshot_classes(Snapshot& snapshot) const {
    Histogram orders;
    Histogram attempts;
    for (const ClassState& cls : classes_) {
        orders.add_all(cls.order_time);
        attempts.add_all(cls.attempt_time);
        ClassSnapshot view;
        view.counts = cls.counts;
        view.open =
            static_cast<std::int64_t>(view.counts.orders - view.counts.served - view.counts.lost);
        view.orbit = cls.orbit;
        view.order_time = cls.order_time.stats();
        view.attempt_time = cls.attempt_time.stats();
        snapshot.classes.push_back(view);
    }
    snapshot.order_time = orders.stats();
    snapshot.attempt_time = attempts.stats();
    Histogram recent = bin_time_;
    recent.add_all(last_bin_time_);
    snapshot.attempt_time_recent = recent.stats();
}

CampaignSnapshot Engine::campaign_snapshot() const {
    CampaignSnapshot view;
    view.issuing_paused = campaign_.issuing_paused;
    view.redeeming_paused = campaign_.redeeming_paused;
    view.stock_left = unlimited;
    if (!scenario_->campaign) return view;
    const Campaign& config = *scenario_->campaign;
    const shop::CampaignTotals& totals = campaign_.ledger.totals();
    view.held = totals.reserved_uses;
    view.redeemed = totals.used;
    // Against both limits at once: each card too many counts once.
    view.oversold =
        std::max(totals.over_used, totals.over_budget_fen / campaign_.ledger.limits().card_cap_fen);
    view.over_share = campaign_.over_share;
    view.share_broken = campaign_.share_broken;
    const std::int64_t out = view.held + view.redeemed;
    if (config.stock != unlimited) view.stock_left = std::max<std::int64_t>(config.stock - out, 0);
    return view;
}

Snapshot Engine::snapshot() const {
    Snapshot snapshot;
    snapshot.now = now_;
    snapshot.events = events_;
    snapshot.digest = digest_;
    snapshot.counts = total_counts();
    snapshot.in_system = pool_.count();
    snapshot.in_system_stale = system_stale_;
    snapshot.orbit = orbit_;
    snapshot.open = static_cast<std::int64_t>(snapshot.counts.orders - snapshot.counts.served -
                                              snapshot.counts.lost);
    snapshot.rates = rates();
    snapshot_classes(snapshot);
    for (const StationState& station : stations_) snapshot_station(snapshot, station);
    for (const PolicyState& policy : policies_)
        snapshot.policies.push_back({policy.enabled, policy.refused, policy.held.count()});
    snapshot.campaign = campaign_snapshot();
    return snapshot;
}

void Engine::check_invariants() const {
    std::int64_t in_service = 0;
    std::int64_t waiting = 0;
    std::int64_t held = 0;
    std::int64_t stale = 0;
    std::vector<std::uint64_t> live(classes_.size());
    std::vector<std::uint64_t> present(classes_.size());
    for (std::uint32_t slot = 0; slot < pool_.size(); ++slot) {
        const Attempt& attempt = pool_[slot];
        if (attempt.state == AttemptState::free) continue;
        in_service += attempt.state == AttemptState::in_service;
        waiting += attempt.state == AttemptState::waiting;
        held += attempt.state == AttemptState::held;
        const auto c = static_cast<std::size_t>(class_of(attempt.person));
        ++present[c];
        if ((attempt.flags & stale_flag) != 0) {
            ++stale;
        } else if ((attempt.number & copy_bit) != 0 && twin_of(slot) != no_slot) {
            // The other copy stands for the person.
        } else {
            ++live[c];
        }
    }
    BR_CHECK(stale == system_stale_);
    BR_CHECK(held == held_);
    BR_CHECK(in_service + waiting + held == pool_.count());
    std::int64_t orbit = 0;
    for (std::size_t c = 0; c < classes_.size(); ++c) {
        const ClassState& cls = classes_[c];
        const Counts& n = cls.counts;
        orbit += cls.orbit;
        std::uint64_t idle = 0;  // Visitors who have not asked again.
        for (const Visitor& visitor : visitors_)
            idle += visitor.done && visitor.state.phase != VisitorPhase::served && !visitor.lost &&
                    class_of(visitor.state.id) == static_cast<int>(c);
        BR_CHECK(n.orders ==
                 n.served + n.lost + live[c] + static_cast<std::uint64_t>(cls.orbit) + idle);
        BR_CHECK(n.attempts == n.goodput + n.stale + n.blocked + n.shed + n.balked + n.reneged +
                                   n.failed + n.cancelled + present[c]);
        BR_CHECK(n.attempts + n.unsent == n.orders + n.retries + n.copies);
        BR_CHECK(n.served == n.goodput);
    }
    BR_CHECK(orbit == orbit_);
    std::int64_t at_stations = 0;
    for (const StationState& station : stations_) {
        std::int64_t lanes = 0;
        for (const Lane& lane : station.lanes) lanes += lane.count();
        BR_CHECK(lanes == station.waiting);
        // No server is idle while somebody waits.
        BR_CHECK(station.frozen || station.waiting == 0 || station.busy >= station.slots);
        BR_CHECK(station.waiting_stale >= 0 && station.waiting_stale <= station.waiting);
        BR_CHECK(station.busy_stale >= 0 && station.busy_stale <= station.busy);
        at_stations += station.waiting + station.busy;
    }
    BR_CHECK(at_stations == in_service + waiting);
    if (scenario_->campaign && !scenario_->campaign->check_then_write) BR_CHECK(cards_left() >= 0);
}

}  // namespace br::sim
