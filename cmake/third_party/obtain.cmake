# br_obtain(name VERSION v SUITE s PACKAGE p URL u FILES a b … DIGEST d)
# Sets <name>_FOLDER to a folder with the sources of one third-party part, looking in turn at
#   1. the folder the user names: FETCHCONTENT_SOURCE_DIR_<NAME>,
#   2. the cache, BR_CACHE,
#   3. Debian's source package, through the machine's own apt,
#   4. the pinned upstream release.
# DIGEST is the SHA-256 over the SHA-256 sums of FILES. Upstream must match it; Debian may have moved
# on to a newer version, which gives a warning.
set(_br_cache_default "$ENV{BR_CACHE}")
if(NOT _br_cache_default)
    if(DEFINED ENV{XDG_CACHE_HOME})
        set(_br_cache_default "$ENV{XDG_CACHE_HOME}/breathing-room")
    else()
        set(_br_cache_default "$ENV{HOME}/.cache/breathing-room")
    endif()
endif()
set(BR_CACHE "${_br_cache_default}" CACHE PATH "Where downloaded third-party sources are kept")

function(br_digest result folder)
    set(sums "")
    foreach(file IN LISTS ARGN)
        if(EXISTS "${folder}/${file}")
            file(SHA256 "${folder}/${file}" sum)
        else()
            set(sum "missing")
        endif()
        string(APPEND sums "${sum}\n")
    endforeach()
    string(SHA256 digest "${sums}")
    set(${result} "${digest}" PARENT_SCOPE)
endfunction()

function(br_obtain_from_debian name folder result)
    set(${result} FALSE PARENT_SCOPE)
    find_program(BR_APT_GET apt-get NO_CMAKE_FIND_ROOT_PATH)
    if(NOT BR_APT_GET)
        return()
    endif()
    message(STATUS "Downloading the source of ${name} ${ARG_VERSION} with apt")
    execute_process(
        COMMAND sh "${CMAKE_SOURCE_DIR}/cmake/fetch_debian_source.sh"
                "${ARG_PACKAGE}" "${ARG_VERSION}" "${ARG_SUITE}" "${folder}"
        RESULT_VARIABLE status ERROR_VARIABLE trouble)
    if(status EQUAL 0)
        set(${result} TRUE PARENT_SCOPE)
    else()
        message(WARNING "apt did not give the source of ${name}: ${trouble}")
    endif()
endfunction()

function(br_obtain_from_upstream name folder)
    message(STATUS "Downloading ${name} ${ARG_VERSION} from upstream")
    include(FetchContent)
    FetchContent_Declare(${name} URL "${ARG_URL}" SOURCE_SUBDIR none DOWNLOAD_EXTRACT_TIMESTAMP OFF)
    FetchContent_MakeAvailable(${name})
    FetchContent_GetProperties(${name} SOURCE_DIR source)
    br_digest(digest "${source}" ${ARG_FILES})
    if(NOT digest STREQUAL ARG_DIGEST)
        message(FATAL_ERROR "${name} from ${ARG_URL} is not the pinned release (digest ${digest})")
    endif()
    file(COPY "${source}/" DESTINATION "${folder}")
endfunction()

function(br_obtain name)
    cmake_parse_arguments(ARG "" "VERSION;SUITE;PACKAGE;URL;DIGEST" "FILES" ${ARGN})
    string(TOUPPER "${name}" upper)
    if(FETCHCONTENT_SOURCE_DIR_${upper})
        set(${name}_FOLDER "${FETCHCONTENT_SOURCE_DIR_${upper}}" PARENT_SCOPE)
        return()
    endif()
    set(folder "${BR_CACHE}/sources/${name}-${ARG_VERSION}")
    file(MAKE_DIRECTORY "${BR_CACHE}/sources")
    # Two builds that start together must not unpack into one folder.
    file(LOCK "${BR_CACHE}/sources/${name}.lock" GUARD FUNCTION TIMEOUT 600)
    list(GET ARG_FILES 0 first)
    if(NOT EXISTS "${folder}/${first}")
        br_obtain_from_debian(${name} "${folder}" done)
        if(NOT done)
            br_obtain_from_upstream(${name} "${folder}")
        endif()
    endif()
    br_digest(digest "${folder}" ${ARG_FILES})
    if(NOT digest STREQUAL ARG_DIGEST)
        message(WARNING "${folder} does not hold ${name} ${ARG_VERSION} as it was tested "
            "(digest ${digest}). The build goes on with what is there.")
    endif()
    set(${name}_FOLDER "${folder}" PARENT_SCOPE)
endfunction()

# The parts are built once per build tree, or taken from ccache where the user or ./run sets it as
# compiler launcher: their folders are the same for every tree, so every tree shares the objects.
# Their code is not ours to warn about, and in the browser only its size matters.
function(br_third_party_flags target)
    target_compile_options(${target} PRIVATE -w)
    if(EMSCRIPTEN)
        target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-Oz>)
    endif()
endfunction()
