// @ts-check
// What the visitor's system prefers, read from the browser and watched for changes.

/**
 * @typedef {object} Preferences
 * @property {'light' | 'dark'} theme
 * @property {boolean} reduced_motion
 * @property {boolean} high_contrast
 * @property {number} text_scale How much larger than 16 px the visitor wants text, 1 to 3.
 */

const DARK = '(prefers-color-scheme: dark)';
const REDUCED_MOTION = '(prefers-reduced-motion: reduce)';
const MORE_CONTRAST = '(prefers-contrast: more), (forced-colors: active)';

/**
 * @param {Window} window
 * @param {string} theme auto, light or dark.
 * @returns {Preferences}
 */
export function readPreferences(window, theme) {
    const isDark = theme === 'dark' || (theme !== 'light' && window.matchMedia(DARK).matches);
    const fontSize = parseFloat(window.getComputedStyle(window.document.documentElement).fontSize);
    return {
        theme: isDark ? 'dark' : 'light',
        reduced_motion: window.matchMedia(REDUCED_MOTION).matches,
        high_contrast: window.matchMedia(MORE_CONTRAST).matches,
        text_scale: Math.min(3, Math.max(1, fontSize / 16 || 1)),
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
