// A scenario: all that a run is made of, as plain data. It comes from JSON through read_scenario()
// (sim/scenario_reader.h), which checks every range given here; a Simulation may rely on them.
// Times are whole nanoseconds since the scenario's start. Indices count from 0 in file order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "base/sim_time.h"
#include "sim/policies/backoff.h"
#include "sim/policies/registry.h"

namespace br::sim {

inline constexpr int classes_max = 16;
inline constexpr int stations_max = 16;
inline constexpr int policies_max = 64;
inline constexpr int listeners_max = 16;  // Policies that hear how each attempt ends.
inline constexpr int attempts_max = 30'000;
inline constexpr std::int64_t unlimited = INT64_MAX;
// 180 days: keeps time and a server's number together in one 64-bit word.
inline constexpr SimDuration duration_max = hours(24 * 180);

// --- Arrivals -----------------------------------------------------------------------------------

// One point of a rate that is linear in between and constant after the last point.
struct RatePoint {
    SimTime at = 0;         // Not before the point ahead, 0 or more; at its time: a step.
    double rate_per_s = 0;  // First tries per second, 0 to 1e7.
};

// First tries come as a non-homogeneous Poisson process. A constant rate has one point.
struct RateArrivals {
    std::vector<RatePoint> points;
};

// All at once, and again if period is above 0.
struct BurstArrivals {
    SimTime at = 0;           // 0 or more.
    std::int64_t count = 1;   // 1 to 1e8.
    SimDuration period = 0;   // 0: once only.
    std::int64_t bursts = 1;  // How many in all, 1 or more.
};

// A closed loop: each of so many users thinks, orders, waits for the end of the order, thinks
// again.
struct LoopArrivals {
    std::int64_t users = 1;      // 1 to 1e7.
    SimDuration think_mean = 0;  // Exponential, before every order, the first one too.
};

// Given times, not decreasing.
struct TraceArrivals {
    std::vector<SimTime> at;
};

using Arrivals = std::variant<RateArrivals, BurstArrivals, LoopArrivals, TraceArrivals>;

// --- Random times -------------------------------------------------------------------------------

enum class Distribution : std::uint8_t {
    fixed,
    exponential,
    erlang,            // shape phases, 1 to 100.
    hyperexponential,  // Two phases: mean_first with ratio_first, else mean_second.
    lognormal,         // With coefficient of variation variation.
    bimodal,           // Two fixed values: mean_first with ratio_first, else mean_second.
    weibull,           // With exponent shape, 0.2 to 20.
    uniform,           // From low to high.
};

struct RandomTime {
    Distribution kind = Distribution::exponential;
    SimDuration mean =
        seconds(1);  // 0 or more (fixed), else above 0. Follows from the parts below.
    double shape = 1;
    double variation = 1;  // Standard deviation by mean, above 0 to 20.
    double ratio_first = 0.5;
    SimDuration mean_first = 0;
    SimDuration mean_second = 0;
    SimDuration low = 0;
    SimDuration high = 0;
};

// --- People -------------------------------------------------------------------------------------

enum class PatienceScope : std::uint8_t {
    attempt,  // One clock from the start of the attempt to its end.
    line,     // A clock of its own in every waiting line; whoever is being served stays.
};

struct Patience {
    bool limited = false;  // Without a limit people wait for ever.
    RandomTime time;
    PatienceScope scope = PatienceScope::attempt;
    // True: who stops waiting leaves the work behind, and a server will still do it (time out).
    // False: the work goes along (renege).
    bool leaves_work_behind = true;
    // Will not join a first line in which more than this many wait (balk).
    std::int64_t balk_above = unlimited;
};

using policies::Backoff;
using policies::Jitter;

struct Retry {
    double probability = 0;       // Of one more attempt after a failed one, 0 to 1.
    int attempts_max = 1;         // First try included, 1 to 1,000 in a file, else to 30,000.
    bool after_refusal = true;    // Whether blocked and shed attempts are tried again,
    bool after_giving_up = true;  // and those that timed out or reneged.
    Backoff backoff;
};

// A served customer brings others along.
struct Invite {
    double probability = 0;                  // That one invitation is sent and taken, 0 to 1.
    int invitations_max = 0;                 // How many are tried per served order, 0 to 20.
    SimDuration delay_mean = minutes(10);    // Exponential, until the invited orders. Above 0.
    std::int64_t total_max = 1'000'000'000;  // Over the whole run, so that a run ends.
};

enum class Provenance : std::uint8_t { none, reported, assumed, derived };

struct CustomerClass {
    std::string id;
    int priority = 0;  // 0 is served first; 0 to 15.
    Arrivals arrivals;
    Patience patience;
    Retry retry;
    Invite invite;
    bool wants_coupon = true;  // Pausing, stock and budget of the campaign concern this class.
    // Stations passed, in order; never the same one twice. All stations if the file gives none.
    std::vector<int> route;
    // Per station of the route: share of attempts that leave it for the next; the others end there
    // as served. 1 if the file gives none.
    std::vector<double> go_on_ratio;
    double service_factor = 1;  // Multiplies every service time of this class, above 0 to 1000.
    Provenance provenance = Provenance::none;
};

// --- Stations -----------------------------------------------------------------------------------

enum class Discipline : std::uint8_t {
    fifo,
    lifo,
    random_order,
    processor_sharing,    // All at once, at most sharing_max; the others wait in line.
    priority,             // Lower number first, FIFO among equals, never interrupted.
    preemptive_priority,  // The same, but service is interrupted and later resumed.
};

// Continuous batching of a language model: each server (replica) runs up to batch_max attempts,
// and each iteration of t0 + t1 * batch gives every one of them a token.
struct BatchService {
    SimDuration iteration_base = milliseconds(20);          // t0, 0 or more.
    SimDuration iteration_per_attempt = microseconds(500);  // t1, 0 or more; t0 + t1 above 0.
    int batch_max = 64;                                     // 1 to 4096.
    double tokens_mean = 150;                               // 1 to 1e6.
    bool tokens_exponential = true;                         // False: every attempt needs the mean.
};

struct Station {
    std::string id;
    std::int64_t servers = 1;           // 1 to 1e7, or unlimited.
    RandomTime service;                 // Of one attempt by one server.
    std::optional<BatchService> batch;  // Instead of service.
    std::int64_t line_max = unlimited;  // Attempts that may wait. Who finds it full is blocked.
    bool line_counts_service = false;   // True: the bound counts those in service too (M/M/c/K).
    Discipline discipline = Discipline::fifo;
    std::int64_t sharing_max = unlimited;  // processor_sharing only, 1 or more.
    double refusal_cost_ratio = 0;         // Server time of one refusal, in mean services, 0 to 1.
    double failure_ratio = 0;              // Share of attempts that end here with an error, 0 to 1.
    bool ledger = false;                   // The campaign's coupons are booked here.
    Provenance provenance = Provenance::none;
};

// --- Policies -----------------------------------------------------------------------------------

enum class PlaceKind : std::uint8_t {
    clients,  // Before an attempt is sent, and when it has failed.
    door,     // Before the first station.
    station,  // On arrival at this station and next in its line.
};

// Asked in file order at their place. At a station the order of events is: pause of the campaign,
// policies, the station's own line_max.
struct Policy {
    std::string id;  // Unique; defaults to kind, then kind-2, …
    PlaceKind place = PlaceKind::station;
    int station = 0;  // For PlaceKind::station.
    bool enabled = true;
    policies::Unit unit;
};

// --- The campaign -------------------------------------------------------------------------------

struct Campaign {
    std::int64_t stock = unlimited;       // Cards, 0 or more.
    std::int64_t budget_fen = unlimited;  // 0 or more.
    std::int64_t card_fen = 2'500;        // What one card costs the budget, 0 to 1e9.
    SimDuration hold_ttl = seconds(900);  // A held card returns after this long. Above 0.
    bool idempotent = true;               // A retry of the same order finds the card already held.
    bool check_then_write = false;  // Looks at the stock on arrival, writes when service ends.
    // So many people make all orders, each order one of them by chance, and each of them has at
    // most so many cards on hold and paid. 0: every order is somebody else's, and takes one card.
    std::int64_t people = 0;            // 0 to 1e7.
    std::int64_t cards_per_person = 1;  // 1 to 65,535.
};

// --- What changes during a run

// New servers start after delay; taken away servers finish what they do.
struct SetServers {
    int station = 0;
    std::int64_t servers = 1;  // 0 to 1e7, or unlimited.
    SimDuration delay = 0;
};
struct SetSlowdown {  // Of services that start from now on, for so long.
    int station = 0;
    double factor = 1;  // Above 0 to 1000.
    SimDuration duration = duration_max;
};
struct StartOutage {  // Nothing is served for so long; what is being served is frozen.
    int station = 0;
    SimDuration duration = seconds(60);
    bool fails_running = false;  // True: what is being served ends with an error instead.
};
struct PauseIssuing {
    bool purge = false;  // Also empties all lines of attempts that want a coupon (they are shed).
};
struct ResumeIssuing {};
struct PauseRedeeming {};
struct ResumeRedeeming {};
// People take their time: the demand of coupon classes is multiplied by days left before / after.
struct ExtendValidity {
    double days_left_before = 17;  // Above 0.
    double days_left_after = 22;   // At least days_left_before.
};
struct ScaleDemand {  // Multiplies the arrival rate of a class, or of all.
    int customer_class = -1;
    double factor = 1;  // 0 to 1000.
};
struct SetRetry {  // Of a class, or of all.
    int customer_class = -1;
    Retry retry;
};
struct SetPolicy {  // A policy given anew starts afresh.
    int policy = 0;
    bool enabled = true;
    std::optional<policies::Unit> unit;
};
struct Purge {  // Sheds all who wait at a station, or at all.
    int station = -1;
};
struct SetLineMax {
    int station = 0;
    std::int64_t line_max = unlimited;
};

using Action = std::variant<SetServers, SetSlowdown, StartOutage, PauseIssuing, ResumeIssuing,
                            PauseRedeeming, ResumeRedeeming, ExtendValidity, ScaleDemand, SetRetry,
                            SetPolicy, Purge, SetLineMax>;

struct TimedAction {
    SimTime at = 0;
    Action action;
    std::string note_key;  // A name for the timeline's mark; may be empty.
};

// --- The whole

struct Measures {
    SimDuration interval = seconds(60);  // Length of one bin of the series. Above 0.
    SimDuration window = seconds(60);    // What "recent" means in a snapshot. Above 0.
    SimTime warm_up = 0;                 // Averages and histograms start here.
};

struct Limits {
    std::uint64_t events_max = 2'000'000'000;  // The run then stops and says so.
    std::int64_t in_system_max = 20'000'000;   // Likewise, attempts and orbit together.
};

struct Milestone {  // A reported number, for a mark and for calibration.
    SimTime at = 0;
    std::int64_t served = 0;
    Provenance provenance = Provenance::reported;
};

struct Text {  // In one language; the keys are free ("title", "note").
    std::string language;
    std::vector<std::pair<std::string, std::string>> entries;
};

struct Scenario {
    std::string id;
    std::uint64_t seed = 1;
    UnixSeconds start = 0;               // When the scenario's time is 0.
    SimDuration duration = hours(1);     // Above 0 to duration_max.
    std::int64_t orders_per_person = 1;  // Scale model: one simulated order stands for so many.
    std::vector<CustomerClass> classes;  // 1 to classes_max.
    std::vector<Station> stations;       // 1 to stations_max.
    std::vector<Policy> policies;        // At most policies_max.
    std::vector<TimedAction> events;     // In order of time.
    std::optional<Campaign> campaign;
    std::vector<Milestone> milestones;
    Measures measures;
    Limits limits;
    std::vector<Text> texts;
};

}  // namespace br::sim
