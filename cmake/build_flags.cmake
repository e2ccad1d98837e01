# Flags that every target of our own links PRIVATE as br::build_flags. Floating point must give the
# same bits everywhere: no fused multiply-add, no fast-math.
add_library(br_build_flags INTERFACE)
add_library(br::build_flags ALIAS br_build_flags)
target_compile_features(br_build_flags INTERFACE cxx_std_20)
target_compile_options(br_build_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror
    -ffp-contract=off
    # GCC 12 sees overlapping copies in std::string's operator+ that are not there (PR 105651).
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
    $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti -fno-exceptions>)
if(BR_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # It sees variables without a value where its sanitizers have put code in between.
    target_compile_options(br_build_flags INTERFACE -Wno-maybe-uninitialized)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
if(EMSCRIPTEN)
    target_compile_options(br_build_flags INTERFACE -mnontrapping-fptoint -msign-ext)
    # The default before this version; since then it is 64 KB, too little for the first picture.
    if(EMSCRIPTEN_VERSION VERSION_GREATER_EQUAL 3.1.27)
        target_link_options(br_build_flags INTERFACE -sSTACK_SIZE=5MB)
    endif()
endif()
