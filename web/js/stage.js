// @ts-check
// The live part of the page: canvas, mirror, composer and live region around one running program.

import { announceIn, AriaMirror } from './aria-mirror.js';
import { canvasSize, isSameSize, watchCanvasSize } from './canvas-size.js';
import { connectComposer } from './composer.js';
import { find } from './dom.js';
import { fetchChatTables, fetchWords } from './files.js';
import { FrameLoop } from './frame-loop.js';
import { watchKeyboard } from './keyboard-inset.js';
import { connectPointer } from './pointer-input.js';
import { readPreferences, watchPreferences } from './preferences.js';
import { LANGUAGES } from './url-state.js';

/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {import('./engine.js').FrameReport} FrameReport */

/** @typedef {{ language: string, theme: string, act: number }} PageState */

/**
 * @typedef {object} StageOptions
 * @property {string} theme As in the address.
 * @property {string} language Whose words the program has, those of the first picture at least.
 * @property {import('./canvas-size.js').CanvasSize} size With which the program was opened.
 * @property {(language: string) => void} onLanguage The visitor has switched.
 * @property {(state: PageState) => void} onState Something of it has changed.
 * @property {() => void} onShare The dialog for taking things along is asked for.
 * @property {AbortSignal} signal Ends everything that the stage started.
 */

/**
 * In each frame the program asks for state that it alone sets, to leave it as it was: always the same. To ask the
 * browser would be to wait until all is drawn, four fifths of a frame's time.
 * @param {WebGL2RenderingContext} graphics
 */
function rememberParameters(graphics) {
    const ask = graphics.getParameter.bind(graphics);
    /** @type {Map<number, unknown>} */
    const known = new Map();
    graphics.getParameter = (name) => {
        if (known.has(name)) return known.get(name);
        const value = ask(name);
        if (!graphics.isContextLost()) known.set(name, value);
        return value;
    };
}

/** By these a visitor begins to have a part in it. */
const TOUCHES = ['pointermove', 'pointerdown', 'keydown', 'focusin', 'click'];

export class Stage {
    /**
     * @param {Engine} engine
     * @param {StageOptions} options
     */
    constructor(engine, options) {
        this.engine = engine;
        this.options = options;
        this.language = options.language;
        /** Under way or there, by language. @type {Map<string, Promise<Uint8Array>>} */
        this.fetchedWords = new Map();
        /** In the program, or on their way there. @type {Map<string, Promise<void>>} */
        this.loadedWords = new Map();
        this.view = find('view', HTMLElement);
        this.canvas = find('canvas', HTMLCanvasElement);
        this.graphics = this.canvas.getContext('webgl2');
        if (this.graphics) rememberParameters(this.graphics);
        /** @type {FrameReport | undefined} */
        this.report = undefined;
        this.act = 0;
        this.size = options.size;
        this.loop = new FrameLoop((time) => this.#draw(time), {
            request: (callback) => requestAnimationFrame(callback),
            cancel: (handle) => cancelAnimationFrame(handle),
        });
        const { signal } = options;
        const live = find('live', HTMLElement);
        const input = find('message', HTMLInputElement);
        const composer = find('composer', HTMLFormElement);
        this.composer = composer;
        for (const touch of TOUCHES) {
            document.addEventListener(touch, () => this.loadAllWords(), { once: true, capture: true, passive: true, signal });
        }
        // Whoever goes there will say something.
        input.addEventListener('focus', () => setTimeout(() => engine.readChatTables()), { once: true, signal });
        this.mirror = new AriaMirror(find('mirror', HTMLElement), { place: composer, input },
            (request) => this.#ask(() => engine.use(request)),
            announceIn(live, signal), signal);
        connectComposer(composer, input, (text) => this.#ask(() => engine.say(text)), signal);
        connectPointer(this.canvas, {
            point: (kind, x, y, isTouch) => this.#ask(() => engine.point(kind, x, y, isTouch)),
            turnWheel: (lines) => this.#ask(() => engine.turnWheel(lines)),
            under: () => this.report ?? { canScrollUp: false, canScrollDown: false },
            drawNow: () => this.loop.drawNow(),
        }, signal);
        watchCanvasSize(window, this.view, (size) => {
            if (isSameSize(size, this.size)) return;
            engine.resize(size);
            this.size = size;
            // At once, before the browser shows the stretched picture.
            this.loop.drawNow();
        }, signal);
        watchKeyboard(window, find('stage', HTMLElement), input, signal);
        const prefer = () => this.#ask(() => engine.prefer(readPreferences(window), ''));
        engine.prefer(readPreferences(window), options.theme);
        watchPreferences(window, prefer, signal);
        this.#watchVisibility();
        this.#watchContext();
        this.#watchPrinting();
        signal.addEventListener('abort', () => this.loop.stop());
    }

