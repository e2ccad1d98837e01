// @ts-check
// The one door to the program in WebAssembly: starts it and turns its br_* functions, which take
// numbers and UTF-8 in a buffer, into methods. Nothing else calls across (see web/bindings.cpp).

import { firstPaint, graphicsAwake } from './dom.js';
import { GlyphSource } from './glyph-source.js';
import { LaterPart, compile } from './later-part.js';
import { PARTS } from './url-state.js';

/** @typedef {import('./canvas-size.js').CanvasSize} CanvasSize */
/** @typedef {import('./preferences.js').Preferences} Preferences */

/**
 * What the program's own script exports.
 * @typedef {object} Program
 * @property {Uint8Array} HEAPU8
 * @property {(address: number) => string} UTF8ToString
 * @property {(w: number, h: number, pw: number, ph: number) => number} _br_open
 * @property {(app: number, size: number) => number} _br_text_in
 * @property {(app: number) => number} _br_text_out
 * @property {(app: number, language: number, hasSeed: number, high: number, low: number) => void} _br_prepare
 * @property {(app: number, kind: number) => number} _br_load
 * @property {() => void} _br_read_chat_tables
 * @property {(app: number) => void} _br_say
 * @property {(app: number, kind: number) => number} _br_ask
 * @property {(app: number, w: number, h: number, pw: number, ph: number) => void} _br_resize
 * @property {(app: number, dark: number, contrast: number, still: number, scale: number, theme: number) => void} _br_prefer
 * @property {(app: number, kind: number, x: number, y: number, touch: number) => void} _br_point
 * @property {(app: number, lines: number) => void} _br_wheel
 * @property {(app: number, now: number) => number} _br_get_ready
 * @property {(app: number, now: number) => number} _br_frame
 * @property {(app: number, isThere: number) => void} _br_context
 * @property {(app: number) => void} _br_digest
 * @property {(app: number, only: number, compact: number, levers: number, locked: number) => void} _br_show
 * @property {(app: number, kind: number) => number} _br_take
 */

/**
 * @typedef {object} FrameReport
 * @property {boolean} wantsAnother Whether another frame should follow by itself.
 * @property {boolean} isOnTheWay To another time, or to where a link says.
 * @property {boolean} canScrollUp What is under the pointer.
 * @property {boolean} canScrollDown
 * @property {string} cursor As in CSS.
 * @property {string} theme
 * @property {boolean} wantsSend What stands in the composer shall be sent.
 * @property {boolean} wantsShare The dialog for taking things along shall open.
 * @property {import('./aria-mirror.js').MirrorUpdate | undefined} mirror
 */

/** @typedef {{ command: string, act?: number, language?: string, factor?: number, at_s?: number,
 *     lever?: string, value?: number }} Command */

/** As web/emscripten_page.lib.js asks for it. @type {WebGLContextAttributes} */
const GRAPHICS = { alpha: false, depth: false, stencil: false, antialias: false };
const CURSORS = ['default', 'pointer', 'grab', 'ew-resize'];
const THEME_KINDS = ['light', 'dark', 'projector', 'contrast'];
const LANGUAGES = ['ms', 'en', 'zh'];
const FILE = { words: 0, facts: 1, scenario: 2, chatTables: 3, run: 4 };
const TAKE = { run: 0, shortRun: 1, data: 2 };
const ASK = { control: 0, command: 1 };

export const POINTER = /** @type {const} */ ({ move: 0, press: 1, release: 2, leave: 3 });

/**
 * SDL counts in whole CSS pixels; the canvas gets exactly the device pixels that it covers.
 * @param {HTMLCanvasElement} canvas @param {CanvasSize} size
 */
function fit(canvas, { pixelWidth, pixelHeight }) {
    // Even the same number would make the picture anew.
    if (canvas.width !== pixelWidth) canvas.width = pixelWidth;
    if (canvas.height !== pixelHeight) canvas.height = pixelHeight;
}

