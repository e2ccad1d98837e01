#include "sim/shared_servers.h"

#include <algorithm>

#include "base/check.h"

namespace br::sim {

SharedServers SharedServers::processor_sharing(std::int64_t servers, std::int64_t sharing_max) {
    SharedServers shared;
    shared.servers_ = static_cast<double>(servers);
    shared.max_ = std::min<std::int64_t>(sharing_max, (1 << index_bits) - 1);
    return shared;
}

SharedServers SharedServers::batching(const BatchService& batch, std::int64_t replicas) {
    SharedServers shared;
    shared.batch_ = true;
    shared.base_ns_ = static_cast<double>(batch.iteration_base);
    shared.per_attempt_ns_ = static_cast<double>(batch.iteration_per_attempt);
    shared.max_ = batch.batch_max;
    shared.active_ = replicas;
    shared.replicas_.resize(static_cast<std::size_t>(std::max<std::int64_t>(replicas, 1)));
    return shared;
}

std::int64_t SharedServers::room() const {
    return batch_ ? max_ * active_ : (servers_ > 0 ? max_ : 0);
}

double SharedServers::speed(std::size_t count) const {
    if (frozen_ || count == 0) return 0;
    const auto n = static_cast<double>(count);
    if (batch_) return 1 / (base_ns_ + per_attempt_ns_ * n);
    return n <= servers_ ? 1 : servers_ / n;
}

void SharedServers::bring_up(Replica& replica, SimTime now) const {
    replica.clock += static_cast<double>(now - replica.updated) * speed(replica.heap.size());
    replica.updated = now;
}

void SharedServers::plan(Replica& replica) const {
    const double v = speed(replica.heap.size());
    if (v <= 0) {
        replica.next = never;
        return;
    }
    const double rest = replica.heap.front().at - replica.clock;
    const double wait = rest > 0 ? rest / v : 0;
    const auto most = static_cast<double>(duration_max) * 2;
    replica.next = wait < most ? replica.updated + static_cast<SimDuration>(wait + 0.5) : never;
}

void SharedServers::plan_all() {
    next_time_ = never;
    for (const Replica& replica : replicas_) next_time_ = std::min(next_time_, replica.next);
}

void SharedServers::place(AttemptPool& pool, std::size_t replica, std::size_t index) {
    pool[replicas_[replica].heap[index].slot].place =
        static_cast<std::uint32_t>(replica << index_bits | index);
}

void SharedServers::sift_up(AttemptPool& pool, std::size_t replica, std::size_t index) {
    auto& heap = replicas_[replica].heap;
    const auto earlier = [](const Mark& a, const Mark& b) {
        return a.at != b.at ? a.at < b.at : a.person < b.person;
    };
    while (index > 0 && earlier(heap[index], heap[(index - 1) / 2])) {
        std::swap(heap[index], heap[(index - 1) / 2]);
        place(pool, replica, index);
        index = (index - 1) / 2;
    }
    place(pool, replica, index);
}

void SharedServers::sift_down(AttemptPool& pool, std::size_t replica, std::size_t index) {
    auto& heap = replicas_[replica].heap;
    const auto earlier = [](const Mark& a, const Mark& b) {
        return a.at != b.at ? a.at < b.at : a.person < b.person;
    };
    while (true) {
        std::size_t least = index;
        for (const std::size_t child : {2 * index + 1, 2 * index + 2})
            if (child < heap.size() && earlier(heap[child], heap[least])) least = child;
        if (least == index) break;
        std::swap(heap[index], heap[least]);
        place(pool, replica, index);
        index = least;
    }
    place(pool, replica, index);
}

void SharedServers::add(AttemptPool& pool, std::uint32_t slot, double work, SimTime now) {
    std::size_t least = 0;
    for (std::size_t r = 1; r < static_cast<std::size_t>(active_); ++r)
        if (replicas_[r].heap.size() < replicas_[least].heap.size()) least = r;
    Replica& replica = replicas_[least];
    BR_CHECK(static_cast<std::int64_t>(replica.heap.size()) < max_);
    bring_up(replica, now);
    replica.heap.push_back({replica.clock + work, pool[slot].person, slot});
    sift_up(pool, least, replica.heap.size() - 1);
    ++count_;
    plan(replica);
    plan_all();
}

SharedServers::Mark SharedServers::take(AttemptPool& pool, std::size_t r, std::size_t index) {
    auto& heap = replicas_[r].heap;
    const Mark mark = heap[index];
    heap[index] = heap.back();
    heap.pop_back();
    if (index < heap.size()) {
        sift_down(pool, r, index);
        sift_up(pool, r, pool[heap[index].slot].place & ((1U << index_bits) - 1));
    }
    --count_;
    return mark;
}

std::uint32_t SharedServers::take_next(AttemptPool& pool, SimTime now) {
    std::size_t best = replicas_.size();
    for (std::size_t r = 0; r < replicas_.size(); ++r) {
        if (replicas_[r].next != now) continue;
        if (best == replicas_.size() ||
            replicas_[r].heap.front().person < replicas_[best].heap.front().person)
            best = r;
    }
    BR_CHECK(best < replicas_.size());
    Replica& replica = replicas_[best];
    bring_up(replica, now);
    const Mark mark = take(pool, best, 0);
    // Whole nanoseconds: the clock takes the exact value, so that rounding does not add up.
    if (replica.heap.empty()) {
        replica.clock = 0;
    } else {
        replica.clock = std::min(replica.clock, replica.heap.front().at);
        replica.clock = std::max(replica.clock, mark.at);
    }
    plan(replica);
    plan_all();
    return mark.slot;
}

double SharedServers::remove(AttemptPool& pool, std::uint32_t slot, SimTime now) {
    const std::uint32_t where = pool[slot].place;
    const std::size_t r = where >> index_bits;
    Replica& replica = replicas_[r];
    bring_up(replica, now);
    const Mark mark = take(pool, r, where & ((1U << index_bits) - 1));
    const double rest = mark.at - replica.clock;
    if (replica.heap.empty()) replica.clock = 0;
    plan(replica);
    plan_all();
    return rest > 0 ? rest : 0;
}

void SharedServers::set_servers(std::int64_t servers, SimTime now) {
    for (Replica& replica : replicas_) bring_up(replica, now);
    if (batch_) {
        active_ = servers;
        if (servers > static_cast<std::int64_t>(replicas_.size()))
            replicas_.resize(static_cast<std::size_t>(servers), Replica{0, now, never, {}});
    } else {
        servers_ = static_cast<double>(servers);
    }
    for (Replica& replica : replicas_) plan(replica);
    plan_all();
}

void SharedServers::freeze(bool frozen, SimTime now) {
    for (Replica& replica : replicas_) bring_up(replica, now);
    frozen_ = frozen;
    for (Replica& replica : replicas_) plan(replica);
    plan_all();
}

}  // namespace br::sim
