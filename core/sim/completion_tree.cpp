#include "sim/completion_tree.h"

namespace br::sim {

void CompletionTree::grow(std::uint32_t size) {
    BR_CHECK(size <= servers_max());
    std::vector<std::uint64_t> keys(2 * static_cast<std::size_t>(size));
    slots_.resize(size, no_slot);
    for (std::uint32_t server = 0; server < size; ++server)
        keys[size + server] = server < size_ ? keys_[size_ + server] : empty_key(server);
    for (std::uint32_t server = size; server > size_; --server) free_.push_back(server - 1);
    for (std::uint32_t i = size - 1; i >= 1; --i)
        keys[i] = keys[2 * i] < keys[2 * i + 1] ? keys[2 * i] : keys[2 * i + 1];
    keys_ = std::move(keys);
    size_ = size;
}

// Nobody has taken the server that became free last.
void CompletionTree::fill_hole() {
    set<Walk::to_root>(hole_, empty_key(hole_));
    free_.push_back(hole_);
    hole_ = no_slot;
}

// Walks once more the way of a change that met an equal time, and remembers that time.
void CompletionTree::note_ties(std::uint32_t server) {
    std::uint64_t key = keys_[size_ + server];
    for (std::uint32_t i = size_ + server; i > 1; i >>= 1) {
        const std::uint64_t other = keys_[i ^ 1];
        if ((key ^ other) >> server_bits_ == 0 &&
            (tied_.empty() || tied_.back() != key >> server_bits_))
            tied_.push_back(key >> server_bits_);
        key = other < key ? other : key;
    }
}

std::uint32_t CompletionTree::next_of_tied(const AttemptPool& pool) {
    settle();
    const std::uint64_t time = keys_[1] >> server_bits_;
    std::uint32_t best = static_cast<std::uint32_t>(keys_[1]) & (servers_max() - 1);
    std::erase_if(tied_, [time](std::uint64_t t) { return t < time; });
    bool tied = false;
    for (const std::uint64_t t : tied_) tied |= t == time;
    if (!tied) return best;
    const auto is_before = [](const Attempt& a, const Attempt& b) {
        return a.person != b.person ? a.person < b.person : a.number < b.number;
    };
    for (std::uint32_t server = 0; server < size_; ++server)
        if (keys_[size_ + server] >> server_bits_ == time &&
            is_before(pool[slots_[server]], pool[slots_[best]]))
            best = server;
    return best;
}

}  // namespace br::sim
