// @ts-check
// Keeps the composer above the keyboard of a phone: while it has focus and the visible part of the
// page is much lower than the window, the stage is as high as what can be seen.

const KEYBOARD_RATIO = 0.85;

/**
 * @param {Window} window
 * @param {HTMLElement} stage
 * @param {HTMLElement} input
 * @param {AbortSignal} signal
 */
export function watchKeyboard(window, stage, input, signal) {
    const viewport = window.visualViewport;
    if (!viewport) return;
    const update = () => {
        // A pinch zoom makes the visible part smaller too, and moves nothing.
        const isOpen = window.document.activeElement === input && viewport.scale < 1.05 &&
            viewport.height < window.innerHeight * KEYBOARD_RATIO;
        stage.classList.toggle('has-keyboard', isOpen);
        if (!isOpen) return;
        stage.style.setProperty('--visible-height', `${viewport.height}px`);
        stage.scrollIntoView({ block: 'start' });
    };
    viewport.addEventListener('resize', update, { signal });
    input.addEventListener('focus', update, { signal });
    input.addEventListener('blur', update, { signal });
}
