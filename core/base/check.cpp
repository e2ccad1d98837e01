#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace br {
namespace {

void write_to_stderr(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "BR_CHECK failed: %s (%s:%d)\n", condition, file, line);
}

// The one piece of process-wide state: how a program that is about to end says so.
CheckHandler current_handler = write_to_stderr;

}  // namespace

CheckHandler set_check_handler(CheckHandler handler) {
    CheckHandler before = current_handler;
    current_handler = handler != nullptr ? handler : write_to_stderr;
    return before;
}

void fail_check(const char* condition, const char* file, int line) {
    current_handler(condition, file, line);
    std::abort();
}

}  // namespace br
