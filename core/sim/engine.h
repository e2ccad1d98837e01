// The event loop behind Simulation. Things that happen in known order need no heap: the next first
// try of each class is a number, fixed patience is the head of a ring, each station has its own
// tournament of completions; the rest (retries, random timers) lies in a radix ladder. The loop
// takes the earliest of these few sources. Nothing allocates once the arrays have grown.
//
// An attempt passes its gates in this order: clients' policies, pause of the campaign, door's
// policies, first station; at each station: pause of redeeming, the station's policies in file
// order, the bound of its line. When its service ends, the server takes the next in line before the
// attempt goes on to the next station.
// An attempt's own patience counts as an event of its class's first station, for the order of ties.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/rng.h"
#include "sim/attempt.h"
#include "sim/class_state.h"
#include "sim/engine_state.h"
#include "sim/radix_ladder.h"
#include "sim/simulation.h"
#include "sim/station_state.h"

namespace br::sim {

// What an event is, in the digest.
enum class EventKind : std::uint8_t { arrival = 0, completion = 1, give_up = 2, refusal = 3 };

// Order among simultaneous events: less is earlier.
[[nodiscard]] constexpr std::uint8_t rank_of(int station, EventKind kind) {
    // Arrivals come after giving up.
    const int order = kind == EventKind::completion ? 0 : kind == EventKind::give_up ? 1 : 2;
    return static_cast<std::uint8_t>((stations_max - 1 - station) * 4 + order);
}

// What lies in the ladder.
enum class PendingKind : std::uint8_t {
    retry,          // Of a person in orbit.
    first_try,      // Of an invited person or a user of a closed loop.
    patience,       // Of an attempt as a whole.
    line_patience,  // Of an attempt in one line.
    completion,     // At a huge station.
    copy,           // A second copy of an attempt is due (hedging).
    entry,          // A paced attempt comes in.
};

// What the loop takes the earliest of.
enum class SourceKind : std::uint8_t {
    completions,    // Of a station.
    head_of_line,   // Of a station whose line has one fixed patience.
    patience_ring,  // Of a class.
    first_tries,    // Of a class.
};
struct Source {
    SourceKind kind = SourceKind::completions;
    std::uint8_t index = 0;
    std::uint8_t rank = 0;
};

enum class ControlKind : std::uint8_t {
    warm_up,
    series_bin,
    sample,
    boot,
    outage_end,
    action,
    tick,
    sweep,
};

struct Control {
    SimTime at = never;
    ControlKind kind = ControlKind::action;
    std::int32_t index = 0;   // Of the action, policy or station.
    std::int64_t value = 0;   // Servers to start.
    std::uint64_t order = 0;  // Among equals.
};

class Engine {
  public:
    Engine(std::shared_ptr<const Scenario> scenario, std::uint64_t seed);

    StopReason run(SimTime end, std::uint64_t budget);
    void apply(const Action& action);
    PersonId add_visitor(int customer_class, bool retries_alone);
    void retry_visitor(PersonId id);
    bool cancel_visitor(PersonId id);
    [[nodiscard]] VisitorState visitor(PersonId id) const;
    [[nodiscard]] Snapshot snapshot() const;
    [[nodiscard]] Counts total_counts() const;
    [[nodiscard]] Rates rates() const;
    [[nodiscard]] std::int64_t servers(int station) const;
    [[nodiscard]] std::int64_t population() const { return pool_.count() + orbit_; }
    [[nodiscard]] bool is_issuing_paused() const { return campaign_.issuing_paused; }
    [[nodiscard]] const std::vector<SeriesBin>& series() const { return series_; }
    void check_invariants() const;

    [[nodiscard]] SimTime now() const { return now_; }
    [[nodiscard]] std::uint64_t events() const { return events_; }
    [[nodiscard]] std::uint64_t digest() const { return digest_; }
    [[nodiscard]] std::uint64_t steps() const { return steps_; }  // Taken by the loop.

