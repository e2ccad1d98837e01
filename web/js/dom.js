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

/** @type {{ yield?: () => Promise<void> } | undefined} */
const scheduler = /** @type {any} */ (globalThis).scheduler;

const turn = () => new Promise((resolve) => setTimeout(resolve));

/** Lets the browser do what waits: draw, and answer the visitor. Of timers in a row each would wait four milliseconds. */
export const breathe = () => scheduler?.yield ? scheduler.yield() : turn();

/** A moment in which the browser is ready for another picture. */
const nextFrame = () => new Promise(requestAnimationFrame);

/**
 * Until the first picture is on the screen, and the browser ready for another; or none will come soon: the page is
 * hidden, or the browser does not say.
 * @param {number} [patience_ms]
 */
export const firstPaint = (patience_ms = 2000) => new Promise((resolve) => {
    if (document.hidden) resolve(undefined);
    new PerformanceObserver(() => void nextFrame().then(nextFrame).then(resolve)).observe({ type: 'paint', buffered: true });
    setTimeout(resolve, patience_ms);
});

/**
 * Until the graphics have done all that they were asked. Who asks them something sooner stands still until they answer,
 * and just after the first picture that is long.
 * @param {WebGL2RenderingContext | null} graphics
 * @param {number} [patience_ms]
 */
export async function graphicsAwake(graphics, patience_ms = 1000) {
    const fence = graphics?.fenceSync(graphics.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (!graphics || !fence) return;
    graphics.flush();
    const end = performance.now() + patience_ms;
    const isDone = () => graphics.isContextLost() || graphics.getSyncParameter(fence, graphics.SYNC_STATUS) === graphics.SIGNALED;
    do await turn(); while (!isDone() && performance.now() < end);
    graphics.deleteSync(fence);
}
