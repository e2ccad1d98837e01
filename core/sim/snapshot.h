// What can be seen of a simulation: plain data, a copy, no pointer into it. Taking one costs some
// microseconds, so a page may do it every frame. Conservation holds in every snapshot:
//   orders   = served + lost + open
//   attempts = goodput + stale + blocked + shed + balked + reneged + failed + cancelled + in_system
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/rng.h"
#include "base/sim_time.h"

namespace br::sim {

// Totals since the start of the run, over all classes or of one; so they add up at every instant.
struct Counts {
    std::uint64_t orders = 0;    // First tries.
    std::uint64_t attempts = 0;  // First tries and retries that were sent.
    std::uint64_t retries = 0;
    std::uint64_t served = 0;      // Orders whose customer was still waiting.
    std::uint64_t lost = 0;        // Orders that will not be tried again.
    std::uint64_t goodput = 0;     // Attempts completed in time.
    std::uint64_t stale = 0;       // Attempts completed for someone gone.
    std::uint64_t blocked = 0;     // No room was left.
    std::uint64_t shed = 0;        // Refused on purpose.
    std::uint64_t paused = 0;      // Of these: because the campaign is paused.
    std::uint64_t sold_out = 0;    // Of these: stock, budget or a person's share is used up.
    std::uint64_t stale_shed = 0;  // Of these: the customer was gone already.
    std::uint64_t balked = 0;
    std::uint64_t reneged = 0;
    std::uint64_t failed = 0;     // Ended with an error.
    std::uint64_t copies = 0;     // Among the attempts: second copies (hedging).
    std::uint64_t cancelled = 0;  // A second copy whose other copy came through first.
    std::uint64_t timed_out = 0;  // Customers who stopped waiting and left the work behind.
    std::uint64_t unsent = 0;     // Attempts that the client itself held back for good.
    std::uint64_t invited = 0;    // Orders among `orders` that were invited.
};

// Quantiles and moments in seconds; the histogram's relative error is below 1 %.
struct TimeStats {
    std::uint64_t count = 0;
    double mean_s = 0;
    double variance_s2 = 0;
    double p50_s = 0;
    double p90_s = 0;
    double p95_s = 0;
    double p99_s = 0;
};

// Per second, over the recent window (Measures::window or what has passed of it).
struct Rates {
    double window_s = 0;
    double arrival_rate_per_s = 0;  // First tries.
    double attempt_rate_per_s = 0;
    double goodput_per_s = 0;
    double throughput_per_s = 0;  // Goodput and stale.
    double refused_per_s = 0;     // Blocked, shed and balked.
    double gave_up_per_s = 0;     // Timed out and reneged.
    double retry_rate_per_s = 0;
};

struct StationSnapshot {
    std::int64_t waiting = 0;
    std::int64_t waiting_stale = 0;  // Of these: the customer has gone.
    std::int64_t busy = 0;           // Attempts in service (servers busy, unless they share).
    std::int64_t busy_stale = 0;
    std::int64_t servers = 0;
    std::int64_t servers_ordered = 0;  // Booting, not counted in servers.
    std::int64_t line_max = 0;         // unlimited if none.
    // Counts since the start of the run; averages, utilization and times since the warm-up ended.
    std::uint64_t arrivals = 0;
    std::uint64_t starts = 0;
    std::uint64_t completions = 0;
    std::uint64_t completions_stale = 0;
    std::uint64_t blocked = 0;
    std::uint64_t shed = 0;
    std::uint64_t balked = 0;
    std::uint64_t reneged = 0;
    std::uint64_t failed = 0;
    double waiting_mean = 0;  // Time average of the line.
    double busy_mean = 0;
    double utilization = 0;         // Since the end of the warm-up, 0 to 1.
    double utilization_recent = 0;  // Over the recent window.
    double throughput_per_s = 0;    // Recent.
    double goodput_per_s = 0;       // Recent: completions whose customer was still waiting.
    double wait_estimate_s = 0;     // For who would join the end of the line now.
    TimeStats wait;                 // Of those whose service started.
    TimeStats sojourn;              // Of those completed.
};

struct ClassSnapshot {
    Counts counts;
    std::int64_t open = 0;   // Orders neither served nor lost.
    std::int64_t orbit = 0;  // Of these: waiting to try again.
    TimeStats order_time;    // From the first try to the end, served orders.
    TimeStats attempt_time;  // Of the attempt that was served.
};

struct PolicySnapshot {
    bool enabled = false;
    std::uint64_t refused = 0;  // Attempts that this policy shed.
    std::int64_t held = 0;      // Attempts that it holds outside now.
};

struct CampaignSnapshot {
    bool issuing_paused = false;
    bool redeeming_paused = false;
    std::int64_t held = 0;           // Cards reserved.
    std::int64_t redeemed = 0;       // Cards used.
    std::int64_t stock_left = 0;     // unlimited if there is no limit.
    std::int64_t oversold = 0;       // By check-then-write: cards issued beyond the stock.
    std::uint64_t over_share = 0;    // Attempts refused as their person has all cards allowed.
    std::uint64_t share_broken = 0;  // By check-then-write: cards beyond a person's share.
};

struct Snapshot {
    SimTime now = 0;
    std::uint64_t events = 0;
    std::uint64_t digest = 0;
    Counts counts;
    Rates rates;
    std::int64_t in_system = 0;  // Attempts at stations or held at a door, stale ones too.
    std::int64_t in_system_stale = 0;
    std::int64_t orbit = 0;
    std::int64_t open = 0;
    TimeStats order_time;  // All served orders.
    TimeStats attempt_time;
    TimeStats attempt_time_recent;
    std::vector<StationSnapshot> stations;
    std::vector<ClassSnapshot> classes;
    std::vector<PolicySnapshot> policies;
    CampaignSnapshot campaign;
};

// One bin of the series: [start, end). Counts are of the bin; levels are at its end.
struct SeriesStation {
    std::int64_t waiting = 0;
    std::int64_t waiting_stale = 0;
    std::int64_t busy = 0;
    std::int64_t servers = 0;
    std::uint64_t arrivals = 0;
    std::uint64_t completions = 0;
    std::uint64_t completions_stale = 0;
    std::uint64_t refused = 0;
    double utilization = 0;  // Mean over the bin.
    double wait_mean_s = 0;  // Of services started in the bin.
};
struct SeriesBin {
    SimTime start = 0;
    SimTime end = 0;
    Counts counts;
    std::uint64_t served_total = 0;  // Since the start of the run.
    std::int64_t in_system = 0;
    std::int64_t orbit = 0;
    double attempt_time_p50_s = 0;  // Of attempts served in the bin, from the attempt's start.
    double attempt_time_p95_s = 0;
    std::vector<SeriesStation> stations;
    std::vector<Counts> classes;
};

// --- The visitor

enum class VisitorPhase : std::uint8_t {
    on_the_way,  // Added, not yet at the door.
    held,        // In a waiting room or paced at the door.
    waiting,     // In the line of `station`.
    in_service,  // At `station`.
    in_orbit,    // Failed, and about to try again by itself.
    served,
    refused,    // By `refusal`.
    timed_out,  // Stopped waiting; the work goes on for nobody.
    gave_up,    // Left the line and took the work along.
    failed,     // The backend answered with an error.
};

enum class Refusal : std::uint8_t {
    none,
    blocked,  // The line at `station` was full.
    shed,     // By `policy`.
    issuing_paused,
    redeeming_paused,
    sold_out,   // Stock or budget is used up.
    balked,     // Would not join so long a line.
    purged,     // The line was emptied.
    held_back,  // The visitor's own client did not send it.
};

struct VisitorStep {
    SimTime at = 0;
    VisitorPhase phase = VisitorPhase::on_the_way;
    int station = -1;
    int attempt = 1;
};

struct VisitorState {
    PersonId id = 0;
    VisitorPhase phase = VisitorPhase::on_the_way;
    Refusal refusal = Refusal::none;
    int policy = -1;   // That refused or holds; -1 if none.
    int station = -1;  // Where it is or where it ended; -1 is the door.
    int attempt = 1;
    std::int64_t ahead = 0;          // While waiting or held.
    double wait_estimate_s = 0;      // While waiting or held: until service starts.
    SimTime since = 0;               // When the present phase began.
    std::vector<VisitorStep> steps;  // All phases so far, oldest first; at most 1000.
};

}  // namespace br::sim
