// Service in which attempts share the servers: processor sharing (each attempt gets min(1, c/n) of
// a server) and continuous batching of a language model (each of n attempts on a replica gets a
// token every t0 + t1 n). Work is measured on a virtual clock per replica that runs at the speed
// which each attempt there gets at present; an attempt ends when that clock reaches its mark. So a
// change of n costs one division, not one per attempt.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/attempt.h"
#include "sim/scenario.h"

namespace br::sim {

class SharedServers {
  public:
    SharedServers() = default;
    // Processor sharing over so many servers, in one group of at most sharing_max.
    static SharedServers processor_sharing(std::int64_t servers, std::int64_t sharing_max);
    static SharedServers batching(const BatchService& batch, std::int64_t replicas);

    [[nodiscard]] SimTime next_time() const { return next_time_; }
    [[nodiscard]] std::int64_t count() const { return count_; }
    // How many may be in service at once.
    [[nodiscard]] std::int64_t room() const;
    // Work is in nanoseconds of one server, or in tokens.
    void add(AttemptPool& pool, std::uint32_t slot, double work, SimTime now);
    // Takes out the attempt that ends at next_time(). Requires now == next_time().
    std::uint32_t take_next(AttemptPool& pool, SimTime now);
    // Takes out another one, at its place; returns the work left.
    double remove(AttemptPool& pool, std::uint32_t slot, SimTime now);
    void set_servers(std::int64_t servers, SimTime now);
    void freeze(bool frozen, SimTime now);

  private:
    struct Mark {
        double at = 0;  // On the virtual clock.
        PersonId person = 0;
        std::uint32_t slot = 0;
    };
    struct Replica {
        double clock = 0;
        SimTime updated = 0;
        SimTime next = never;
        std::vector<Mark> heap;
    };
    static constexpr std::uint32_t index_bits = 20;

    [[nodiscard]] double speed(std::size_t count) const;  // Of the clock, per ns.
    void bring_up(Replica& replica, SimTime now) const;
    void plan(Replica& replica) const;
    void plan_all();
    void place(AttemptPool& pool, std::size_t replica, std::size_t index);
    void sift_up(AttemptPool& pool, std::size_t replica, std::size_t index);
    void sift_down(AttemptPool& pool, std::size_t replica, std::size_t index);
    Mark take(AttemptPool& pool, std::size_t replica, std::size_t index);

    bool batch_ = false;
    bool frozen_ = false;
    double servers_ = 1;
    double base_ns_ = 0;
    double per_attempt_ns_ = 0;
    std::int64_t max_ = 1;     // Per replica.
    std::int64_t active_ = 1;  // Replicas that take new attempts.
    std::int64_t count_ = 0;
    SimTime next_time_ = never;
    std::vector<Replica> replicas_{1};
};

}  // namespace br::sim
