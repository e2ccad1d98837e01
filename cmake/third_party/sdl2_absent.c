/* What SDL2's window and OpenGL context name of the parts of SDL2 that are left out. SDL opens the
   canvas and its context and no more: the page's own scripts listen to keyboard, pointers and the
   size of the canvas, and pixels go through WebGL. So there is no queue of events, no keyboard,
   mouse or touch, no clock, no hint, no log and no picture in memory. */
#include "SDL_internal.h"

#include "SDL.h"
#include "SDL_log_c.h"
#include "video/SDL_sysvideo.h"

#include "events/SDL_displayevents_c.h"
#include "events/SDL_events_c.h"
#include "timer/SDL_timer_c.h"
#include "video/emscripten/SDL_emscriptenevents.h"
#include "video/emscripten/SDL_emscriptenframebuffer.h"
#include "video/emscripten/SDL_emscriptenmouse.h"

/* Events: nobody reads them, so none is kept. */
int SDL_EventsInit(void) { return 0; }
void SDL_EventsQuit(void) {}
Uint8 SDL_EventState(Uint32 type, int state) {
    (void)type, (void)state;
    return SDL_IGNORE;
}
void SDL_FilterEvents(SDL_EventFilter filter, void* data) { (void)filter, (void)data; }
int SDL_SendDisplayEvent(SDL_VideoDisplay* display, Uint8 event, int data) {
    (void)display, (void)event, (void)data;
    return 0;
}
int SDL_SendQuit(void) { return 0; }
int SDL_PushEvent(SDL_Event* event) {
    (void)event;
    return 0;
}
void Emscripten_RegisterEventHandlers(SDL_WindowData* data) { (void)data; }
void Emscripten_UnregisterEventHandlers(SDL_WindowData* data) { (void)data; }

/* Keyboard, mouse and touch. */
int SDL_KeyboardInit(void) { return 0; }
void SDL_KeyboardQuit(void) {}
SDL_Window* SDL_GetKeyboardFocus(void) { return NULL; }
void SDL_SetKeyboardFocus(SDL_Window* window) { (void)window; }
int SDL_MouseInit(void) { return 0; }
void SDL_MouseQuit(void) {}
SDL_Mouse* SDL_GetMouse(void) {
    static SDL_Mouse mouse;
    return &mouse;
}
SDL_Window* SDL_GetMouseFocus(void) { return NULL; }
Uint32 SDL_GetMouseState(int* x, int* y) {
    (void)x, (void)y;
    return 0;
}
void SDL_SetMouseFocus(SDL_Window* window) { (void)window; }
void SDL_WarpMouseInWindow(SDL_Window* window, int x, int y) { (void)window, (void)x, (void)y; }
void SDL_PerformWarpMouseInWindow(SDL_Window* window, int x, int y, SDL_bool in_relative_mode) {
    (void)window, (void)x, (void)y, (void)in_relative_mode;
}
void Emscripten_InitMouse(void) {}
void Emscripten_FiniMouse(void) {}
int SDL_TouchInit(void) { return 0; }
void SDL_TouchQuit(void) {}

/* Clock, hints, log, libraries. */
void SDL_TicksInit(void) {}
int SDL_TimerInit(void) { return 0; }
void SDL_TimerQuit(void) {}
const char* SDL_GetHint(const char* name) {
    (void)name;
    return NULL;
}
SDL_bool SDL_GetHintBoolean(const char* name, SDL_bool otherwise) {
    (void)name;
    return otherwise;
}
SDL_bool SDL_SetHint(const char* name, const char* value) {
    (void)name, (void)value;
    return SDL_FALSE;
}
void SDL_LogInit(void) {}
SDL_LogPriority SDL_LogGetPriority(int category) {
    (void)category;
    return SDL_LOG_PRIORITY_CRITICAL;
}
void SDL_LogDebug(int category, const char* format, ...) { (void)category, (void)format; }
void SDL_Log(const char* format, ...) { (void)format; }
void SDL_UnloadObject(void* library) { (void)library; }

/* Pictures in memory, and the whole screen. */
void SDL_FreeSurface(SDL_Surface* surface) { (void)surface; }
int Emscripten_CreateWindowFramebuffer(_THIS, SDL_Window* window, Uint32* format, void** pixels,
                                       int* pitch) {
    (void)_this, (void)window, (void)format, (void)pixels, (void)pitch;
    return SDL_Unsupported();
}
int Emscripten_UpdateWindowFramebuffer(_THIS, SDL_Window* window, const SDL_Rect* rects,
                                       int count) {
    (void)_this, (void)window, (void)rects, (void)count;
    return SDL_Unsupported();
}
void Emscripten_DestroyWindowFramebuffer(_THIS, SDL_Window* window) { (void)_this, (void)window; }
EM_BOOL Emscripten_HandleCanvasResize(int type, const void* reserved, void* data) {
    (void)type, (void)reserved, (void)data;
    return EM_FALSE;
}
EMSCRIPTEN_RESULT emscripten_request_fullscreen_strategy(
    const char* target, EM_BOOL may_wait, const EmscriptenFullscreenStrategy* strategy) {
    (void)target, (void)may_wait, (void)strategy;
    return EMSCRIPTEN_RESULT_NOT_SUPPORTED;
}
EMSCRIPTEN_RESULT emscripten_exit_fullscreen(void) { return EMSCRIPTEN_RESULT_NOT_SUPPORTED; }
