// @ts-check
// The size of the canvas, in CSS pixels and in device pixels, from its parent's box. CSS alone
// stretches the canvas; this file only finds how many pixels it needs to be crisp.

/**
 * @typedef {object} CanvasSize
 * @property {number} width CSS pixels, at least 1.
 * @property {number} height
 * @property {number} pixelWidth Device pixels, at least 1.
 * @property {number} pixelHeight
 */

/** Beyond this, more pixels cost memory and show nothing. */
const PIXEL_RATIO_MAX = 4;

/**
 * @param {{ width: number, height: number }} box
 * @param {number} pixelRatio
 * @param {{ inlineSize: number, blockSize: number } | undefined} deviceBox
 * @returns {CanvasSize}
 */
export function canvasSize(box, pixelRatio, deviceBox) {
    const width = Math.max(1, box.width);
    const height = Math.max(1, box.height);
    const ratio = Math.min(PIXEL_RATIO_MAX, pixelRatio > 0 ? pixelRatio : 1);
    // A Chromium that plays another device counts the pixels of its own screen: then they are far from these.
    const exact = deviceBox !== undefined && pixelRatio <= PIXEL_RATIO_MAX
        && Math.abs(deviceBox.inlineSize - width * ratio) < 2 && Math.abs(deviceBox.blockSize - height * ratio) < 2;
    return {
        width,
        height,
        pixelWidth: Math.max(1, exact ? deviceBox.inlineSize : Math.round(width * ratio)),
        pixelHeight: Math.max(1, exact ? deviceBox.blockSize : Math.round(height * ratio)),
    };
}

/** @param {CanvasSize} a @param {CanvasSize} b */
export const isSameSize = (a, b) => a.width === b.width && a.height === b.height
    && a.pixelWidth === b.pixelWidth && a.pixelHeight === b.pixelHeight;

/**
 * @param {Window & typeof globalThis} window
 * @param {Element} parent
 * @param {(size: CanvasSize) => void} changed
 * @param {AbortSignal} signal
 */
export function watchCanvasSize(window, parent, changed, signal) {
    const observer = new window.ResizeObserver((entries) => {
        const entry = entries[entries.length - 1];
        if (!entry) return;
        changed(canvasSize(entry.contentRect, window.devicePixelRatio, entry.devicePixelContentBoxSize?.[0]));
    });
    const observe = () => {
        try {
            observer.observe(parent, { box: 'device-pixel-content-box' });
        } catch {
            observer.observe(parent);
        }
    };
    observe();
    // The pixel ratio changes with the zoom of the page and from screen to screen; each query
    // matches one ratio only, so a new one is made for each.
    const watchRatio = () => {
        const query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
        query.addEventListener('change', () => {
            // Zoom leaves the pixels of the box as many as they were, of which the observer says nothing by itself.
            observer.disconnect();
            observe();
            watchRatio();
        }, { once: true, signal });
    };
    watchRatio();
    signal.addEventListener('abort', () => observer.disconnect());
}