export class Engine {
    /**
     * @param {HTMLCanvasElement} canvas
     * @param {Program} program
     * @param {number} app
     * @param {LaterPart} laterPart
     */
    constructor(canvas, program, app, laterPart) {
        this.canvas = canvas;
        this.program = program;
        this.app = app;
        this.laterPart = laterPart;
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
        const laterPart = new LaterPart(new URL('breathing-room-later.wasm', base));
        const glyphs = new GlyphSource(canvas.ownerDocument);
        // Without its style too: it must not stretch the box that it is measured by.
        canvas.style.position = 'absolute';
        fit(canvas, size);
        const [module, { default: createModule }] = await Promise.all([
            compile(new URL('breathing-room.wasm', base)),
            import(new URL('breathing-room.mjs', base).href),
            // Meanwhile. Before the first picture the browser's graphics are not awake, and all would stand still
            // until they are.
            firstPaint().then(() => graphicsAwake(canvas.getContext('webgl2', GRAPHICS))).then(() => glyphs.wake()),
        ]);
        // The program's own promise waits for ever where instantiating fails.
        const program = await new Promise((/** @type {(program: Program) => void} */ fulfil, reject) => {
            createModule({
                canvas,
                glyphs,
                failed: (/** @type {string} */ condition, /** @type {string} */ file, /** @type {number} */ line) =>
                    failed(`${file}:${line}: ${condition}`),
                instantiateWasm: (/** @type {WebAssembly.Imports} */ imports,
                    /** @type {(instance: WebAssembly.Instance) => void} */ done) => {
                    WebAssembly.instantiate(module, laterPart.standInFor(imports)).then((instance) => {
                        laterPart.attachTo(instance);
                        done(instance);
                    }).catch(reject);
                    return {};
                },
            }).then(fulfil, reject);
        });
        const app = program._br_open(size.width, size.height, size.pixelWidth, size.pixelHeight);
        return app ? new Engine(canvas, program, app, laterPart) : undefined;
    }

    /** @param {CanvasSize} size */
    resize(size) {
        fit(this.canvas, size);
        this.program._br_resize(this.app, size.width, size.height, size.pixelWidth, size.pixelHeight);
    }

