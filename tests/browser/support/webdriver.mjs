// @ts-check
// The few words of the WebDriver protocol that the WebKit driver needs.

/** What WebDriver calls the keys that write nothing. @type {Record<string, string>} */
const KEYS = {
    Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', Control: '\uE009', Escape: '\uE00C',
    PageUp: '\uE00E', PageDown: '\uE00F', End: '\uE010', Home: '\uE011', ArrowLeft: '\uE012', ArrowUp: '\uE013',
    ArrowRight: '\uE014', ArrowDown: '\uE015',
};

/** Long enough for what a script waits for by itself (steps.mjs), on a busy machine. */
const SCRIPT_MS = 45_000;
const LOAD_MS = 60_000;
/** The driver itself gives up before that; it cannot where the page never comes to an end of what it does. */
const ANSWER_MS = 75_000;
/** A page that hangs is not waited for; its programs are ended anyway. */
const LEAVE_MS = 10_000;

export class WebDriverSession {
    /** @param {string} server @param {string} id @param {string} version Of the browser. */
    constructor(server, id, version) {
        this.server = server;
        this.id = id;
        this.version = version;
    }

    /** @param {string} server @param {object} capabilities */
    static async begin(server, capabilities) {
        const { sessionId, capabilities: found } = await ask('POST', `${server}/session`, { capabilities: { alwaysMatch: capabilities } });
        const session = new WebDriverSession(server, sessionId, found.browserVersion);
        await session.post('timeouts', { script: SCRIPT_MS, pageLoad: LOAD_MS, implicit: 0 });
        return session;
    }

    /** @param {string} path @param {object} [body] */
    post(path, body = {}) {
        return ask('POST', `${this.server}/session/${this.id}/${path}`, body);
    }

    /** @param {string} path */
    get(path) {
        return ask('GET', `${this.server}/session/${this.id}/${path}`);
    }

    end() {
        return ask('DELETE', `${this.server}/session/${this.id}`, undefined, LEAVE_MS);
    }

    /** @param {string} source Of a function. @param {unknown[]} words JSON. */
    async run(source, words) {
        const script = `const done = arguments[1];
            (async () => (${source})(...JSON.parse(arguments[0])))().then(
                (value) => done({ value }), (fault) => done({ fault: String(fault) + '\\n' + (fault && fault.stack) }));`;
        const { value, fault } = await this.post('execute/async', { script, args: [JSON.stringify(words)] });
        if (fault) throw new Error(fault);
        return value ?? undefined;
    }

    /** @param {string[]} keys Pressed one after the other; what is held is let go at the end. @param {string[]} [held] */
    keys(keys, held = []) {
        const value = (/** @type {string} */ key) => KEYS[key] ?? key;
        const actions = [
            ...held.map((key) => ({ type: 'keyDown', value: value(key) })),
            ...keys.flatMap((key) => ['keyDown', 'keyUp'].map((type) => ({ type, value: value(key) }))),
            ...held.map((key) => ({ type: 'keyUp', value: value(key) })),
        ];
        return this.post('actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
    }

    /** @param {number} x @param {number} y */
    click(x, y) {
        const move = { type: 'pointerMove', duration: 0, origin: 'viewport', x: Math.round(x), y: Math.round(y) };
        return this.post('actions', { actions: [{
            type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' },
            actions: [move, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }],
        }] });
    }
}

/** @param {string} method @param {string} address @param {object} [body] @param {number} [ms] */
async function ask(method, address, body, ms = ANSWER_MS) {
    const what = `${method} ${new URL(address).pathname}`;
    const response = await fetch(address, {
        method,
        body: body && JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
        signal: AbortSignal.timeout(ms),
    }).catch((fault) => {
        if (fault.name !== 'TimeoutError') throw fault;
        throw new Error(`${what}: no answer in ${ms / 1000} s. The page hangs, or its process has ended.`);
    });
    const { value } = /** @type {{ value: any }} */ (await response.json());
    if (!response.ok) throw new Error(`${what}: ${value?.error}: ${value?.message}`);
    return value;
}
