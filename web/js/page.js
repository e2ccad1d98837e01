// @ts-check
// Puts the page together: what the address asks for, the visitor's preferences, the program, and the
// elements over the canvas. Without WebAssembly or WebGL the poster and the story stay.

import { Announcer } from './announcer.js';
import { AriaMirror } from './aria-mirror.js';
import { canvasSize, watchCanvasSize } from './canvas-size.js';
import { connectComposer } from './composer.js';
import { Engine } from './engine.js';
import { FrameLoop } from './frame-loop.js';
import { showWords } from './page-text.js';
import { connectPointer } from './pointer-input.js';
import { readPreferences, watchPreferences } from './preferences.js';
import { chooseLanguage, parseUrlState } from './url-state.js';

const BASE = new URL('../', import.meta.url);

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 */
function find(id, type) {
    const element = document.getElementById(id);
    if (!(element instanceof type)) throw new Error(`#${id} is missing`);
    return element;
}

/** The story takes the place of the canvas, with a word on why. @param {string} reason */
function stayWithStory(reason) {
    find('stage', HTMLElement).classList.add('is-still');
    find('stage', HTMLElement).classList.remove('is-live');
    find('view', HTMLElement).hidden = true;
    find('poster', HTMLElement).hidden = false;
    find('loading', HTMLElement).hidden = true;
    find(reason, HTMLElement).hidden = false;
}

/** @param {string} language */
async function switchWords(language) {
    if (document.body.dataset.language === language) return;
    const response = await fetch(new URL(`page/${language}.json`, BASE));
    if (!response.ok) return;
    document.body.dataset.language = language;
    showWords(document, await response.json());
}

/** @param {import('./url-state.js').UrlState} state @param {AbortSignal} signal */
async function start(state, signal) {
    const view = find('view', HTMLElement);
    const canvas = find('canvas', HTMLCanvasElement);
    view.hidden = false;
    view.classList.add('is-starting');
    const stop = new AbortController();
    signal.addEventListener('abort', () => stop.abort());

    /** @param {string} fault */
    const failed = (fault) => {
        stop.abort();
        stayWithStory('stopped');
        console.error(fault);
        document.dispatchEvent(new CustomEvent('breathing-room-error', { detail: fault }));
    };
    const engine = await Engine.start({
        canvas,
        size: canvasSize(view.getBoundingClientRect(), window.devicePixelRatio, undefined),
        base: BASE,
        failed,
    });
    if (!engine) return stayWithStory('no-webgl');

    const loop = new FrameLoop((time) => engine.frame(time), {
        request: (callback) => requestAnimationFrame(callback),
        cancel: (handle) => cancelAnimationFrame(handle),
    });
    stop.signal.addEventListener('abort', () => loop.stop());
    const prefer = () => {
        engine.prefer(readPreferences(window, state.theme));
        loop.request();
    };
    prefer();
    watchPreferences(window, prefer, stop.signal);
    watchCanvasSize(window, view, (size) => {
        engine.resize(size);
        loop.request();
    }, stop.signal);
    connectPointer(canvas, (kind, x, y, isTouch) => {
        engine.point(kind, x, y, isTouch);
        loop.request();
    }, stop.signal);
    watchVisibility(view, loop, stop.signal);
    watchContext(canvas, engine, loop, stop.signal);

    engine.frame(performance.now());
    view.classList.remove('is-starting');
    find('poster', HTMLElement).hidden = true;
    find('stage', HTMLElement).classList.add('is-live');
    performance.mark('breathing-room-interactive');
    document.documentElement.dataset.state = 'ready';
}

/** @param {HTMLElement} view @param {FrameLoop} loop @param {AbortSignal} signal */
function watchVisibility(view, loop, signal) {
    let onScreen = true;
    const update = () => loop.setVisible(onScreen && document.visibilityState === 'visible');
    const observer = new IntersectionObserver((entries) => {
        onScreen = entries[entries.length - 1]?.isIntersecting ?? true;
        update();
    });
    observer.observe(view);
    signal.addEventListener('abort', () => observer.disconnect());
    document.addEventListener('visibilitychange', update, { signal });
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Engine} engine
 * @param {FrameLoop} loop
 * @param {AbortSignal} signal
 */
function watchContext(canvas, engine, loop, signal) {
    const message = find('lost-context', HTMLElement);
    canvas.addEventListener('webglcontextlost', (event) => {
        event.preventDefault();
        engine.setContext(false);
        message.hidden = false;
    }, { signal });
    canvas.addEventListener('webglcontextrestored', () => {
        engine.setContext(true);
        message.hidden = true;
        loop.request();
    }, { signal });
}

/** @param {ReturnType<typeof parseUrlState>} parsed */
function showLinkNotices({ faults, isNewer }) {
    if (faults.length === 0 && !isNewer) return;
    find('bad-link', HTMLElement).hidden = faults.length === 0;
    find('bad-link-names', HTMLElement).textContent = faults.join(', ');
    find('newer-link', HTMLElement).hidden = !isNewer;
    const notices = find('notices', HTMLElement);
    notices.hidden = false;
    find('dismiss', HTMLButtonElement).addEventListener('click', () => { notices.hidden = true; }, { once: true });
}

async function main() {
    document.documentElement.classList.remove('no-script');
    const parsed = parseUrlState(location.search);
    const { state } = parsed;
    if (state.theme !== 'auto') document.documentElement.dataset.theme = state.theme;
    const page = document.body.dataset.language ?? 'en';
    const isOwnPage = /index\.[a-z]+\.html$/.test(location.pathname);
    const language = state.lang || (isOwnPage ? page : chooseLanguage(navigator.languages));
    await switchWords(language).catch(() => undefined);
    showLinkNotices(parsed);
    try {
        await start(state, new AbortController().signal);
    } catch (error) {
        console.error(error);
        stayWithStory('no-wasm');
    }
}

await main();
