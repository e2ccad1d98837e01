# br::sdl2: window and OpenGL context. For the browser, the needed C files of SDL2 become one static
# library; sdl2_absent.c stands for the rest (80 KB over the wire). Elsewhere it is the system's
# library, where there is one.
if(NOT EMSCRIPTEN)
    find_path(BR_SDL2_INCLUDE NAMES SDL.h PATH_SUFFIXES SDL2)
    find_library(BR_SDL2_LIBRARY NAMES SDL2)
    if(BR_SDL2_INCLUDE AND BR_SDL2_LIBRARY)
        add_library(br_sdl2 INTERFACE)
        add_library(br::sdl2 ALIAS br_sdl2)
        target_include_directories(br_sdl2 SYSTEM INTERFACE "${BR_SDL2_INCLUDE}")
        target_link_libraries(br_sdl2 INTERFACE "${BR_SDL2_LIBRARY}")
    endif()
    return()
endif()

set(_br_sdl2_sources
    src/SDL.c src/SDL_error.c
    src/atomic/SDL_atomic.c src/atomic/SDL_spinlock.c
    src/events/SDL_windowevents.c
    src/stdlib/SDL_getenv.c src/stdlib/SDL_malloc.c src/stdlib/SDL_qsort.c src/stdlib/SDL_stdlib.c
    src/stdlib/SDL_string.c
    src/thread/SDL_thread.c src/thread/generic/SDL_sysmutex.c src/thread/generic/SDL_systhread.c
    src/thread/generic/SDL_systls.c
    src/video/SDL_egl.c src/video/SDL_rect.c src/video/SDL_video.c
    src/video/emscripten/SDL_emscriptenopengles.c src/video/emscripten/SDL_emscriptenvideo.c)

br_obtain(sdl2 VERSION 2.26.5 PACKAGE libsdl2 SUITE bookworm
    URL "https://github.com/libsdl-org/SDL/releases/download/release-2.26.5/SDL2-2.26.5.tar.gz"
    FILES ${_br_sdl2_sources} include/SDL_config_emscripten.h
    DIGEST "d83734a861c9b08d386b59e2e8f65eff671c22d5ce78f89c90bd16c4b71499a7")

list(TRANSFORM _br_sdl2_sources PREPEND "${sdl2_FOLDER}/")
add_library(br_sdl2 STATIC ${_br_sdl2_sources}
    "${CMAKE_CURRENT_LIST_DIR}/sdl2_absent.c")
add_library(br::sdl2 ALIAS br_sdl2)
target_include_directories(br_sdl2 SYSTEM PUBLIC "${sdl2_FOLDER}/include")
target_include_directories(br_sdl2 SYSTEM PRIVATE "${sdl2_FOLDER}/src")
target_compile_definitions(br_sdl2 PRIVATE
    SDL_AUDIO_DISABLED=1 SDL_JOYSTICK_DISABLED=1 SDL_RENDER_DISABLED=1 SDL_SENSOR_DISABLED=1
    SDL_POWER_DISABLED=1 SDL_LOADSO_DISABLED=1 SDL_FILESYSTEM_DISABLED=1
    SDL_LOCALE_DISABLED=1
    # No software drawing: pixels go through WebGL.
    SDL_LEAN_AND_MEAN=1)
br_third_party_flags(br_sdl2)