    /**
     * The next short step towards the first picture, if there is one.
     * @returns {{ hasDoneSomething: boolean, mirror: import('./aria-mirror.js').MirrorUpdate | undefined }}
     */
    getReady() {
        const bits = this.program._br_get_ready(this.app, performance.now());
        return { hasDoneSomething: (bits & 1) !== 0, mirror: bits & 2 ? JSON.parse(this.#take()) : undefined };
    }

    /**
     * @param {Preferences} preferences
     * @param {string} theme Of THEME_KINDS, or "auto": the system's; empty leaves it as it is.
     */
    prefer({ isDark, hasHighContrast, hasReducedMotion, textScale }, theme) {
        this.program._br_prefer(this.app, Number(isDark), Number(hasHighContrast),
            Number(hasReducedMotion), textScale, [...THEME_KINDS, 'auto'].indexOf(theme));
    }

    /**
     * Words of a language, from its file.
     * @param {Uint8Array} file
     * @returns {string} Faults, or nothing.
     */
    loadWords(file) {
        return this.#load(FILE.words, file);
    }

    /**
     * What the bot needs to understand a line. Until it is there, lines wait.
     * @param {Uint8Array} file
     */
    loadChatTables(file) {
        this.#give(file);
        if (!this.program._br_load(this.app, FILE.chatTables)) throw new Error('chat-tables.bin');
    }

    /** Reads what loadChatTables brought; else the first line does, which then waits for it. */
    readChatTables() {
        this.program._br_read_chat_tables();
    }

    /**
     * For all sessions from now on.
     * @param {Uint8Array} facts
     * @returns {string} Faults, or nothing.
     */
    loadFacts(facts) {
        return this.#load(FILE.facts, facts);
    }

    /**
     * Starts a session. The facts must be there.
     * @param {{ scenario: Uint8Array, language: string, seed: string }} start
     * @returns {string} Faults, or nothing.
     */
    loadScenario({ scenario, language, seed }) {
        const number = BigInt(seed || 0);
        this.program._br_prepare(this.app, Math.max(0, LANGUAGES.indexOf(language)), Number(seed !== ''),
            Number(number >> 32n), Number(number & 0xffffffffn));
        return this.#load(FILE.scenario, scenario);
    }

    /** @param {string} text */
    say(text) {
        this.#give(new TextEncoder().encode(text));
        this.program._br_say(this.app);
    }

    /** @param {import('./aria-mirror.js').MirrorRequest} request */
    use(request) {
        this.#ask(ASK.control, request);
    }

    /** @param {Command} command */
    command(command) {
        this.#ask(ASK.command, command);
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

    /** @param {number} lines Up is positive. */
    turnWheel(lines) {
        this.program._br_wheel(this.app, lines);
    }

    /**
     * Draws.
     * @param {number} now
     * @returns {FrameReport}
     */
    frame(now) {
        const bits = this.program._br_frame(this.app, now);
        return {
            wantsAnother: (bits & 1) !== 0,
            isOnTheWay: (bits & 16384) !== 0,
            canScrollUp: (bits & 2) !== 0,
            canScrollDown: (bits & 4) !== 0,
            cursor: CURSORS[(bits >> 4) & 15] ?? 'default',
            theme: THEME_KINDS[(bits >> 8) & 15] ?? 'light',
            wantsSend: (bits & 4096) !== 0,
            wantsShare: (bits & 8192) !== 0,
            mirror: bits & 8 ? JSON.parse(this.#take()) : undefined,
        };
    }

    /** Equal for equal simulated histories. */
    digest() {
        this.program._br_digest(this.app);
        return this.#take();
    }

    /**
     * What the address allows and shows.
     * @param {import('./url-state.js').UrlState} state
     */
    show({ part, compact, controls, lock }) {
        this.program._br_show(this.app, PARTS.findIndex((known) => known === part), Number(compact), Number(controls),
            Number(lock));
    }

    /**
     * Repeats a run that was saved, of the scenario, seed and language that were loaded.
     * @param {Uint8Array} run
     * @returns {boolean} False if it is none; then nothing has changed.
     */
    resume(run) {
        this.#give(run);
        return this.program._br_load(this.app, FILE.run) !== 0;
    }

    /**
     * The run up to now; `short` leaves out what levers passed on their way.
     * @param {'run' | 'shortRun' | 'data'} what Data: see run-data.js.
     * @returns {Uint8Array}
     */
    take(what) {
        const size = this.program._br_take(this.app, TAKE[what]);
        const from = this.program._br_text_out(this.app);
        return this.program.HEAPU8.slice(from, from + size);
    }

    /** @param {boolean} isThere */
    setContext(isThere) {
        this.program._br_context(this.app, Number(isThere));
    }

    /** @param {Uint8Array} bytes */
    #give(bytes) {
        const address = this.program._br_text_in(this.app, bytes.length);
        this.program.HEAPU8.set(bytes, address);
    }

    #take() {
        return this.program.UTF8ToString(this.program._br_text_out(this.app));
    }

    /** @param {number} kind @param {Uint8Array} file */
    #load(kind, file) {
        this.#give(file);
        return this.program._br_load(this.app, kind) ? '' : this.#take();
    }

    /** @param {number} kind @param {object} request */
    #ask(kind, request) {
        this.#give(new TextEncoder().encode(JSON.stringify(request)));
        // Bad requests come from a broken host page; they change nothing.
        if (!this.program._br_ask(this.app, kind)) console.warn(this.#take());
    }
}
