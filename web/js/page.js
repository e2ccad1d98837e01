// @ts-check
// Puts the page together: what the address asks for, the visitor's preferences, the program, and the
// elements over the canvas. Without WebAssembly or WebGL the poster and the story stay.

import { breathe, find } from './dom.js';
import { Embed } from './embed.js';
import { Engine } from './engine.js';
import { fetchFacts, fetchFirstWords, fetchPageWords, fetchScenario, fetchWords, BASE } from './files.js';
import { canvasSize } from './canvas-size.js';
import { htmlLanguage, showWords } from './page-text.js';
import { Stage } from './stage.js';
import { playWhenLeftAlone } from './story.js';
import { chooseLanguage, formatUrlState, LANGUAGES, leverCommands, parseUrlState, runText, THEMES } from './url-state.js';

/** @typedef {import('./url-state.js').UrlState} UrlState */

/** What a frame asks its host for. */
const FRAME_HEIGHT = 720;
const FIRST_SCENARIO = 'launch-day';

/**
 * The story takes the place of the canvas, with a word on why.
 * @param {'no-webgl' | 'no-wasm' | 'stopped'} reason
 */
function stayWithStory(reason) {
    const stage = find('stage', HTMLElement);
    stage.classList.add('is-still');
    stage.classList.remove('is-live');
    find('view', HTMLElement).hidden = true;
    find('poster', HTMLElement).hidden = false;
    find('loading', HTMLElement).hidden = true;
    find(reason, HTMLElement).hidden = false;
    document.documentElement.dataset.state = reason;
}

/** @param {'bad-link' | 'bad-run' | 'newer-link' | 'no-chat' | 'no-part' | 'no-scenario'} id @param {string} [detail] */
function showNotice(id, detail) {
    find(id, HTMLElement).hidden = false;
    if (detail) find(`${id}-detail`, HTMLElement).textContent = detail;
    const notices = find('notices', HTMLElement);
    notices.hidden = false;
    find('dismiss', HTMLButtonElement).onclick = () => { notices.hidden = true; };
}

/** @param {string} language */
async function switchPageWords(language) {
    if (document.body.dataset.language === language) return;
    document.body.dataset.language = language;
    document.documentElement.lang = htmlLanguage(language);
    const words = await fetchPageWords(language);
    if (document.body.dataset.language === language) showWords(document, words);
}

/**
 * Which run this is: a link to it names these.
 * @typedef {import('./run-link.js').RunStart & { file: Uint8Array, isOwn: boolean }} RunBegin
 */

/** @param {UrlState} state */
async function fetchStart(state) {
    const id = state.scenario || FIRST_SCENARIO;
    const [facts, scenario] = await Promise.all([
        fetchFacts(),
        fetchScenario(id).catch((fault) => id === FIRST_SCENARIO ? Promise.reject(fault) : undefined),
    ]);
    if (scenario) return { facts, scenario, id };
    showNotice('no-scenario');
    return { facts, scenario: await fetchScenario(FIRST_SCENARIO), id: FIRST_SCENARIO };
}

/**
 * Between the steps the browser has its turn: together they would be one long stop.
 * @param {Engine} engine
 * @param {{ language: string, words: Uint8Array }} file
 * @param {Uint8Array} facts
 * @returns {Promise<string>} The language of the words.
 */
async function loadStart(engine, { language, words }, facts) {
    for (const load of [() => engine.loadWords(words), () => engine.loadFacts(facts)]) {
        await breathe();
        const faults = load();
        if (faults !== '') throw new Error(faults);
    }
    await breathe();
    return language;
}

/**
 * @param {Engine} engine
 * @param {UrlState} state
 * @param {string} language
 * @param {{ scenario: Uint8Array, id: string }} files
 * @returns {Promise<RunBegin>}
 */
async function startSession(engine, state, language, { scenario, id }) {
    const begin = { scenario: id, seed: state.seed, file: scenario, isOwn: false };
    const faults = engine.loadScenario({ scenario, language, seed: state.seed });
    if (faults === '') return begin;
    console.warn(faults);
    if (state.scenario === '') throw new Error(faults);
    showNotice('no-scenario', faults);
    const file = await fetchScenario(FIRST_SCENARIO);
    const again = engine.loadScenario({ scenario: file, language, seed: state.seed });
    if (again !== '') throw new Error(again);
    return { ...begin, scenario: FIRST_SCENARIO, file };
}

