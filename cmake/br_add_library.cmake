# br_add_library(core/sim SOURCES a.cpp … LINKS br::base …)
# Makes the static library br::sim of the sources in this folder. Its headers are included as
# "sim/a.h". The include path holds a link to this one folder and nothing else, so a file can only
# include what its library links: a wrong include fails to build.
# In the page size counts, so a release for the browser is optimised for it; with SPEED, for speed.
function(br_add_library path)
    cmake_parse_arguments(ARG "SPEED" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    get_filename_component(name "${path}" NAME)
    set(include_root "${CMAKE_BINARY_DIR}/include/${name}")
    file(MAKE_DIRECTORY "${include_root}")
    file(CREATE_LINK "${CMAKE_SOURCE_DIR}/${path}" "${include_root}/${name}" SYMBOLIC)
    add_library(br_${name} STATIC ${ARG_SOURCES})
    add_library(br::${name} ALIAS br_${name})
    target_include_directories(br_${name} PUBLIC "${include_root}")
    target_link_libraries(br_${name} PUBLIC ${ARG_LINKS} PRIVATE br::build_flags ${ARG_PRIVATE_LINKS})
    if(EMSCRIPTEN AND NOT ARG_SPEED)
        target_compile_options(br_${name} PRIVATE $<$<CONFIG:Release>:-Oz>)
    endif()
    # For tests/tidy, which compiles each header alone.
    set_property(GLOBAL APPEND PROPERTY BR_LIBRARIES ${name})
    set_property(GLOBAL PROPERTY BR_FOLDER_OF_${name} "${path}")
endfunction()
