# br::sdl2: window, mouse, keyboard and touch. For the browser, the needed C files of SDL2 become one
# static library, without audio, joystick, sensor, render, power and threads: that saves about 35 KB
# over the wire. Elsewhere it is the system's library, where there is one.
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
    src/SDL.c src/SDL_assert.c src/SDL_dataqueue.c src/SDL_error.c src/SDL_guid.c src/SDL_hints.c
    src/SDL_list.c src/SDL_log.c src/SDL_utils.c
    src/atomic/SDL_atomic.c src/atomic/SDL_spinlock.c
    src/cpuinfo/SDL_cpuinfo.c
    src/events/SDL_clipboardevents.c src/events/SDL_displayevents.c src/events/SDL_dropevents.c
    src/events/SDL_events.c src/events/SDL_gesture.c src/events/SDL_keyboard.c
    src/events/SDL_keysym_to_scancode.c src/events/SDL_mouse.c src/events/SDL_quit.c
    src/events/SDL_scancode_tables.c src/events/SDL_touch.c src/events/SDL_windowevents.c
    src/events/imKStoUCS.c
    src/file/SDL_rwops.c
    src/loadso/dummy/SDL_sysloadso.c
    src/misc/SDL_url.c src/misc/emscripten/SDL_sysurl.c
    src/stdlib/SDL_crc16.c src/stdlib/SDL_crc32.c src/stdlib/SDL_getenv.c src/stdlib/SDL_iconv.c
    src/stdlib/SDL_malloc.c src/stdlib/SDL_qsort.c src/stdlib/SDL_stdlib.c src/stdlib/SDL_string.c
    src/stdlib/SDL_strtokr.c
    src/thread/SDL_thread.c src/thread/generic/SDL_syscond.c src/thread/generic/SDL_sysmutex.c
    src/thread/generic/SDL_syssem.c src/thread/generic/SDL_systhread.c
    src/thread/generic/SDL_systls.c
    src/timer/SDL_timer.c src/timer/unix/SDL_systimer.c
    src/video/SDL_RLEaccel.c src/video/SDL_blit.c src/video/SDL_blit_0.c src/video/SDL_blit_1.c
    src/video/SDL_blit_A.c src/video/SDL_blit_N.c src/video/SDL_blit_auto.c
    src/video/SDL_blit_copy.c src/video/SDL_blit_slow.c src/video/SDL_bmp.c
    src/video/SDL_clipboard.c src/video/SDL_egl.c src/video/SDL_fillrect.c src/video/SDL_pixels.c
    src/video/SDL_rect.c src/video/SDL_stretch.c src/video/SDL_surface.c src/video/SDL_video.c
    src/video/SDL_yuv.c
    src/video/emscripten/SDL_emscriptenevents.c src/video/emscripten/SDL_emscriptenframebuffer.c
    src/video/emscripten/SDL_emscriptenmouse.c src/video/emscripten/SDL_emscriptenopengles.c
    src/video/emscripten/SDL_emscriptenvideo.c)

br_obtain(sdl2 VERSION 2.26.5 PACKAGE libsdl2 SUITE bookworm
    URL "https://github.com/libsdl-org/SDL/releases/download/release-2.26.5/SDL2-2.26.5.tar.gz"
    FILES ${_br_sdl2_sources} include/SDL_config_emscripten.h
    DIGEST "812ceaa7cf3aa384f5a0c6fe9fb303476fec7576103ce223eae1a981aa09aa99")

list(TRANSFORM _br_sdl2_sources PREPEND "${sdl2_FOLDER}/")
add_library(br_sdl2 STATIC ${_br_sdl2_sources}
    "${CMAKE_CURRENT_LIST_DIR}/sdl2_absent.c")
add_library(br::sdl2 ALIAS br_sdl2)
target_include_directories(br_sdl2 SYSTEM PUBLIC "${sdl2_FOLDER}/include")
target_compile_definitions(br_sdl2 PRIVATE
    SDL_AUDIO_DISABLED=1 SDL_JOYSTICK_DISABLED=1 SDL_RENDER_DISABLED=1 SDL_SENSOR_DISABLED=1
    SDL_POWER_DISABLED=1 SDL_LOADSO_DISABLED=1 SDL_FILESYSTEM_DISABLED=1
    SDL_LOCALE_DISABLED=1
    # No software drawing: pixels go through WebGL.
    SDL_LEAN_AND_MEAN=1)
br_third_party_flags(br_sdl2)
