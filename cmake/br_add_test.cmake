# br_add_test(name SOURCES a_test.cpp … LINKS br::sim …)
# One doctest program, registered with CTest; under Emscripten it runs in Node.
# Paths: BR_SOURCE_DIR is the root of the source tree.
if(EMSCRIPTEN)
    # Emscripten's programs for Node are CommonJS; the package.json of the source tree says otherwise.
    file(WRITE "${CMAKE_BINARY_DIR}/package.json" "{ \"type\": \"commonjs\" }\n")
endif()

function(br_add_test name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
    add_executable(${name} ${ARG_SOURCES} "${CMAKE_SOURCE_DIR}/tests/support/test_main.cpp")
    target_link_libraries(${name} PRIVATE ${ARG_LINKS} br::build_flags br::doctest br::json)
    target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}/tests")
    target_compile_definitions(${name} PRIVATE BR_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    if(EMSCRIPTEN)
        target_link_options(${name} PRIVATE -sNODERAWFS=1 -sALLOW_MEMORY_GROWTH=1 -sEXIT_RUNTIME=1
            -sENVIRONMENT=node)
        add_test(NAME ${name} COMMAND node --no-experimental-fetch $<TARGET_FILE:${name}>)
    else()
        add_test(NAME ${name} COMMAND ${name})
    endif()
endfunction()
