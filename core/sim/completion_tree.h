// The completions of one station: a tournament of 64-bit keys, the time in the upper bits and the
// server's number in the lower ones, ten or as many as were asked for. The winner is read from the
// root, a change costs one comparison per level. Two completions at the same time are found by
// comparing keys and given out by person, then attempt.
#pragma once

#include <cstdint>
#include <vector>

#include "base/check.h"
#include "sim/attempt.h"

namespace br::sim {

class CompletionTree {
  public:
    // Up to 2^server_bits servers. The more bits they take, the earlier time_max() is.
    explicit CompletionTree(int server_bits = 10)
        : server_bits_(server_bits),
          // Unsigned, as 2^63 of a single bit is no SimTime.
          time_max_(static_cast<SimTime>((std::uint64_t{1} << (64 - server_bits)) -
                                         (std::uint64_t{1} << server_bits) - 1)) {
        grow(1);
    }

    [[nodiscard]] std::uint32_t servers_max() const { return 1U << server_bits_; }
    // 2^54 ns, 208 days, for 1024 servers, 2^49 ns, 6 days, for 32,768, less the keys of idle
    // servers. Later times stand for never.
    [[nodiscard]] SimTime time_max() const { return time_max_; }

    [[nodiscard]] SimTime next_time() const {
        const auto time = static_cast<SimTime>(keys_[1] >> server_bits_);
        return time >= time_max_ ? never : time;
    }
    [[nodiscard]] std::uint32_t count() const { return count_; }
    [[nodiscard]] bool full() const { return count_ == servers_max(); }

    // Adds a completion; returns the server. Requires !full().
    std::uint32_t add(SimTime time, std::uint32_t slot) {
        ++count_;
        if (hole_ != no_slot) {
            const std::uint32_t server = hole_;
            hole_ = no_slot;
            slots_[server] = slot;
            set<Walk::to_root>(server, key_of(time, server));
            return server;
        }
        if (free_.empty()) [[unlikely]]
            grow(2 * size_);
        const std::uint32_t server = free_.back();
        free_.pop_back();
        slots_[server] = slot;
        set<Walk::as_needed>(server, key_of(time, server));
        return server;
    }
    // The server whose completion comes next. Requires next_time() != never.
    [[nodiscard]] std::uint32_t next_server(const AttemptPool& pool) {
        if (!tied_.empty()) return next_of_tied(pool);
        return static_cast<std::uint32_t>(keys_[1]) & (servers_max() - 1);
    }
    // Fetches what playing the next completion will touch: its attempt, and where its way to the
    // root begins, which in a large tree is far from everything else.
    void prefetch_next(const AttemptPool& pool) const {
        const std::uint32_t server = static_cast<std::uint32_t>(keys_[1]) & (servers_max() - 1);
        pool.prefetch(slots_[server]);
        if (size_ < 2'048) return;
        for (std::uint32_t i = size_ + server, level = 0; level < 6; ++level, i >>= 1)
            __builtin_prefetch(&keys_[i]);
    }
    [[nodiscard]] std::uint32_t slot_of(std::uint32_t server) const { return slots_[server]; }
    // Frees a server. The tree is brought up to date by the next add() or by settle(), so that a
    // server that goes on with the next attempt costs one walk.
    void remove(std::uint32_t server) {
        settle();
        hole_ = server;
        --count_;
    }
    void settle() {
        if (hole_ != no_slot) fill_hole();
    }
    void move(std::uint32_t server, SimTime time) {
        settle();
        set<Walk::as_needed>(server, key_of(time, server));
    }
    // Calls back with (server, slot) of every busy server.
    template <class Use>
    void for_each(Use use) const {
        for (std::uint32_t server = 0; server < size_; ++server)
            if (server != hole_ && keys_[size_ + server] != empty_key(server))
                use(server, slots_[server]);
    }

  private:
    [[nodiscard]] std::uint64_t key_of(SimTime time, std::uint32_t server) const {
        const SimTime clamped = time < time_max_ ? time : time_max_;
        return static_cast<std::uint64_t>(clamped) << server_bits_ | server;
    }
    // Beyond every time, and different for every server, so that idle servers do not tie.
    [[nodiscard]] std::uint64_t empty_key(std::uint32_t server) const {
        return static_cast<std::uint64_t>(time_max_ + 1 + server) << server_bits_ | server;
    }
    // How far a change is carried: where the winner was, it goes all the way anyway.
    enum class Walk : std::uint8_t { to_root, as_needed };
    template <Walk walk>
    void set(std::uint32_t server, std::uint64_t key) {
        std::uint64_t* const keys = keys_.data();
        const std::uint64_t servers = servers_max();
        std::uint32_t i = size_ + server;
        keys[i] = key;
        std::uint64_t tied = 0;
        while (i > 1) {
            const std::uint64_t other = keys[i ^ 1];
            tied += (key ^ other) < servers;
            key = other < key ? other : key;
            i >>= 1;
            if (walk == Walk::as_needed && keys[i] == key) break;  // Nothing changes further up.
            keys[i] = key;
        }
        if (tied != 0) [[unlikely]]
            note_ties(server);
    }
    void fill_hole();
    void note_ties(std::uint32_t server);
    std::uint32_t next_of_tied(const AttemptPool& pool);
    void grow(std::uint32_t size);

    std::vector<std::uint64_t> keys_;   // 1 is the root, size_ + server its leaf.
    std::vector<std::uint32_t> slots_;  // By server.
    std::vector<std::uint32_t> free_;   // Idle servers, a stack.
    int server_bits_ = 10;
    SimTime time_max_ = 0;
    std::uint32_t size_ = 0;
    std::uint32_t count_ = 0;
    std::uint32_t hole_ = no_slot;
    std::vector<std::uint64_t> tied_;  // Times that two or more servers may have in common.
};

}  // namespace br::sim
