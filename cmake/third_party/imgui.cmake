# br::imgui: Dear ImGui's frame, fonts and drawing, without its widgets, tables, demo window and
# built-in fonts; br::imgui_backends: its OpenGL ES 3 backend, for `web` alone. Glyphs come from a
# font loader that the program brings.
set(_br_imgui_core imgui.cpp imgui_draw.cpp)
set(_br_imgui_backends backends/imgui_impl_opengl3.cpp)
set(_br_imgui_headers imgui.h imgui_internal.h imconfig.h imstb_rectpack.h imstb_textedit.h
    imstb_truetype.h)
set(_br_imgui_backend_headers backends/imgui_impl_opengl3.h backends/imgui_impl_opengl3_loader.h)

br_obtain(imgui VERSION 1.92.2b PACKAGE imgui SUITE forky
    URL "https://github.com/ocornut/imgui/archive/refs/tags/v1.92.2b.tar.gz"
    FILES ${_br_imgui_core} ${_br_imgui_backends} ${_br_imgui_headers} ${_br_imgui_backend_headers}
    DIGEST "179ea5e6aa1d331c275f2657bdca6a3732081b14dec895b7103d58e50edafef2")

# Only these headers can be included, as "imgui.h", "imgui_impl_opengl3.h".
function(br_link_headers folder)
    file(MAKE_DIRECTORY "${folder}")
    foreach(header IN LISTS ARGN)
        get_filename_component(name "${header}" NAME)
        file(CREATE_LINK "${imgui_FOLDER}/${header}" "${folder}/${name}" SYMBOLIC)
    endforeach()
endfunction()
br_link_headers("${CMAKE_BINARY_DIR}/third_party/imgui" ${_br_imgui_headers})
br_link_headers("${CMAKE_BINARY_DIR}/third_party/imgui_backends" ${_br_imgui_backend_headers})

list(TRANSFORM _br_imgui_core PREPEND "${imgui_FOLDER}/")
add_library(br_imgui STATIC ${_br_imgui_core} "${CMAKE_CURRENT_LIST_DIR}/imgui_absent.cpp")
add_library(br::imgui ALIAS br_imgui)
target_include_directories(br_imgui SYSTEM PUBLIC "${CMAKE_BINARY_DIR}/third_party/imgui")
target_include_directories(br_imgui PRIVATE "${imgui_FOLDER}")
target_compile_features(br_imgui PUBLIC cxx_std_20)
target_compile_options(br_imgui PRIVATE -fno-rtti -fno-exceptions)
target_compile_definitions(br_imgui PUBLIC
    IMGUI_USE_WCHAR32
    IMGUI_DISABLE_OBSOLETE_FUNCTIONS
    IMGUI_DISABLE_DEMO_WINDOWS
    IMGUI_DISABLE_DEBUG_TOOLS
    IMGUI_DISABLE_DEFAULT_FONT
    IMGUI_DISABLE_FILE_FUNCTIONS
    IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
    # Stands in for IMGUI_ENABLE_FREETYPE, which is the one switch that leaves out stb_truetype.
    IMGUI_ENABLE_FREETYPE)
br_third_party_flags(br_imgui)

if(TARGET br::sdl2)
    list(TRANSFORM _br_imgui_backends PREPEND "${imgui_FOLDER}/")
    add_library(br_imgui_backends STATIC ${_br_imgui_backends})
    add_library(br::imgui_backends ALIAS br_imgui_backends)
    target_include_directories(br_imgui_backends SYSTEM PUBLIC
        "${CMAKE_BINARY_DIR}/third_party/imgui_backends")
    target_link_libraries(br_imgui_backends PUBLIC br::imgui br::sdl2)
    if(EMSCRIPTEN)
        target_compile_definitions(br_imgui_backends PUBLIC IMGUI_IMPL_OPENGL_ES3)
        target_compile_definitions(br_imgui_backends PRIVATE sscanf=br_imgui_scan)
        target_compile_definitions(br_imgui PRIVATE sscanf=br_imgui_scan)
    endif()
    br_third_party_flags(br_imgui_backends)
endif()