  private:
    static constexpr int sources_max = 2 * stations_max + 2 * classes_max;
    static constexpr int samples_per_window = 12;
    static constexpr std::uint64_t steps_per_check = 4'096;
    static constexpr std::uint32_t fetched_ahead = 2;
    static constexpr int source_bits = 6;
    static_assert(sources_max <= 1 << source_bits && sources_max % 4 == 0);
    static constexpr SimTime key_time_max = SimTime{1} << 57;  // 4 years; later is never.

    // engine.cpp: the loop and the way of an attempt.
    [[nodiscard]] std::uint64_t earliest_key() const;
    void set_time(int source, SimTime time) {
        const SimTime clamped = time < key_time_max ? time : key_time_max;
        keys_[source] =
            static_cast<std::uint64_t>(clamped) << source_bits | static_cast<std::uint64_t>(source);
    }
    [[nodiscard]] bool ladder_comes_first(Source other) const;
    void play(Source source);
    void first_try(std::size_t customer_class);
    void play_ladder();
    void note(EventKind kind, int station, PersonId person, std::uint32_t attempt) {
        const std::uint64_t what = (person << 22) ^ (static_cast<std::uint64_t>(attempt) << 8) ^
                                   (static_cast<std::uint64_t>(station) << 2) ^
                                   static_cast<std::uint64_t>(kind);
        digest_ += mix64(what + static_cast<std::uint64_t>(now_) * 0xd1342543de82ef95ULL);
    }
    void send(PersonId person, SimTime first, std::uint32_t number, std::uint32_t card);
    void start_clock(std::uint32_t slot, const ClassState& cls);
    [[nodiscard]] ClassState& class_state(const Attempt& attempt) {
        return classes_[static_cast<std::size_t>(class_of(attempt.person))];
    }
    // On its way an attempt is passed on with its slot and its class, which would else be looked up
    // at every step.
    void join(std::uint32_t slot, Attempt& attempt, ClassState& cls, StationState& station);
    [[nodiscard]] bool may_join(std::uint32_t slot, StationState& station);
    [[nodiscard]] bool is_turned_away(const Attempt& attempt, const StationState& station) const;
    void enter(std::uint32_t slot, Attempt& attempt, ClassState& cls, StationState& station);
    void enqueue(std::uint32_t slot, Attempt& attempt, const ClassState& cls,
                 StationState& station);
    void start(std::uint32_t slot, Attempt& attempt, const ClassState& cls, StationState& station);
    void complete(StationState& station, std::uint32_t slot);
    void go_on(std::uint32_t slot, Attempt& attempt, ClassState& cls, StationState& station);
    void serve_next(StationState& station);
    [[nodiscard]] std::uint32_t pick(StationState& station);
    void finish(std::uint32_t slot, Attempt& attempt, ClassState& cls);
    void update_station(StationState& station);

    // engine_service.cpp: service times, sharing, interruption.
    [[nodiscard, gnu::always_inline]] double drawn_service_ns(const StationState& station,
                                                              PersonId person,
                                                              std::uint32_t number) const {
        return station.service.sample_ns(draws_(station.cause, person, number));
    }
    // Before a server is free, so that what comes next need not wait for the logarithm of the draw.
    void draw_service(Attempt& attempt, const StationState& station) const {
        if ((attempt.flags & drawn_flag) != 0) return;
        const double ns = drawn_service_ns(station, attempt.person, attempt.number);
        attempt.due = __builtin_bit_cast(SimTime, ns);
        attempt.flags |= drawn_flag;
    }
    void draw_first_service(ClassState& cls, const StationState& station, PersonId person) const;
    [[nodiscard]] double service_time_ns(StationState& station, const Attempt& attempt,
                                         const ClassState& cls) {
        double ns = __builtin_bit_cast(double, attempt.due);
        if ((attempt.flags & drawn_flag) == 0)
            ns = drawn_service_ns(station, attempt.person, attempt.number);
        if (!station.plain || station.debt_ns > 0)
            ns = adjusted_service_ns(station, attempt, cls, ns);
        constexpr auto most = static_cast<double>(duration_max);
        return ns < most ? ns : most;
    }
    [[nodiscard]] double adjusted_service_ns(StationState& station, const Attempt& attempt,
                                             const ClassState& cls, double ns);
    [[nodiscard]] double slowdown_now(StationState& station) const;
    void start_shared(std::uint32_t slot, Attempt& attempt, const ClassState& cls,
                      StationState& station);
    bool interrupt_for(std::uint32_t slot, StationState& station);
    void stop_service(std::uint32_t slot, StationState& station);
    void leave_line(std::uint32_t slot, StationState& station);
    [[nodiscard]] std::size_t lane_index(const StationState& station, const Attempt& attempt) const;
    [[nodiscard]] Lane& lane_for(StationState& station, const Attempt& attempt);
    [[nodiscard]] std::uint32_t pick_other(StationState& station);
    [[nodiscard]] std::uint32_t pick_by_policy(StationState& station);

