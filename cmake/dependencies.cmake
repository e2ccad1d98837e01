# Third-party parts. Each is taken from a folder the user names, from Debian's packages, or from a
# pinned upstream release. See docs/architecture.md for what each is for.
# Header-only parts get an include folder of their own, never /usr/include as a whole, so that the
# web build does not see the machine's headers.
function(br_header_only name folder header)
    find_path(BR_${name}_INCLUDE NAMES "${folder}/${header}" PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH)
    if(NOT BR_${name}_INCLUDE)
        message(FATAL_ERROR "${folder}/${header} was not found")
    endif()
    set(root "${CMAKE_BINARY_DIR}/third_party/${name}")
    file(MAKE_DIRECTORY "${root}")
    file(CREATE_LINK "${BR_${name}_INCLUDE}/${folder}" "${root}/${folder}" SYMBOLIC)
    add_library(br_${name} INTERFACE)
    add_library(br::${name} ALIAS br_${name})
    target_include_directories(br_${name} SYSTEM INTERFACE "${root}")
endfunction()
br_header_only(json nlohmann json.hpp)
br_header_only(doctest doctest doctest.h)
target_compile_definitions(br_json INTERFACE JSON_NOEXCEPTION)
target_compile_definitions(br_doctest INTERFACE DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS)
