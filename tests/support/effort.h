// How much a test tries. The optimised native build runs everything. Builds that are many times
// slower, that is -O0, sanitizers and WebAssembly in Node, run the same tests on fewer seeds, and
// leave out those whose tolerance needs the whole sample. No tolerance depends on the build.
#pragma once

namespace br::test {

#if defined(NDEBUG) && !defined(__EMSCRIPTEN__)
inline constexpr bool full_effort = true;
#else
inline constexpr bool full_effort = false;
#endif

// How many of `count` seeds, cases or steps to try: a tenth, at least one, in a slow build.
[[nodiscard]] constexpr int effort(int count) {
    if (full_effort) return count;
    return count >= 10 ? count / 10 : 1;
}

}  // namespace br::test