/** A run of the address is repeated; else its act begins. @param {Engine} engine @param {UrlState} state @param {RunBegin} begin */
async function beginRun(engine, state, begin) {
    const text = runText(location.hash);
    if (text) {
        const { unpackRun } = await import('./run-link.js');
        const unpacked = await unpackRun(text, begin);
        if ('run' in unpacked && engine.resume(unpacked.run)) return;
        showNotice('fault' in unpacked && unpacked.fault === 'newer' ? 'newer-link' : 'bad-run');
    }
    engine.command({ command: 'go_to_act', act: state.act || 1 });
    for (const command of leverCommands(state.levers) ?? []) engine.command(command);
    // Nothing moves before the visitor has had a look.
    if (state.act === 0) engine.command({ command: 'pause' });
}

/**
 * Keeps the address such that a copy of it shows what is shown now. What has not changed since the
 * page was opened is not written: the visitor's own language and theme are for others to choose.
 * @param {UrlState} state
 */
function followInAddress(state) {
    /** @type {import('./stage.js').PageState | undefined} */
    let last;
    return (/** @type {import('./stage.js').PageState} */ now) => {
        const isRun = runText(location.hash) !== '';
        const hasNewAct = last !== undefined && last.act > 0 && now.act !== last.act;
        if (last && now.language !== last.language) state.lang = now.language;
        if (last && now.theme !== last.theme) state.theme = THEMES.find((theme) => theme === now.theme) ?? state.theme;
        if (hasNewAct) state.act = now.act;
        const isFirst = !last;
        last = now;
        if (isFirst) return;
        const hash = isRun && hasNewAct ? '' : location.hash;
        const address = location.pathname + formatUrlState(state) + hash;
        if (address !== location.pathname + location.search + location.hash) history.replaceState(null, '', address);
    };
}

/** What the run has come to, for a host that asks. @param {Stage} stage @param {RunBegin} begin @param {Embed} embed */
async function tellResult(stage, { scenario }, embed) {
    const { engine } = stage;
    // A host may ask at once; the offline edition cannot fetch the second half in the middle of a call.
    const [{ readRunData }] = await Promise.all([import('./run-data.js'), engine.laterPart.load(), stage.arrive()]);
    const { seed, now_s, counts } = readRunData(engine.take('data'));
    const { orders, served, lost } = counts;
    embed.send('result', { scenario, seed, digest: engine.digest(), now_s, orders, served, lost });
}

/** The words of a language; of another one rather than none. @param {string} wanted @param {boolean} isFresh */
async function fetchAnyWords(wanted, isFresh) {
    for (const language of [wanted, ...LANGUAGES.filter((other) => other !== wanted)]) {
        for (const fetchThem of isFresh ? [fetchFirstWords, fetchWords] : [fetchWords]) {
            try {
                return { language, words: await fetchThem(language) };
            } catch (fault) {
                console.warn(fault);
            }
        }
    }
    throw new Error('no words of any language');
}

/**
 * A program that was stopped in the middle of a call cannot go on: it ran out of memory or stack, or its
 * second half did not come.
 * @param {(fault: string) => void} failed @param {AbortSignal} signal
 */
function watchTraps(failed, signal) {
    const judge = (/** @type {unknown} */ fault) => {
        const isTrap = fault instanceof WebAssembly.RuntimeError || fault instanceof RangeError
            || (fault instanceof Error && fault.name === 'InternalError');
        if (isTrap && !signal.aborted) failed(String(fault));
    };
    window.addEventListener('error', ({ error }) => judge(error), { signal });
    window.addEventListener('unhandledrejection', ({ reason }) => judge(reason), { signal });
}

/**
 * The program on the page's canvas.
 * @param {import('./canvas-size.js').CanvasSize} size @param {Embed} embed @param {AbortController} ended
 */
function startEngine(size, embed, ended) {
    const failed = (/** @type {string} */ fault) => {
        ended.abort();
        stayWithStory('stopped');
        embed.send('error', { reason: 'stopped' });
        console.error(fault);
        document.dispatchEvent(new CustomEvent('breathing-room-error', { detail: fault }));
    };
    watchTraps(failed, ended.signal);
    const canvas = find('canvas', HTMLCanvasElement);
    // Or else the browser would not give it back.
    canvas.addEventListener('webglcontextlost', (event) => event.preventDefault(), { signal: ended.signal });
    return Engine.start({
        canvas,
        size,
        base: BASE,
        failed,
    });
}

/** The dialog for taking things along. @param {Parameters<typeof import('./share.js').openShare>[0]} what */
async function share(what) {
    try {
        const [{ openShare }] = await Promise.all([import('./share.js'), what.stage.arrive()]);
        await openShare(what);
    } catch (fault) {
        console.warn(fault);
        showNotice('no-part');
    }
}

