# br_add_test(name SOURCES a_test.cpp … LINKS br::sim …)
# One doctest program, registered with CTest; under Emscripten it runs in Node.
# Files of the source tree are found through support/source_path.h.
if(EMSCRIPTEN)
    # Emscripten's programs for Node are CommonJS; the package.json of the source tree says otherwise.
    file(WRITE "${CMAKE_BINARY_DIR}/package.json" "{ \"type\": \"commonjs\" }\n")
endif()

# doctest itself and main, compiled once for all tests.
add_library(br_test_main OBJECT EXCLUDE_FROM_ALL "${CMAKE_SOURCE_DIR}/tests/support/test_main.cpp")
target_link_libraries(br_test_main PRIVATE br::build_flags br::doctest)
target_include_directories(br_test_main PRIVATE "${CMAKE_SOURCE_DIR}/tests")
target_compile_definitions(br_test_main PRIVATE BR_SOURCE_DIR="${CMAKE_SOURCE_DIR}")

function(br_add_test name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
    add_executable(${name} ${ARG_SOURCES} $<TARGET_OBJECTS:br_test_main>)
    target_link_libraries(${name} PRIVATE ${ARG_LINKS} br::build_flags br::doctest br::json)
    target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}/tests")
    # What is tested is optimised as ever; the test around it need not be, which halves its build.
    target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1>)
    if(EMSCRIPTEN)
        target_link_options(${name} PRIVATE -sNODERAWFS=1 -sALLOW_MEMORY_GROWTH=1 -sEXIT_RUNTIME=1
            -sENVIRONMENT=node -O1)
        add_test(NAME ${name} COMMAND node --no-experimental-fetch $<TARGET_FILE:${name}>)
    else()
        add_test(NAME ${name} COMMAND ${name})
    endif()
endfunction()
