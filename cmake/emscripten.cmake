# Debian's emcc minifies through Node modules that Debian's Node finds by itself, others only by path.
if(EXISTS "/usr/share/nodejs/acorn")
    set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK
        "${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs")
endif()

# Finds the Emscripten toolchain file: of the SDK that EMSDK names, else of the emcc on the PATH, else
# of Debian.
set(_br_candidates "$ENV{EMSDK}/upstream/emscripten")
find_program(_br_emcc emcc)
if(_br_emcc)
    get_filename_component(_br_emcc_real "${_br_emcc}" REALPATH)
    get_filename_component(_br_emcc_dir "${_br_emcc_real}" DIRECTORY)
    list(APPEND _br_candidates "${_br_emcc_dir}")
endif()
list(APPEND _br_candidates "/usr/share/emscripten")
foreach(_br_dir IN LISTS _br_candidates)
    if(EXISTS "${_br_dir}/cmake/Modules/Platform/Emscripten.cmake")
        include("${_br_dir}/cmake/Modules/Platform/Emscripten.cmake")
        return()
    endif()
endforeach()
message(FATAL_ERROR "Emscripten was not found: install Debian's package 'emscripten' or set EMSDK.")
