// What changes the running system: actions, ticks of policies, outages.
#include <algorithm>

#include "sim/engine.h"

namespace br::sim {

// --- What is to come

void Engine::schedule(SimTime at, ControlKind kind, int index, std::int64_t value) {
    const Control control{at, kind, index, value, control_order_++};
    const auto earlier = [](const Control& a, const Control& b) {
        if (a.at != b.at) return a.at < b.at;
        if (a.kind != b.kind) return a.kind < b.kind;
        if (a.index != b.index) return a.index < b.index;
        return a.order < b.order;
    };
    const auto place = std::upper_bound(
        controls_.begin(), controls_.end(), control,
        [&](const Control& value_, const Control& element) { return earlier(element, value_); });
    controls_.insert(place, control);
    control_time_ = controls_.back().at;
}

void Engine::play_control() {
    const Control control = controls_.back();
    controls_.pop_back();
    control_time_ = controls_.empty() ? never : controls_.back().at;
    const auto index = static_cast<std::size_t>(control.index);
    switch (control.kind) {
        case ControlKind::warm_up:
            end_warm_up();
            break;
        case ControlKind::series_bin:
            end_bin();
            schedule(now_ + scenario_->measures.interval, ControlKind::series_bin, 0, 0);
            break;
        case ControlKind::sample:
            take_sample();
            schedule(now_ + scenario_->measures.window / samples_per_window, ControlKind::sample, 0,
                     0);
            break;
        case ControlKind::boot:
            stations_[index].ordered -= control.value;
            set_servers(stations_[index], stations_[index].servers + control.value);
            break;
        case ControlKind::sweep:
            if (stations_[index].sweep_at == now_) sweep(stations_[index]);
            break;
        case ControlKind::outage_end:
            end_outage(stations_[index]);
            break;
        case ControlKind::action:
            apply(pending_actions_[index].action);
            break;
        case ControlKind::tick:
            if (policies_[index].next_tick == now_) tick(index);
            break;
    }
}

void Engine::plan_tick(std::size_t p) {
    PolicyState& policy = policies_[p];
    policy.next_tick = policy.enabled ? policies::next_tick(policy.unit, now_) : never;
    if (policy.next_tick == never) return;
    policy.next_tick = std::max(policy.next_tick, now_ + 1);
    schedule(policy.next_tick, ControlKind::tick, static_cast<int>(p), 0);
}

// How long the attempt that has waited longest has been in line; 0 if nobody waits.
SimDuration Engine::head_age(StationState& station) {
    SimTime joined = now_;
    for (Lane& lane : station.lanes)
        if (!lane.empty()) joined = std::min(joined, pool_[lane.front()].joined);
    return now_ - joined;
}

void Engine::tick(std::size_t p) {
    PolicyState& policy = policies_[p];
    policies::View view = view_for(policy, nullptr);
    view.waited = head_age(
        stations_[policy.place == PlaceKind::station ? static_cast<std::size_t>(policy.station)
                                                     : 0]);
    const policies::Orders orders = policies::on_tick(policy.unit, view);
    if (orders.servers >= 0 && policy.place == PlaceKind::station)
        apply(SetServers{policy.station, orders.servers, orders.delay});
    if (orders.purge)
        for (StationState& station : stations_)
            if (policy.place != PlaceKind::station || policy.station == station.index)
                purge(station, false);
    release_held(p);
    plan_tick(p);
}

// --- Actions

void Engine::apply(const Action& action) {
    const auto at = [this](int station) -> StationState& {
        return stations_[static_cast<std::size_t>(station)];
    };
    if (const auto* a = std::get_if<SetServers>(&action)) {
        StationState& station = at(a->station);
        // Servers that boot count as there already, so that nobody orders them twice.
        const std::int64_t more = a->servers == unlimited || station.servers == unlimited
                                      ? 0
                                      : a->servers - station.servers - station.ordered;
        if (more > 0 && a->delay > 0) {
            station.ordered += more;
            schedule(now_ + a->delay, ControlKind::boot, a->station, more);
        } else if (more != 0 || a->servers == unlimited) {
            set_servers(station, a->servers == unlimited ? unlimited : station.servers + more);
        }
    } else if (const auto* b = std::get_if<SetSlowdown>(&action)) {
        at(b->station).slowdown = b->factor;
        at(b->station).slow_until = now_ + b->duration;
        update_gates();
    } else if (const auto* c = std::get_if<StartOutage>(&action)) {
        start_outage(*c);
    } else if (const auto* d = std::get_if<PauseIssuing>(&action)) {
        campaign_.issuing_paused = true;
        update_gates();
        if (d->purge)
            for (StationState& station : stations_) purge(station, true);
    } else if (std::holds_alternative<ResumeIssuing>(action)) {
        campaign_.issuing_paused = false;
        update_gates();
    } else if (std::holds_alternative<PauseRedeeming>(action)) {
        campaign_.redeeming_paused = true;
        update_gates();
    } else if (std::holds_alternative<ResumeRedeeming>(action)) {
        campaign_.redeeming_paused = false;
        update_gates();
    } else if (const auto* e = std::get_if<ExtendValidity>(&action)) {
        for (std::size_t i = 0; i < classes_.size(); ++i)
            if (classes_[i].config->wants_coupon)
                scale_demand(static_cast<int>(i), e->days_left_before / e->days_left_after, true);
    } else if (const auto* f = std::get_if<ScaleDemand>(&action)) {
        for (int i = 0; i < static_cast<int>(classes_.size()); ++i)
            if (f->customer_class < 0 || f->customer_class == i) scale_demand(i, f->factor, false);
    } else if (const auto* g = std::get_if<SetRetry>(&action)) {
        for (int i = 0; i < static_cast<int>(classes_.size()); ++i) {
            if (g->customer_class >= 0 && g->customer_class != i) continue;
            ClassState& cls = classes_[static_cast<std::size_t>(i)];
            cls.retry = g->retry;
            cls.pauses = Pauses(g->retry.backoff);
        }
    } else if (const auto* h = std::get_if<SetPolicy>(&action)) {
        set_policy(*h);
    } else if (const auto* i = std::get_if<Purge>(&action)) {
        for (StationState& station : stations_)
            if (i->station < 0 || i->station == station.index) purge(station, false);
    } else if (const auto* j = std::get_if<SetLineMax>(&action)) {
        at(j->station).line_max = j->line_max;
    }
}

void Engine::set_servers(StationState& station, std::int64_t servers) {
    servers = std::max<std::int64_t>(servers, 0);
    const std::int64_t before = station.servers_in_all();
    const std::int64_t worked = station.busy_servers();
    station.servers = servers;
    if (station.discipline == Discipline::processor_sharing)
        station.worked_area.changes(station.busy_servers() - worked, now_);
    if (station.shares) station.shared.set_servers(servers, now_);
    set_slots(station);
    station.servers_area.changes(station.servers_in_all() - before, now_);
    serve_next(station);
    update_station(station);
}

void Engine::start_outage(const StartOutage& outage) {
    StationState& station = stations_[static_cast<std::size_t>(outage.station)];
    const SimTime until = now_ + outage.duration;
    // An outage within an outage goes on until the later end.
    const SimDuration longer = station.frozen ? until - station.frozen_until : outage.duration;
    if (longer <= 0) return;
    station.frozen = true;
    station.frozen_until = until;
    if (station.shares) station.shared.freeze(true, now_);
    std::vector<std::uint32_t> running;
    for (std::uint32_t slot = 0; slot < pool_.size(); ++slot)
        if (pool_[slot].state == AttemptState::in_service && pool_[slot].station == station.index)
            running.push_back(slot);
    std::sort(running.begin(), running.end(), [this](std::uint32_t a, std::uint32_t b) {
        return pool_[a].person != pool_[b].person ? pool_[a].person < pool_[b].person
                                                  : pool_[a].number < pool_[b].number;
    });
    for (const std::uint32_t slot : running) {
        Attempt& attempt = pool_[slot];
        if (outage.fails_running) {
            stop_service(slot, station);
            station.tree.settle();
            fail(slot, station);
            continue;
        }
        const ClassState& cls = classes_[static_cast<std::size_t>(class_of(attempt.person))];
        set_timer(slot, cls, never);
        if ((attempt.flags & shared_flag) != 0) continue;
        attempt.due += longer;
        if ((attempt.flags & tree_flag) != 0 && attempt.due < station.tree.time_max()) {
            station.tree.move(attempt.place, attempt.due);
        } else {
            if ((attempt.flags & tree_flag) != 0) {
                station.tree.remove(attempt.place);
                station.tree.settle();
                attempt.flags &= static_cast<std::uint8_t>(~tree_flag);
            }
            ladder_.push({attempt.due, attempt.person, 0, slot, attempt.number,
                          static_cast<std::uint8_t>(PendingKind::completion),
                          rank_of(station.index, EventKind::completion)});
        }
    }
    schedule(until, ControlKind::outage_end, station.index, 0);
    update_station(station);
}

void Engine::end_outage(StationState& station) {
    if (now_ != station.frozen_until) return;
    station.frozen = false;
    if (station.shares) station.shared.freeze(false, now_);
    serve_next(station);
    update_station(station);
}

void Engine::purge(StationState& station, bool coupons_only) {
    std::vector<std::uint32_t> waiting;
    for (const Lane& lane : station.lanes)
        lane.for_each([&](std::uint32_t slot) {
            const auto c = static_cast<std::size_t>(class_of(pool_[slot].person));
            if (!coupons_only || classes_[c].config->wants_coupon) waiting.push_back(slot);
        });
    for (const std::uint32_t slot : waiting) {
        leave_line(slot, station);
        refuse(slot, &station, Refusal::purged, -1);
    }
    update_station(station);
}

void Engine::set_policy(const SetPolicy& change) {
    const auto p = static_cast<std::size_t>(change.policy);
    PolicyState& policy = policies_[p];
    policy.enabled = change.enabled;
    if (change.unit) {
        policy.unit = *change.unit;
        policy.hooks = policies::hooks_of(policy.unit);
        let_hear(policy);
        // It starts afresh and must not hear the end of what it has not admitted.
        if (policy.watcher >= 0)
            for (std::uint32_t slot = 0; slot < pool_.size(); ++slot)
                pool_[slot].watchers &= static_cast<std::uint16_t>(~(1U << policy.watcher));
    }
    update_gates();
    plan_tick(p);
    release_held(p);
}

void Engine::scale_demand(int customer_class, double factor, bool on_top) {
    ClassState& cls = classes_[static_cast<std::size_t>(customer_class)];
    if (!cls.stream.has_rate()) return;
    set_time(cls.arrival_source,
             cls.stream.scale(on_top ? cls.stream.scale() * factor : factor, now_));
}

}  // namespace br::sim
