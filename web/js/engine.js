// @ts-check
// The one door to the program in WebAssembly: starts it and turns its br_* functions, which take
// numbers and UTF-8 in a buffer, into methods. Nothing else calls across (see web/bindings.cpp).

import { GlyphSource } from './glyph-source.js';

/** @typedef {import('./canvas-size.js').CanvasSize} CanvasSize */
/** @typedef {import('./preferences.js').Preferences} Preferences */

/**
 * What the program's own script exports.
 * @typedef {object} Program
 * @property {Uint8Array} HEAPU8
 * @property {(w: number, h: number, pw: number, ph: number) => number} _br_open
 * @property {(app: number, w: number, h: number, pw: number, ph: number) => void} _br_resize
 * @property {(app: number, dark: number, contrast: number, still: number, scale: number) => void} _br_prefer
 * @property {(app: number, kind: number, x: number, y: number, touch: number) => void} _br_point
 * @property {(app: number, now: number) => number} _br_frame
 * @property {(app: number, isThere: number) => void} _br_context
 */

export const POINTER = /** @type {const} */ ({ move: 0, press: 1, release: 2, leave: 3 });

export class Engine {
    /**
     * @param {Program} program
     * @param {number} app
     */
    constructor(program, app) {
        this.program = program;
        this.app = app;
    }

    /**
     * @param {object} options
     * @param {HTMLCanvasElement} options.canvas
     * @param {CanvasSize} options.size
     * @param {URL} options.base Folder of the program's files.
     * @param {(reason: string) => void} options.failed A bug: the program has stopped for good.
     * @returns {Promise<Engine | undefined>} Nothing if the browser has no WebGL 2 for us.
     */
    static async start({ canvas, size, base, failed }) {
        const compiled = compile(new URL('breathing-room.wasm', base));
        const { default: createModule } = await import(new URL('breathing-room.mjs', base).href);
        /** @type {Program} */
        const program = await createModule({
            canvas,
            glyphs: new GlyphSource(canvas.ownerDocument),
            failed: (/** @type {string} */ condition, /** @type {string} */ file, /** @type {number} */ line) =>
                failed(`${file}:${line}: ${condition}`),
            instantiateWasm: (/** @type {WebAssembly.Imports} */ imports,
                /** @type {(instance: WebAssembly.Instance) => void} */ done) => {
                compiled.then((module) => WebAssembly.instantiate(module, imports)).then(done);
                return {};
            },
        });
        await compiled;
        const app = program._br_open(size.width, size.height, size.pixelWidth, size.pixelHeight);
        return app ? new Engine(program, app) : undefined;
    }

    /** @param {CanvasSize} size */
    resize(size) {
        this.program._br_resize(this.app, size.width, size.height, size.pixelWidth, size.pixelHeight);
    }

    /** @param {Preferences} preferences */
    prefer({ theme, high_contrast, reduced_motion, text_scale }) {
        this.program._br_prefer(this.app, Number(theme === 'dark'), Number(high_contrast),
            Number(reduced_motion), text_scale);
    }

    /**
     * @param {number} kind One of POINTER.
     * @param {number} x
     * @param {number} y
     * @param {boolean} isTouch
     */
    point(kind, x, y, isTouch) {
        this.program._br_point(this.app, kind, x, y, Number(isTouch));
    }

    /**
     * Draws.
     * @param {number} now
     * @returns {boolean} Whether another frame should follow by itself.
     */
    frame(now) {
        return this.program._br_frame(this.app, now) !== 0;
    }

    /** @param {boolean} isThere */
    setContext(isThere) {
        this.program._br_context(this.app, Number(isThere));
    }
}

/**
 * Compiles while it arrives, where the server names the type right.
 * @param {URL} url
 */
async function compile(url) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
    const type = response.headers.get('content-type') ?? '';
    if (type.startsWith('application/wasm')) return WebAssembly.compileStreaming(response);
    return WebAssembly.compile(await response.arrayBuffer());
}
