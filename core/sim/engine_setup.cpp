// How a run begins: classes, stations and policies as the scenario has them, and the sources of
// events that the loop looks at.
#include <algorithm>

#include "sim/engine.h"

namespace br::sim {
namespace {

// The fixed span after which everybody in this line reneges, if there is one.
SimDuration head_patience_of(const Scenario& scenario, int station) {
    const Station& config = scenario.stations[static_cast<std::size_t>(station)];
    if (config.discipline != Discipline::fifo) return 0;
    for (const Policy& policy : scenario.policies)
        if (policies::has_hook(policy.unit, policies::Hook::newest_first) ||
            policies::has_hook(policy.unit, policies::Hook::pick_line))
            return 0;
    SimDuration span = 0;
    for (const CustomerClass& cls : scenario.classes) {
        if (std::find(cls.route.begin(), cls.route.end(), station) == cls.route.end()) continue;
        const Patience& patience = cls.patience;
        if (!patience.limited || patience.scope != PatienceScope::line ||
            patience.leaves_work_behind || patience.time.kind != Distribution::fixed)
            return 0;
        if (span != 0 && span != patience.time.mean) return 0;
        span = patience.time.mean;
    }
    return span;
}

PatienceKind kind_of(const Patience& patience) {
    if (!patience.limited) return PatienceKind::none;
    if (patience.scope == PatienceScope::line) return PatienceKind::line;
    return patience.time.kind == Distribution::fixed ? PatienceKind::fixed_attempt
                                                     : PatienceKind::random_attempt;
}

// How the completions of a station are kept: in a tournament of 2^bits servers, or in the ladder
// if 0. A large tournament is cheap unless many services end at one time, or the run is long.
int server_bits_for(const Scenario& scenario, const Station& station, std::int64_t servers_max) {
    constexpr int few = 10;
    constexpr int many = 15;
    if (servers_max <= 1 << few) return few;
    const bool may_tie = station.service.kind == Distribution::fixed ||
                         station.service.kind == Distribution::bimodal;
    if (servers_max > 1 << many || may_tie || scenario.duration > hours(48)) return 0;
    return many;
}

}  // namespace

Engine::Engine(std::shared_ptr<const Scenario> scenario, std::uint64_t seed)
    : scenario_(std::move(scenario)), seed_(seed), draws_(seed) {
    if (scenario_->campaign)
        campaign_.ledger = shop::CampaignCounters(limits_of(*scenario_->campaign), 0);
    if (scenario_->campaign)
        campaign_.cards_of_person.resize(static_cast<std::size_t>(scenario_->campaign->people));
    set_up_classes();
    set_up_stations();
    set_up_policies();
    set_up_sources();
    update_gates();
    for (std::size_t i = 0; i < scenario_->events.size(); ++i) {
        pending_actions_.push_back(scenario_->events[i]);
        schedule(scenario_->events[i].at, ControlKind::action, static_cast<int>(i), 0);
    }
    for (std::size_t p = 0; p < policies_.size(); ++p) plan_tick(p);
    warm_ = bin_start_ = read();
    if (scenario_->measures.warm_up > 0)
        schedule(scenario_->measures.warm_up, ControlKind::warm_up, 0, 0);
    schedule(scenario_->measures.interval, ControlKind::series_bin, 0, 0);
    samples_.push_back(warm_);
    schedule(scenario_->measures.window / samples_per_window, ControlKind::sample, 0, 0);
}

void Engine::set_up_classes() {
    for (std::size_t c = 0; c < scenario_->classes.size(); ++c) {
        const CustomerClass& config = scenario_->classes[c];
        ClassState& cls = classes_.emplace_back();
        cls.config = &config;
        cls.patience_kind = kind_of(config.patience);
        cls.leaves_work_behind = config.patience.leaves_work_behind;
        cls.balk_above = config.patience.balk_above;
        cls.patience = RandomTimeSampler(config.patience.time);
        cls.patience_fixed = config.patience.time.mean;
        cls.retry = config.retry;
        cls.pauses = Pauses(config.retry.backoff);
        for (const int s : config.route) cls.route.push_back(static_cast<std::uint8_t>(s));
        cls.go_on_ratio = config.go_on_ratio;
        cls.go_on_ratio.resize(cls.route.size(), 1.0);
        for (const double ratio : cls.go_on_ratio) cls.always_goes_on &= ratio >= 1;
        cls.service_factor = config.service_factor;
        cls.lane = static_cast<std::uint8_t>(config.priority);
        cls.invites = config.invite.probability > 0;
        if (const auto* loop = std::get_if<LoopArrivals>(&config.arrivals)) {
            cls.loops = true;
            for (std::int64_t user = 0; user < loop->users; ++user)
                person_done(cls, make_person(static_cast<int>(c), Origin::crowd, 0));
        } else {
            cls.stream = ArrivalStream(config.arrivals);
        }
    }
}

void Engine::set_up_stations() {
    for (std::size_t s = 0; s < scenario_->stations.size(); ++s) {
        const Station& config = scenario_->stations[s];
        StationState& station = stations_.emplace_back();
        station.config = &config;
        station.index = static_cast<int>(s);
        station.cause = static_cast<Cause>(static_cast<std::uint64_t>(Cause::service_time_0) + s);
        station.discipline = config.discipline;
        station.shares =
            config.batch.has_value() || config.discipline == Discipline::processor_sharing;
        station.servers = config.servers;
        station.line_max = config.line_max;
        station.counts_service = config.line_counts_service;
        station.service = RandomTimeSampler(config.service);
        station.refusal_ns = config.refusal_cost_ratio * station.service.mean_ns();
        station.head_patience = head_patience_of(*scenario_, station.index);
        if (config.batch) {
            station.shared = SharedServers::batching(*config.batch, config.servers);
        } else if (station.shares) {
            station.shared = SharedServers::processor_sharing(config.servers, config.sharing_max);
        }
        std::int64_t most = config.servers;
        for (const TimedAction& event : scenario_->events)
            if (const auto* set = std::get_if<SetServers>(&event.action))
                if (set->station == station.index) most = std::max(most, set->servers);
        const int server_bits = server_bits_for(*scenario_, config, most);
        station.uses_tree = server_bits > 0;
        station.tree = CompletionTree(std::max(server_bits, 1));
        std::size_t lanes = 1;
        if (config.discipline == Discipline::priority ||
            config.discipline == Discipline::preemptive_priority) {
            for (const CustomerClass& cls : scenario_->classes)
                lanes = std::max(lanes, static_cast<std::size_t>(cls.priority) + 1);
        } else {
            for (const Policy& policy : scenario_->policies)
                if (policy.place == PlaceKind::station && policy.station == station.index &&
                    policies::has_hook(policy.unit, policies::Hook::pick_line))
                    lanes = scenario_->classes.size();
        }
        station.lanes.resize(lanes);
        station.one_lane = lanes == 1;
        station.failure_ratio = config.failure_ratio;
        station.books_cards = config.ledger && scenario_->campaign.has_value();
        set_slots(station);
        station.servers_area.changes(station.servers_in_all(), 0);
    }
}

// In the order of simultaneous events: the later station first; at one station completions, giving
// up, arrivals; then the person. The two kinds of giving up never meet at one station.
void Engine::set_up_sources() {
    for (int source = 0; source < sources_max; ++source) set_time(source, never);
    int count = 0;
    const auto add = [&](SourceKind kind, std::size_t index, std::size_t station, EventKind event) {
        sources_[count] = {kind, static_cast<std::uint8_t>(index),
                           rank_of(static_cast<int>(station), event)};
        return count++;
    };
    for (std::size_t s = stations_.size(); s-- > 0;) {
        StationState& station = stations_[s];
        station.completion_source = add(SourceKind::completions, s, s, EventKind::completion);
        if (station.head_patience > 0)
            station.head_source = add(SourceKind::head_of_line, s, s, EventKind::give_up);
        for (std::size_t c = 0; c < classes_.size(); ++c)
            if (classes_[c].route[0] == s &&
                classes_[c].patience_kind == PatienceKind::fixed_attempt)
                classes_[c].ring_source = add(SourceKind::patience_ring, c, s, EventKind::give_up);
        for (std::size_t c = 0; c < classes_.size(); ++c) {
            ClassState& cls = classes_[c];
            if (cls.route[0] != s) continue;
            cls.arrival_source = add(SourceKind::first_tries, c, s, EventKind::arrival);
            set_time(cls.arrival_source, cls.stream.next(draws_, static_cast<int>(c), 0));
        }
    }
    source_count_ = (count + 3) / 4 * 4;
}

void Engine::set_up_policies() {
    for (const Policy& config : scenario_->policies) {
        PolicyState& policy = policies_.emplace_back();
        policy.unit = config.unit;
        policy.place = config.place;
        policy.station = config.station;
        policy.enabled = config.enabled;
        const auto station =
            static_cast<std::size_t>(config.place == PlaceKind::station ? config.station : 0);
        policy.view.seed = seed_;
        policy.view.salt = static_cast<std::uint32_t>(policies_.size() - 1);
        policy.view.service_mean_s = stations_[station].service.mean_ns() / 1e9;
        policy.hooks = policies::hooks_of(config.unit);
        let_hear(policy);
    }
}

// The reader lets no scenario have more listeners than there are bits; a policy that an action from
// outside makes one too many hears nothing.
void Engine::let_hear(PolicyState& policy) {
    if (policy.watcher < 0 && policies::has_hook(policy.unit, policies::Hook::end) &&
        watchers_ < listeners_max)
        policy.watcher = watchers_++;
}

void Engine::set_slots(StationState& station) {
    station.slots = station.shares ? station.shared.room() : station.servers;
}

// Of the ladder's next item and an event of another source at the same time.
bool Engine::ladder_comes_first(Source other) const {
    const PendingItem& item = ladder_.top();
    if (item.rank != other.rank) return item.rank < other.rank;
    PersonId person = 0;
    if (other.kind == SourceKind::first_tries)
        person = make_person(other.index, Origin::crowd, classes_[other.index].next_number);
    else if (other.kind == SourceKind::patience_ring)
        person = classes_[other.index].ring.front().person;
    return item.person <= person;
}

}  // namespace br::sim