/** @param {UrlState} state @param {string} wanted The language. */
async function start(state, wanted) {
    const view = find('view', HTMLElement);
    view.hidden = false;
    view.classList.add('is-starting');
    const ended = new AbortController();
    // What a link repeats may show any word.
    const isFresh = state.act === 0 && location.hash === '';
    const wordsFile = fetchAnyWords(wanted, isFresh);
    const files = fetchStart(state);
    files.catch(() => undefined);  // Awaited below; until then a refusal is no unhandled one.
    wordsFile.catch(() => undefined);
    /** @type {Stage | undefined} */
    let stage;
    /** @type {RunBegin} */
    let begin;
    const embed = new Embed(window, (message) => {
        if (message.type === 'ask' && stage) void tellResult(stage, begin, embed);
        else stage?.obey(message);
    }, ended.signal);
    document.documentElement.classList.toggle('is-embedded', embed.isEmbedded);
    const size = canvasSize(view.getBoundingClientRect(), window.devicePixelRatio, undefined);
    const engine = await startEngine(size, embed, ended);
    if (!engine) {
        stayWithStory('no-webgl');
        embed.send('error', { reason: 'no-webgl' });
        return;
    }
    const language = await loadStart(engine, await wordsFile, (await files).facts);
    if (language !== wanted) switchPageWords(language).catch(console.warn);
    begin = await startSession(engine, state, language, await files);
    engine.show(state);
    await beginRun(engine, state, begin);
    await breathe();
    const follow = followInAddress(state);
    const live = new Stage(engine, {
        theme: state.theme,
        language,
        size,
        onLanguage: (chosen) => void switchPageWords(chosen).catch(console.warn),
        onState: (changed) => {
            embed.send('state', { language: changed.language, theme: changed.theme, act: changed.act });
            if (!embed.isEmbedded) follow(changed);
        },
        onShare: () => void share({ stage: live, state, begin }),
        signal: ended.signal,
    });
    stage = live;
    while (live.getReady()) await breathe();
    live.loop.drawNow();
    goLive(live, embed, language);
    const wantsStory = state.act === 0 && location.hash === '' && !embed.isEmbedded
        && !window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (wantsStory) playWhenLeftAlone(document, () => live.playStory(), ended.signal);
}

/**
 * The first frame is there: the poster goes, the host hears of it, the rest of the files come.
 * @param {Stage} stage @param {Embed} embed @param {string} language
 */
function goLive(stage, embed, language) {
    find('view', HTMLElement).classList.remove('is-starting');
    find('poster', HTMLElement).hidden = true;
    find('stage', HTMLElement).classList.add('is-live');
    document.documentElement.dataset.state = 'ready';
    performance.mark('breathing-room-interactive');
    embed.send('ready', { title: document.title, language });
    embed.sendHeight(FRAME_HEIGHT);
    stage.loadChatTables().catch((error) => {
        console.error(error);
        showNotice('no-chat');
    });
    stage.fetchOtherWords();
    // What a link repeats may show any word.
    if (location.hash !== '') stage.loadAllWords();
}

async function main() {
    document.documentElement.classList.remove('no-script');
    const parsed = parseUrlState(location.search);
    const { state, faults } = parsed;
    if (state.theme !== 'auto') document.documentElement.dataset.theme = state.theme;
    const isOwnPage = /index\.[a-z]+\.html$/.test(location.pathname);
    const ownLanguage = isOwnPage ? document.body.dataset.language ?? 'en' : '';
    const language = state.lang || ownLanguage || chooseLanguage(navigator.languages);
    if (state.strings) {
        document.documentElement.dataset.strings = state.strings;
        // What stands there is not what is asked for.
        document.body.dataset.language = '';
    }
    if (faults.length > 0) showNotice('bad-link', faults.join(', '));
    if (parsed.isNewer) showNotice('newer-link');
    // So that the drawn crowd comes again when the page is loaded anew or its address is copied.
    if (parsed.isDrawn && window.parent === window) {
        history.replaceState(null, '', location.pathname + formatUrlState(state) + location.hash);
    }
    switchPageWords(language).catch(console.warn);
    try {
        await start(state, language);
    } catch (error) {
        console.error(error);
        stayWithStory('no-wasm');
    }
}

// Not awaited by the module itself: WebKit never comes to an end with a frame that its host removes while
// a module of it waits, and takes the host along.
main().catch(reportError);