    // engine_people.cpp: giving up, failing, trying again.
    // Sets the timer of the attempt's own patience, unless it is set or ends later than needed.
    void set_timer(std::uint32_t slot, const ClassState& cls, SimTime needed_until);
    void watch_patience(std::uint32_t slot, StationState& station);
    void push_timer(std::uint32_t slot, const ClassState& cls, SimTime deadline);
    void sweep(StationState& station);
    [[nodiscard]] SimDuration sweep_span(const StationState& station) const;
    struct PatienceClock {
        SimTime since = 0;
        std::uint64_t bits = 0;
    };
    [[nodiscard]] PatienceClock clock_of(const Attempt& attempt, const ClassState& cls) const;
    void set_timer_until(SimTime needed_until, std::uint32_t slot, const ClassState& cls);
    [[nodiscard]] SimTime deadline_of(const Attempt& attempt) const;
    void patience_head(StationState& station);
    void patience_ring(ClassState& cls);
    [[nodiscard]] bool still(const PendingItem& item) const;
    void give_up(std::uint32_t slot);
    void refuse(std::uint32_t slot, StationState* station, Refusal why, int policy);
    void fail(std::uint32_t slot, StationState& station);
    void turn_away(StationState& station, const Attempt& attempt);
    void person_failed(std::uint32_t slot, policies::Ending ending);
    void try_failed(const Attempt& attempt, policies::Ending ending);
    [[nodiscard]] bool will_retry(const Attempt& attempt, policies::Ending ending,
                                  SimDuration& pause);
    void person_done(ClassState& cls, PersonId person);
    void invite(ClassState& cls, PersonId person);
    void release_slot(std::uint32_t slot) { release_slot(slot, pool_[slot]); }
    void release_slot(std::uint32_t slot, Attempt& attempt) {
        if (slot < twins_.size()) [[unlikely]]
            twins_[slot] = no_slot;
        if (attempt.card != no_slot) [[unlikely]]
            give_back_card(attempt.card);
        pool_.give_back(slot, attempt);
    }

    // engine_gates.cpp: policies.
    [[nodiscard]] const policies::View& view_for(const PolicyState& policy,
                                                 const Attempt* attempt) const;
    void enter_system(std::uint32_t slot);
    void enter_door(std::uint32_t slot);
    bool pass_gates(std::uint32_t slot, PlaceKind place, int station, std::size_t from);
    void go_on_from(std::uint32_t slot, std::size_t policy);
    void hear_end(std::uint32_t slot, policies::Ending ending, PlaceKind place, int station);
    void hear_end_everywhere(std::uint32_t slot, policies::Ending ending);
    void release_held(std::size_t policy);
    [[nodiscard]] std::int64_t let_in_count(PolicyState& policy) const;
    bool keep_next(std::uint32_t slot, StationState& station);
    [[nodiscard]] bool serves_newest(const StationState& station) const;
    [[nodiscard]] double policies_service_factor(const StationState& station,
                                                 const Attempt& attempt);
    void update_gates();

    // engine_campaign.cpp: cards.
    bool campaign_lets_in(std::uint32_t slot, StationState& station);
    bool book_card(std::uint32_t slot, StationState& station);
    void give_back_card(std::uint32_t card);
    void forget_card(std::uint32_t card, bool paid);
    [[nodiscard]] std::uint32_t owner_of(PersonId person) const;
    [[nodiscard]] bool has_share_left(const Attempt& attempt) const;
    void count_card(const Attempt& attempt);
    void redeem_card(std::uint32_t card);
    std::uint32_t card_of(Attempt& attempt);
    bool reserve_card(std::uint32_t card);
    [[nodiscard]] std::int64_t cards_left() const;

