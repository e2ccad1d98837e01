#include "sim/attempt.h"

namespace br::sim {

void AttemptPool::grow() {
    chunks_.emplace_back(chunk_size);
    for (std::uint32_t i = chunk_size; i > 0; --i) {
        (*this)[size_ + i - 1].place = free_;
        free_ = size_ + i - 1;
    }
    size_ += chunk_size;
}

}  // namespace br::sim
