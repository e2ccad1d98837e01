// BR_CHECK: a bug stops the program at once, in every build. Bad data from outside is never checked
// this way; it is a Result (see result.h).
#pragma once

namespace br {

// Called with the text of the failed condition and its place just before the program ends: the file
// by its name alone, so that a program does not depend on the folder it was built in. The web page
// installs one to show its fallback; the default writes to standard error.
using CheckHandler = void (*)(const char* condition, const char* file, int line);

// Installs a handler and returns the one before. A null pointer brings back the default.
CheckHandler set_check_handler(CheckHandler handler);

[[noreturn]] void fail_check(const char* condition, const char* file, int line);

}  // namespace br

#define BR_CHECK(condition)                            \
    (__builtin_expect(static_cast<bool>(condition), 1) \
         ? static_cast<void>(0)                        \
         : ::br::fail_check(#condition, __FILE_NAME__, __LINE__))
