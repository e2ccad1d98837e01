/* What Dear ImGui's SDL2 backend names but never reaches here, because the parts of SDL2 that hold it
   are left out: there are no game controllers and no SDL renderer. */
#include "SDL.h"

int SDL_NumJoysticks(void) { return 0; }

SDL_bool SDL_IsGameController(int index) {
    (void)index;
    return SDL_FALSE;
}

SDL_GameController* SDL_GameControllerOpen(int index) {
    (void)index;
    return NULL;
}

void SDL_GameControllerClose(SDL_GameController* controller) { (void)controller; }

Sint16 SDL_GameControllerGetAxis(SDL_GameController* controller, SDL_GameControllerAxis axis) {
    (void)controller;
    (void)axis;
    return 0;
}

Uint8 SDL_GameControllerGetButton(SDL_GameController* controller, SDL_GameControllerButton button) {
    (void)controller;
    (void)button;
    return 0;
}

int SDL_GetRendererOutputSize(SDL_Renderer* renderer, int* width, int* height) {
    (void)renderer;
    *width = 0;
    *height = 0;
    return -1;
}
