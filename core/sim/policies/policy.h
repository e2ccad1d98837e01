// What every policy of the simulation has in common. A policy is one plain struct (configuration
// and state together, copied as a value with the simulation) in a file of its own; it names its
// kind, reads itself from JSON and has only those of the hooks below that it needs. The registry
// puts the kinds into one variant and finds out at compile time which hooks a kind has, so an
// engine asks nobody who has nothing to say. No hook allocates, and all are pure functions of the
// policy's state and the view.
//
//   static constexpr std::string_view kind = "bounded_line";
//   static BoundedLine read(JsonReader& json);         Members other than id, at, kind, enabled.
//
//   Decision on_arrival(const View&);                  May this attempt come in?
//   Verdict on_dequeue(const View&);                   It is next in line: serve it or drop it?
//   void on_end(const View&, Ending);                  It has left the place where the policy is.
//   bool newest_first(const View&) const;              Serve the end of the line, not its head?
//   std::size_t pick_line(const View&, waiting);       Which class is served next?
//   double service_factor(const View&);                Multiplies the service time about to start.
//   std::int64_t release(const View&);                 How many of those held may go on now?
//   SimTime next_tick(SimTime now) const;              When to be woken (later than now, or never).
//   Orders on_tick(const View&);                       What to change at that time.
//   bool may_retry(const View&, Ending);               Clients: may a failed attempt be retried?
//   Pushback on_refusal(const View&);                  What the words of a refusal do.
//   SimDuration hedge_delay(const View&) const;        Clients: send a copy after this long.
//
// Where a policy stands is the scenario's business: at a station, at the door (before the first
// station) or with the clients (before an attempt is sent). Policies at one place are asked in the
// order in which the scenario lists them. The first that does not admit decides, later ones are not
// asked, and those asked before hear of it by on_end(shed). Every attempt that a policy admitted
// ends there exactly once.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/json_reader.h"
#include "base/rng.h"
#include "base/sim_time.h"

namespace br::sim::policies {

// How an attempt's stay at a place ended, as the place sees it. With the clients: how the attempt
// ended as its customer sees it.
enum class Ending : std::uint8_t {
    served,     // In time.
    stale,      // Served, but the customer had stopped waiting. With the clients: never.
    shed,       // Refused on purpose, at arrival or when next in line.
    blocked,    // No room was left.
    reneged,    // Left the line and took the work along.
    timed_out,  // With the clients only: stopped waiting, the work stays behind.
    failed,     // Served, with an error as the answer (outage).
};

[[nodiscard]] constexpr bool is_success(Ending ending) {
    return ending == Ending::served;
}

enum class Verdict : std::uint8_t {
    admit,
    shed,
    wait,  // Comes in at Decision::until (pacing). on_arrival only.
    hold,  // Waits outside until release() lets it in (waiting room). on_arrival only.
};

struct Decision {
    Verdict verdict = Verdict::admit;
    SimTime until = 0;  // For Verdict::wait; not before now.
};

inline constexpr Decision admitted{};
inline constexpr Decision refused{Verdict::shed, 0};

// All that a policy may know. An engine fills what its place knows; a place without servers (door,
// clients) reports those of the first station. Counts do not include the attempt asked about.
struct View {
    SimTime now = 0;
    std::uint64_t seed = 0;
    PersonId person = 0;
    std::uint32_t attempt = 1;          // 1 is the first try.
    std::uint32_t salt = 0;             // The policy's index, so that two of a kind draw apart.
    std::int32_t tier = 0;              // The class's priority; 0 is the most important.
    std::int32_t line = 0;              // The class's index.
    std::int64_t waiting = 0;           // Attempts in line.
    std::int64_t in_service = 0;        // Attempts being served, those for someone gone too.
    std::int64_t servers = 1;           // Servers that are up.
    std::int64_t held = 0;              // Attempts that this policy holds outside.
    std::int64_t waiting_in_class = 0;  // Those in line that are of the attempt's class.
    SimDuration waited = 0;        // on_dequeue, on_end: time in line. on_tick: age of its head.
    SimDuration sojourn = 0;       // on_end: time at this place, waiting and service together.
    SimTime line_empty_at = 0;     // The last time at which the line was empty; now if it is. In
                                   // on_dequeue the attempt asked about still counts as waiting.
    double service_mean_s = 0;     // Mean service time without slowdown.
    double busy_server_s = 0;      // on_tick: server time worked since the start, in seconds.
    double tokens = 0;             // Batch decoding: what this attempt is predicted to need.
    double tokens_in_service = 0;  // Batch decoding: predicted tokens of the running batch.
    double tokens_waiting = 0;     // Batch decoding: predicted tokens of those in line.
};

// Attempts at the place: waiting and served.
[[nodiscard]] constexpr std::int64_t in_system(const View& view) {
    return view.waiting + view.in_service;
}

// In [0, 1), the policy's own draw for this attempt.
[[nodiscard]] constexpr double chance(const View& view, Cause cause = Cause::admission) {
    const std::uint64_t bits = draw(view.seed, cause, view.person, view.attempt);
    return unit_interval(mix64(bits + 0x9e3779b97f4a7c15ULL * view.salt));
}

// What a policy wants changed at a tick.
struct Orders {
    std::int64_t servers = -1;  // Servers wanted; -1 leaves them.
    SimDuration delay = 0;      // How long new servers take to start.
    bool purge = false;         // Empty the line: all who wait are shed.
};

// What a refusal says to people, as a change of what they do next.
struct Pushback {
    bool speaks = false;                    // False leaves everything as it is.
    bool final = false;                     // Do not come back at all.
    double retry_probability_factor = 1.0;  // 0 to 1.
    SimDuration pause_min = 0;              // The pause before the retry is drawn from
    SimDuration pause_max = 0;              // [pause_min, pause_max] if pause_max is above 0.
};

// A member that is a span of seconds in the file; the fallback stands where it is missing.
[[nodiscard]] inline SimDuration read_duration_or(JsonReader& json, std::string_view name,
                                                  SimDuration fallback, NumberRange range) {
    return from_seconds(json.number_or(name, to_seconds(fallback), range));
}
[[nodiscard]] inline SimDuration read_duration(JsonReader& json, std::string_view name,
                                               NumberRange range) {
    return from_seconds(json.number(name, range));
}

// No span of time in a policy is longer than this: a year.
inline constexpr double policy_seconds_max = 366.0 * 86'400.0;
inline constexpr NumberRange any_seconds{.min = 0, .max = policy_seconds_max};
inline constexpr NumberRange some_seconds{.min = 0, .max = policy_seconds_max, .min_open = true};
inline constexpr NumberRange ratio_range{.min = 0, .max = 1};
inline constexpr NumberRange some_rate{.min = 0, .max = 1e9, .min_open = true};

}  // namespace br::sim::policies
