#include "base/rng.h"

#include "base/check.h"

namespace br {

std::uint64_t Rng::below(std::uint64_t bound) {
    BR_CHECK(bound > 0);
    const std::uint64_t rest = (0 - bound) % bound;  // 2^64 modulo bound.
    std::uint64_t bits = next();
    while (bits < rest) bits = next();
    return bits % bound;
}

}  // namespace br
