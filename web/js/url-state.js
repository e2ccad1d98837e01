// @ts-check
// What an address asks for: read with care, written back without what is the default. An unknown
// or broken value is left out and named, so that the page can say so and go on.

/** The version of the address format that is written. */
const URL_VERSION = 1;

export const ACT_COUNT = 7;
export const LANGUAGES = /** @type {const} */ (['ms', 'en', 'zh']);
export const PARTS = /** @type {const} */ (['chat', 'backend', 'numbers', 'rates', 'waits', 'outcomes', 'curve', 'phase']);
export const LEVERS = /** @type {const} */ (['bounded_line', 'deadline_drop', 'model_servers',
    'pause_issuing', 'purge_line', 'extend_validity', 'retry_ratio', 'refusal_wording', 'retry_jitter',
    'waiting_room', 'retry_after']);
export const STRINGS = /** @type {const} */ (['marked', 'doubled', 'rtl', 'hostile']);
export const THEMES = /** @type {const} */ (['auto', 'light', 'dark', 'projector', 'contrast']);

/**
 * @typedef {object} UrlState
 * @property {string} scenario Empty: the page's own.
 * @property {number} act 0: from the beginning.
 * @property {string} lang Empty: the visitor's.
 * @property {typeof THEMES[number]} theme
 * @property {string} seed A whole number of 64 bits as digits; empty: the scenario's. In an address also
 *     "random": another crowd for everyone who opens it, six digits that can be read out.
 * @property {string} levers Moved when the act begins, as "retry_ratio:0.5,waiting_room:900".
 * @property {typeof PARTS[number] | ''} part This part of the screen alone.
 * @property {boolean} controls Whether levers are shown.
 * @property {boolean} compact Without the heading and the acts.
 * @property {typeof STRINGS[number] | ''} strings Words for tests of the page (pseudo-locale.js).
 * @property {boolean} lock Acts, levers and language stay as they are.
 */

/** @returns {UrlState} */
export function defaultState() {
    return { scenario: '', act: 0, lang: '', theme: 'auto', seed: '', levers: '', part: '', controls: true,
        compact: false, lock: false, strings: '' };
}

const SEED_MAX = 18446744073709551615n;
const LEVER = /^([a-z_]+):([0-9]{1,9}(?:\.[0-9]{1,9})?)$/;

/**
 * The levers of an address as commands; nothing if one of them is malformed.
 * @param {string} text
 * @returns {{ command: 'set_lever', lever: string, value: number }[] | undefined}
 */
export function leverCommands(text) {
    /** @type {{ command: 'set_lever', lever: string, value: number }[]} */
    const commands = [];
    for (const part of text ? text.split(',') : []) {
        const [, lever = '', value] = LEVER.exec(part) ?? [];
        if (!LEVERS.some((known) => known === lever) || commands.length === LEVERS.length) return undefined;
        commands.push({ command: 'set_lever', lever, value: Number(value) });
    }
    return commands;
}

/** @param {'controls' | 'compact' | 'lock'} name @returns {(text: string, state: UrlState) => boolean} */
const flag = (name) => (text, state) => {
    if (text !== '0' && text !== '1') return false;
    state[name] = text === '1';
    return true;
};

/** @type {Record<keyof UrlState, (text: string, state: UrlState) => boolean>} */
const READERS = {
    scenario: (text, state) => {
        if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(text)) return false;
        state.scenario = text;
        return true;
    },
    act: (text, state) => {
        const act = /^\d$/.test(text) ? Number(text) : 0;
        if (act < 1 || act > ACT_COUNT) return false;
        state.act = act;
        return true;
    },
    lang: (text, state) => {
        const tag = text.toLowerCase().split('-')[0] ?? '';
        const known = LANGUAGES.find((language) => language === tag);
        if (!known) return false;
        state.lang = known;
        return true;
    },
    theme: (text, state) => {
        const theme = THEMES.find((known) => known === text);
        if (!theme) return false;
        state.theme = theme;
        return true;
    },
    seed: (text, state) => {
        if (!/^[0-9]{1,20}$/.test(text) || BigInt(text) > SEED_MAX) return false;
        state.seed = BigInt(text).toString();
        return true;
    },
    levers: (text, state) => {
        if (!leverCommands(text)) return false;
        state.levers = text;
        return true;
    },
    part: (text, state) => {
        const part = PARTS.find((known) => known === text);
        if (!part) return false;
        state.part = part;
        return true;
    },
    strings: (text, state) => {
        const strings = STRINGS.find((known) => known === text);
        if (!strings) return false;
        state.strings = strings;
        return true;
    },
    controls: flag('controls'),
    compact: flag('compact'),
    lock: flag('lock'),
};

const drawSeed = () => String(100_000 + (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 900_000);

/**
 * @param {string} query As in location.search.
 * @param {() => string} draw A seed, for an address that leaves it to chance.
 * @returns {{ state: UrlState, faults: string[], isNewer: boolean, isDrawn: boolean }} faults names the
 *     parameters that could not be used; isNewer, that the address was made by a later version of the page.
 */
export function parseUrlState(query, draw = drawSeed) {
    const state = defaultState();
    /** @type {string[]} */
    const faults = [];
    const parameters = new URLSearchParams(query);
    const isDrawn = parameters.get('seed') === 'random';
    if (isDrawn) parameters.set('seed', draw());
    for (const [name, read] of Object.entries(READERS)) {
        const text = parameters.get(name);
        if (text !== null && !read(text, state)) faults.push(name);
    }
    const version = parameters.get('v');
    const isNewer = version !== null && /^[0-9]{1,6}$/.test(version) && Number(version) > URL_VERSION;
    if (version !== null && !isNewer && version !== String(URL_VERSION)) faults.push('v');
    return { state, faults, isNewer, isDrawn };
}

/**
 * @param {UrlState} state
 * @returns {string} With its question mark, or empty if everything is the default.
 */
export function formatUrlState(state) {
    const parameters = new URLSearchParams();
    const defaults = defaultState();
    for (const name of /** @type {(keyof UrlState)[]} */ (Object.keys(READERS))) {
        if (state[name] === defaults[name]) continue;
        parameters.set(name, typeof state[name] === 'boolean' ? (state[name] ? '1' : '0') : String(state[name]));
    }
    // Both marks may stand in a query as they are.
    const text = parameters.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
    return text ? `?v=${URL_VERSION}&${text}` : '';
}

/** The run that an address asks for, packed, or empty. @param {string} hash As in location.hash. */
export const runText = (hash) => hash.startsWith('#run=') ? hash.slice(5) : '';

/**
 * The best of our languages for a visitor.
 * @param {readonly string[]} preferred As in navigator.languages.
 */
export function chooseLanguage(preferred) {
    for (const tag of preferred) {
        const base = tag.toLowerCase().split('-')[0];
        // Indonesian readers are served better by Malay than by English.
        const wanted = base === 'id' ? 'ms' : base;
        const known = LANGUAGES.find((language) => language === wanted);
        if (known) return known;
    }
    return 'en';
}
