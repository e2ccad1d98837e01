# br_assemble_site(FILES source=destination … DEPENDS target …)
# Makes the target `site`: copies the files and folders to build/site and compresses them. It runs with
# every build, as it writes only what has changed.
find_program(BR_NODE NAMES node nodejs REQUIRED NO_CMAKE_FIND_ROOT_PATH)
function(br_assemble_site)
    cmake_parse_arguments(ARG "" "" "FILES;DEPENDS" ${ARGN})
    add_custom_target(site ALL
        COMMAND "${BR_NODE}" "${CMAKE_SOURCE_DIR}/web/tools/assemble_site.mjs"
                "${CMAKE_SOURCE_DIR}/build/site" ${ARG_FILES}
        WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
        COMMENT "Assemble build/site"
        VERBATIM)
    if(ARG_DEPENDS)
        add_dependencies(site ${ARG_DEPENDS})
    endif()
endfunction()
