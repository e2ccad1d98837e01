# br::json and br::doctest, header-only. Each gets an include folder of its own that holds nothing
# else, so that the web build never sees the machine's other headers.
#
# br_header_only(name FOLDER f HEADER h ROOT r URL u SHA256 s)
# Searches FOLDER/HEADER in BR_<name>_INCLUDE (which the user may set), in the folder
# FETCHCONTENT_SOURCE_DIR_<NAME>/ROOT, among the system's headers; else downloads the upstream release.
function(br_header_only name)
    cmake_parse_arguments(ARG "" "FOLDER;HEADER;ROOT;URL;SHA256" "" ${ARGN})
    string(TOUPPER "${name}" upper)
    find_path(BR_${name}_INCLUDE NAMES "${ARG_FOLDER}/${ARG_HEADER}"
        HINTS "${FETCHCONTENT_SOURCE_DIR_${upper}}/${ARG_ROOT}" PATHS /usr/include
        NO_CMAKE_FIND_ROOT_PATH)
    set(include "${BR_${name}_INCLUDE}")
    if(NOT include)
        message(STATUS "Downloading ${name} from upstream")
        include(FetchContent)
        FetchContent_Declare(${name} URL "${ARG_URL}" URL_HASH SHA256=${ARG_SHA256}
            SOURCE_SUBDIR none DOWNLOAD_EXTRACT_TIMESTAMP OFF)
        FetchContent_MakeAvailable(${name})
        FetchContent_GetProperties(${name} SOURCE_DIR source)
        set(include "${source}/${ARG_ROOT}")
    endif()
    set(root "${CMAKE_BINARY_DIR}/third_party/${name}")
    file(MAKE_DIRECTORY "${root}")
    file(CREATE_LINK "${include}/${ARG_FOLDER}" "${root}/${ARG_FOLDER}" SYMBOLIC)
    add_library(br_${name} INTERFACE)
    add_library(br::${name} ALIAS br_${name})
    target_include_directories(br_${name} SYSTEM INTERFACE "${root}")
endfunction()

br_header_only(json FOLDER nlohmann HEADER json.hpp ROOT include
    URL "https://github.com/nlohmann/json/releases/download/v3.11.2/json.tar.xz"
    SHA256 8c4b26bf4b422252e13f332bc5e388ec0ab5c3443d24399acb675e68278d341f)
br_header_only(doctest FOLDER doctest HEADER doctest.h ROOT .
    URL "https://github.com/doctest/doctest/archive/refs/tags/v2.4.9.tar.gz"
    SHA256 19b2df757f2f3703a5e63cee553d85596875f06d91a3333acd80a969ef210856)
target_compile_definitions(br_json INTERFACE JSON_NOEXCEPTION)
target_compile_definitions(br_doctest INTERFACE DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS)
