# br_host_tool(name SOURCE_DIR dir DEPENDS files…)
# Builds a small project with the compiler of this machine, also when the build itself is for the
# browser, and sets ${name}_PROGRAM. The tool is rebuilt when one of the files changes.
find_program(BR_HOST_CXX NAMES c++ g++ clang++ DOC "C++ compiler of the machine that builds"
    NO_CMAKE_FIND_ROOT_PATH REQUIRED)
function(br_host_tool name)
    cmake_parse_arguments(ARG "" "SOURCE_DIR" "DEPENDS" ${ARGN})
    set(build_dir "${CMAKE_BINARY_DIR}/host/${name}")
    set(program "${build_dir}/${name}")
    add_custom_command(OUTPUT "${program}"
        COMMAND "${CMAKE_COMMAND}" -S "${ARG_SOURCE_DIR}" -B "${build_dir}" -G "${CMAKE_GENERATOR}"
            "-DCMAKE_CXX_COMPILER=${BR_HOST_CXX}" "-DCMAKE_MAKE_PROGRAM=${CMAKE_MAKE_PROGRAM}"
            -DCMAKE_BUILD_TYPE=Release --log-level=WARNING
        COMMAND "${CMAKE_COMMAND}" --build "${build_dir}" --parallel 2
        DEPENDS ${ARG_DEPENDS} "${ARG_SOURCE_DIR}/CMakeLists.txt"
        COMMENT "Building ${name} for this machine"
        VERBATIM)
    set(${name}_PROGRAM "${program}" PARENT_SCOPE)
endfunction()
