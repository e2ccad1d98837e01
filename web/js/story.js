// @ts-check
// The story plays by itself for a visitor who only looks. Whoever touches anything first has the page
// to themselves; the story then waits behind its button.

/** So long nothing was touched, in ms. */
export const STORY_AFTER_MS = 8000;
const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'scroll', 'focusin', 'input'];

/**
 * @param {EventTarget} page Where every touch passes.
 * @param {() => void} play
 * @param {AbortSignal} signal Ends the waiting too.
 */
export function playWhenLeftAlone(page, play, signal) {
    const wait = new AbortController();
    const timer = setTimeout(() => {
        wait.abort();
        play();
    }, STORY_AFTER_MS);
    const stop = () => {
        clearTimeout(timer);
        wait.abort();
    };
    for (const type of TOUCHES) {
        page.addEventListener(type, stop, { signal: wait.signal, capture: true, passive: true });
    }
    signal.addEventListener('abort', stop, { signal: wait.signal });
}