    // engine_hedges.cpp: second copies.
    void plan_copy(std::uint32_t slot);
    void send_copy(std::uint32_t original);
    [[nodiscard]] std::uint32_t twin_of(std::uint32_t slot) const;
    bool lives_on(std::uint32_t slot);
    void drop_twin(std::uint32_t slot);

    // engine_control.cpp: what changes the running system.
    void play_control();
    void schedule(SimTime at, ControlKind kind, int index, std::int64_t value);
    void set_servers(StationState& station, std::int64_t servers);
    void set_slots(StationState& station);
    void start_outage(const StartOutage& outage);
    void end_outage(StationState& station);
    void purge(StationState& station, bool coupons_only);
    void set_policy(const SetPolicy& change);
    void let_hear(PolicyState& policy);
    void scale_demand(int customer_class, double factor, bool on_top);
    void set_up_classes();
    void set_up_stations();
    void set_up_policies();
    void set_up_sources();
    [[nodiscard]] SimDuration head_age(StationState& station);
    void tick(std::size_t policy);
    void plan_tick(std::size_t policy);

    // engine_measures.cpp
    [[nodiscard]] Reading read() const;
    void end_bin();
    void take_sample();
    void end_warm_up();
    [[nodiscard]] double wait_estimate_s(const StationState& station, std::int64_t ahead,
                                         double throughput_per_s) const;
    [[nodiscard]] double recent_throughput_per_s(const StationState& station) const;
    void snapshot_station(Snapshot& snapshot, const StationState& station) const;
    void snapshot_classes(Snapshot& snapshot) const;
    [[nodiscard]] CampaignSnapshot campaign_snapshot() const;

    // engine_visitors.cpp
    Visitor* visitor_of(PersonId person);
    void mark_visitor(PersonId person, VisitorPhase phase, int station, std::uint32_t slot);
    void mark_visitor_held(PersonId person, int station, int policy, std::uint32_t slot);
    void mark_visitor_refused(PersonId person, Refusal why, int station, int policy);

    std::shared_ptr<const Scenario> scenario_;
    std::uint64_t seed_;
    SeededDraws draws_;
    SimTime now_ = 0;
    std::uint64_t events_ = 0;
    std::uint64_t digest_ = 0;
    std::uint64_t steps_ = 0;
    // By source: the time of its next event in the upper bits, its index in the lower ones. Sources
    // stand in the order of simultaneous events, so that the least key is the next event.
    std::uint64_t keys_[sources_max];
    Source sources_[sources_max];
    int source_count_ = 0;  // Rounded up to whole fours.
    SimTime control_time_ = never;
    std::vector<std::uint8_t> client_gates_;  // Policies in order, by what they are asked.
    std::vector<std::uint8_t> door_gates_;
    std::vector<std::uint8_t> refusal_words_;
    std::vector<std::uint8_t> retry_gates_;
    std::vector<std::uint8_t> hedges_;
    std::vector<std::uint32_t> twins_;  // By slot, the other copy; empty without hedging.
    bool door_gated_ = false;           // Policies at the clients or the door, or a pause.
    AttemptPool pool_;
    RadixLadder ladder_;
    std::vector<StationState> stations_;
    std::vector<ClassState> classes_;
    std::vector<PolicyState> policies_;
    std::vector<Control> controls_;  // Latest first.
    std::uint64_t control_order_ = 0;
    std::vector<TimedAction> pending_actions_;
    CampaignState campaign_;
    int watchers_ = 0;  // Policies that have a bit in Attempt::watchers.
    std::int64_t system_stale_ = 0;
    std::int64_t orbit_ = 0;
    std::int64_t held_ = 0;
    std::vector<SeriesBin> series_;
    Reading bin_start_;
    Reading warm_;
    std::vector<Reading> samples_;  // A ring of the recent window.
    std::size_t oldest_sample_ = 0;
    Histogram bin_time_;       // Times of attempts served in this bin
    Histogram last_bin_time_;  // and in the one before.
    std::vector<Visitor> visitors_;
};

}  // namespace br::sim
