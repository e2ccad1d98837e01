// Makes lines of text by number, over several processes, and gives them out in order. Where there
// are no processes (under Node) one does it all; the result is the same.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace br::cli {

// How many the machine has; at least 1.
[[nodiscard]] int core_count();

// Calls use(line) for each number in 0 … count - 1, in order. make must not depend on calls before.
// Returns false if a process ended before its time. A line may hold any bytes but '\n'.
bool make_lines(std::int64_t count, int jobs,
                const std::function<std::string(std::int64_t number)>& make,
                const std::function<void(const std::string& line)>& use);

}  // namespace br::cli
