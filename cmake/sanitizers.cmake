# BR_SANITIZE names sanitizers; the whole build, third-party sources included, is then instrumented.
if(BR_SANITIZE)
    add_compile_options(-fsanitize=${BR_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${BR_SANITIZE})
endif()
# BR_FUZZ prepares the whole build for libFuzzer, which needs Clang.
if(BR_FUZZ)
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        message(FATAL_ERROR "BR_FUZZ needs Clang: set CMAKE_CXX_COMPILER=clang++.")
    endif()
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
