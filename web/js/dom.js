// @ts-check
// Finds the page's own elements, and gives the browser its turn.

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function find(id, type) {
    const element = document.getElementById(id);
    if (!(element instanceof type)) throw new Error(`#${id} is missing`);
    return element;
}

/** Lets the browser do what waits: draw, and answer the visitor. */
export const breathe = () => new Promise((resolve) => setTimeout(resolve));

/**
 * Until the first picture is on the screen, or none will come soon: the page is hidden, or the browser does not say.
 * @param {number} [patience_ms]
 */
export const firstPaint = (patience_ms = 500) => new Promise((resolve) => {
    if (document.hidden) resolve(undefined);
    new PerformanceObserver(resolve).observe({ type: 'paint', buffered: true });
    setTimeout(resolve, patience_ms);
});
