// @ts-check
// What the visitor's system prefers, read from the browser and watched for changes.

/**
 * @typedef {object} Preferences
 * @property {boolean} isDark
 * @property {boolean} hasHighContrast
 * @property {boolean} hasReducedMotion
 * @property {number} textScale How much larger than 16 px the visitor wants text, 1 to 2.
 */

const DARK = '(prefers-color-scheme: dark)';
const REDUCED_MOTION = '(prefers-reduced-motion: reduce)';
const MORE_CONTRAST = '(prefers-contrast: more), (forced-colors: active)';

/**
 * @param {Window} window
 * @returns {Preferences}
 */
export function readPreferences(window) {
    const fontSize = parseFloat(window.getComputedStyle(window.document.documentElement).fontSize);
    return {
        isDark: window.matchMedia(DARK).matches,
        hasHighContrast: window.matchMedia(MORE_CONTRAST).matches,
        hasReducedMotion: window.matchMedia(REDUCED_MOTION).matches,
        textScale: Math.min(2, Math.max(1, fontSize / 16 || 1)),
    };
}

/**
 * @param {Window} window
 * @param {() => void} changed
 * @param {AbortSignal} signal
 */
export function watchPreferences(window, changed, signal) {
    for (const query of [DARK, REDUCED_MOTION, MORE_CONTRAST]) {
        window.matchMedia(query).addEventListener('change', changed, { signal });
    }
}
