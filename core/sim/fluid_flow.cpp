#include "sim/fluid_flow.h"

#include <algorithm>

namespace br::sim {
namespace {

// The share of people with more patience than this, in shares.
double shares_left(const FluidClass& cls, double age_s) {
    if (cls.patience_s.empty()) return 1;
    double left = 0;
    for (const double patience_s : cls.patience_s) left += patience_s > age_s ? 1 : 0;
    return left;
}

}  // namespace

double FluidFlow::patience_age_s(const FluidClass& cls, const FluidCohort& cohort) const {
    const bool per_line = cls.config->patience.scope == PatienceScope::line;
    return now_s_ - cohort.joined_s + (per_line ? 0 : cohort.age_s);
}

double FluidFlow::backlog() const {
    double sum = 0;
    for (const FluidStation& station : stations_) sum += station.waiting;
    return sum;
}

double FluidFlow::orbit() const {
    double sum = 0;
    for (const double mass : orbit_) sum += mass;
    return sum;
}

void FluidFlow::step(SimTime to) {
    while (next_action_ < scenario_->events.size() && scenario_->events[next_action_].at <= now_)
        apply(scenario_->events[next_action_++].action);
    come_in();
    now_ = to;
    now_s_ = to_seconds(to);
    for (std::size_t s = 0; s < stations_.size(); ++s) serve(s);
}

// --- Coming in

double FluidFlow::first_tries(FluidClass& cls) const {
    const Arrivals& arrivals = cls.config->arrivals;
    const SimTime end = now_ + from_seconds(step_s_);
    if (const auto* loop = std::get_if<LoopArrivals>(&arrivals)) {
        const double think_s = to_seconds(loop->think_mean);
        const double mass = cls.thinking * (think_s > step_s_ ? step_s_ / think_s : 1);
        cls.thinking -= mass;
        return mass;
    }
    if (const auto* burst = std::get_if<BurstArrivals>(&arrivals)) {
        double mass = 0;
        while (static_cast<std::int64_t>(cls.given) < burst->bursts &&
               burst->at + static_cast<SimTime>(cls.given) * burst->period < end) {
            mass += static_cast<double>(burst->count);
            ++cls.given;
        }
        return mass;
    }
    if (const auto* trace = std::get_if<TraceArrivals>(&arrivals)) {
        const std::size_t before = cls.given;
        while (cls.given < trace->at.size() && trace->at[cls.given] < end) ++cls.given;
        return static_cast<double>(cls.given - before);
    }
    return cls.stream.rate_at(now_ + (end - now_) / 2) * cls.scale * step_s_;
}

void FluidFlow::come_in() {
    for (FluidStation& station : stations_) {
        std::fill(station.arriving.begin(), station.arriving.end(), 0.0);
        station.arriving_age_s = 0;
    }
    double sent = 0;
    for (std::size_t c = 0; c < classes_.size(); ++c) {
        FluidClass& cls = classes_[c];
        const double delay_s = to_seconds(cls.config->invite.delay_mean);
        const double guests = cls.invited * (delay_s > step_s_ ? step_s_ / delay_s : 1);
        cls.invited -= guests;
        const double fresh = first_tries(cls) + guests;
        orders += fresh;
        double* const to =
            &stations_[static_cast<std::size_t>(cls.config->route[0])].arriving[c * tries_kept];
        to[0] += fresh;
        for (std::size_t i = 1; i < tries_kept; ++i) {
            double& waiting = orbit_[c * tries_kept + i];
            const double mass = waiting * (cls.pause_s[i] > step_s_ ? step_s_ / cls.pause_s[i] : 1);
            waiting -= mass;
            to[i] += mass;
        }
        for (std::size_t i = 0; i < tries_kept; ++i) sent += to[i];
    }
    offered += sent;
    const double ratio = admitted_ratio(-1, sent);
    for (std::size_t g = 0; g < groups_; ++g) {
        const CustomerClass& config = *classes_[g / tries_kept].config;
        double& mass = stations_[static_cast<std::size_t>(config.route[0])].arriving[g];
        const double in = issuing_paused_ && config.wants_coupon ? 0 : ratio * mass;
        failed(g, mass - in, false);
        mass = in;
    }
}

// The share that token buckets at the door (-1) or at a station let in.
double FluidFlow::admitted_ratio(int station, double mass) {
    double ratio = 1;
    for (Policy& policy : policies_) {
        auto* bucket = std::get_if<policies::TokenBucket>(&policy.unit);
        const int place = policy.place == PlaceKind::station ? policy.station : -1;
        if (bucket == nullptr || !policy.enabled || place != station) continue;
        const double most = std::max(bucket->burst, bucket->rate_per_s * step_s_);
        bucket->tokens = std::min(bucket->tokens + bucket->rate_per_s * step_s_, most);
        const double in = std::min(bucket->tokens, mass * ratio);
        bucket->tokens -= in;
        if (mass > 0) ratio = in / mass;
    }
    return ratio;
}

// --- At a station

void FluidFlow::serve(std::size_t s) {
    FluidStation& station = stations_[s];
    finish_services(s);
    lose_patience(station);
    start_services(s);
    join(s);
    start_services(s);
    // What has gone is forgotten from time to time.
    if (station.head < 256 || station.head * 2 < station.cohorts.size()) return;
    const auto gone = static_cast<std::ptrdiff_t>(station.head);
    station.cohorts.erase(station.cohorts.begin(), station.cohorts.begin() + gone);
    station.masses.erase(station.masses.begin(),
                         station.masses.begin() + gone * static_cast<std::ptrdiff_t>(parts_));
    for (std::size_t& i : station.passed) i = std::max(i, station.head) - station.head;
    station.head = 0;
}

// Also finds out how many services may start. Where a service is shorter than a step, servers are
// empty at its end and room is what they can do in it; else room is the number of idle servers.
void FluidFlow::finish_services(std::size_t s) {
    FluidStation& station = stations_[s];
    if (now_s_ >= station.slow_until_s) station.slowdown = 1;
    double able = now_s_ <= station.frozen_until_s ? 0 : 1;
    const double paid_s = std::min(station.debt_s, station.servers * step_s_ * able);
    station.debt_s -= paid_s;
    if (station.servers > 0) able -= paid_s / (station.servers * step_s_);
    const double service_s = station.service_s * station.slowdown;
    const bool is_short = service_s <= step_s_;
    double busy = 0;
    for (std::size_t part = 0; part < parts_; ++part) {
        const std::size_t c = class_of_part(part);
        const double own_s = service_s * classes_[c].config->service_factor;
        const double mass = station.serving[part] *
                            (own_s <= step_s_ ? (able > 0 ? 1 : 0) : able * step_s_ / own_s);
        station.serving[part] -= mass;
        busy += station.serving[part];
        if (part < groups_) {
            go_on(s, part, mass);
        } else {
            throughput += mass;
        }
    }
    if (able <= 0)
        station.room = 0;
    else if (is_short)
        station.room = service_s > 0 ? station.servers * able * step_s_ / service_s : 1e18;
    else
        station.room = std::max(station.servers - busy, 0.0);
}

void FluidFlow::go_on(std::size_t s, std::size_t group, double mass) {
    FluidStation& station = stations_[s];
    FluidClass& cls = classes_[group / tries_kept];
    const CustomerClass& config = *cls.config;
    const double bad = mass * station.config->failure_ratio;
    failed(group, bad, false);
    mass -= bad;
    std::size_t leg = 0;
    while (config.route[leg] != static_cast<int>(s)) ++leg;
    double on = 0;
    if (leg + 1 < config.route.size()) {
        on = mass * (leg < config.go_on_ratio.size() ? config.go_on_ratio[leg] : 1);
        FluidStation& next = stations_[static_cast<std::size_t>(config.route[leg + 1])];
        next.arriving[group] += on;
        next.arriving_age_s = std::max(next.arriving_age_s, station.leaving_age_s);
    }
    const double served = mass - on;
    goodput += served;
    throughput += served;
    if (config.wants_coupon) cards_left_ -= served;
    const double guests =
        std::min(served * config.invite.probability * config.invite.invitations_max,
                 static_cast<double>(config.invite.total_max) - cls.invited_total);
    cls.invited += guests;
    cls.invited_total += guests;
    done(cls, served);
}

// Each share of each cohort loses patience once; cohorts come to it in their order.
void FluidFlow::lose_patience(FluidStation& station) {
    for (std::size_t c = 0; c < classes_.size(); ++c) {
        const FluidClass& cls = classes_[c];
        for (std::size_t share = 0; share < cls.patience_s.size(); ++share) {
            std::size_t& next = station.passed[c * patience_shares + share];
            next = std::max(next, station.head);
            while (next < station.cohorts.size() &&
                   patience_age_s(cls, station.cohorts[next]) >= cls.patience_s[share]) {
                // Those who had less patience than their age on joining are not in the masses.
                const FluidCohort& cohort = station.cohorts[next];
                const double since_s = now_s_ - cohort.joined_s;
                if (patience_age_s(cls, cohort) - since_s < cls.patience_s[share])
                    cross(station, c, next);
                ++next;
            }
        }
    }
}

void FluidFlow::cross(FluidStation& station, std::size_t c, std::size_t index) {
    double* const masses = &station.masses[index * parts_];
    const double left = station.cohorts[index].left;
    const bool stays = classes_[c].config->patience.leaves_work_behind;
    for (std::size_t g = c * tries_kept; g < (c + 1) * tries_kept; ++g) {
        if (masses[g] == 0) continue;
        failed(g, masses[g] * left, true);
        if (stays)
            masses[groups_ + c] += masses[g];
        else
            station.waiting -= masses[g] * left;
    }
}

void FluidFlow::join(std::size_t s) {
    FluidStation& station = stations_[s];
    double mass = 0;
    for (const double part : station.arriving) mass += part;
    if (mass <= 0) return;
    double bound = station.line_max;
    for (const Policy& policy : policies_)
        if (const auto* line = std::get_if<policies::BoundedLine>(&policy.unit))
            if (policy.enabled && policy.station == static_cast<int>(s))
                bound = std::min(bound, static_cast<double>(line->line_max));
    const double space = std::max(bound - station.waiting, 0.0) + station.room;
    double ratio = admitted_ratio(static_cast<int>(s), mass);
    if (mass * ratio > space) ratio = space / mass;
    const FluidCohort cohort{now_s_, station.arriving_age_s, 1};
    station.cohorts.push_back(cohort);
    for (std::size_t part = 0; part < parts_; ++part) {
        const FluidClass& cls = classes_[class_of_part(part)];
        const CustomerClass& config = *cls.config;
        double in = station.arriving[part] * ratio;
        const bool no_card = station.config->ledger && config.wants_coupon &&
                             (redeeming_paused_ || cards_left_ <= 0);
        const bool balks = config.route[0] == static_cast<int>(s) &&
                           station.waiting > static_cast<double>(config.patience.balk_above);
        if (no_card || balks) in = 0;
        refuse(station, part, station.arriving[part] - in, balks);
        station.waiting += in;
        if (part < groups_) {
            const double shares = shares_left(cls, patience_age_s(cls, cohort));
            if (shares > 0) in /= shares;
        }
        station.masses.push_back(in);
    }
}

void FluidFlow::refuse(FluidStation& station, std::size_t part, double mass, bool balks) {
    if (part < groups_) failed(part, mass, balks);
    if (!balks) station.debt_s += mass * station.config->refusal_cost_ratio * station.service_s;
}

// From the head of the line, while there is room.
void FluidFlow::start_services(std::size_t s) {
    FluidStation& station = stations_[s];
    double wait_max_s = 1e18;
    for (const Policy& policy : policies_)
        if (const auto* deadline = std::get_if<policies::DeadlineDrop>(&policy.unit))
            if (policy.enabled && policy.station == static_cast<int>(s))
                wait_max_s = std::min(wait_max_s, to_seconds(deadline->wait_max));
    const bool is_short = station.service_s * station.slowdown <= step_s_;
    while (station.head < station.cohorts.size() && station.room > 1e-12) {
        const FluidCohort& cohort = station.cohorts[station.head];
        if (now_s_ - cohort.joined_s > wait_max_s) {
            move(station, 1, false);
            continue;
        }
        const double* const masses = &station.masses[station.head * parts_];
        double need = 0;
        for (std::size_t part = 0; part < parts_; ++part) {
            if (masses[part] == 0) continue;
            const FluidClass& cls = classes_[class_of_part(part)];
            const double shares =
                part < groups_ ? shares_left(cls, patience_age_s(cls, cohort)) : 1;
            need +=
                masses[part] * shares * cohort.left * (is_short ? cls.config->service_factor : 1);
        }
        const double share = need > station.room ? station.room / need : 1;
        station.room -= need * share;
        move(station, share, true);
    }
}

// A share of the first cohort leaves the line: into service, or refused.
void FluidFlow::move(FluidStation& station, double share, bool into_service) {
    FluidCohort& cohort = station.cohorts[station.head];
    const double* const masses = &station.masses[station.head * parts_];
    for (std::size_t part = 0; part < parts_; ++part) {
        if (masses[part] == 0) continue;
        const FluidClass& cls = classes_[class_of_part(part)];
        const double age_s = patience_age_s(cls, cohort);
        const double shares = part < groups_ ? shares_left(cls, age_s) : 1;
        const double mass = masses[part] * shares * cohort.left * share;
        station.waiting -= mass;
        if (!into_service) {
            refuse(station, part, mass, false);
            continue;
        }
        double gone = 0;
        // Who will stop waiting while being served.
        if (part < groups_ && shares > 0 && cls.config->patience.scope == PatienceScope::attempt)
            gone = mass * (1 - shares_left(cls, age_s + station.service_s) / shares);
        failed(part, gone, true);
        station.serving[part] += mass - gone;
        station.serving[groups_ + class_of_part(part)] += gone;
    }
    if (into_service)
        station.leaving_age_s = cohort.age_s + now_s_ - cohort.joined_s + station.service_s;
    cohort.left *= 1 - share;
    if (share >= 1) ++station.head;
    if (station.head == station.cohorts.size()) station.waiting = 0;
}

// --- Failing

void FluidFlow::failed(std::size_t group, double mass, bool gave_up) {
    if (mass <= 0 || group >= groups_) return;
    FluidClass& cls = classes_[group / tries_kept];
    const bool tries = gave_up ? cls.retry.after_giving_up : cls.retry.after_refusal;
    const std::size_t i = group % tries_kept;
    const double again = tries ? mass * cls.again[i] : 0;
    orbit_[i + 1 < tries_kept ? group + 1 : group] += again;
    done(cls, mass - again);
}

// An order has come to its end. A user of a closed loop thinks, then orders again.
void FluidFlow::done(FluidClass& cls, double mass) {
    if (std::holds_alternative<LoopArrivals>(cls.config->arrivals)) cls.thinking += mass;
}

}  // namespace br::sim