    /**
     * What the host page of a frame asks for.
     * @param {import('./protocol.js').Message} message
     */
    obey(message) {
        const { type, lang, theme, act } = message;
        if (lang) this.loadAllWords();
        this.#ask(() => {
            if (type === 'play' || type === 'pause') this.engine.command({ command: type });
            if (type === 'go') this.engine.command({ command: 'go_to_act', act: Number(act) });
            if (lang) this.engine.command({ command: 'set_language', language: String(lang) });
            if (theme) this.engine.prefer(readPreferences(window), String(theme));
        });
    }

    /** Lets the acts follow each other by themselves, while the page can be seen. */
    playStory() {
        if (!document.hidden) this.#ask(() => this.engine.use({ id: 'story.play', action: 'press' }));
    }

    /** What the bot needs to understand a line; tried again a few times if the network fails. */
    async loadChatTables(triesLeft = 4) {
        try {
            // What the bot answers needs the rest of the words.
            const [file] = await Promise.all([fetchChatTables(), this.loadWords(this.language),
                this.engine.laterPart.load()]);
            if (this.options.signal.aborted) return;
            this.engine.loadChatTables(file);
            document.documentElement.dataset.chat = 'ready';
            this.loop.request();
        } catch (error) {
            if (triesLeft === 0 || this.options.signal.aborted) throw error;
            await new Promise((resolve) => setTimeout(resolve, 2000));
            await this.loadChatTables(triesLeft - 1);
        }
    }

    /** The other languages, each once the browser has nothing better to do. */
    fetchOtherWords() {
        for (const language of LANGUAGES) {
            const load = () => void this.#fetchWords(language).catch(console.warn);
            if ('requestIdleCallback' in window) window.requestIdleCallback(load, { timeout: 3000 });
            else setTimeout(load, 500);
        }
    }

    /** Reading them takes a moment each, and who only looks on needs those of one language. */
    loadAllWords() {
        for (const language of LANGUAGES) void this.loadWords(language).catch(console.warn);
    }

    /** @param {string} language */
    loadWords(language) {
        let words = this.loadedWords.get(language);
        if (!words) {
            words = this.#readWords(language);
            this.loadedWords.set(language, words);
            words.catch(() => this.loadedWords.delete(language));  // Asked for again at the next switch.
        }
        return words;
    }

    /** @param {string} language */
    #fetchWords(language) {
        let file = this.fetchedWords.get(language);
        if (!file) {
            file = fetchWords(language);
            this.fetchedWords.set(language, file);
            file.catch(() => this.fetchedWords.delete(language));
        }
        return file;
    }

    /** @param {string} language */
    async #readWords(language) {
        const file = await this.#fetchWords(language);
        if (this.options.signal.aborted) return;
        const faults = this.engine.loadWords(file);
        if (faults !== '') console.error(faults);
        this.loop.request();
    }

    /**
     * Another scenario takes the place of this one.
     * @param {Parameters<Engine['loadScenario']>[0]} start
     * @returns {string} Faults; then this one goes on.
     */
    loadScenario(start) {
        const faults = this.engine.loadScenario(start);
        if (faults === '') this.engine.command({ command: 'go_to_act', act: 1 });
        this.loop.request();
        return faults;
    }

    /**
     * What is on the canvas, in device pixels or in a multiple of CSS pixels.
     * @param {number} [ratio]
     * @returns {string} As a data: address.
     */
    picture(ratio) {
        if (ratio) {
            const { width, height } = this.size;
            this.engine.resize(canvasSize({ width, height }, ratio, undefined));
        }
        // The picture is there only until the browser has shown it: in this very task.
        this.loop.drawNow();
        const picture = this.canvas.toDataURL('image/png');
        if (ratio) {
            this.engine.resize(this.size);
            this.loop.drawNow();
        }
        return picture;
    }

    /** What is half-way to another time is no run to share. */
    async arrive() {
        while (this.report?.isOnTheWay && !this.options.signal.aborted) await new Promise(requestAnimationFrame);
    }

    /** @param {() => void} give Hands something to the program. */
    #ask(give) {
        if (this.options.signal.aborted) return;
        give();
        this.loop.request();
    }

    /** The next short step towards the first picture. @returns {boolean} Whether there was one. Without graphics there is none. */
    getReady() {
        if (this.graphics?.isContextLost()) {
            this.#loseContext();
            return false;
        }
        const { hasDoneSomething, mirror } = this.engine.getReady();
        if (mirror) this.#show(mirror);
        return hasDoneSomething;
    }

    /** @param {import('./aria-mirror.js').MirrorUpdate} update */
    #show(update) {
        this.mirror.apply(update);
        const { language } = update;
        if (language && language !== this.language) this.#switchLanguage(language);
    }

    /** @param {number} time */
    #draw(time) {
        if (this.graphics?.isContextLost()) this.#loseContext();
        const report = this.engine.frame(time);
        if (report.cursor !== this.report?.cursor) this.canvas.style.cursor = report.cursor;
        const hasNewTheme = report.theme !== this.report?.theme;
        if (hasNewTheme) document.documentElement.dataset.theme = report.theme;
        this.report = report;
        if (report.wantsSend) this.composer.requestSubmit();
        if (report.wantsShare) this.options.onShare();
        if (report.mirror) this.#show(report.mirror);
        const act = report.mirror ? this.mirror.currentAct() : this.act;
        const hasNewAct = act !== this.act;
        this.act = act;
        if (hasNewTheme || hasNewAct) this.#tellState();
        return report.wantsAnother;
    }

    #tellState() {
        this.options.onState({ language: this.language, theme: this.report?.theme ?? '', act: this.act });
    }

    /** @param {string} language */
    #switchLanguage(language) {
        this.language = language;
        this.options.onLanguage(language);
        this.#tellState();
        void this.loadWords(language).catch(console.warn);
    }

    #watchVisibility() {
        const { signal } = this.options;
        let onScreen = true;
        const update = () => this.loop.setVisible(onScreen && document.visibilityState === 'visible');
        const observer = new IntersectionObserver((entries) => {
            onScreen = entries[entries.length - 1]?.isIntersecting ?? true;
            update();
        });
        observer.observe(this.view);
        signal.addEventListener('abort', () => observer.disconnect());
        document.addEventListener('visibilitychange', update, { signal });
    }

    /**
     * What is on the canvas goes on the sheet, with the table of its first chart: as copies, since the
     * canvas's own picture is gone by then, and the mirror is not printed.
     */
    #watchPrinting() {
        const { signal } = this.options;
        const sheet = find('printed', HTMLCanvasElement);
        /** @type {HTMLTableElement | undefined} */
        let table;
        const end = () => {
            sheet.hidden = true;
            table?.remove();
        };
        window.addEventListener('beforeprint', () => {
            end();
            this.loop.drawNow();
            sheet.width = this.canvas.width;
            sheet.height = this.canvas.height;
            sheet.getContext('2d')?.drawImage(this.canvas, 0, 0);
            sheet.hidden = false;
            table = /** @type {HTMLTableElement | undefined} */ (document.getElementById('m-chart.rates.table')?.cloneNode(true));
            if (!table) return;
            for (const part of [table, ...table.querySelectorAll('*')]) part.removeAttribute('id');
            table.className = 'printed';
            table.createCaption().textContent = table.getAttribute('aria-label');
            sheet.after(table);
        }, { signal });
        window.addEventListener('afterprint', end, { signal });
    }

    /** Nothing can be drawn, or made for drawing. It may be so before the browser says it. */
    #loseContext() {
        this.engine.setContext(false);
        find('lost-context', HTMLElement).hidden = false;
    }

    #watchContext() {
        const { signal } = this.options;
        this.canvas.addEventListener('webglcontextlost', () => this.#loseContext(), { signal });
        this.canvas.addEventListener('webglcontextrestored', () => {
            this.#ask(() => this.engine.setContext(true));
            find('lost-context', HTMLElement).hidden = true;
        }, { signal });
    }
}
